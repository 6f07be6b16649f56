"""The one render of a message: page, socket and resumption all show this, the same for every reader, and so in one language."""

from functools import cache, lru_cache
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


def topic_state_html(topic: Topic) -> str:
    """HTML of what a topic is: its kind, and whether it is answered, pinned or closed."""
    return _state_html(topic.kind, topic.announced, *(bool(getattr(topic, f"{name}_at")) for name in STATES))


STATES = ("answered", "pinned", "closed")


@lru_cache(maxsize=256)
@in_japanese
def _state_html(kind: str, announced: bool, *states: bool) -> str:
    # Few topics differ in it, and it goes along with every message
    at = dict(zip((f"{name}_at" for name in STATES), states, strict=True))
    return render_to_string("salon/topic_state.html", {"topic": Topic(kind=kind, announced=announced, **at)})


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
    # In one language only, in which every message is drawn: its words are looked up once
    sheets.globals |= {"_": cache(gettext), "name_of": cache(lambda kind: str(kind.label)), "part": _part}
    sheets.filters |= {
        "local": localtime,
        "date": date,
        "marked_html": mentions.marked,
        "calls": mentions.keys,
    }
    return sheets


def _part(template: str, **context: Any) -> SafeString:
    return render_to_string(template, context)
