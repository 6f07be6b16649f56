"""What a word means for the rows of one kind, for lists that have filters of their own."""

from collections.abc import Callable

from django.db.models import Model, Q
from wagtail.search.backends import get_search_backend


def meaning(model: type[Model]) -> Callable[[str], Q]:
    """What a row must be like for a word: the word stands in it somewhere, also in another spelling."""
    return lambda word: Q(pk__in=get_search_backend().search(word, model).matching().order_by().values("pk"))
