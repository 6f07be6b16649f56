"""`{% waiting_notices request.user as number %}`: how many notices wait, for the navigation."""

from django import template

from salon.models import Notice

register = template.Library()


@register.simple_tag
def waiting_notices(person) -> int:
    return Notice.objects.visible_to(person).waiting().count()
