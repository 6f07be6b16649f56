"""From a visitor to the secretariat."""

import pytest
from django.core import mail
from django.test import Client

from cms.models import Enquiry
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db
GOOD = {
    "name": "花子",
    "organisation": "縁側の会",
    "email": "hanako@example.org",
    "phone": "",
    "body": "教えてください。",
}


@pytest.fixture
def send(client, home, django_capture_on_commit_callbacks):
    def post(path="/contact/", **changed):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, {**GOOD, **changed})

    return post


def test_it_is_kept_and_mailed_and_the_sender_is_thanked(client, send, settings):
    response = send()
    assert response.status_code == 302
    assert "ありがとうございます" in client.get(f"/contact/{response['Location']}").text
    enquiry = Enquiry.objects.get()
    assert (enquiry.kind, enquiry.state, enquiry.name) == ("contact", "open", "花子")
    message = mail.outbox[0]
    assert message.to == [settings.SECRETARIAT_EMAIL]
    assert message.reply_to == ["hanako@example.org"]
    assert "教えてください。" in message.body and "縁側の会" in message.body


def test_joining_is_told_apart(send):
    send("/join/")
    assert Enquiry.objects.get().kind == "join"


def test_nothing_typed_stands_in_a_header(send):
    send(name="花子\r\nBcc: evil@example.org", organisation="x\x0bSubject: y")
    headers = mail.outbox[0].message()
    assert "Bcc" not in headers and "evil" not in str(headers.items())
    assert "\n" not in Enquiry.objects.get().name


def test_what_is_no_address_is_said_at_the_field(send):
    for address in (
        "",
        "x",
        "a@b",
        '"a@b, c@evil.example"@example.org',
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "花子 <a@example.org>",
        "a" * 300 + "@example.org",
    ):
        response = send(email=address)
        assert response.status_code == 422, address
        assert response.context["form"].errors.keys() == {"email"}, address
    assert not Enquiry.objects.exists() and not mail.outbox


def test_an_address_in_full_width_is_taken_as_it_is_meant(send):
    assert send(email="ＨＡＮＡＫＯ＠ｅｘａｍｐｌｅ．ｏｒｇ").status_code == 302
    assert Enquiry.objects.get().email == "hanako@example.org"


def test_what_was_typed_is_kept(send):
    for field, value in (
        ("name", ""),
        ("name", "\x00"),
        ("name", "あ" * 61),
        ("body", ""),
        ("body", "あ" * 4001),
        ("body", "a\x00b"),
        ("body", "あ" * 10_000),
        ("phone", "1" * 31),
        ("organisation", "あ" * 121),
    ):
        other = "organisation" if field != "organisation" else "name"
        response = send(**{field: value, other: "消えない会"})
        assert response.status_code == 422, field
        assert field in response.context["form"].errors
        assert 'value="消えない会"' in response.text and "hanako@example.org" in response.text
        assert "no-store" in response["Cache-Control"]


def test_programs_are_thanked_and_forgotten(send):
    assert send(confirmation="x").status_code == 302
    assert not Enquiry.objects.exists() and not mail.outbox


def test_too_many_from_one_address_must_wait_and_keep_their_text(send):
    for _number in range(5):
        assert send().status_code == 302
    response = send(body="大事な文")
    assert response.status_code == 429
    assert "10分ほどおいて" in response.text and "大事な文" in response.text
    assert Enquiry.objects.count() == 5


def test_another_address_is_not_held_up(client, send):
    for _number in range(6):
        send()
    assert client.post("/contact/", GOOD, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_form_without_its_token_is_refused(home):
    assert Client(enforce_csrf_checks=True).post("/contact/", GOOD).status_code == 403
    assert not Enquiry.objects.exists()


def test_a_failing_mail_loses_nothing(send, settings):
    settings.EMAIL_BACKEND = "no.such.Backend"
    send()
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(("role", "status"), [("is_facilitator", 200), ("is_administrator", 200), ("is_editor", 302)])
def test_those_who_answer_find_it_in_the_admin(client, home, role, status):
    enquiry = Enquiry.objects.create(name="だれか", email="a@example.org", body="ひみつの用件")
    client.force_login(PersonFactory(**{role: True}))
    for path in ("/admin/enquiries/", f"/admin/enquiries/edit/{enquiry.pk}/"):
        response = client.get(path)
        assert response.status_code == status
        assert ("だれか" in response.text) == (status == 200)


def test_it_can_be_marked_as_answered(client, home):
    enquiry = Enquiry.objects.create(name="だれか", email="a@example.org", body="用件")
    client.force_login(PersonFactory(is_facilitator=True))
    client.post(f"/admin/enquiries/edit/{enquiry.pk}/", {"state": "done", "memo": "電話した", "name": "書きかえ"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.memo, enquiry.name) == ("done", "電話した", "だれか")
