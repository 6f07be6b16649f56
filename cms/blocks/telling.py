"""Blocks that tell: why, for whom, what was said."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Need(blocks.StructBlock):
    text = blocks.TextBlock(label=_("きっかけ・困りごと"), help_text=_("何に困っていて、どうして始めたのか。"))

    class Meta:
        label = _("きっかけ・困りごと")
        icon = "help"
        template = "cms/blocks/need.html"
        description = _("何に困っていて、どうして始めたのか。はじめに置くと、読む人が自分のことと比べられます。")
        preview_value = {
            "text": "駅前の店がなくなり、昼間に人と話す場所がなくなりました。「一日だれとも話さなかった」という声を、三人から聞きました。"
        }


class Audience(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("だれのために"), help_text=_("どんな人が来ているのか。名前や細かい事情は書きません。")
    )

    class Meta:
        label = _("だれのために")
        icon = "group"
        template = "cms/blocks/audience.html"
        description = _("どんな人が来ているのか。来てほしい人が読んで、自分のことだと思えるように書きます。")
        preview_value = {
            "text": "近所に住む人なら、だれでも。ひとり暮らしの方と、学校がお休みの日の子どもが多く来ます。"
        }


class PlainText(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("文章"), help_text=_("空の行で段落が分かれます。"))

    class Meta:
        label = _("文章")
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        description = _("ほかの部品に合わないことを、見出しをつけて自由に書きます。")
        preview_value = {
            "heading": "ある日の二時間",
            "text": "十時に戸を開けます。\n\nはじめの一杯は、いちばんに来た人が入れます。",
        }


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
        description = _("参加した人のことばを、そのまま一つ。書く前に、ご本人に載せてよいかをたずねます。")
        preview_value = {"text": "用がなくても来ていい、と言われたのがうれしかった。", "who": "週に一度来る70代の方"}


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
        description = _("始めた人や続けている人のお話を、六つの問いで。答えのない問いは、ページに出ません。")
        preview_value = {
            "speaker": "立ち上げた人",
            "beginning": "回覧板の裏に「お茶をのみませんか」と書いたのが始まりです。",
            "joys": "となりどうしが、名前で呼び合うようになりました。",
            "troubles": "",
            "cares": "",
            "advice": "まず二人で始めてみてください。",
            "future": "",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["talk"] = [
            {"question": block.label, "answer": value[name]}
            for name, block in self.child_blocks.items()
            if name != "speaker" and value.get(name)
        ]
        return context
