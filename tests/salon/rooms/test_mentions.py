"""Who is called by `@` and a name: people and organisations of the room, and the secretariat."""

import pytest

from salon.models import Mention, Message
from salon.rooms import changing, mentions
from salon.rooms.rendering import message_html, with_all
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def calls(message):
    return {mention.name: mention.key for mention in message.mentions.all()}


def html(message):
    return message_html(with_all(Message.objects.all()).get(pk=message.pk))


def test_a_person_an_organisation_and_the_secretariat_are_called(place):
    _, one, two, topic = place
    organisation = two.organisations().get()
    message = said(topic, one, "@兵庫のひとさん、＠兵庫の団体 の皆さん、@事務局御中")
    expected = {"兵庫のひと": f"p{two.pk}", "兵庫の団体": f"o{organisation.pk}", "事務局": "s"}
    assert calls(message) == expected
    shown = html(message)
    assert shown.count('<span class="mention">') == 3
    assert '<span class="mention">@兵庫のひと</span>さん' in shown
    assert f'data-calls=" o{organisation.pk} p{two.pk} s "' in shown


@pytest.mark.parametrize(
    "typed", ["@港 ひかりさん", "@港ひかりさん", "＠港　ひかりさん", "お茶を@港ひかりへ", "@港ﾋｶﾘ様"]
)
def test_a_name_is_found_however_it_is_spaced_and_wide(place, typed):
    _, one, _, topic = place
    called = member_of(one.organisations().get(), name="港 ひかり")
    assert list(calls(said(topic, one, typed)).values()) == [f"p{called.pk}"]


def test_the_longest_name_is_meant_and_one_that_goes_on_is_another(place):
    _, one, _, topic = place
    short = member_of(one.organisations().get(), name="港")
    long = member_of(one.organisations().get(), name="港 町子")
    assert calls(said(topic, one, "@港町子と@港様")) == {"港町子": f"p{long.pk}", "港": f"p{short.pk}"}
    message = said(topic, one, "@港南の皆さん")
    assert calls(message) == {}
    assert mentions.unknown(message) == ["港南の皆さん"]


def test_namesakes_are_told_apart_by_their_organisation_and_otherwise_nobody_is_called(place):
    _, one, two, topic = place
    first = member_of(one.organisations().get(), name="山本")
    second = member_of(two.organisations().get(), name="山本")
    message = said(topic, one, "@山本さん")
    assert calls(message) == {}
    assert "「@山本さん」" in mentions.unknown_words(message)
    message = said(topic, one, "@山本（大阪の団体）さんと@山本(兵庫の団体)さん")
    assert sorted(calls(message).values()) == sorted([f"p{first.pk}", f"p{second.pk}"])
    assert mentions.unknown_words(message) == ""


def test_who_is_not_in_the_room_is_not_called_and_not_offered(place):
    here, one, _, topic = place
    far = outsider()
    message = said(topic, one, f"@{far.name} @よその団体")
    assert calls(message) == {}
    assert far.name not in {name.words for name in mentions.names(here)}
    assert "mention" not in html(message)


@pytest.mark.parametrize("text", ["hikari@example.org", "1本@500円", "@ 事務局", "@@事務局", "文の終わりの@"])
def test_what_is_no_call_is_text_and_nobody_is_told_of_it(place, text):
    _, one, _, topic = place
    message = said(topic, one, text)
    assert calls(message) == {}
    assert mentions.unknown(message) == []


def test_an_edit_calls_others_and_keeps_those_who_were_told(place):
    _, one, _two, topic = place
    message = said(topic, one, "@兵庫のひと @事務局")
    Mention.objects.update(told=True)
    changing.edit(one, message, "@兵庫のひと @大阪の団体")
    assert set(calls(message)) == {"兵庫のひと", "大阪の団体"}
    assert {mention.name: mention.told for mention in message.mentions.all()} == {
        "兵庫のひと": True,
        "大阪の団体": False,
    }
    changing.withdraw(one, message)
    assert not Mention.objects.filter(message=message).exists()
    assert "data-calls" not in html(message)


def test_a_name_with_marks_in_it_stays_text(place):
    _, one, _, topic = place
    member_of(one.organisations().get(), name="<b>太&郎</b>")
    shown = html(said(topic, one, "@<b>太&郎</b>さん \ue000\ue101 **@事務局**"))
    assert '<span class="mention">@&lt;b&gt;太&amp;郎&lt;/b&gt;</span>さん' in shown
    assert '<strong><span class="mention">@事務局</span></strong>' in shown


def test_the_browser_knows_as_what_somebody_is_called(place):
    _, one, _, _ = place
    assert mentions.keys_of(one) == f"p{one.pk} o{one.organisations().get().pk}"
    assert mentions.keys_of(FacilitatorFactory()).endswith(" s")


def test_a_text_full_of_ats_looks_for_a_few_of_them_and_not_far():
    index = mentions.Names(("あ" * length, length) for length in range(60, 130))
    found = index.find(("@" + "あ" * 300) * 100)
    assert len(found) == mentions.MOST
    assert {value for _, _, value in found} == {129}
