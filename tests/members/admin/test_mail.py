"""メール in the admin: administrators say who gets nothing and what becomes of letters; nobody reads what stands in them."""

import pytest

from members.mail import batches
from members.models import Letter, Person, Suppression
from members.models.letters import Kind
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State
OTHERS = ("facilitator", "editor", "member", "stranger")


def letter(state, **fields):
    person = PersonFactory(**fields)
    batch = mailing([person], key=f"notice-{person.pk}", kind=Kind.NOTICE, subject="ないしょの件名")
    batch.letters.update(state=state, error="550 no such user")
    return batch.letters.get()


def add(client, address, reason="アドレスがなくなった"):
    return client.post("/admin/suppressions/new/", {"address": address, "reason": reason})


class TestAddressesThatGetNothing:
    def test_are_added_as_people_type_and_get_nothing_from_then_on(self, administrator):
        person = PersonFactory(email="gone@example.org")
        assert add(administrator, " Ｇone＠example.org ").status_code == 302
        assert Suppression.objects.get().address == "gone@example.org"
        assert not batches.receiving(Person.objects.filter(pk=person.pk), Kind.NOTICE).exists()

    def test_are_taken_off_after_a_word_about_what_it_means(self, administrator):
        add(administrator, "gone@example.org")
        address = f"/admin/suppressions/delete/{Suppression.objects.get().pk}/"
        page = administrator.get(address).content.decode()
        assert "gone@example.org を一覧からはずすと、これからのメールがまた送られます" in page
        administrator.post(address)
        assert not Suppression.objects.exists()

    @pytest.mark.parametrize(
        ("address", "reason"), [("", "x"), ("no address", "x"), ("a@example.org", "　"), ("a\x00@b.jp", "x")]
    )
    def test_a_mistake_is_said_at_the_form_and_keeps_what_was_typed(self, administrator, address, reason):
        answer = add(administrator, address, reason)
        assert answer.status_code == 200
        assert len(answer.context["form"].errors) == 1
        assert not Suppression.objects.exists()

    def test_twice_is_said_at_the_form(self, administrator):
        add(administrator, "gone@example.org")
        assert "address" in add(administrator, "GONE@example.org").context["form"].errors

    def test_are_found_by_address_and_reason(self, administrator):
        add(administrator, "gone@example.org")
        add(administrator, "other@example.org", "通報された")
        for words in ("gone", "なくなった"):
            page = administrator.get(f"/admin/suppressions/results/?q={words}").content.decode()
            assert "gone@example.org" in page and "other@example.org" not in page

    @pytest.mark.parametrize("role", OTHERS)
    def test_are_nobody_elses(self, browser, role):
        kept = Suppression.objects.create(address="gone@example.org", reason="x")
        client = browser(role)
        for address in ("", "new/", f"delete/{kept.pk}/"):
            answer = client.get(f"/admin/suppressions/{address}")
            assert answer.status_code == 302
            client.post(f"/admin/suppressions/{address}", {"address": "b@example.org", "reason": "x"})
        assert [one.address for one in Suppression.objects.all()] == ["gone@example.org"]

    def test_stand_in_no_log(self, administrator):
        add(administrator, "gone@example.org")
        assert "gone@" not in administrator.get("/admin/reports/site-history/results/").content.decode()


class TestLettersThatDidNotArrive:
    def test_are_listed_with_what_to_do_and_without_their_text(self, administrator):
        (
            letter(State.UNCERTAIN, name="港 ひかり"),
            letter(State.FAILED, name="星野 そら"),
            letter(State.SENT, name="着いた人"),
        )
        page = administrator.get("/admin/letters/").content.decode()
        assert "港 ひかり" in page and "星野 そら" in page and "着いた人" not in page
        assert "もう一度送る" in page and "/admin/suppressions/new/?address=" in page
        assert "ないしょの件名" not in page and "配信停止:" not in page

    def test_what_has_been_decided_about_an_address_is_off_the_list(self, administrator):
        kept, moved, stopped, gone = (
            letter(State.FAILED, name=f"{name}さん") for name in ("残る", "移る", "止まる", "去る")
        )
        Person.objects.filter(pk=moved.person_id).update(email="new@example.org")
        Suppression.objects.create(address=stopped.address, reason="x")
        gone.person.delete()
        assert list(administrator.get("/admin/letters/").context["failed"]) == [kept]

    @pytest.mark.parametrize(
        ("choice", "state"), [("again", State.QUEUED), ("sent", State.SENT), ("x", State.UNCERTAIN)]
    )
    def test_one_that_is_uncertain_is_decided(self, administrator, choice, state):
        one = letter(State.UNCERTAIN)
        administrator.post(f"/admin/letters/{one.pk}/decide/", {"choice": choice})
        one.refresh_from_db()
        assert one.state == state

    def test_one_that_was_sent_or_failed_goes_out_by_no_button(self, administrator):
        for state in (State.SENT, State.FAILED):
            one = letter(state)
            assert administrator.post(f"/admin/letters/{one.pk}/decide/", {"choice": "again"}).status_code == 404
            one.refresh_from_db()
            assert one.state == state

    @pytest.mark.parametrize("role", OTHERS)
    def test_are_nobody_elses(self, browser, role):
        one, client = letter(State.UNCERTAIN), browser(role)
        assert client.get("/admin/letters/").status_code == 302
        client.post(f"/admin/letters/{one.pk}/decide/", {"choice": "again"})
        one.refresh_from_db()
        assert one.state == State.UNCERTAIN
