"""What was read is a mark for a person in a topic, over the floor of the seat; never a row for each message."""

from django.db import models

from members.models import Person
from salon.models.messages import Topic


class ReadMark(models.Model):
    """Everything in `topic` up to the event number `seq` was read by `person`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="read_mark_once")]
