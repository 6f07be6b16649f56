"""Blocks that tell: why, for whom, what was said."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Need(blocks.StructBlock):
    text = blocks.TextBlock(label=_("きっかけ・困りごと"), help_text=_("何に困っていて、どうして始めたのか。"))

    class Meta:
        label = _("きっかけ・困りごと")
        icon = "help"
        template = "cms/blocks/need.html"


class Audience(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("だれのために"), help_text=_("どんな人が来ているのか。名前や細かい事情は書きません。")
    )

    class Meta:
        label = _("だれのために")
        icon = "group"
        template = "cms/blocks/audience.html"


class PlainText(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("文章"), help_text=_("空の行で段落が分かれます。"))

    class Meta:
        label = _("文章")
        icon = "pilcrow"
        template = "cms/blocks/text.html"


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("ことば"))
    who = blocks.CharBlock(
        label=_("どなたのことば"),
        required=False,
        max_length=60,
        help_text=_("お名前ではなく、立場で書きます。例：参加している70代の方"),
    )

    class Meta:
        label = _("参加した人のことば")
        icon = "openquote"
        template = "cms/blocks/quote.html"


class Interview(blocks.StructBlock):
    """Six questions. What was not answered is not shown."""

    speaker = blocks.CharBlock(
        label=_("話した人の役割"),
        max_length=60,
        help_text=_("お名前ではなく役割で書きます。例：立ち上げた人、会計の担当"),
    )
    beginning = blocks.TextBlock(label=_("きっかけ"), required=False)
    joys = blocks.TextBlock(label=_("良かったこと"), required=False)
    troubles = blocks.TextBlock(label=_("困ったこと"), required=False)
    cares = blocks.TextBlock(label=_("大切にしていること"), required=False)
    advice = blocks.TextBlock(label=_("これから始めたい人へ"), required=False)
    future = blocks.TextBlock(label=_("今後の展開"), required=False)

    class Meta:
        label = _("インタビュー")
        icon = "comment"
        template = "cms/blocks/interview.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["talk"] = [
            {"question": block.label, "answer": value[name]}
            for name, block in self.child_blocks.items()
            if name != "speaker" and value.get(name)
        ]
        return context
