"""What answers by mail leave behind."""

from django.db import models
from django.utils import timezone

from members.models import Person


class MailAnswer(models.Model):
    """A mail of ours about an answer by mail that could not be taken in, or not whole. Its rows are the limit on such mails.

    Its text, in which what was written comes back, is kept until it has left.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, help_text="of the mail that is answered: the same one again is answered once")
    subject = models.CharField(max_length=200, default="")
    text = models.TextField(default="")
    # A process of the version before does not know it
    html = models.TextField(default="", db_default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="mail_answered_once")]
