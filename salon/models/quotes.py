"""引用: words of a room on a page of the site, with the yes of who wrote them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from members.models import Person
from salon.models.messages import Message


class QuoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who is asked, and facilitators. What the public reads of it is another question: `standing`."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        return self if person.is_facilitator else self.filter(author=person.pk)

    def standing(self):
        """With the yes of their author, given to the words as they are now; neither taken back nor hidden.

        Who calls somebody in them has no yes of that one.
        """
        as_agreed = Q(message__edited_at=None) | Q(message__edited_at__lte=F("answered_at"))
        return self.filter(
            as_agreed,
            answer=Quote.Answer.YES,
            message__withdrawn_at=None,
            message__hidden_at=None,
            message__mentions=None,
        )


class Quote(models.Model):
    """A message and a page. The words stay in the message and are in no page, draft or revision: who says no is gone from all."""

    class Answer(models.TextChoices):
        PENDING = "pending", _("お返事待ち")
        YES = "yes", _("載せてよい")
        NO = "no", _("載せない")

    class Named(models.TextChoices):
        ORGANISATION = "group", _("団体の名前だけ出す")
        PERSON = "person", _("お名前と団体の名前を出す")
        NOBODY = "nobody", _("名前は出さない")

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="quotes")
    # Whoever is deleted takes the yes along
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=7, choices=Answer.choices, default=Answer.PENDING)
    named = models.CharField(_("名前の出し方"), max_length=6, choices=Named.choices, default=Named.ORGANISATION)
    answered_at = models.DateTimeField(null=True)
    message_changed_at = models.DateTimeField(null=True, help_text="pages that were kept ready are made anew")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["message__seq"]
        constraints = [models.UniqueConstraint(fields=["page", "message"], name="quote_once")]

    def __str__(self) -> str:
        return f"quote {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Nothing said yet, or the words are others than those it was said of."""
        edited = self.message.edited_at
        return self.answer == self.Answer.PENDING or bool(
            self.answer == self.Answer.YES and edited and self.answered_at and edited > self.answered_at
        )

    @property
    def who(self) -> str:
        """As its author wants to be named."""
        organisation = self.message.organisation.name if self.message.organisation else ""
        if self.named == self.Named.NOBODY or (self.named == self.Named.ORGANISATION and not organisation):
            return str(_("会員の方"))
        if self.named == self.Named.ORGANISATION:
            return organisation
        return f"{self.message.author_name}（{organisation}）" if organisation else self.message.author_name
