"""困りごとの種類 in Wagtail's admin, beside the other words."""

from wagtail.permissions import register_permission_policy

from members.admin.policies import SecretariatPolicy
from members.admin.words import WordsGroup, WordViewSet
from salon.models import NeedKind


class NeedKindViewSet(WordViewSet):
    model = NeedKind
    name = url_prefix = "need-kinds"
    icon = "help"


def register() -> None:
    """The group belongs to `members`, which knows nothing of needs: so it is told."""
    register_permission_policy(NeedKind, SecretariatPolicy(NeedKind))
    if NeedKindViewSet not in WordsGroup.items:
        WordsGroup.items = (*WordsGroup.items, NeedKindViewSet)
