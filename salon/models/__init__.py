"""Rooms and what is said in them; needs, offers and introductions."""

from salon.models.desk import Interest, Introduction, IntroductionSide, NeedKind, Outcome, Posting, organisations_of
from salon.models.messages import Message, PostingKey, RoomEvent, Topic
from salon.models.reading import ReadMark
from salon.models.rooms import DerivedRoom, Room, RoomMember, Seat

__all__ = [
    "DerivedRoom",
    "Interest",
    "Introduction",
    "IntroductionSide",
    "Message",
    "NeedKind",
    "Outcome",
    "Posting",
    "PostingKey",
    "ReadMark",
    "Room",
    "RoomEvent",
    "RoomMember",
    "Seat",
    "Topic",
    "organisations_of",
]
