"""Ways in and out."""

from django.core import signing
from django.utils.http import urlsafe_base64_encode

from members import invitations
from members.signin.links import token_of
from tests.who_may.doors import Door, nobody
from tests.who_may.roles import EVERYBODY, MEMBER, NOBODY, SIGNED_IN, STRANGER, only


def _link(person, whose=None) -> str:
    """The link of `person`, or the token of one under the number of another."""
    uid = urlsafe_base64_encode(str((whose or person).pk).encode())
    return f"signin/link/{uid}/{token_of.make_token(person)}/"


doors = [
    # Who is signed in is led on to where they wanted to go
    Door("signin/", get=EVERYBODY, post=EVERYBODY, data=lambda world: {"email": world.foreign.person.email}),
    # Without a code on its way it leads back to /signin/
    Door("signin/code/", get=SIGNED_IN, post=SIGNED_IN),
    Door("signin/inactive/", get=EVERYBODY),
    Door("signin/join/", get=EVERYBODY, post=EVERYBODY),
    # Who is still signed in is asked whether to sign out
    Door("signout/done/", get=EVERYBODY),
    Door("signout/", get=SIGNED_IN | only(STRANGER), post=EVERYBODY),
    Door(
        "signin/link/<str:uid>/<str:token>/",
        own=lambda world: _link(world.people[MEMBER]),
        foreign=lambda world: _link(world.people[MEMBER], whose=world.foreign.person),
        get=EVERYBODY,
        post=EVERYBODY,
        tells=("name-member",),
    ),
    # A key that was mailed: it tells who invites whom to what
    Door(
        "invitations/<str:token>/",
        own=lambda world: {"token": signing.dumps(world.own.invitation.pk, salt=invitations.SALT)},
        foreign=lambda world: {"token": signing.dumps(world.own.invitation.pk, salt="another")},
        get=EVERYBODY,
        post=EVERYBODY,
        tells=("invited-own", "invited-name-own", "name-administrator"),
    ),
    Door("admin/login/", get=NOBODY, post=NOBODY),
    Door("admin/logout/", get=EVERYBODY, post=EVERYBODY),
    Door("_util/login/", get=NOBODY, post=NOBODY),
    nobody("signin/email/"),
    nobody("signin/again/"),
    nobody("admin/password_reset/"),
    nobody("admin/password_reset/<path:rest>"),
    nobody("_util/authenticate_with_password/<path:rest>"),
    nobody("documents/authenticate_with_password/<path:rest>"),
    # Those of Wagtail, behind ours
    nobody("admin/password_reset/done/"),
    nobody("admin/password_reset/confirm/<uidb64>/<token>/"),
    nobody("admin/password_reset/complete/"),
    nobody("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/"),
    nobody("documents/authenticate_with_password/<int:restriction_id>/"),
]
