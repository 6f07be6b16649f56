"""Mailings and issues of the newsletter for tests."""

from members.mail import stopping
from members.mail.batches import hand_over
from members.models import Batch
from members.models.letters import Kind


def mailing(people, *, key: str = "test-1", kind: str = Kind.NEWSLETTER, subject: str = "お便り 第1号") -> Batch:
    """A batch handed over to `people`, text and HTML with the way to stop."""
    stop = stopping.address(stopping.PLACEHOLDER)
    return hand_over(
        key, kind, subject, f"こんにちは。\n配信停止: {stop}\n", f'<p><a href="{stop}">配信停止</a></p>', people
    )[0]
