"""Rooms and what is said in them; needs, offers and introductions."""

from salon.models.consultations import Consultation
from salon.models.deeds import Deed
from salon.models.desk import Interest, Introduction, IntroductionSide, NeedKind, Outcome, Posting, organisations_of
from salon.models.exclusions import Exclusion, ShutOut, let_speak
from salon.models.files import Attachment
from salon.models.gatherings import Attendance, Gathering
from salon.models.guests import Guest
from salon.models.hubs import HubProposal
from salon.models.library import Resource, ResourceCategory
from salon.models.mentions import Mention
from salon.models.messages import Message, MessageVersion, PostingKey, Reaction, RoomEvent, Topic
from salon.models.moderation import Acceptance, Caution, HouseRules, Report
from salon.models.notices import DigestRound, Following, Notice, NoticeHead, Wishes
from salon.models.polls import Ballot, Poll
from salon.models.push import PushSubscription
from salon.models.quotes import Quote
from salon.models.reading import ReadMark
from salon.models.replies import MailAnswer
from salon.models.rooms import DerivedRoom, Room, RoomMember, Seat
from salon.models.searching import SearchedGathering, SearchedMessage, SearchedPosting
from salon.models.summaries import Summary
from salon.models.visits import Visit

__all__ = [
    "Acceptance",
    "Attachment",
    "Attendance",
    "Ballot",
    "Caution",
    "Consultation",
    "Deed",
    "DerivedRoom",
    "DigestRound",
    "Exclusion",
    "Following",
    "Gathering",
    "Guest",
    "HouseRules",
    "HubProposal",
    "Interest",
    "Introduction",
    "IntroductionSide",
    "MailAnswer",
    "Mention",
    "Message",
    "MessageVersion",
    "NeedKind",
    "Notice",
    "NoticeHead",
    "Outcome",
    "Poll",
    "Posting",
    "PostingKey",
    "PushSubscription",
    "Quote",
    "Reaction",
    "ReadMark",
    "Report",
    "Resource",
    "ResourceCategory",
    "Room",
    "RoomEvent",
    "RoomMember",
    "SearchedGathering",
    "SearchedMessage",
    "SearchedPosting",
    "Seat",
    "ShutOut",
    "Summary",
    "Topic",
    "Visit",
    "Wishes",
    "let_speak",
    "organisations_of",
]
