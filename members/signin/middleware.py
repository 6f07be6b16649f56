from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from members.signin.session_store import user_of


class Authentication(AuthenticationMiddleware):
    """As Django's, but whose a session is, is asked along with it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)

        def user():
            # Where Django keeps it, too
            if not hasattr(request, "_cached_user"):
                request._cached_user = user_of(request)  # type: ignore[attr-defined]
            return request._cached_user  # type: ignore[attr-defined]

        request.user = SimpleLazyObject(user)  # type: ignore[assignment]
