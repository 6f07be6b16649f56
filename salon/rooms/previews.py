"""Links in messages to our own public pages, each with a small card. Found anew at every render: a page that was taken
from the site an hour ago has no card any more."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models.query import ModelIterable

from cms import previews
from salon.models import Message
from salon.rooms.text import addresses

MOST = 3  # cards beneath a message


class WithPreviews(ModelIterable):
    """Messages of one query, each with `previews`: found for all of them together, as Wagtail finds specific pages."""

    def __iter__(self):
        messages = list(super().__iter__())
        attach(messages)
        return iter(messages)


def attach(messages: Iterable[Message]) -> None:
    """Give each message its `previews`."""
    paths = {message.pk: _paths(message) for message in messages}
    asked = {path for found in paths.values() for path in found}
    shown = previews.of(asked) if asked else {}
    for message in messages:
        message.previews = [shown[path] for path in paths[message.pk] if path in shown][:MOST]


def _paths(message: Message) -> list[str]:
    if settings.SITE_URL not in message.text or not message.is_readable:
        return []
    found = [previews.own_path(address) for address in addresses(message.text)]
    return list(dict.fromkeys(path for path in found if path is not None))
