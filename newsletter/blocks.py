"""What an issue is built from. Plain texts: an address typed in them becomes a link on the page and in the mail."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.showing import Photo


class Secretariat(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("文章"), help_text=_("空の行で段落が分かれます。"))
    who = blocks.CharBlock(label=_("書いた人"), required=False, max_length=60)

    class Meta:
        label = _("事務局より")
        icon = "home"


class Visit(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), max_length=60)
    place = blocks.CharBlock(label=_("訪ねた先"), required=False, max_length=80)
    picture = blocks.ListBlock(Photo(), label=_("写真"), min_num=0, max_num=1, default=[])
    text = blocks.TextBlock(label=_("文章"), help_text=_("空の行で段落が分かれます。"))

    class Meta:
        label = _("訪問記")
        icon = "site"


class Introduction(blocks.StructBlock):
    case = blocks.PageChooserBlock(label=_("事例"), page_type="cms.CasePage")
    text = blocks.TextBlock(
        label=_("紹介の文"), required=False, help_text=_("空のままなら、事例の「ひとことで」を使います。")
    )

    class Meta:
        label = _("事例")


class Cases(blocks.StructBlock):
    rows = blocks.ListBlock(Introduction(), label=_("事例"), min_num=1)

    class Meta:
        label = _("事例の紹介")
        icon = "doc-full"


class Event(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), max_length=80)
    organisation = blocks.CharBlock(label=_("団体"), required=False, max_length=80)
    when = blocks.CharBlock(label=_("日時と場所"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("文章"), required=False)
    link = blocks.URLBlock(label=_("くわしいページのアドレス"), required=False)

    class Meta:
        label = _("イベント・ニュース")


class Events(blocks.StructBlock):
    rows = blocks.ListBlock(Event(), label=_("イベント・ニュース"), min_num=1)

    class Meta:
        label = _("団体のイベント・ニュース")
        icon = "date"


class Call(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("見出し"), max_length=80)
    deadline = blocks.CharBlock(label=_("しめきり"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("文章"))
    link = blocks.URLBlock(label=_("くわしいページのアドレス"), required=False)

    class Meta:
        label = _("募集")


class Calls(blocks.StructBlock):
    rows = blocks.ListBlock(Call(), label=_("募集"), min_num=1)

    class Meta:
        label = _("募集")
        icon = "pick"


class Picture(Photo):
    class Meta:
        label = _("写真")
        icon = "image"


class IssueBody(blocks.StreamBlock):
    secretariat = Secretariat()
    visit = Visit()
    cases = Cases()
    events = Events()
    calls = Calls()
    picture = Picture()
