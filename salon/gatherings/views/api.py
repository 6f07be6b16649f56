"""/api/gatherings/: what programs are told of gatherings that are open to everybody."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema
from ninja.decorators import decorate_view

from cms.views.answering import just_now_for_everybody
from members.models import Organisation
from salon import marks
from salon.gatherings import public
from salon.gatherings.views.gatherings import MOST_AHEAD
from salon.models import Gathering

router = Router()


class GatheringShape(Schema):
    id: str = Field(description=_("アドレスの中の名前"))
    title: str = Field(description=_("集いの名前"))
    text: str = Field(description=_("どんな集いですか"))
    address: str = Field(description=_("ページのアドレス"))
    calendar: str = Field(description=_("カレンダーのファイル"))
    organisation: str = Field(description=_("開く団体の名前"))
    starts: datetime = Field(description=_("始まり"))
    ends: datetime = Field(description=_("終わり"))
    place: str = Field(description=_("会場"))
    is_online: bool = Field(description=_("オンラインで参加できるかどうか"))
    is_cancelled: bool = Field(description=_("中止になったかどうか"))
    seats: int | None = Field(description=_("定員"))
    seats_left: int | None = Field(description=_("あいている席"))


class GatheringsShape(Schema):
    items: list[GatheringShape] = Field(description=_("これからの集い"))


@router.get("gatherings/", response=GatheringsShape, summary=_("これからの集い"))
@decorate_view(just_now_for_everybody)
def gatherings(request) -> dict[str, Any]:
    found = Gathering.objects.open_to_guests().ahead().counted()
    shown = list(found[:MOST_AHEAD])
    hosts = public.hosts_of(shown)
    return {"items": [_told(one, hosts.get(one.organisation_id or 0)) for one in shown]}


def _told(gathering: Gathering, host: Organisation | None) -> dict[str, Any]:
    """Where to enter online is told to those who come, and to no program."""
    calendar = reverse("calendars:calendar", args=[gathering.public_id])
    return {
        "id": str(gathering.public_id),
        "title": gathering.title,
        "text": marks.read(gathering.text),
        "address": public.address_of(gathering),
        "calendar": f"{settings.SITE_URL}{calendar}",
        "organisation": host.name if host else "",
        "starts": gathering.starts,
        "ends": gathering.ends,
        "place": gathering.place if gathering.is_in_a_place else "",
        "is_online": gathering.is_online,
        "is_cancelled": gathering.cancelled_at is not None,
        "seats": gathering.seats,
        "seats_left": public.seats_left(gathering),
    }
