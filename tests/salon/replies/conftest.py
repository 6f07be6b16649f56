from dataclasses import dataclass

import pytest

from members.models import Person
from salon.models import Message, Topic
from salon.replies.addresses import reply_address
from tests.factories.salon import kinki, topic_in


@dataclass
class Place:
    """A topic, somebody who was mailed about it, and how that person answers."""

    topic: Topic
    person: Person
    other: Person
    address: str

    def mail(self, text: str = "行きます。", *headers: str, sender: str = "", message_id: str = "1@a.example") -> bytes:
        head = [
            f"From: {sender or self.person.email}",
            f"To: {self.address}",
            f"Message-ID: <{message_id}>",
            "Content-Type: text/plain; charset=utf-8",
            *headers,
        ]
        return "\r\n".join([*head, "", text, ""]).encode()

    def answers(self) -> list[str]:
        return list(Message.objects.filter(topic=self.topic, author=self.person).values_list("text", flat=True))


@pytest.fixture
def place(db, settings) -> Place:
    settings.REPLY_ADDRESS = "reply@salon.example"
    here, one, two = kinki()
    topic = topic_in(here, two, "秘密の題", "秘密の文")
    return Place(topic, one, two, reply_address(one, topic))
