"""The words the secretariat describes organisations with. Data, not code: edited in the admin.

Each vocabulary is a table of its own, so that 居場所づくり can be a theme and a kind of approach.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A name in one vocabulary, with its place in lists and its stable part of an address."""

    name = models.CharField(_("名称"), max_length=60, unique=True)
    slug = models.SlugField(
        _("アドレスに使う名前"), max_length=60, unique=True, help_text=_("半角の英数字とハイフン。後から変えません。")
    )
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Block(Word):
    """ブロック: a region whose organisations share a room."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("ブロック")


class Prefecture(models.Model):
    """都道府県, by its JIS code. Moving one to another block moves its organisations' room."""

    code = models.CharField(_("JISコード"), max_length=2, primary_key=True)
    name = models.CharField(_("名称"), max_length=10, unique=True)
    block = models.ForeignKey(Block, models.PROTECT, verbose_name=_("ブロック"), related_name="prefectures")

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = _("都道府県")

    def __str__(self) -> str:
        return self.name


class TargetGroup(Word):
    """対象: whom an organisation reaches."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("対象")


class Theme(Word):
    """テーマ: what organisations of all blocks talk about in one room."""

    description = models.CharField(_("説明"), max_length=200, blank=True)
    target_groups = models.ManyToManyField(
        TargetGroup,
        verbose_name=_("この対象の団体が入ります"),
        related_name="themes",
        blank=True,
        help_text=_("ここに選んだ対象をもつ団体は、このテーマのルームに自動で入ります。"),
    )

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("テーマ")


class ApproachClass(Word):
    """取組の分類: the four classes of figure 3 of the survey report."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("取組の分類")


class Approach(Word):
    """取組の種類: a kind of approach within a class."""

    approach_class = models.ForeignKey(
        ApproachClass, models.PROTECT, verbose_name=_("取組の分類"), related_name="approaches"
    )

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("取組の種類")


class OrganisationType(Word):
    """団体の種別: an open list, not only welfare (R103)."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("団体の種別")
