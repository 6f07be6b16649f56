"""The search field and its conditions, read from an address. What makes no sense is said and left out."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.searching import asking
from members.models import Organisation, Person
from salon.models import Posting, Room, Topic
from salon.searching.finding import GATHERING, Conditions

KINDS = [("", _("すべて")), *Topic.Kind.choices, *Posting.Kind.choices, (GATHERING, _("集い"))]
LATELY = {"week": (7, _("1週間以内")), "month": (31, _("1か月以内")), "quarter": (92, _("3か月以内"))}
YEARS = 5


class SearchForm(forms.Form):
    """`rooms` and `organisations` offered are those that the person meets anyway."""

    q = forms.CharField(required=False, label=_("さがす言葉"), strip=False)
    kind = forms.ChoiceField(required=False, label=_("種類"), choices=KINDS)
    room = forms.ModelChoiceField(
        Room.objects.none(), required=False, label=_("ルーム"), to_field_name="slug", empty_label=_("すべて")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, label=_("団体"), to_field_name="code", empty_label=_("すべて")
    )
    period = forms.ChoiceField(required=False, label=_("いつ"))
    files = forms.BooleanField(required=False, label=_("写真や書類のついたものだけ"))

    def __init__(self, data, *, person: Person):
        super().__init__(data, auto_id="search-%s")
        self.fields["q"].widget.attrs |= {"maxlength": asking.LONGEST, "type": "search", "enterkeyhint": "search"}
        self.fields["room"].queryset = Room.objects.visible_to(person)
        self.fields["organisation"].queryset = Organisation.objects.active().opening_rooms().order_by("name")
        year = timezone.localdate().year
        years = [(str(one), _("%(year)s年") % {"year": one}) for one in range(year, year - YEARS, -1)]
        self.fields["period"].choices = [
            ("", _("いつでも")),
            *((key, name) for key, (_days, name) in LATELY.items()),
            *years,
        ]
        self.is_valid()
        self.asked = asking.read(data.get("q", ""))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """A sentence for each thing that was left out, and for a search without anything to search for.

        Before it the id that its field says it is described by, or "".
        """
        unknown = [self[name] for name in self.errors if name != "q"]
        said = _g("「%(label)s」の条件は、いまは選べません。この条件は外して、さがしています。")
        found = [("", problem) for problem in self.asked.problems]
        found += [(f"{field.auto_id}_error", said % {"label": field.label}) for field in unknown]
        if not found and "q" in self.data and not (self.asked.words or self.narrowed):
            return [("", _g("さがす言葉を入れてから、「さがす」を押してください。1文字からさがせます。"))]
        return found

    @property
    def narrowed(self) -> list[str]:
        """Names of the fields besides the words in which something was chosen."""
        return [name for name in self.fields if name != "q" and self.cleaned_data.get(name)]

    def without(self, name: str) -> str:
        """An address like this one without this condition."""
        kept = self.data.copy()
        for one in (name, "before"):
            kept.pop(one, None)
        return "?" + kept.urlencode()

    def conditions(self) -> Conditions:
        chosen = self.cleaned_data
        since, until = _period(chosen.get("period") or "")
        return Conditions(
            words=self.asked.words,
            room=chosen.get("room"),
            organisation=chosen.get("organisation"),
            kind=chosen.get("kind") or "",
            since=since,
            until=until,
            with_files=bool(chosen.get("files")),
        )


def _period(chosen: str) -> tuple[datetime | None, datetime | None]:
    if chosen in LATELY:
        return timezone.now() - timedelta(days=LATELY[chosen][0]), None
    if chosen:
        return _new_year(int(chosen)), _new_year(int(chosen) + 1)
    return None, None


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())
