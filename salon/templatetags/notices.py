"""`{% waiting_notices request.user as number %}`: how many notices wait, for the navigation."""

from django import template
from django.db.models import Count

from members.asked import asked
from members.prepared import SOME_DAY
from salon.models import Notice

register = template.Library()
_numbers = asked(
    lambda person: (
        Notice.objects.visible_to(person)
        .waiting(SOME_DAY)
        .order_by()
        .values("person")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    )
)


@register.simple_tag
def waiting_notices(person) -> int:
    return sum(_numbers(person))
