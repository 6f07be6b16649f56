"""What is typed into a room. Every form carries a key, so that sending it twice posts once."""

import re
import uuid
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from members.fields import LineField
from members.models import Organisation
from members.text import is_readable
from salon.models import Topic
from salon.models.messages import TEXT_LENGTH, TITLE_LENGTH
from salon.rooms.attaching import Attached

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def new_key() -> str:
    return uuid.uuid4().hex


def readable(text: str) -> None:
    if not is_readable(text):
        raise forms.ValidationError(_("読みとれない文字が入っています。その文字を消して、もう一度送ってください。"))


class KeyedForm(forms.Form):
    """Something that is there once, however often it is sent: it carries a key."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_key

    def clean_key(self) -> str:
        """A key that a form of ours cannot have made is as good as none."""
        key = self.cleaned_data["key"]
        return key if KEY.fullmatch(key) else new_key()

    def with_new_key(self) -> Self:
        """The same typed text, ready to be sent as another post."""
        self.data = self.data.copy()
        self.data["key"] = new_key()
        return self


def body_field(label, rows: int, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=TEXT_LENGTH,
        validators=[readable],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _("本文を書いてから送ってください。"),
            "max_length": _("本文は%(limit_value)d文字までです（いま%(show_value)d文字）。2回に分けて送ってください。"),
        },
    )


class MessageForm(KeyedForm):
    """A message, and for whom it is spoken when the person belongs to several organisations."""

    body = body_field(
        _("書きこむ"),
        rows=2,
        help_text=_("支えている方のお名前や住所など、どなたか分かることは書かないでください。"),
    )
    organisation = forms.ModelChoiceField(
        label=_("どの団体として話しますか"), queryset=Organisation.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args, organisations: list[Organisation], attached: Attached | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.attached = attached or Attached()
        # A picture may speak for itself
        self.fields["body"].required = not self.attached.names
        self.organisations = organisations
        if len(organisations) > 1:
            field = self.fields["organisation"]
            field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
            field.initial = organisations[0]
            field.error_messages["invalid_choice"] = _("その団体としては話せません。団体を選び直してください。")
        else:
            del self.fields["organisation"]

    def clean(self) -> dict:
        for trouble in self.attached.troubles:
            self.add_error(None, trouble)
        return super().clean() or self.cleaned_data


class TopicNameForm(forms.Form):
    """What a topic is called and what kind it is."""

    title = LineField(
        label=_("話題の題名"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("題名を入れてください。何の話かがひと目で分かります。"),
            "max_length": _("題名は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    kind = forms.ChoiceField(
        label=_("どんな話題ですか"),
        choices=Topic.Kind.choices,
        initial=Topic.Kind.TALK,
        required=False,
        error_messages={"invalid_choice": _("話題の種類を、一覧から選び直してください。")},
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Topic.Kind.TALK


class TopicForm(MessageForm, TopicNameForm):
    """A new topic: a title above the first message."""

    field_order = ["title", "kind", "body", "organisation"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("はじめの書きこみ")
        # Its page says it above the whole form, of the title, too
        self.fields["body"].help_text = ""
        self.fields["body"].widget.attrs["rows"] = 4


class BehalfForm(TopicForm):
    """What somebody said on the telephone. `choices`: of `behalf.choices`; `topic` None opens one."""

    field_order = ["whose", "title", "kind", "body"]

    whose = forms.ChoiceField(
        label=_("どなたのお話ですか"),
        error_messages={
            "required": _("どなたのお話か、選んでください。"),
            "invalid_choice": _("このルームにいる人の中から、選び直してください。"),
        },
    )

    def __init__(self, *args, choices, topic, **kwargs) -> None:
        super().__init__(*args, organisations=[], **kwargs)
        named = [(name or _("ひとりで入っている人"), [(one.code, one.label) for one in some]) for name, some in choices]
        self.fields["whose"].choices = [("", _("選んでください")), *named]
        if topic:
            del self.fields["title"], self.fields["kind"]
            self.fields["body"].label = _("お話の内容")

    def clean_kind(self) -> str:
        return self.cleaned_data.get("kind") or Topic.Kind.TALK


class EditForm(forms.Form):
    """Another text for a message that stands."""

    body = body_field(_("書きこみ"), rows=6)

    def __init__(self, *args, with_files: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = not with_files


class HideForm(forms.Form):
    """Why a message is taken out of sight; everybody in the room reads it."""

    because = LineField(
        label=_("理由（ルームの全員が読みます）"),
        max_length=200,
        error_messages={
            "required": _("理由を書いてください。書いた人にも、ほかの人にも、この理由が見えます。"),
            "max_length": _("理由は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )


class GroupForm(forms.Form):
    """What a working group is called and is for."""

    name = LineField(
        label=_("グループの名前"),
        max_length=80,
        error_messages={
            "required": _("名前を入れてください。"),
            "max_length": _("名前は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。"),
        },
    )
    purpose = LineField(
        label=_("何をするグループですか"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")},
    )


class SummaryForm(forms.Form):
    """What was said in a topic so far; nothing at all takes the summary away."""

    body = body_field(_("まとめ"), rows=10)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = False
        self.fields["body"].help_text = _("空にして送ると、まとめがなくなります。")
