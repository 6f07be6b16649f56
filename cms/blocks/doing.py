"""Blocks that show how it is done: steps of participation, who gives what, how to start, what it costs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Stages(blocks.StructBlock):
    """From coming to taking part: a slope, on which one may also rest."""

    entrance = blocks.TextBlock(label=_("入口"), help_text=_("はじめて来るとき、どんな小さな一歩があるか。"))
    participation = blocks.TextBlock(label=_("参加"), help_text=_("来た人が、どうやって関わるようになるか。"))
    continuation = blocks.TextBlock(label=_("継続"), help_text=_("続けやすい工夫。休んだときにどうしているか。"))

    class Meta:
        label = _("入口・参加・継続")
        icon = "order"
        template = "cms/blocks/stages.html"
        description = _("どうやって来て、どう関わり、どう続いているのか。途中で休める工夫も書きます。")
        preview_value = {
            "entrance": "のれんの外から、のぞくだけでもかまいません。",
            "participation": "湯のみを洗う、花を生ける。来た人が、迎える人になります。",
            "continuation": "休んだ人には、次の会の日を書いたはがきを出します。",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["stages"] = [{"title": block.label, "text": value[name]} for name, block in self.child_blocks.items()]
        return context


class Role(blocks.StructBlock):
    partner = blocks.CharBlock(label=_("だれが"), max_length=80, help_text=_("団体、役所、会社、近所の人など。"))
    gives = blocks.TextBlock(label=_("役割"), help_text=_("何を出し合っているか。"))
    gains = blocks.TextBlock(label=_("その人にとって良いこと"), help_text=_("関わることで、相手は何を得ているか。"))

    class Meta:
        label = _("役割")


class Roles(blocks.StructBlock):
    rows = blocks.ListBlock(Role(), label=_("役割分担"), min_num=1)
    note = blocks.TextBlock(label=_("ひとこと"), required=False, help_text=_("役割が決まるまでの話し合いなど。"))

    class Meta:
        label = _("だれが何をして、何を得ているか")
        icon = "table"
        template = "cms/blocks/roles.html"
        description = _(
            "だれが何を出し合い、相手は何を得ているのか。これから組む相手に、そのまま見せられる表になります。"
        )
        preview_value = {
            "rows": [
                {
                    "partner": "自治会",
                    "gives": "集会所を貸す。",
                    "gains": "顔の見える人が増え、行事の手が足りるようになった。",
                },
                {
                    "partner": "近くのパン屋",
                    "gives": "残ったパンを届ける。",
                    "gains": "すてるものが減り、店を知ってもらえる。",
                },
            ],
            "note": "",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["columns"] = [block.label for block in Role().child_blocks.values()]
        context["rows"] = [[row["partner"], row["gives"], row["gains"]] for row in value["rows"]]
        return context


class Step(blocks.StructBlock):
    title = blocks.CharBlock(label=_("すること"), max_length=80)
    text = blocks.TextBlock(label=_("くわしく"), required=False)

    class Meta:
        label = _("手順")


class Start(blocks.StructBlock):
    lead = blocks.TextBlock(label=_("はじめの文"), required=False)
    steps = blocks.ListBlock(Step(), label=_("手順"), min_num=1)

    class Meta:
        label = _("このように始める")
        icon = "list-ol"
        template = "cms/blocks/start.html"
        description = _("まねをしたい人が、明日からできる順番で書きます。一つ目は、お金のかからないことにします。")
        preview_value = {
            "lead": "",
            "steps": [
                {"title": "いすを二つ、外に出す", "text": "週に一度、同じ曜日に。"},
                {"title": "来た人に、次の曜日を伝える", "text": ""},
            ],
        }


class CostRow(blocks.StructBlock):
    item = blocks.CharBlock(label=_("何に"), max_length=80)
    amount = blocks.CharBlock(label=_("いくら"), max_length=60, help_text=_("例：月 約3万円"))
    source = blocks.CharBlock(label=_("どこから"), max_length=80, required=False, help_text=_("例：会費、市の補助"))

    class Meta:
        label = _("費用")


class Cost(blocks.StructBlock):
    rows = blocks.ListBlock(CostRow(), label=_("費用"), min_num=1)
    note = blocks.TextBlock(label=_("お金についてのひとこと"), required=False)

    class Meta:
        label = _("かかるお金と、その出どころ")
        icon = "tag"
        template = "cms/blocks/cost.html"
        description = _("何にいくらかかり、そのお金がどこから来ているか。おおよその額でも、始める人の助けになります。")
        preview_value = {
            "rows": [
                {"item": "お茶とお菓子", "amount": "月 約3千円", "source": "参加する人の会費"},
                {"item": "保険", "amount": "年 約1万円", "source": "市の補助"},
            ],
            "note": "",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["columns"] = [block.label for block in CostRow().child_blocks.values()]
        context["rows"] = [[row["item"], row["amount"], row["source"] or "—"] for row in value["rows"]]
        return context


class Setback(blocks.StructBlock):
    what = blocks.TextBlock(label=_("うまくいかなかったこと"))
    learnt = blocks.TextBlock(label=_("そこから変えたこと"), required=False)

    class Meta:
        label = _("うまくいかなかったこと")


class Setbacks(blocks.StructBlock):
    rows = blocks.ListBlock(Setback(), label=_("うまくいかなかったこと"), min_num=1)

    class Meta:
        label = _("うまくいかなかったこと")
        icon = "warning"
        template = "cms/blocks/setbacks.html"
        description = _("うまくいかなかったことと、そこから変えたこと。あとに続く人が、いちばん知りたいことです。")
        preview_value = {
            "rows": [
                {
                    "what": "はじめは毎日開け、三か月で疲れてしまいました。",
                    "learnt": "週に二日にしたら、四年続いています。",
                }
            ]
        }
