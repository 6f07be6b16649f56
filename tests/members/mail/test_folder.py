"""Mails of a development machine are files that a person can read."""

import stat
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def deliver(*messages) -> None:
    get_connection("members.mail.folder.Backend").send_messages(list(messages))


def test_a_code_and_its_subject_can_be_read_with_cat(folder):
    deliver(
        EmailMessage(
            "サインインのコード", "コードは 493827 です。\n", "つながり事務局 <t@example.org>", ["hamabe@example.org"]
        )
    )
    (path,) = folder.glob("*.eml")
    text = path.read_text(encoding="utf-8")
    assert "コードは 493827 です。" in text
    assert "Subject: サインインのコード" in text
    assert "From: つながり事務局 <t@example.org>" in text
    assert "hamabe" in path.name
    assert "サインインのコード" in path.name


def test_the_newest_sorts_last_and_none_takes_the_place_of_another(folder):
    deliver(*[EmailMessage("同じ題", f"{number}通目", to=["a@example.org"]) for number in range(30)])
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    assert [text.strip().splitlines()[-1] for text in texts] == [f"{number}通目" for number in range(30)]


def test_html_with_long_lines_is_still_a_mail_and_still_readable(folder):
    mail = EmailMultiAlternatives("題 with 🌸, comma", "文", to=["a@example.org"])
    mail.attach_alternative("<p>" + "あ" * 3000 + "</p>", "text/html")
    deliver(mail)
    (path,) = folder.iterdir()
    assert "あ" * 3000 in path.read_text(encoding="utf-8")
    parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert parsed["subject"] == "題 with 🌸, comma"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("subject", ["", "../../etc/passwd", "あ" * 500, "a/b\\c:d", "🌸"])
def test_no_subject_leads_out_of_the_folder(folder, subject):
    deliver(EmailMessage(subject, "文", to=["a@example.org"]))
    (path,) = folder.iterdir()
    assert path.suffix == ".eml"


def test_only_who_runs_the_server_may_read_the_codes(folder):
    deliver(EmailMessage("コード", "1", to=["a@example.org"]))
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
