"""資料の種類 beside the other words in Wagtail's admin, and the documents that wait there, on its first page."""

from wagtail.permissions import register_permission_policy

from members.admin.policies import SecretariatPolicy
from members.admin.words import WordsGroup, WordViewSet
from salon.models import ResourceCategory


class ResourceCategoryViewSet(WordViewSet):
    model = ResourceCategory
    name = url_prefix = "resource-categories"
    icon = "doc-full"


def register() -> None:
    register_permission_policy(ResourceCategory, SecretariatPolicy(ResourceCategory))
    if ResourceCategoryViewSet not in WordsGroup.items:
        WordsGroup.items = (*WordsGroup.items, ResourceCategoryViewSet)
