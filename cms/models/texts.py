"""Pages that are texts: about, privacy, terms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.models.base import PublicPage

TEXT_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link", "hr"]


class TextPage(PublicPage):
    """A title and a text. Editors change it; nothing of it stands in code."""

    text = RichTextField(_("本文"), features=TEXT_FEATURES)

    api_fields = ("text",)
    search_fields = [*PublicPage.search_fields, index.SearchField("text")]
    parent_page_types = ["cms.HomePage", "cms.TextPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("text")]

    class Meta:
        verbose_name = _("文章のページ")
        verbose_name_plural = _("文章のページ")
