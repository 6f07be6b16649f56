"""取組カード of organisations that do not exist: public ones that others took up, one that grew into a case, one just sent."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.models import CasePage, Growth, PracticePage
from cms.practices import drafting, uptake
from members.models import Organisation, Person

SLUGS = {"michikusa": "asa-no-yasai", "tsukiyo": "yoru-no-aisatsu", "minato": "rusuban-no-isu"}
WORDS: dict[str, Any] = dict.fromkeys(("target_groups", "approaches", "themes", "prefectures"), ())
TOLD: dict[str, dict[str, str]] = {
    "michikusa": {
        "title": "とれすぎた野菜を、朝だけ並べる台",
        "summary": "畑で余った野菜を玄関先の台に並べます。受けとりに来た人と、立ち話が始まります。",
        "beginning": "畑をしている人は配りきれず、越してきたばかりの人は知り合いがいませんでした。",
        "how": "火曜と金曜の朝7時に台を出し、9時にしまいます。当番は2人です。お金はいただかず、台のとなりに名前のないノートを置いて、ひとことだけ書いてもらいます。",
        "learnt": "雨の日も出すと、来るのが日課になります。たくさん並べるより、少しを毎週のほうが続きます。",
        "first_step": "台が1つと、当番が2人。野菜は3種類あれば始められます。",
    },
    "tsukiyo": {
        "title": "夜10時の「おやすみ」だけの掲示板",
        "summary": "話したくない夜でも「おやすみ」とだけ書ける、10分で閉まる掲示板です。",
        "beginning": "集まりには来られなくても、一日の終わりに一言だけ言いたい、という声がありました。",
        "how": "毎晩10時に開き、10分で閉めます。返事は当番がひとことだけ書きます。名前は毎晩選びなおせます。",
        "learnt": "返事が長いと、かえって書きにくくなりました。いまは20文字までにしています。",
        "first_step": "週に1回から。当番が休む日は、前もってそう書いておきます。",
    },
    "minato": {
        "title": "留守番の椅子",
        "summary": "縁側に「どうぞ」と書いた椅子を1脚。だれもいない日も、座って休んでよい場所です。",
        "beginning": "開いている日を増やせなくても、立ち寄れる場所は増やせるのではないかと考えました。",
        "how": "雨のかからないところに椅子を出し、背に「どうぞ」と札を下げます。近所の方が交代で拭いてくださいます。",
        "learnt": "",
        "first_step": "椅子1脚と札だけです。持ち主の方に一言ことわっておきます。",
    },
}
SENT = {
    "title": "洗い物の席",
    "summary": "食べに来るのは気が引ける人に、洗い物をお願いしています。",
    "beginning": "",
    "how": "台所の奥に椅子を2つ置き、洗い物をしながら話せるようにしました。終わったら、いっしょに食べます。",
    "learnt": "",
    "first_step": "",
}


def load() -> None:
    """A second load finds the first."""
    if PracticePage.objects.exists():
        return
    for day, (who, told) in enumerate(TOLD.items(), start=3):
        page = drafting.send(_person(who), _organisation(who), **told, **WORDS)
        page.slug = SLUGS[who]
        page.first_published_at = datetime(2025, 11, day, 9, tzinfo=timezone.get_default_timezone())
        page.save_revision().publish()
    greens = PracticePage.objects.get(slug=SLUGS["michikusa"])
    for who, stage, shown in (("minato", "doing", True), ("koyama", "doing", True), ("hoshizora", "wish", False)):
        uptake.take_up(
            person=_person(who), practice=greens, organisation=_organisation(who), stage=stage, is_shown=shown
        )
    if case := CasePage.objects.filter(slug="michikusa-chokubaijo").first():
        Growth.objects.create(practice=greens, case=case)
    drafting.send(_person("hoshizora"), _organisation("hoshizora"), **SENT, **WORDS)


def _person(who: str) -> Person:
    return Person.objects.get(email=f"{who}@example.org")


def _organisation(who: str) -> Organisation:
    return Organisation.objects.get(code=f"sample-{who}")
