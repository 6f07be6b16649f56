"""An announcement, and where it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from salon.models import Room
from salon.rooms.forms import KeyedForm, TopicForm, body_field


class AnnouncementForm(KeyedForm):
    """Title and text as of any topic, and the rooms; what concerns one organisation is written in its own room."""

    title = TopicForm.base_fields["title"]
    body = body_field(_("本文"), rows=8)
    rooms = forms.ModelMultipleChoiceField(
        label=_("どのルームに"),
        queryset=Room.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("選べないルームが入っています。もう一度選んでください。"),
            "invalid_pk_value": _("選べないルームが入っています。もう一度選んでください。"),
            "invalid_list": _("ルームを、一覧から選んでください。"),
        },
    )
    everywhere = forms.BooleanField(label=_("ブロック、テーマ、雑談のすべてのルームに"), required=False)
    pinned = forms.BooleanField(label=_("一覧のいちばん上に固定する"), required=False)

    def __init__(self, *args, person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rooms"].queryset = (
            Room.objects.visible_to(person).filter(closed_at=None).exclude(kind=Room.Kind.OWN)
        )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("everywhere"):
            data["rooms"] = self.fields["rooms"].queryset.filter(kind__in=Room.DERIVED)
        if not data.get("rooms") and "rooms" not in self.errors:
            self.add_error("rooms", _("ルームを選ぶか、「すべてのルームに」に印をつけてください。"))
        return data
