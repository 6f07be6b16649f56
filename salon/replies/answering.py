"""A kind mail to who answered by mail in vain: why, and what to do. It says no word of the topic.

It goes to the person's registered address only, seldom, and is marked as a machine's, so that two machines never
write to each other.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.mail.composing import compose, in_japanese, one_line
from members.models import Person, Suppression
from members.models.people import normal_address
from salon.models import MailAnswer
from salon.models.messages import TEXT_LENGTH
from salon.replies.reading import Mail

A_DAY = 10  # mails to one person in 24 hours
KEPT = timedelta(days=30)


class Reason(models.TextChoices):
    """Why nothing was posted; the label is what the person reads."""

    OTHER_SENDER = (
        "other_sender",
        gettext_lazy(
            "ご登録のアドレスとは別のアドレスから届いたため、話題には書きこんでいません。ご登録のアドレス（このメールの宛先）から、"
            "もう一度お送りください。心当たりがないときは、何もしなくて大丈夫です。"
        ),
    )
    RUN_OUT = (
        "run_out",
        gettext_lazy("返信先のアドレスが古くなっていました。お手数ですが、サロンを開いて書きこんでください。"),
    )
    NOT_IN_ROOM = (
        "not_in_room",
        gettext_lazy(
            "この返信先には、いまは書きこめません。わからないことは、このメールに返信して事務局におたずねください。"
        ),
    )
    TOO_LARGE = (
        "too_large",
        gettext_lazy("メールが大きすぎて、読みこめませんでした。写真などの添付を外して、もう一度お送りください。"),
    )
    EMPTY = (
        "empty",
        gettext_lazy(
            "お書きになった文が見つかりませんでした。引用されたもとのメールより上に文を書いて、もう一度お送りください。"
            "添付された写真や書類は、メールからは入れられません。"
        ),
    )
    TOO_LONG = (
        "too_long",
        gettext_lazy("文が長すぎました。1回に書きこめるのは%(limit)d文字までです。2回に分けて、お送りください。"),
    )
    CLOSED = (
        "closed",
        gettext_lazy("この話題は終了しています。続きは、サロンで新しい話題にお書きください。"),
    )


@transaction.atomic
def answer(person: Person, mail: Mail, reason: Reason) -> None:
    """Have the person told, once for each mail, and not more than `A_DAY` times a day."""
    from salon.replies import tasks

    now = timezone.now()
    told = MailAnswer.objects.filter(person=person)
    told.filter(at__lt=now - KEPT).delete()
    if told.filter(at__gt=now - timedelta(days=1)).count() >= A_DAY:
        return
    _row, is_new = MailAnswer.objects.get_or_create(person=person, key=mail.key, defaults={"at": now})
    if is_new:
        tasks.send_answer.enqueue(person.pk, reason.value, mail.message_id)


@in_japanese
def send(person_id: int, reason: str, message_id: str) -> None:
    """Write the mail; nothing to whom is gone, or takes no mail."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or Suppression.objects.filter(address=normal_address(person.email)).exists():
        return
    context = {
        "name": person.name,
        "why": str(Reason(reason).label) % {"limit": TEXT_LENGTH},
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if message_id.isascii() and 2 < len(message_id) < 200:
        # Shown below the mail that it is about
        headers["In-Reply-To"] = headers["References"] = one_line(message_id, 200)
    text = render_to_string("salon/replies/answer.txt", context)
    compose(person.email, _("メールでの返信を、書きこめませんでした"), text, headers=headers).send()
