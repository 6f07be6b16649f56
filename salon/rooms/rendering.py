"""The one render of a message: page, socket and resumption all show this, the same for every reader."""

from django.db.models import Prefetch, QuerySet
from django.template.loader import render_to_string

from salon.models import Message, Reaction, Topic
from salon.rooms.previews import WithPreviews


def with_all(messages: QuerySet[Message]) -> QuerySet[Message]:
    """These messages with whatever their render asks for, in a few queries for all of them."""
    reactions = Reaction.objects.select_related("person", "organisation")
    found = messages.select_related("organisation", "room", "reply_to", "poll").prefetch_related(
        Prefetch("reactions", reactions), "mentions", "attachments"
    )
    found._iterable_class = WithPreviews
    return found


def message_html(message: Message) -> str:
    """HTML of one message, from `with_all`."""
    return render_to_string("salon/message.html", {"message": message})


def topic_state_html(topic: Topic) -> str:
    """HTML of what a topic is: its kind, and whether it is answered, pinned or closed."""
    return render_to_string("salon/topic_state.html", {"topic": topic})
