"""困りごと・できること and おつなぎ: what organisations ask for and offer, and how the secretariat joins two of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from members.models import Approach, Organisation, Person, Prefecture, TargetGroup, Theme
from members.models.vocabulary import Word
from salon.models.rooms import Room


def _may_come_in(person) -> bool:
    return bool(getattr(person, "is_authenticated", False) and person.is_active)


def organisations_of(person) -> models.QuerySet[Organisation]:
    """Those a person may act for at the desk: today's, active, and of a kind that enters the salon."""
    if not _may_come_in(person):
        return Organisation.objects.none()
    return person.organisations().opening_rooms()


class NeedKind(Word):
    """困りごとの種類: what a need is about, and what an offer helps with."""

    class Meta(Word.Meta):
        verbose_name = verbose_name_plural = _("困りごとの種類")


class PostingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Members read what is open to the whole network and all of their own; facilitators read everything."""
        if not _may_come_in(person):
            return self.none()
        if person.is_facilitator:
            return self
        own = organisations_of(person)
        if not own.exists():
            return self.none()
        network = Organisation.objects.active().opening_rooms()
        return self.filter(
            Q(state=Posting.State.OPEN, asked=None, organisation__in=network.values("pk"))
            | Q(organisation__in=own.values("pk"))
        )

    def editable_by(self, person):
        """The words of an organisation are changed by its own people only."""
        return self.filter(organisation__in=organisations_of(person).values("pk"))

    def closable_by(self, person):
        """Its own people, and a facilitator who has to take something away."""
        if _may_come_in(person) and person.is_facilitator:
            return self
        return self.editable_by(person)


class Posting(models.Model):
    """One need or one offer of an organisation."""

    class Kind(models.TextChoices):
        NEED = "need", _("困りごと")
        OFFER = "offer", _("できること")

    class State(models.TextChoices):
        OPEN = "open", _("募集しています")
        ANSWERED = "answered", _("解決しました")
        CLOSED = "closed", _("取り下げました")

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name=_("団体"), related_name="postings")
    posted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("どちらですか"), max_length=5, choices=Kind.choices)
    title = models.CharField(_("ひとことで"), max_length=80)
    text = models.TextField(_("くわしく"), max_length=2000)
    kinds = models.ManyToManyField(NeedKind, verbose_name=_("種類"), related_name="postings")
    target_groups = models.ManyToManyField(TargetGroup, verbose_name=_("対象"), blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, verbose_name=_("テーマ"), blank=True, related_name="+")
    approaches = models.ManyToManyField(Approach, verbose_name=_("取組の種類"), blank=True, related_name="+")
    prefecture = models.ForeignKey(
        Prefecture, models.PROTECT, verbose_name=_("都道府県"), null=True, blank=True, related_name="+"
    )
    anywhere = models.BooleanField(_("場所を問わない"), default=False)
    quantity = models.CharField(_("どのくらい"), max_length=120, blank=True)
    asked = models.ForeignKey(
        Organisation,
        models.CASCADE,
        verbose_name=_("聞いてみたい団体"),
        null=True,
        editable=False,
        related_name="+",
        help_text="put to one organisation by way of the desk: the network does not read it",
    )
    about = models.ForeignKey(
        Page, models.SET_NULL, null=True, editable=False, related_name="+", help_text="the page that made one ask"
    )
    state = models.CharField(_("状態"), max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = verbose_name_plural = _("困りごと・できること")
        indexes = [models.Index(fields=["state", "-created_at"], name="posting_open_newest")]
        constraints = [
            models.CheckConstraint(name="posting_one_place", condition=Q(anywhere=False) | Q(prefecture__isnull=True))
        ]

    def __str__(self) -> str:
        return f"posting {self.pk}"

    @property
    def is_need(self) -> bool:
        return self.kind == self.Kind.NEED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def days(self) -> int:
        """Days since it was posted, by the calendar of the wall."""
        return (timezone.localdate() - timezone.localdate(self.created_at)).days


class InterestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A raised hand is seen by the secretariat's desk and by those who raised it, by nobody else."""
        if _may_come_in(person) and person.is_facilitator:
            return self
        return self.filter(organisation__in=organisations_of(person).values("pk"))


