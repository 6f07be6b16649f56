"""What the search of the site and search engines find of the salon: what is open to everybody, and nothing else."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import registry
from cms.searching.sources import Shown, Source, register
from salon import marks
from salon.models import Gathering, Resource


def gatherings(_reader):
    return Gathering.objects.open_to_guests().ahead().filter(cancelled_at=None)


def resources(_reader):
    return Resource.objects.public().select_related("category", "theme", "organisation")


def _show_gathering(gathering: Gathering) -> Shown:
    return Shown(gathering.title, gathering.get_public_url(), f"{gathering.when} {gathering.where}")


def _show_resource(resource: Resource) -> Shown:
    meta = " ".join(resource.described())
    return Shown(resource.title, resource.get_public_url(), meta)


def _on_map() -> Iterable[tuple[str, datetime | None]]:
    yield reverse("public_gatherings:home"), None
    yield reverse("resources:home"), None
    for one in Gathering.objects.open_to_guests().ahead():
        yield one.get_public_url(), one.updated_at


def connect() -> None:
    """Called once by salon.apps."""
    register(Source("gatherings", _("集い"), gatherings, _show_gathering, order=400, read=marks.read))
    register(Source("resources", _("資料"), resources, _show_resource, {"theme": ("theme__slug",)}, order=500))
    registry.put_on_map("salon", _on_map)
