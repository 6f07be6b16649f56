"""What answers by mail leave behind."""

from django.db import models
from django.utils import timezone

from members.models import Person


class MailAnswer(models.Model):
    """A mail of ours that said why an answer by mail could not be taken in. Its rows are the limit on such mails."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, help_text="of the mail that is answered: the same one again is answered once")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="mail_answered_once")]
