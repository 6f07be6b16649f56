"""Where something is moved to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.fields import LineField
from salon.models import Consultation, Message, Room, Topic
from salon.models.messages import TITLE_LENGTH
from salon.rooms import attendance

NOT_THERE = _("その話題は、いまはありません。もう一度選んでください。")


class TopicField(forms.ModelChoiceField):
    """A topic of a room, the ones that are talked in first."""

    default_error_messages = {"invalid_choice": NOT_THERE, "required": _("話題を選んでください。")}

    def __init__(self, **kwargs) -> None:
        super().__init__(queryset=Topic.objects.none(), **kwargs)

    def label_from_instance(self, topic: Topic) -> str:
        return topic.title

    def offer(self, room: Room, without: int) -> None:
        """Topics of `room` to choose from, but for one."""
        self.queryset = room.topics.standing().exclude(pk=without)


class MoveMessageForm(forms.Form):
    """To another topic of the room, or to a new one."""

    to = TopicField(label=_("移す先の話題"), required=False, empty_label=_("新しい話題にする"))
    title = LineField(
        label=_("新しい話題の題名"),
        help_text=_("新しい話題にするときだけ入れてください。"),
        required=False,
        max_length=TITLE_LENGTH,
        error_messages={
            "max_length": _("題名は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。")
        },
    )
    with_answers = forms.BooleanField(label=_("返信もいっしょに移す"), required=False, initial=True)
    standing = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, message: Message, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(message.room, without=message.topic_id)
        self.fields["standing"].initial = message.topic_id

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if "to" in data and not data["to"] and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("移す先の話題を選ぶか、新しい話題の題名を入れてください。"))
        return data


class MoveTopicForm(forms.Form):
    """To another room."""

    to = forms.ModelChoiceField(
        label=_("移す先のルーム"),
        queryset=Room.objects.none(),
        empty_label=_("ルームを選ぶ"),
        error_messages={
            "required": _("ルームを選んでください。"),
            "invalid_choice": _("そのルームは、いまは選べません。もう一度選んでください。"),
        },
    )

    def __init__(self, *args, topic: Topic, person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        self.fields["to"].queryset = Room.objects.visible_to(person).filter(closed_at=None).exclude(pk=topic.room_id)

    def clean_to(self) -> Room:
        """Who asked without a name is one of several, wherever the question goes. The secretariat knows anyway."""
        room = self.cleaned_data["to"]
        if room.kind == Room.Kind.DESK or not self.topic.messages.without_a_name().exists():
            return room
        asked = Consultation.objects.filter(message__topic=self.topic)
        is_sample = set(asked.values_list("organisation__is_sample", flat=True)) == {True}
        if not attendance.could_be_several(room, is_sample):
            raise forms.ValidationError(
                _("名前を出さない相談の話題です。%(fewest)d団体以上がいるルームを選んでください。"),
                params={"fewest": attendance.FEWEST},
            )
        return room


class MergeForm(forms.Form):
    """Which topic goes on with what stands in this one."""

    into = TopicField(label=_("いっしょにする話題"), empty_label=_("話題を選ぶ"))

    def __init__(self, *args, topic: Topic, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offer(topic.room, without=topic.pk)
