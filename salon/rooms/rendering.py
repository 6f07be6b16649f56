"""The one render of a message: page, socket and resumption all show this, the same for every reader, and so in one language."""

from functools import cache
from typing import Any

import jinja2
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.template.defaultfilters import date
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext

from members.language import in_japanese
from salon.models import Message, Reaction, Topic
from salon.rooms import mentions
from salon.rooms.previews import WithPreviews


def with_all(messages: QuerySet[Message]) -> QuerySet[Message]:
    """These messages with whatever their render asks for, in a few queries for all of them."""
    reactions = Reaction.objects.select_related("person", "organisation")
    found = messages.select_related("organisation", "room", "reply_to", "poll").prefetch_related(
        Prefetch("reactions", reactions), "mentions", "attachments"
    )
    found._iterable_class = WithPreviews
    return found


@in_japanese
def message_html(message: Message) -> SafeString:
    """HTML of one message, from `with_all`."""
    return mark_safe(_sheets().get_template("salon/message.html").render(message=message))


@in_japanese
def topic_state_html(topic: Topic) -> str:
    """HTML of what a topic is: its kind, and whether it is answered, pinned or closed."""
    return render_to_string("salon/topic_state.html", {"topic": topic})


@cache
def _sheets() -> jinja2.Environment:
    """Compiled to Python: a page shows fifty messages, and each post is drawn while people wait for it.

    What few messages have is drawn by Django, as everything else is.
    """
    sheets = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(settings.BASE_DIR / "templates" / "jinja"),
        undefined=jinja2.StrictUndefined,
        auto_reload=settings.DEBUG,
    )
    sheets.globals |= {"_": gettext, "part": _part}
    sheets.filters |= {
        "local": localtime,
        "date": date,
        "marked_html": mentions.marked,
        "calls": mentions.keys,
    }
    return sheets


def _part(template: str, **context: Any) -> SafeString:
    return render_to_string(template, context)
