"""What strangers do leaves no key in the log, and does not fill it."""

import logging
import smtplib

import pytest
from django.test import Client

from members.signin.links import link_for
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_link_pressed_without_cookies_leaves_no_key_in_the_log(caplog):
    link = link_for(PersonFactory())
    response = Client(enforce_csrf_checks=True).post(link)
    assert response.status_code == 403
    assert caplog.text == ""


def test_another_host_is_refused_without_a_word(caplog):
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert caplog.text == ""


def test_a_task_that_fails_says_what_kind_of_error_and_no_address(caplog):
    try:
        raise smtplib.SMTPRecipientsRefused({"hikari@minato.example": (550, b"no such user")})
    except smtplib.SMTPException:
        logging.getLogger("django_tasks").exception("Task id=%s path=%s state=%s", 1, "salon.tasks.send", "FAILED")
    assert caplog.messages == ["Task id=1 path=salon.tasks.send state=FAILED SMTPRecipientsRefused"]
    assert "hikari" not in caplog.text
