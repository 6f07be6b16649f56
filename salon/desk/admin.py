"""What of the desk stands in Wagtail's admin: 困りごとの種類 beside the other words, and what waits, on its first page."""

from wagtail.permissions import register_permission_policy

from members.admin import start
from members.admin.policies import SecretariatPolicy
from members.admin.words import WordsGroup, WordViewSet
from salon.desk import waiting
from salon.models import NeedKind


class NeedKindViewSet(WordViewSet):
    model = NeedKind
    name = url_prefix = "need-kinds"
    icon = "help"


def register() -> None:
    """The group belongs to `members`, which knows nothing of needs: so it is told."""
    start.register(waiting.waiting, waiting.work)
    register_permission_policy(NeedKind, SecretariatPolicy(NeedKind))
    if NeedKindViewSet not in WordsGroup.items:
        WordsGroup.items = (*WordsGroup.items, NeedKindViewSet)
