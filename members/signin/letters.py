"""Mails to one person about signing in, invitations and addresses."""

from django.conf import settings
from django.template.loader import render_to_string

from members.language import in_japanese
from members.mail import sheet
from members.mail.composing import compose
from members.models import Person
from members.signin.links import link_for


@in_japanese
def send(name: str, address: str, context: dict) -> None:
    """Send templates/members/letters/<name>.txt; the first line is its subject. `code` in the context can be copied."""
    context = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL, **context}
    subject, _, text = render_to_string(f"members/letters/{name}.txt", context).strip().partition("\n")
    html = sheet.html_of(subject, sheet.letter(text, context.get("code", "")))
    headers = {"Auto-Submitted": "auto-generated"}
    compose(address, subject, sheet.signed(text), html, headers).send()


def send_code(address: str, code: str, next_url: str) -> None:
    """Code and link for whom it may let in; nothing for anybody else."""
    person = Person.objects.filter(email=address, is_active=True).first()
    if person is None or not code:
        return
    send(
        "signin",
        person.email,
        {
            "name": person.name,
            "code": code,
            "code_minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "link": link_for(person, next_url),
            "link_minutes": settings.SIGNIN_LINK_SECONDS // 60,
        },
    )
