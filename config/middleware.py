"""What no view should have to think about."""

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from config import errors


def _unreadable(values: MultiValueDict) -> bool:
    """NUL and lone surrogates: no person types them, PostgreSQL stores neither."""
    for key, items in values.lists():
        for text in (key, *items):
            if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
                return True
    return False


class RefuseUnreadableInput:
    """Answer 400 in words where an address or a query holds what is no text. Forms say it at their field."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or _unreadable(request.GET):
            return errors.bad_request(request)
        return self.get_response(request)
