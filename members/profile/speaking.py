"""Who may say nothing to the others for a while changes no words in a profile either. Who that is knows `salon`."""

from collections.abc import Callable

from django.forms import Form, ModelForm

from members.models import Person

_asked_first: list[Callable[[Person], str]] = []


def ask_first(step: Callable[[Person], str]) -> None:
    """Called before words of a person that others read are stored: why they are not, or nothing."""
    _asked_first.append(step)


def lets_through(person: Person, form: Form | ModelForm, *fields: str) -> bool:
    """Whether a valid form may go on; otherwise it says why not. To take words away is open to everybody."""
    said = [name for name in fields if form.cleaned_data[name] not in ("", form.initial.get(name))]
    if said and (words := next((words for step in _asked_first if (words := step(person))), "")):
        form.add_error(said[0], words)
    return not form.errors
