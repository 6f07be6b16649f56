"""What the public page of an organisation tells about it, and what nobody has written yet."""

from typing import Any

from django.utils.translation import gettext as _

from members.models import Organisation


def of(organisation: Organisation) -> tuple[list[tuple[str, Any]], list[str]]:
    """The facts there are, each with its name, and the names of those that are empty."""
    facts = _facts(organisation)
    unwritten = [label for label, said in facts if not said]
    if not organisation.website:
        unwritten.append(_("ウェブサイト"))
    return [fact for fact in facts if fact[1]], unwritten


def _facts(organisation: Organisation) -> list[tuple[str, Any]]:
    return [
        (_("活動地域"), _area(organisation)),
        (_("都道府県"), _names(organisation.prefectures.all())),
        (_("ブロック"), _names(organisation.blocks())),
        (_("テーマ"), _names(organisation.themes())),
        (_("対象"), _names(organisation.target_groups.all())),
        (_("取組の種類"), _names(organisation.approaches.all())),
        (_("団体の種別"), organisation.type),
        (_("設立"), organisation.founded_year and _("%(year)s年") % {"year": organisation.founded_year}),
        (_("組織の規模"), organisation.get_size_display()),
        (_("事務の体制"), organisation.get_office_display()),
        (_("地域との関係"), organisation.get_local_ties_display()),
        (_("経験がある取組"), _names(organisation.experienced_in.all())),
        (_("これから始めたい取組"), _names(organisation.about_to_try.all())),
        (_("これから関わりたい対象"), _names(organisation.about_to_reach.all())),
    ]


def _area(organisation: Organisation) -> str:
    if not organisation.nationwide:
        return organisation.area
    return organisation.area + _("（全国で活動）") if organisation.area else _("全国")


def _names(words) -> str:
    return "、".join(word.name for word in words)
