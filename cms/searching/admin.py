"""言いかえ in Wagtail's admin, beside the other words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.permissions import register_permission_policy

from cms.models import Synonyms
from members.admin.base import ViewSet
from members.admin.policies import EverybodyAtTheDeskPolicy
from members.admin.words import WordsGroup


class SynonymsViewSet(ViewSet):
    model = Synonyms
    name = url_prefix = "synonyms"
    icon = "search"
    list_display = ["words"]
    search_fields = ["words"]
    inspect_view_fields = ["words"]
    panels = [
        HelpPanel(
            _(
                "サイトの中をさがす人が、ここに並べたことばの1つを入れると、ほかのことばでも見つかります。"
                "変えると、すぐに効きます。漢字とひらがな、送りがなのちがいは、ここに入れなくても見つかります。"
            )
        ),
        FieldPanel("words"),
    ]


def register() -> None:
    """The group belongs to `members`, which knows nothing of searching: so it is told."""
    register_permission_policy(Synonyms, EverybodyAtTheDeskPolicy(Synonyms))
    if SynonymsViewSet not in WordsGroup.items:
        WordsGroup.items = (*WordsGroup.items, SynonymsViewSet)
