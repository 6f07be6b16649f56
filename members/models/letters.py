"""What goes out by mail to many: frozen text, frozen recipients, a state for each that survives kill -9.

queued → claimed → sending → sent / failed / uncertain. `sending` is committed just before the mail is handed
over; who dies there leaves `uncertain`, which nobody sends again by itself. Only `claimed` goes back.
How they move stands in members/mail/sending.py.
"""

import uuid

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.people import Person, normal_address


class Kind(models.TextChoices):
    """Kinds of mail; those `FOR_MEMBERS` a person can stop one by one."""

    NEWSLETTER = "newsletter", _("お便り")
    NOTICE = "notice", _("サロンからのお知らせ")
    MENTION = "mention", _("自分あての書きこみ")
    DIGEST = "digest", _("サロンのまとめ")
    GATHERING = "gathering", _("参加する集い")
    # To an address without a person, who asked for it there and stops it there
    GUEST = "guest", _("会員でない方への、集いのご案内")


FOR_MEMBERS = [kind for kind in Kind if kind != Kind.GUEST]


class Consent(models.Model):
    """One row where a person decided about a kind of mail; without a row members receive it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    wanted = models.BooleanField()
    decided_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=20, default="profile")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="consent_once")]


class Suppression(models.Model):
    """An address that takes no more mail from us at all: it bounced for good, or its owner complained."""

    address = models.EmailField(_("メールアドレス"), unique=True)
    reason = models.CharField(_("理由"), max_length=120)
    since = models.DateTimeField(_("いつから"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("送らないアドレス")

    def __str__(self) -> str:
        # Wagtail's log keeps this: no address in it
        return _("送らないアドレス %(number)s") % {"number": self.pk}

    def save(self, *args, **kwargs) -> None:
        self.address = normal_address(self.address)
        super().save(*args, **kwargs)


class Batch(models.Model):
    """One mailing: text frozen when it was handed over. `key` makes a second hand-over find the first."""

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.subject


class LetterQuerySet(models.QuerySet):
    def forget_whom(self) -> int:
        """Take off the letters of people who are being deleted what would still name them: address, and the server's words.

        What has not gone out goes nowhere any more: a worker that holds one finds it taken from its hands.
        """
        nobody = Concat(models.Value("gone-"), Cast("pk", models.CharField()), models.Value("@deleted.invalid"))
        unsent = models.Q(state__in=[Letter.State.QUEUED, Letter.State.CLAIMED])
        return self.update(
            address=nobody,
            error="登録がなくなりました。",
            state=models.Case(models.When(unsent, models.Value(Letter.State.SKIPPED.value)), default="state"),
        )


class Letter(models.Model):
    """One recipient of a batch."""

    class State(models.TextChoices):
        QUEUED = "queued", _("順番を待っています")
        CLAIMED = "claimed", _("準備しています")
        SENDING = "sending", _("送っています")
        SENT = "sent", _("送りました")
        FAILED = "failed", _("届けられませんでした")
        UNCERTAIN = "uncertain", _("届いたか分かりません")
        SKIPPED = "skipped", _("送るのをやめました")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="letters")
    address = models.EmailField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED, db_index=True)
    claim = models.UUIDField(null=True)
    # When the state last moved while a worker held the letter: tells who died with it
    claimed_at = models.DateTimeField(null=True)
    # After an error that passes: not again before this time
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    stop_key = models.UUIDField(default=uuid.uuid4, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="letter_once_a_person"),
            models.UniqueConstraint(fields=["batch", "address"], name="letter_once_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
