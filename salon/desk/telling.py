"""Mails of the desk. They say that something waits and where, never what stands there."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail import notices
from members.models import Affiliation, Organisation, Person
from salon.models import Introduction


@in_japanese
def proposed(introduction: Introduction) -> None:
    text = _(
        "事務局から、おつなぎの提案があります。\nどんな団体か、どうしてお声がけしたかを、次のページでご覧ください。"
    )
    _tell_both(introduction, _("おつなぎの提案があります"), text)


@in_japanese
def proposed_again(introduction: Introduction) -> None:
    text = _("見送りになっていたおつなぎを、もう一度考えられることになりました。\n次のページでご覧ください。")
    _tell_both(introduction, _("おつなぎの提案があります"), text)


@in_japanese
def agreed(introduction: Introduction) -> None:
    text = _(
        "おたがいに「つながりたい」というお返事でした。\n連絡先と、おふたつの団体と事務局だけのルームを、次のページでご覧いただけます。"
    )
    _tell_both(introduction, _("おつなぎができました"), text)


@in_japanese
def declined(introduction: Introduction, organisation: Organisation) -> None:
    text = _(
        "提案していたおつなぎは、今回は見送りになりました。\n"
        "時期や事情が合わないことは、よくあります。事務局は、ほかのご縁をさがします。"
    )
    _tell(organisation, introduction, _("おつなぎについて"), text)


@in_japanese
def withdrawn(introduction: Introduction) -> None:
    text = _("提案していたおつなぎを、事務局の都合で取り下げました。\nお考えくださり、ありがとうございました。")
    _tell_both(introduction, _("おつなぎについて"), text)


def _tell_both(introduction: Introduction, subject: str, text: str) -> None:
    for organisation in (introduction.posting.organisation, introduction.other):
        _tell(organisation, introduction, subject, text)


def _tell(organisation: Organisation, introduction: Introduction, subject: str, text: str) -> None:
    address = settings.SITE_URL + reverse("desk:introduction", args=[introduction.pk])
    today = Affiliation.objects.current().filter(organisation=organisation)
    for person in Person.objects.filter(pk__in=today.values("person"), is_active=True):
        notices.send(person, subject, text, address)


@in_japanese
def to_asker(person: Person) -> None:
    """Neither subject nor text says what it is about: lists of letters show subjects."""
    text = _("事務局からのお知らせが、サロンでお待ちしています。")
    notices.send(person, _("サロンからのお知らせ"), text, settings.SITE_URL + reverse("desk:consultations"))
