"""What can be found, folded for searching. `salon.searching` keeps it; the words of the index stand beside (its `engines`)."""

from django.db import models

from members.models import Organisation
from salon.models.desk import Posting
from salon.models.gatherings import Gathering
from salon.models.messages import Message
from salon.models.rooms import Room


class SearchedMessageQuerySet(models.QuerySet):
    def visible_to(self, person):
        """As the message itself: asked of the room where it stands now, whatever the index says."""
        return self.filter(message__room__in=Room.objects.visible_to(person).values("pk"))


class SearchedMessage(models.Model):
    """A message that can be read. The first of a topic carries its title; the names of attachments belong to it, too.

    Written by `salon.searching.engines` only.
    """

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="searched")
    room = models.ForeignKey(Room, models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+", db_index=False)
    text = models.TextField()

    objects = SearchedMessageQuerySet.as_manager()

    def __str__(self) -> str:
        return f"searched {self.pk}"


class SearchedPostingQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(posting__in=Posting.objects.visible_to(person).values("pk"))


class SearchedPosting(models.Model):
    """A need or an offer. There are a few hundred of them: they are read through."""

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="searched")
    text = models.TextField()

    objects = SearchedPostingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"searched {self.pk}"


class SearchedGatheringQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(gathering__in=Gathering.objects.visible_to(person).values("pk"))


class SearchedGathering(models.Model):
    """What everybody reads on its page, and so never where to enter online. Read through like needs and offers."""

    gathering = models.OneToOneField(Gathering, models.CASCADE, primary_key=True, related_name="searched")
    text = models.TextField()

    objects = SearchedGatheringQuerySet.as_manager()

    def __str__(self) -> str:
        return f"searched {self.pk}"
