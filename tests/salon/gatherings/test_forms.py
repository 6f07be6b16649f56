"""What people type as a time, a place and an address is taken or refused with a word at its place."""

from datetime import time, timedelta

import pytest
from django import forms
from django.utils import timezone

from salon.gatherings.forms import ClockField, GatheringForm

TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


def typed(**more):
    data = {"room": "everybody", "title": "お茶", "text": "お茶を飲みます", "day": TOMORROW, "begin": "19:00"}
    return data | {"end": "20:30", "form": "place", "place": "みなと会館"} | more


def filled(**more):
    return GatheringForm(typed(**more), everybody=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("19:30", time(19, 30)),
        ("9:05", time(9, 5)),
        ("１９：３０", time(19, 30)),
        ("19時", time(19)),
        ("19時半", time(19, 30)),
        ("19時05分", time(19, 5)),
        ("19:30:00", time(19, 30)),
    ],
)
def test_times_are_taken_as_people_write_them(written, meant):
    assert ClockField().clean(written) == meant


@pytest.mark.parametrize("written", ["24:00", "19:60", "夜", "1" * 5000, "-1:00", "19:30:30:30", "\x00"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(forms.ValidationError):
        ClockField().clean(written)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("end", {"end": "18:00"}),
        ("end", {"end": "19:00"}),
        ("day", {"day": "2020-01-01"}),
        ("day", {"day": "9999-12-31"}),
        ("place", {"place": ""}),
        ("place", {"place": "", "form": "both"}),
        ("online", {"form": "online", "online": "http://example.org/"}),
        ("online", {"form": "online", "online": "javascript:alert(1)"}),
        ("seats", {"seats": "0"}),
        ("seats", {"seats": "9" * 5000}),
        ("room", {"room": "kinki"}),
        ("text", {"text": " "}),
    ],
)
def test_what_cannot_be_is_said_at_its_place(field, more):
    form = filled(**more)
    assert list(form.errors) == [field]


def test_only_what_belongs_to_the_form_is_kept():
    form = filled(online="https://example.org/in")
    assert form.is_valid(), form.errors
    assert (form.facts()["online"], form.facts()["place"]) == ("", "みなと会館")
    form = filled(online="example.org/in", form="online")
    assert form.is_valid(), form.errors
    assert (form.facts()["online"], form.facts()["place"]) == ("https://example.org/in", "")
    starts = timezone.localtime(form.facts()["starts"])
    assert (starts.date().isoformat(), starts.hour) == (TOMORROW, 19)
