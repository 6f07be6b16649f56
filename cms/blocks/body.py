"""The body of a case."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import doing, showing, telling


class CaseBody(blocks.StreamBlock):
    need = telling.Need(group=_("なぜ、だれのために"))
    audience = telling.Audience(group=_("なぜ、だれのために"))
    stages = doing.Stages(group=_("どうやって"))
    roles = doing.Roles(group=_("どうやって"))
    start = doing.Start(group=_("どうやって"))
    cost = doing.Cost(group=_("どうやって"))
    setbacks = doing.Setbacks(group=_("どうやって"))
    figures = showing.Figures(group=_("見せる"))
    photos = showing.Photos(group=_("見せる"))
    materials = showing.Materials(group=_("見せる"))
    interview = telling.Interview(group=_("語る"))
    quote = telling.Quote(group=_("語る"))
    text = telling.PlainText(group=_("語る"))
