"""Blocks that show: figures with their source, photos with words, files."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import CollectionViewRestriction

from cms.pictures import images
from members.asked import asked, rounded_up


class Figure(blocks.StructBlock):
    value = blocks.CharBlock(label=_("数"), max_length=30, help_text=_("単位も書きます。例：週2回、約40人"))
    label = blocks.CharBlock(label=_("何の数か"), max_length=80)
    source = blocks.CharBlock(
        label=_("出典"), max_length=120, help_text=_("どう数えたか、いつの数か。例：2025年度の参加者名簿から")
    )

    class Meta:
        label = _("数")


class Figures(blocks.StructBlock):
    rows = blocks.ListBlock(Figure(), label=_("数"), min_num=1)

    class Meta:
        label = _("数で見ると")
        icon = "calendar-check"
        template = "cms/blocks/figures.html"
        description = _(
            "数をいくつか大きく見せます。どう数えたか、いつの数かが分かるように、出典をいっしょに書きます。"
        )
        preview_value = {
            "rows": [
                {"value": "週2回", "label": "戸を開ける日", "source": "2025年度の予定表から"},
                {"value": "約40人", "label": "一月に来る人", "source": "2025年度の来た人の記録から"},
            ]
        }


class PhotoChooser(ImageChooserBlock):
    """Asks in ready words, as every reader of a case does."""

    def deconstruct(self):
        """It stores what Wagtail's stores: no migration depends on it."""
        _path, args, options = super().deconstruct()
        return "wagtail.images.blocks.ImageChooserBlock", args, options

    def bulk_to_python(self, values):
        found = {one.pk: one for one in images(*rounded_up(value for value in values if value))}
        return [found.get(value) for value in values]


class Photo(blocks.StructBlock):
    image = PhotoChooser(label=_("写真"))
    alt = blocks.CharBlock(
        label=_("写真に写っているもの"),
        max_length=200,
        help_text=_("写真が見えない方のために、何が写っているかを一文で書きます。"),
    )
    caption = blocks.CharBlock(label=_("写真の下の文"), required=False, max_length=200)

    class Meta:
        label = _("写真")


class Photos(blocks.StructBlock):
    rows = blocks.ListBlock(Photo(), label=_("写真"), min_num=1)

    class Meta:
        label = _("写真")
        icon = "image"
        template = "cms/blocks/photos.html"
        description = _("写真と、写っているものの説明。顔が分かる方には、載せてよいかをたずねてから。")
        preview_template = "cms/blocks/previews/photos.html"


class PublicDocumentChooser(DocumentChooserBlock):
    """Says of each file whether a stranger may have it, in the query that fetches it."""

    def bulk_to_python(self, values):
        found = {one.pk: one for one in _documents(*rounded_up(value for value in values if value))}
        return [found.get(value) for value in values]


@asked
def _documents(*keys: int) -> QuerySet:
    locks = CollectionViewRestriction.objects.filter(
        collection__path=Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    )
    return get_document_model().objects.filter(pk__in=keys).annotate(is_locked=Exists(locks))


def known_of_documents(keys: Iterable[int]) -> dict[int, tuple]:
    """By key all that a page shows of each, and whether it is kept from strangers."""
    keys = set(keys)
    return {row[0]: row for row in _rows(*rounded_up(keys))} if keys else {}


@asked
def _rows(*keys: int) -> QuerySet:
    return _documents.question(*keys).values_list("pk", "title", "file", "file_size", "is_locked")


class Material(blocks.StructBlock):
    document = PublicDocumentChooser(label=_("ファイル"))
    note = blocks.CharBlock(label=_("どんな資料か"), required=False, max_length=120)

    class Meta:
        label = _("資料")


class Materials(blocks.StructBlock):
    rows = blocks.ListBlock(Material(), label=_("資料"), min_num=1)

    class Meta:
        label = _("資料")
        icon = "doc-full-inverse"
        template = "cms/blocks/materials.html"
        description = _("チラシや名簿のひな形など、ほかの団体がそのまま使えるファイル。")
        preview_template = "cms/blocks/previews/materials.html"

    def get_context(self, value, parent_context=None):
        """Files of a locked collection stay out, by their title too: the page is for everybody."""
        context = super().get_context(value, parent_context)
        context["rows"] = [row for row in value["rows"] if row["document"] and not _is_locked(row["document"])]
        return context


def _is_locked(document) -> bool:
    """A draft's files come one by one, without the mark."""
    if not hasattr(document, "is_locked"):
        return document.collection.get_view_restrictions().exists()
    return document.is_locked
