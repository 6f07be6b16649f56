"""アンケート: a question with choices that a message carries."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.messages import Message
from salon.models.rooms import Room

QUESTION_LENGTH = 120
OPTION_LENGTH = 80
FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
STEP = 3  # votes that are told together where no names are shown


class PollQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may read the room of the message; what was taken back or hidden has no poll."""
        rooms = Room.objects.visible_to(person).values("pk")
        return self.filter(message__room__in=rooms, message__withdrawn_at=None, message__hidden_at=None)


class Poll(models.Model):
    """`counts` of each option and the number of `voters` as they are shown, so that showing asks no more.

    With names they are counted anew with every vote. Without, only with every third: who sees a number change while somebody
    is there would know the vote of that person.
    """

    STEP = STEP

    class Results(models.TextChoices):
        VOTED = "voted", _("答えた人には、途中でも見える")
        END = "end", _("終わるまで、だれにも見えない")

    message = models.OneToOneField(Message, models.CASCADE, related_name="poll")
    question = models.CharField(_("聞きたいこと"), max_length=QUESTION_LENGTH)
    options = models.JSONField(help_text="2 to 10 strings")
    multiple = models.BooleanField(_("いくつでも選べる"), default=False)
    by_organisation = models.BooleanField(_("団体ごとに一つ"), default=False)
    named = models.BooleanField(_("だれが選んだかが見える"), default=False)
    results = models.CharField(_("結果"), max_length=5, choices=Results.choices, default=Results.VOTED)
    closes_at = models.DateTimeField(_("いつまで"))
    closed_at = models.DateTimeField(null=True, help_text="everybody was told that it has ended")
    counts = models.JSONField(default=list, help_text="a number for each option")
    voters = models.PositiveIntegerField(default=0)

    objects = PollQuerySet.as_manager()

    def __str__(self) -> str:
        return f"poll {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and timezone.now() < self.closes_at

    @property
    def in_steps(self) -> bool:
        """What is shown leaves out the votes since the last step."""
        return not self.named and self.closed_at is None

    def shown(self) -> list[dict]:
        """Each option with its count and how much of all voters that is, in percent."""
        counts = self.counts or [0] * len(self.options)
        return [
            {"text": text, "count": count, "part": round(100 * count / self.voters) if self.voters else 0}
            for text, count in zip(self.options, counts, strict=True)
        ]


class Ballot(models.Model):
    """One vote. `voter` is `p` or `o` with the number of the person or organisation: who votes again, changes it.

    Who has left the room or the network since stays counted: it was their answer.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    voter = models.CharField(max_length=24)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    choices = models.JSONField(help_text="numbers of options, from 0")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="ballot_once")]
