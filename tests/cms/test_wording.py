"""What a word typed in the directory finds."""

import pytest

from cms.models import Synonyms
from members.models import Organisation
from tests.factories.members import OrganisationFactory, ThemeFactory, prefecture

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(home):
    ThemeFactory(name="シニアの集い", target_groups=["高齢者"])
    OrganisationFactory(
        name="北の会", prefectures=["北海道"], summary="ＡＢＣカフェをひらきます。", legal_form="NPO法人"
    )
    OrganisationFactory(
        name="青い会", prefectures=["青森県"], area="八戸市とその周辺", target_groups=["高齢者", "ひきこもりの人"]
    )
    OrganisationFactory(name="都の会", prefectures=["東京都"], area="東京都渋谷区", approaches=["居場所づくり"])
    OrganisationFactory(name="古都の会", prefectures=["京都府", "大阪府"])
    OrganisationFactory(name="ほかの会", extra_blocks=[prefecture("京都府").block])


def found(client, q):
    response = client.get("/organisations/", {"q": q})
    assert response.status_code == 200
    return {organisation.name for organisation in response.context["organisations"]}


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("北海道", {"北の会"}),  # and not the whole block 北海道・東北
        ("東北", {"北の会", "青い会"}),
        ("青森", {"青い会"}),
        ("京都", {"古都の会"}),  # and not 東京都
        ("東京都渋谷区", {"都の会"}),
        ("近畿", {"古都の会", "ほかの会"}),
        ("八戸", {"青い会"}),
        ("abcｶﾌｪ", {"北の会"}),
        ("かふぇ", {"北の会"}),
        ("高齢者", {"青い会"}),
        ("しにあ", {"青い会"}),
        ("居場所", {"都の会"}),
        ("ＮＰＯ法人北の会", {"北の会"}),
        ("北海道　カフェ", {"北の会"}),
        ("青森 カフェ", set()),
        ("会 東北", {"北の会", "青い会"}),
        ("月世界", set()),
        # In every usual spelling, as in the search of the whole site
        ("引き籠もり", {"青い会"}),
        ("八戸市　とその", {"青い会"}),
        ("ABCカフエ", {"北の会"}),
        # What stands in quotes is one word
        ("「カフェをひらきます」", {"北の会"}),
        ('"北海道 カフェ"', set()),
        ('""', {"北の会", "青い会", "都の会", "古都の会", "ほかの会"}),
    ],
)
def test_a_word_is_looked_for_wherever_it_can_stand_and_every_word_must_be_met(client, network, q, names):
    assert found(client, q) == names


def test_words_that_the_secretariat_calls_the_same_find_each_other(client, network):
    Synonyms.objects.create(words="居場所、サードプレイス")
    assert found(client, "サードプレイス") == {"都の会"}


def test_who_is_found_twice_is_shown_once(client, network):
    Organisation.objects.get(name="古都の会").prefectures.add(prefecture("奈良県"))
    assert client.get("/organisations/", {"q": "近畿"}).context["counted"] == 2


def test_what_is_not_public_is_not_found(client, home):
    OrganisationFactory(name="去った会", summary="かくれた縁側", status="left")
    OrganisationFactory(name="いる会", summary="ひらいた縁側")
    assert found(client, "縁側") == {"いる会"}
