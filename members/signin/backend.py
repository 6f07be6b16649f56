from allauth.account.auth_backends import AuthenticationBackend


class Backend(AuthenticationBackend):
    """Knows who a session belongs to and what they may. Takes no password, even if somebody gave a person one."""

    def authenticate(self, request, **credentials):
        return None
