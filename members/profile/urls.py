from django.urls import path

from members.profile.views import address, me, organisation, pause, people

app_name = "profile"
urlpatterns = [
    path("", me.me, name="me"),
    path("edit/", me.edit, name="edit"),
    path("mail/", me.mail, name="mail"),
    path("pause/", pause.pauses, name="pauses"),
    path("pause/<int:pk>/end/", pause.end_pause, name="end_pause"),
    path("others/", me.leave_others, name="leave_others"),
    path("address/", address.ask, name="address"),
    path("address/cancel/", address.cancel, name="cancel_address"),
    path("address/confirm/<str:token>/", address.confirm, name="confirm_address"),
    path("organisations/<slug:code>/", organisation.edit, name="organisation"),
    path("organisations/<slug:code>/people/", organisation.people, name="people"),
    path("organisations/<slug:code>/people/<int:pk>/withdraw/", organisation.withdraw, name="withdraw"),
    path("people/<int:pk>/", people.person, name="person"),
]
