"""From a form to the secretariat: stored first, mailed in the background."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import Enquiry
from members.language import in_japanese
from members.mail.composing import compose, one_address

MOST = 5
SECONDS = 10 * 60


def too_many(address: str) -> bool:
    """Counts one more from this IP address. The address itself is stored nowhere."""
    key = "enquiry-" + hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out between the two lines
        return False


def receive(enquiry: Enquiry) -> Enquiry:
    """Keep it, then let the mail follow."""
    from cms.tasks import mail_enquiry

    with transaction.atomic():
        enquiry.save()
        transaction.on_commit(lambda: mail_enquiry.enqueue(enquiry.pk))
    return enquiry


def _about(enquiry: Enquiry) -> list[str]:
    if enquiry.about is None:
        return []
    page = enquiry.about.specific
    return [_("読んだページ：%(title)s %(address)s") % {"title": page.title, "address": page.address}]


@in_japanese
def mail(enquiry: Enquiry) -> None:
    """Nothing that was typed stands in a header, but the address to answer, whose form the field has checked."""
    lines = [
        _("種類：%(kind)s") % {"kind": enquiry.get_kind_display()},
        _("お名前：%(name)s") % {"name": enquiry.name},
        _("団体名・会社名：%(name)s") % {"name": enquiry.organisation or "—"},
        _("メールアドレス：%(address)s") % {"address": enquiry.email},
        _("電話番号：%(number)s") % {"number": enquiry.phone or "—"},
        *_about(enquiry),
        "",
        enquiry.body,
        "",
        _("返事をしたら、管理画面の「お問い合わせ」で「済み」にしてください。"),
        f"{settings.SITE_URL}/admin/enquiries/edit/{enquiry.pk}/",
    ]
    message = compose(
        settings.SECRETARIAT_EMAIL,
        _("サイトからのお問い合わせ %(number)s") % {"number": enquiry.pk},
        "\n".join(lines),
    )
    message.reply_to = [one_address(enquiry.email)]
    message.send()
