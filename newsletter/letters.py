"""An issue as a mail: HTML in one column, and a plain text that reads well alone."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail.composing import subject_line
from newsletter import contents
from newsletter.models import NewsletterPage


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str

    @property
    def subject_line(self) -> str:
        """As it stands in the mail."""
        return subject_line(self.subject)


@in_japanese
def letter_of(issue: NewsletterPage, stop: str) -> Letter:
    """`stop` is the address that stops the newsletter."""
    context = {
        "issue": issue,
        "parts": contents.parts(issue, settings.SITE_URL),
        "address": issue.address,
        "site": settings.SITE_URL,
        "stop": stop,
        "picture": contents.Picture(issue.picture, issue.picture_alt) if issue.picture else None,
        "organisation": settings.WAGTAIL_SITE_NAME,
    }
    subject = _("お便り 第%(number)s号：%(title)s") % {"number": issue.number, "title": issue.title}
    text = render_to_string("newsletter/mail/issue.txt", context)
    return Letter(subject, _tidy(text), render_to_string("newsletter/mail/issue.html", context))


def _tidy(text: str) -> str:
    """At most one empty line between two: templates leave more."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
