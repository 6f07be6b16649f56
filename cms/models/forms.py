"""Pages with a form that reaches the secretariat."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.models.base import PublicPage
from cms.models.enquiries import Enquiry
from cms.models.texts import TEXT_FEATURES


class FormPage(PublicPage):
    """A text above the form, and what is said when it was sent."""

    kind: Enquiry.Kind
    text = RichTextField(_("フォームの上の文章"), features=TEXT_FEATURES, blank=True)
    thanks = RichTextField(_("送ったあとに出る文章"), features=["bold", "ul", "link"])

    search_fields = [*PublicPage.search_fields, index.SearchField("text")]
    max_count = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels, FieldPanel("text"), FieldPanel("thanks")]

    class Meta:
        abstract = True


class JoinPage(FormPage):
    """参加するには."""

    kind = Enquiry.Kind.JOIN

    class Meta:
        verbose_name = _("参加のページ")


class ContactPage(FormPage):
    """お問い合わせ."""

    kind = Enquiry.Kind.CONTACT

    class Meta:
        verbose_name = _("お問い合わせのページ")
