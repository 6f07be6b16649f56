"""お問い合わせ: what somebody wrote to the secretariat through the site."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Facilitators and administrators answer enquiries; nobody else reads them."""
        if getattr(person, "is_authenticated", False) and (person.is_facilitator or person.is_administrator):
            return self
        return self.none()


class Enquiry(models.Model):
    """Kept here first and mailed then, so that none is lost with a mail."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("お問い合わせ")
        JOIN = "join", _("参加について")

    class State(models.TextChoices):
        OPEN = "open", _("返事がまだ")
        DONE = "done", _("済み")

    kind = models.CharField(_("種類"), max_length=8, choices=Kind.choices, default=Kind.CONTACT)
    name = models.CharField(_("お名前"), max_length=60)
    organisation = models.CharField(_("団体名・会社名"), max_length=120, blank=True)
    email = models.EmailField(_("メールアドレス"))
    about = models.ForeignKey(
        Page, models.SET_NULL, verbose_name=_("どのページを読んで"), null=True, blank=True, related_name="+"
    )
    phone = models.CharField(_("電話番号"), max_length=30, blank=True)
    body = models.TextField(_("お問い合わせの内容"), max_length=4000)
    state = models.CharField(_("状態"), max_length=4, choices=State.choices, default=State.OPEN, db_index=True)
    memo = models.TextField(_("事務局のメモ"), blank=True, help_text=_("事務局だけが見ます。"))
    sent_at = models.DateTimeField(_("受け取った日時"), default=timezone.now, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = verbose_name_plural = _("お問い合わせ")

    def __str__(self) -> str:
        # Wagtail's log keeps this: no name and no address of a person in it
        return _("お問い合わせ %(number)s") % {"number": self.pk}
