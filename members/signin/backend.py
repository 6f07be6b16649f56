from allauth.account.auth_backends import AuthenticationBackend

from members.signin import session_store


class Backend(AuthenticationBackend):
    """Knows who a session belongs to and what they may. Takes no password, even if somebody gave a person one."""

    def authenticate(self, request, **credentials):
        return None

    def get_user(self, user_id):
        return next((one for one in session_store.person(user_id) if self.user_can_authenticate(one)), None)