class Interest(models.Model):
    """An organisation told the desk that a posting concerns it too."""

    class Kind(models.TextChoices):
        HELP = "help", _("うちが手伝えそう")
        WISH = "wish", _("お願いしたい")
        SAME = "same", _("うちも同じ")

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["posting", "organisation"], name="interest_once")]


class IntroductionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The people of the two organisations, and facilitators."""
        if _may_come_in(person) and person.is_facilitator:
            return self
        sides = IntroductionSide.objects.filter(organisation__in=organisations_of(person).values("pk"))
        return self.filter(pk__in=sides.values("introduction"))

    def open(self):
        """Somebody still has to do something: answer, or tell how it went."""
        return self.filter(state__in=Introduction.OPEN)

    def waiting_for(self, person):
        """Those that an organisation of the person has been asked about and has not answered."""
        sides = IntroductionSide.objects.filter(organisation__in=organisations_of(person).values("pk"))
        sides = sides.filter(answer=IntroductionSide.Answer.PENDING)
        return self.filter(state=Introduction.State.WAITING, pk__in=sides.values("introduction"))


class Introduction(models.Model):
    """おつなぎ: the organisation of `posting` and one other, proposed by a facilitator. Each has its side."""

    class State(models.TextChoices):
        WAITING = "waiting", _("お返事待ち")
        AGREED = "agreed", _("つながりました")
        DECLINED = "declined", _("今回は見送り")
        WITHDRAWN = "withdrawn", _("取り下げました")
        DONE = "done", _("結果を聞きました")

    OPEN = (State.WAITING, State.AGREED)

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="introductions")
    other = models.ForeignKey(Organisation, models.CASCADE, verbose_name=_("相手"), related_name="+")
    met_by = models.ForeignKey(
        Posting, models.SET_NULL, null=True, blank=True, related_name="+", help_text="the other side's own posting"
    )
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    reasons = models.JSONField(default=list, help_text="what the two sides read: sentences")
    desk_reasons = models.JSONField(default=list, help_text="what only the desk reads: sentences")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True, help_text="agreed, declined or withdrawn")
    room = models.OneToOneField(Room, models.SET_NULL, null=True, related_name="introduction")

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = verbose_name_plural = _("おつなぎ")
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "other"],
                condition=Q(state__in=["waiting", "agreed"]),
                name="introduction_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"introduction {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_joined(self) -> bool:
        """Both said yes."""
        return self.state in (self.State.AGREED, self.State.DONE)

    @property
    def shows_posting(self) -> bool:
        """Whether the other side reads the posting by it: what is written there after nothing came of it is not theirs."""
        return self.is_waiting or self.is_joined

    @property
    def days(self) -> int:
        since = self.ended_at or self.proposed_at
        return (timezone.localdate() - timezone.localdate(since)).days


class IntroductionSide(models.Model):
    """One of the two organisations: what the facilitator wrote to it, and what it answered."""

    class Answer(models.TextChoices):
        PENDING = "pending", _("お返事待ち")
        YES = "yes", _("つながりたい")
        NO = "no", _("今回は見送る")

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="introduction_sides")
    words = models.TextField(_("事務局からのことば"), max_length=1000)
    answer = models.CharField(max_length=7, choices=Answer.choices, default=Answer.PENDING)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_words = models.TextField(_("ひとこと"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["introduction", "organisation"], name="introduction_side_once")]


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What one side tells of the other is for the secretariat and for that side."""
        if _may_come_in(person) and person.is_facilitator:
            return self
        return self.filter(told_for__in=organisations_of(person).values("pk"))


class Outcome(models.Model):
    """What came of an introduction. A line for each telling, so that 会えた can become 一緒に始めた."""

    class Result(models.TextChoices):
        MET = "met", _("会えた・話せた")
        CONTINUING = "continuing", _("やりとりが続いている")
        STARTED = "started", _("一緒に何かを始めた")
        NO_FIT = "no_fit", _("今回は合わなかった")
        NO_CONTACT = "no_contact", _("まだ連絡がとれていない")

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="outcomes")
    result = models.CharField(_("どうなりましたか"), max_length=10, choices=Result.choices)
    note = models.TextField(_("ひとこと"), max_length=1000, blank=True)
    day = models.DateField(_("いつのことですか"), default=timezone.localdate)
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    told_for = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", help_text="empty: the secretariat"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = verbose_name_plural = _("おつなぎの結果")
