"""What can be found, folded for searching, and the words that mean the same. `cms.searching` keeps the first in step."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """A page, an organisation or whatever else Wagtail's search knows. Written by `cms.searching.engines` only.

    `key` begins with the day, so that the order of keys is that of time. `content_type` is that of the root model, as the
    key of a page is one for all kinds of pages. Who may see a thing is asked of the thing itself, never of this.
    """

    key = models.BigIntegerField(primary_key=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    object_id = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField()

    # Wagtail's list of what refers to what has nothing to tell about it
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_object")]

    def __str__(self) -> str:
        return f"search entry {self.pk}"


class Synonyms(models.Model):
    """言いかえ: words for the same thing. Who searches for one of them finds the others, too."""

    words = models.CharField(
        _("同じ意味のことば"),
        max_length=300,
        unique=True,
        help_text=_("「、」で区切って、2つから10まで並べます。例：居場所、サードプレイス、たまり場"),
    )

    #: Under this name `cms.searching.wordings` keeps them for a moment
    KEPT = "cms.synonyms"

    class Meta:
        ordering = ["words"]
        verbose_name = verbose_name_plural = _("言いかえ")

    def __str__(self) -> str:
        return self.words

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        cache.delete(self.KEPT)

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        cache.delete(self.KEPT)
        return deleted

    def clean(self) -> None:
        self.words = "、".join(self.listed())
        if not 2 <= len(self.listed()) <= 10:
            raise ValidationError({"words": _("ことばは2つから10まで、「、」で区切って並べてください。")})
        if short := [word for word in self.listed() if len(word) < 2]:
            text = _("「%(word)s」は短すぎて、ほかのことばの一部と区別できません。2文字以上のことばにしてください。")
            raise ValidationError({"words": text % {"word": short[0]}})

    def listed(self) -> list[str]:
        """The words, each once."""
        parts = self.words.replace(",", "、").replace("，", "、").replace("､", "、").split("、")
        return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))
