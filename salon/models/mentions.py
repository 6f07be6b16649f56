"""Whom a message calls by name: `@` and a person, an organisation or the secretariat of its room."""

from django.db import models
from django.db.models import Q

from members.models import Organisation, Person
from salon.models.messages import Message


class Mention(models.Model):
    """One who is called; neither person nor organisation: the secretariat. `name` is what stands behind the @.

    Goes with its message: read by whoever may read that, erased when its text is.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    told = models.BooleanField(default=False, help_text="notices of it have been made")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "name"], name="mention_once"),
            models.CheckConstraint(name="mention_one_of", condition=Q(person=None) | Q(organisation=None)),
        ]

    def __str__(self) -> str:
        return f"mention {self.pk}"

    @property
    def key(self) -> str:
        """Who is meant, as the browser compares it with who reads: `p5`, `o3`, `s`."""
        if self.person_id:
            return f"p{self.person_id}"
        return f"o{self.organisation_id}" if self.organisation_id else "s"
