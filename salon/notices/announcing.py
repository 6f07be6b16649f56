"""The one place where new notices go from: whatever tells people of them beside the page begins here."""

from collections.abc import Sequence

from django.utils import timezone

from members.models.pauses import people_paused_on
from salon import bell
from salon.models import Notice
from salon.notices import pushing


def announce(notices: Sequence[Notice]) -> None:
    """Called inside the transaction that made them, with nothing of whoever rests. What goes out waits for the commit."""
    people = {notice.person_id for notice in notices}
    if not people:
        return
    people -= set(people_paused_on(timezone.localdate()).filter(pk__in=people).values_list("pk", flat=True))
    awake = [notice for notice in notices if notice.person_id in people]
    if awake:
        bell.call(sorted(people))
        pushing.promise(awake)
