"""The guard before what many will read, in rooms and on pages: no personal data of the people that organisations support.

What is always of a single person is not taken. A telephone number or mail address may be that of an organisation, and only
people can tell: so it is asked about once, and taken when it is sent again as it is. That it was asked stands in the session,
so it works with forms alone, with what a device sends later, and when the same post comes twice.
"""

from collections.abc import Iterable

from django.forms import Form
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from members import personal
from members.personal import Found

ASKED = "asked_about"
MOST_ASKED = 60


def lets_through(
    request: HttpRequest,
    form: Form,
    *fields: str,
    before: str = "",
    also: Iterable[str] = (),
    files: Iterable[str] = (),
) -> bool:
    """Whether a valid form may go on; otherwise it says why not.

    `before`: the text that stands and is changed, about which nothing is asked again. `also`: what is typed beside the form.
    `files`: names of those that come with it.
    """
    known = set(personal.find(before))
    found = [
        *((name, "", personal.find(_text(form.cleaned_data.get(name)))) for name in fields if name in form.fields),
        (None, "", personal.find("\n".join(also))),
        *((None, _in_name() % {"name": name}, personal.find_in_name(name)) for name in files),
    ]
    asked = request.session.get(ASKED, [])
    fresh: list[str] = []
    for name, where, all_of_it in found:
        some = [one for one in all_of_it if one not in known]
        if certain := personal.of_one_person(some):
            form.add_error(name, where + _never() % {"what": personal.names(certain)})
        elif doubtful := [one for one in some if _mark(one) not in asked]:
            form.add_error(name, where + _once() % {"what": personal.names(doubtful)})
            fresh += map(_mark, doubtful)
    if fresh:
        request.session[ASKED] = [*asked, *dict.fromkeys(fresh)][-MOST_ASKED:]
    return not form.errors


def _text(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def _mark(one: Found) -> str:
    return salted_hmac("members.guarding", f"{one.kind} {one.words}").hexdigest()[:16]


def _in_name() -> str:
    return _("ファイルの名前「%(name)s」に、")


def _never() -> str:
    return _(
        "%(what)sのようなものが入っています。どなたのことか分かってしまうので、消してから、もう一度送ってください。"
    )


def _once() -> str:
    return _(
        "%(what)sのようなものが入っています。支えている方のものなら、消してください。"
        "団体の連絡先など、みなさんに見せてよいものなら、このまま、もう一度送ってください。"
    )
