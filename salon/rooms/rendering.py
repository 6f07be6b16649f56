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

from cms import drawing
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
    # Few topics differ in it, and it goes along with every message
    marks = [bool(one) for one in (topic.announced, topic.answered_at, topic.pinned_at, topic.closed_at)]
    template = "salon/topic_state.html"
    return drawing.remembered(lambda: render_to_string(template, {"topic": topic}), template, topic.kind, marks)


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
