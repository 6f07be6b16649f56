"""Ways in and out. allauth's names stand without a namespace, because it looks them up so."""

from django.urls import include, path
from django.views.generic import RedirectView

from members.signin.views import door, invitation

signin = [
    path("signin/link/<str:uid>/<str:token>/", door.Link.as_view(), name="link"),
    path("invitations/<str:token>/", invitation.accept, name="invitation"),
]

to_signin = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("signin/", door.RequestCode.as_view(), name="account_login"),
    path("signin/", door.RequestCode.as_view(), name="account_request_login_code"),
    path("signin/code/", door.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("signin/inactive/", door.Inactive.as_view(), name="account_inactive"),
    path("signin/join/", RedirectView.as_view(url="/join/"), name="account_signup"),
    path("signin/email/", door.closed, name="account_email"),
    path("signin/again/", door.closed, name="account_reauthenticate"),
    path("signout/", door.SignOut.as_view(), name="account_logout"),
    path("signout/done/", door.signed_out, name="signed_out"),
    path("", include((signin, "signin"))),
    # Wagtail's own doors, in front of Wagtail: they would take a password, without our limits
    path("admin/login/", to_signin),
    path("admin/logout/", door.SignOut.as_view()),
    path("admin/password_reset/", door.closed),
    path("admin/password_reset/<path:rest>", door.closed),
    path("_util/login/", to_signin),
    path("_util/authenticate_with_password/<path:rest>", door.closed),
    path("documents/authenticate_with_password/<path:rest>", door.closed),
]
