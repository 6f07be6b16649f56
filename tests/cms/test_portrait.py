"""The page of an organisation: its facts, and in one line what is not written yet."""

import pytest

from cms import portrait
from tests.factories.members import OrganisationFactory, OrganisationTypeFactory

pytestmark = pytest.mark.django_db


def test_every_fact_is_told_or_named_as_unwritten():
    bare, unwritten = portrait.of(OrganisationFactory())
    assert bare == [] and len(unwritten) == 15
    facts, missing = portrait.of(
        OrganisationFactory(
            area="淡路島",
            nationwide=True,
            prefectures=["兵庫県"],
            type=OrganisationTypeFactory(name="任意団体"),
            founded_year=1995,
            size="tiny",
            website="https://example.org/",
        )
    )
    told = {label: str(said) for label, said in facts}
    assert told["活動地域"] == "淡路島（全国で活動）"
    assert (told["都道府県"], told["ブロック"]) == ("兵庫県", "近畿")
    assert (told["団体の種別"], told["設立"], told["組織の規模"]) == ("任意団体", "1995年", "5人以下")
    assert {"対象", "事務の体制"} <= set(missing)
    assert not set(missing) & (set(told) | {"ウェブサイト"})


def test_who_works_everywhere_has_an_area():
    assert portrait.of(OrganisationFactory(nationwide=True))[0] == [("活動地域", "全国")]
