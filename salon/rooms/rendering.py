"""The one render of a message: page, socket and resumption all show this, the same for every reader."""

from django.template.loader import render_to_string

from salon.models import Message


def message_html(message: Message) -> str:
    """HTML of one message. `message.organisation` should be there already (select_related)."""
    return render_to_string("salon/message.html", {"message": message})
