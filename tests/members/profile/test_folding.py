"""The long form of an organisation: closed it says what is chosen, and what is wrong stands open."""

import re

import pytest

from members.profile.forms import OrganisationProfile
from tests.factories.members import ApproachFactory, OrganisationFactory, member_of, prefecture

pytestmark = pytest.mark.django_db
PAGE = "/me/organisations/minato/"


@pytest.fixture
def minato():
    return OrganisationFactory(code="minato", prefecture="大阪府", summary="縁側を\n開いています。", size="tiny")


@pytest.fixture
def client(client, minato):
    client.force_login(member_of(minato, administrator=True))
    return client


def folds(answer):
    return {str(fold.title): fold for fold in answer.context["form"].folds()}


def test_every_field_stands_in_one_part():
    names = [name for _title, names in OrganisationProfile.PARTS for name in names]
    assert sorted(names) == sorted(OrganisationProfile.base_fields)


def test_a_closed_part_says_what_is_stored(client, minato):
    minato.approaches.set([ApproachFactory(name=f"取組{n}") for n in range(6)])
    answer = client.get(PAGE)
    told = {title: fold.chosen for title, fold in folds(answer).items()}
    assert told["紹介"] == ["縁側を 開いています。"]
    assert told["活動する都道府県"] == ["大阪府"]
    assert told["団体のようす"] == ["5人以下"]
    assert told["経験がある取組"] == []
    assert "、取組3 ほか2つ</span>" in answer.text
    assert "まだ書かれていません</span>" in answer.text
    assert not re.search(r"<details class=\"fold\"[^>]* open", answer.text)


def test_a_part_with_an_error_is_open_and_the_others_say_what_was_typed(client, minato):
    prefecture("京都府")
    answer = client.post(
        PAGE, {"summary": "書きかけ", "founded_year": "むかし", "prefectures": ["26"], "nationwide": "on"}
    )
    assert answer.text.count('<details class="fold" open') == 1
    wrong = folds(answer)
    assert [title for title, fold in wrong.items() if fold.is_wrong] == ["紹介"]
    assert wrong["活動する都道府県"].chosen == ["京都府"]
    assert wrong["活動する場所"].chosen == ["全国で活動"]
    assert "書きかけ</textarea>" in answer.text and 'value="むかし"' in answer.text
    assert re.search(r'name="prefectures" value="26"[^>]* checked', answer.text)


def test_prefectures_are_named_beneath_their_block(client, minato):
    prefecture("北海道")
    text = client.get(PAGE).text
    for block in (prefecture("大阪府").block, prefecture("北海道").block):
        assert f"<fieldset><legend>{block}</legend>" in text


def test_without_scripts_saving_stands_at_the_foot_of_the_form_itself(client, minato):
    form = client.get(PAGE).text.split('<form class="form"')[1].split("</form>")[0]
    assert 'class="form__actions save-bar"' in form and '<button class="button" type="submit">保存する' in form
