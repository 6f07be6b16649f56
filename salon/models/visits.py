"""When somebody was in the salon, as far as it takes to say what is new since then."""

from django.db import models

from members.models import Person


class Visit(models.Model):
    """One for a person. `since`: the end of the visit before this one; none for the first."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    seen_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"visit {self.pk}"
