"""The public archive and its issues."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.models.base import LeadPage, Pictured, PublicPage
from newsletter.blocks import IssueBody


class NewsletterIndexPage(LeadPage):
    """All issues, the newest first."""

    subpage_types = ["newsletter.NewsletterPage"]

    class Meta:
        verbose_name = _("お便りの一覧")


class NewsletterPage(Pictured, PublicPage):
    """One issue. Sending it by mail freezes what stands here then; the page may still be corrected."""

    number = models.PositiveIntegerField(
        _("号"),
        validators=[
            MinValueValidator(1, _("号は1から始まる数字です。")),
            MaxValueValidator(9999, _("号は9999までの数字です。")),
        ],
    )
    date = models.DateField(_("発行日"), default=timezone.localdate)
    is_sample = models.BooleanField(_("見本"), default=False, help_text=_("見本と、ページとメールに出ます。"))
    lead = models.TextField(_("はじめの文"), max_length=400, help_text=_("一覧とメールのはじめに出ます。"))
    body = StreamField(IssueBody(), verbose_name=_("本文"), blank=True)

    api_fields = ("number", "date", "lead", "is_sample", "body")
    search_fields = [*PublicPage.search_fields, index.SearchField("lead", boost=1.5), index.SearchField("body")]
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        HelpPanel(template="newsletter/admin/panel.html", heading=_("会員へのメール")),
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("date"), FieldPanel("is_sample"), FieldPanel("lead")],
            heading=_("はじめに"),
        ),
        Pictured.picture_panel,
        FieldPanel("body", help_text=_("使うものだけを選び、順番も自由に変えられます。")),
    ]

    class Meta:
        verbose_name = _("お便り")
        verbose_name_plural = _("お便り")

    @property
    def full_title(self) -> str:
        return _("第%(number)s号 %(title)s") % {"number": self.number, "title": self.title}

    @property
    def description(self) -> str:
        return self.search_description or self.lead

    def clean(self) -> None:
        super().clean()
        faults = self.picture_faults()
        others = NewsletterPage.objects.exclude(translation_key=self.translation_key)
        if self.number is not None and others.filter(number=self.number).exists():
            faults["number"] = _("第%(number)s号は、もうあります。別の号を入れてください。") % {"number": self.number}
        if faults:
            raise ValidationError(faults)
