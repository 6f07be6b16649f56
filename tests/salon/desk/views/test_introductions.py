"""Pages of introductions: each side sees its own, and of the other only what is meant for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from salon.desk import introducing
from salon.models import Introduction, IntroductionSide, Outcome, Posting
from tests.factories.desk import introduction
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)
from tests.factories.salon import excluded

pytestmark = pytest.mark.django_db

YES, NO = IntroductionSide.Answer.YES, IntroductionSide.Answer.NO


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def asker():
    return member_of(OrganisationFactory(name="困る会"), name="困る人", email="asker@example.org", phone="03-1111-1111")


@pytest.fixture
def helper():
    return member_of(
        OrganisationFactory(name="助ける会"), name="助ける人", email="helper@example.org", phone="03-2222-2222"
    )


@pytest.fixture
def proposed(asker, helper):
    return introduction(asker.organisations().get(), helper.organisations().get())


def side_of(proposed, person):
    return proposed.sides.get(organisation__in=person.organisations())


def read(client, person, proposed):
    client.force_login(person)
    response = client.get(page("introduction", proposed.pk))
    assert response.status_code == 200
    return response.content.decode()


def press(client, person, proposed, given, words=""):
    client.force_login(person)
    side = side_of(proposed, person)
    data = {f"side{side.pk}-answer": given, f"side{side.pk}-words": words}
    return client.post(page("answer", proposed.pk, side.pk), data)


def outsiders(*people):
    found = [member_of(OrganisationFactory()), EditorFactory(), AdministratorFactory(), PersonFactory()]
    return found + [former_member_of(person.organisations().get()) for person in people]


def test_nobody_but_the_two_sides_and_facilitators_opens_it(client, proposed, asker, helper):
    for person in outsiders(asker, helper):
        client.force_login(person)
        responses = [client.get(page("introduction", proposed.pk)), client.get(page("introductions"))]
        responses += [client.post(page("answer", proposed.pk, side.pk)) for side in proposed.sides.all()]
        responses += [client.post(page(name, proposed.pk)) for name in ("outcome", "withdraw")]
        for response in responses:
            assert "困る会" not in response.content.decode()
        assert {response.status_code for response in responses} <= {200, 403, 404}
        assert responses[0].status_code != 200
    client.logout()
    assert client.get(page("introduction", proposed.pk)).status_code == 302
    proposed.refresh_from_db()
    assert proposed.is_waiting


def test_each_side_reads_its_own_words_only(client, proposed, asker, helper):
    assert "困る会だけへのことば" in read(client, asker, proposed)
    assert "助ける会だけへのことば" not in read(client, asker, proposed)
    assert "困る会だけへのことば" not in read(client, helper, proposed)


def test_before_both_agreed_nothing_of_the_other_is_shown(client, proposed, asker, helper):
    press(client, asker, proposed, YES, "ないしょのひとこと")
    text = read(client, helper, proposed)
    for secret in ("asker@example.org", "03-1111-1111", "困る人", "ないしょのひとこと", "otsunagi-"):
        assert secret not in text
    assert "つながりたい</button>" in text


def test_after_both_agreed_contacts_words_and_room_are_there(client, proposed, asker, helper):
    press(client, asker, proposed, YES, "よろしくお願いします")
    press(client, helper, proposed, YES)
    proposed.refresh_from_db()
    text = read(client, helper, proposed)
    for shown in ("asker@example.org", "03-1111-1111", "よろしくお願いします", f"/salon/rooms/{proposed.room.slug}/"):
        assert shown in text
    assert client.get(f"/salon/rooms/{proposed.room.slug}/").status_code == 200
    client.force_login(member_of(OrganisationFactory()))
    assert client.get(f"/salon/rooms/{proposed.room.slug}/").status_code == 404


def test_a_no_is_shown_to_the_other_side_without_reason(client, proposed, asker, helper):
    press(client, asker, proposed, NO, "相性がよくなさそうです")
    text = read(client, helper, proposed)
    assert "今回は見送りになりました" in text
    assert "相性がよくなさそう" not in text and "つながりたい</button>" not in text
    assert "相性がよくなさそう" in read(client, FacilitatorFactory(), proposed)


def test_one_side_does_not_answer_for_the_other(client, proposed, asker, helper):
    client.force_login(asker)
    foreign = side_of(proposed, helper)
    data = {f"side{foreign.pk}-answer": YES}
    assert client.post(page("answer", proposed.pk, foreign.pk), data).status_code == 404
    foreign.refresh_from_db()
    assert foreign.answer == IntroductionSide.Answer.PENDING


def test_a_side_of_another_introduction_is_not_answered_through_this_one(client, proposed, asker):
    other = OrganisationFactory()
    member_of(other)
    second = introduction(asker.organisations().get(), other)
    client.force_login(asker)
    side = side_of(second, asker)
    assert client.post(page("answer", proposed.pk, side.pk), {f"side{side.pk}-answer": YES}).status_code == 404


@pytest.mark.parametrize("given", ["", "maybe", "pending", "\x00"])
def test_an_answer_that_is_none_gets_a_sentence_and_keeps_the_words(client, proposed, asker, given):
    response = press(client, asker, proposed, given, "書きかけのことば")
    text = response.content.decode()
    assert response.status_code == 422
    assert "どちらかを押してください" in text and "書きかけのことば" in text


def test_words_of_an_answer_carry_no_contact_past_the_consent(client, proposed, asker):
    response = press(client, asker, proposed, YES, "03-1111-1111へどうぞ")
    assert response.status_code == 422 and "電話番号のようなもの" in response.content.decode()


def test_pressing_twice_is_harmless(client, proposed, asker, helper):
    for _ in range(2):
        assert press(client, asker, proposed, YES).status_code == 302
    for _ in range(2):
        assert press(client, helper, proposed, YES).status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == Introduction.State.AGREED


def test_the_list_shows_what_waits_for_me_first(client, proposed, asker, helper):
    client.force_login(asker)
    assert "お返事をお待ちしています" in client.get(page("introductions")).content.decode()
    press(client, asker, proposed, YES)
    text = client.get(page("introductions")).content.decode()
    assert "お返事をお待ちしています" not in text and "相手のお返事を待っています" in text


def told(**changed):
    data = {"result": "met", "day": timezone.localdate().isoformat(), "note": "会えました", **changed}
    return {f"outcome-{name}": value for name, value in data.items()}


@pytest.fixture
def joined(proposed, asker, helper):
    for person in (asker, helper):
        introducing.answer(side_of(proposed, person), person, YES)
    proposed.refresh_from_db()
    return proposed


def test_either_side_tells_what_came_of_it_and_the_other_does_not_read_it(client, joined, asker, helper):
    client.force_login(asker)
    client.post(page("outcome", joined.pk), told(result="no_fit", note="話が合いませんでした"))
    assert Outcome.objects.get().told_for == asker.organisations().get()
    assert "話が合いませんでした" in read(client, asker, joined)
    assert "話が合いませんでした" not in read(client, helper, joined)
    assert "話が合いませんでした" in read(client, FacilitatorFactory(), joined)


def test_a_facilitator_tells_for_the_secretariat(client, joined):
    client.force_login(FacilitatorFactory())
    client.post(page("outcome", joined.pk), told())
    assert Outcome.objects.get().told_for is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"result": "x"},
        {"result": ""},
        {"day": "きのう"},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"note": "長" * 1001},
    ],
)
def test_a_result_that_makes_no_sense_gets_a_sentence(client, joined, asker, wrong):
    client.force_login(asker)
    response = client.post(page("outcome", joined.pk), told(**wrong))
    assert response.status_code == 422 and "errorlist" in response.content.decode()
    assert not Outcome.objects.exists()


def test_there_is_no_result_before_both_agreed(client, proposed, asker):
    client.force_login(asker)
    assert client.post(page("outcome", proposed.pk), told()).status_code == 404


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_a_number_that_is_none_of_ours_is_not_found(client, proposed, asker, number):
    client.force_login(asker)
    assert client.get(page("introduction", number)).status_code == 404
    assert client.post(page("answer", proposed.pk, number)).status_code == 404


@pytest.mark.parametrize("other_said", [YES, IntroductionSide.Answer.PENDING])
def test_a_no_does_not_tell_whether_the_other_had_said_yes(client, proposed, asker, helper, other_said):
    if other_said == YES:
        press(client, asker, proposed, YES)
    press(client, helper, proposed, NO)
    assert "まだ変えられます" in read(client, helper, proposed)


def test_after_it_has_ended_the_other_side_reads_the_posting_no_more(client, proposed, asker, helper):
    press(client, helper, proposed, NO)
    Posting.objects.filter(pk=proposed.posting_id).update(state="closed", title="あとの題", text="あとの内輪の文")

    def reads(person):
        client.force_login(person)
        page = read(client, person, proposed)
        return ["あとの内輪の文" in page, "あとの題" in page + client.get(page_of_all).text]

    page_of_all = page("introductions")
    assert reads(helper) == [False, False]
    assert reads(asker) == [True, True]
    assert reads(FacilitatorFactory()) == [True, True]
    # As long as it waits, it is read
    Introduction.objects.update(state="waiting")
    assert reads(helper) == [True, True]


def test_who_is_excluded_everywhere_is_told_so_and_what_was_typed_stays(client, proposed, asker):
    excluded(asker, None)
    answer = press(client, asker, proposed, YES, "止められた人の言葉")
    assert (answer.status_code, "のせられません" in answer.text, "止められた人の言葉" in answer.text) == (
        422,
        True,
        True,
    )
    assert press(client, asker, proposed, NO).status_code == 302
