"""Rooms and what is said in them; needs, offers and introductions."""

from salon.models.messages import Message, PostingKey, RoomEvent, Topic
from salon.models.reading import ReadMark
from salon.models.rooms import Room, RoomMember, Seat

__all__ = ["Message", "PostingKey", "ReadMark", "Room", "RoomEvent", "RoomMember", "Seat", "Topic"]
