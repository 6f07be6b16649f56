"""Needs and offers of the six 見本 organisations, and three introductions: one waits, one is joined, one has its result."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.models import Batch, Organisation, Person, TargetGroup
from salon.desk import introducing, needs, outcomes
from salon.desk.candidates import one as fit_of
from salon.desk.wording import first_words
from salon.models import Interest, Introduction, IntroductionSide, NeedKind, Outcome, Posting
from salon.rooms.posting import open_topic, post

NEED, OFFER = Posting.Kind.NEED, Posting.Kind.OFFER
YES = IntroductionSide.Answer.YES

# who, which, title, text, kinds, how many days ago, and what else the form asks for
POSTINGS = [
    (
        "minato",
        NEED,
        "坂の上の方が、縁側まで来られません",
        "足が弱くなって坂を下りられない方が、何人かいます。\n送り迎えを始めたいのですが、保険や当番の決め方が分かりません。\n先に始めた団体のお話を聞きたいです。",
        ["移動手段"],
        48,
        {"target_groups": ["高齢者"]},
    ),
    (
        "hoshizora",
        NEED,
        "夏から秋の野菜が足りません",
        "月に2回、60食ほどつくっています。\n寄付の野菜が少ない月は、献立に困ります。\n形がふぞろいでも、少しだけでも助かります。",
        ["食材・物品"],
        39,
        {},
    ),
    (
        "tsukiyo",
        NEED,
        "「来てよかった」を、どう数えればよいですか",
        "人数だけでは伝わらないことが多いと感じています。\n声を出さない参加者の変化を、報告書にどう書いているか知りたいです。",
        ["成果のはかり方", "事務・報告書"],
        26,
        {"anywhere": True},
    ),
    (
        "kinone",
        NEED,
        "チラシを見て来てくれる人が、まだいません",
        "男性の集まる工房です。チラシを置いていますが、手に取ってもらえません。\nことばと写真を、一緒に見てもらえるとうれしいです。",
        ["広報・参加者集め"],
        21,
        {"anywhere": True, "target_groups": ["中高年者", "高齢者"]},
    ),
    (
        "koyama",
        NEED,
        "報告書づくりに、毎月まる一日かかります",
        "運転も報告書も同じ人がしています。\n書き方のひな形や、分けて書く工夫があれば教えてください。",
        ["事務・報告書"],
        12,
        {},
    ),
    (
        "michikusa",
        NEED,
        "午前中だけ手伝ってくれる若い人をさがしています",
        "野菜を並べる朝の1時間が、いちばん人手の足りない時間です。\n学校や仕事をお休み中の方にも、無理のない出番にできたらと思います。",
        ["人材・ボランティア"],
        5,
        {"target_groups": ["こども・若者"]},
    ),
    (
        "minato",
        OFFER,
        "チラシと写真の相談にのります",
        "広報の当番が、チラシのことばや写真の撮り方を一緒に考えます。\nオンラインで30分から、気軽にどうぞ。",
        ["広報・参加者集め"],
        44,
        {"anywhere": True, "quantity": "月に2団体まで"},
    ),
    (
        "michikusa",
        OFFER,
        "とれすぎた野菜を送れます",
        "直売所で売り切れない野菜があります。\n送料は、そのつど相談させてください。",
        ["食材・物品"],
        41,
        {"anywhere": True, "quantity": "季節により、週に10〜20キロ"},
    ),
    (
        "koyama",
        OFFER,
        "送り迎えの始め方をお話しします",
        "保険、当番、断り方まで、つまずいたことも含めてお話しします。\nワゴンに乗って見ていただくこともできます。",
        ["移動手段", "見学・視察"],
        50,
        {"quantity": "見学は月に1回、2人まで"},
    ),
    (
        "hoshizora",
        OFFER,
        "食堂の見学を受け入れています",
        "仕込みから片づけまで、一緒に動きながら見てください。\n晩ごはんを食べていってください。",
        ["見学・視察", "研修・学び合い"],
        30,
        {"quantity": "月に2回、4人まで"},
    ),
    (
        "tsukiyo",
        OFFER,
        "はじめてのオンラインの集まりを、一緒に試します",
        "機械が苦手な方もいっしょに、練習の部屋を開きます。\n夜でも昼でも合わせます。",
        ["オンライン・デジタル"],
        18,
        {"anywhere": True, "quantity": "1回30分から"},
    ),
    (
        "kinone",
        OFFER,
        "木の看板や棚をつくります",
        "寸法を教えていただければ、工房のみんなでつくります。\n急がないものだと助かります。",
        ["食材・物品", "場所"],
        9,
        {"quantity": "年に3つほど"},
    ),
]

# posting by its title, who raises a hand, how, how many days ago
HANDS = [
    ("「来てよかった」を、どう数えればよいですか", "koyama", Interest.Kind.SAME, 20),
    ("報告書づくりに、毎月まる一日かかります", "hoshizora", Interest.Kind.HELP, 3),
    ("木の看板や棚をつくります", "michikusa", Interest.Kind.WISH, 2),
]


@transaction.atomic
def load() -> None:
    """A second load finds the first."""
    if Posting.objects.exists():
        return
    started = timezone.now()
    for posting in POSTINGS:
        _posting(*posting)
    for title, who, hand, days in HANDS:
        interest = needs.raise_hand(
            person=_person(who), organisation=_organisation(who), posting=Posting.objects.get(title=title), kind=hand
        )
        Interest.objects.filter(pk=interest.pk).update(at=_ago(days))
    _waiting()
    _joined()
    _with_result()
    # These introductions are weeks old: nobody is to get a mail about them today
    Batch.objects.filter(key__startswith="notice-", created_at__gte=started).delete()


def _waiting() -> None:
    introduction = _introduce("チラシを見て来てくれる人が、まだいません", "minato", days=6)
    _answer(introduction, "kinone", "写真は一枚もありません。それでもよければお願いします。", days=4)


def _joined() -> None:
    introduction = _introduce("夏から秋の野菜が足りません", "michikusa", days=16)
    _answer(introduction, "hoshizora", "とてもありがたいです。", days=15)
    introduction = _answer(introduction, "michikusa", "まずは一箱、送ってみます。", days=13)
    _end(introduction, days=13)
    greeting = open_topic(
        person=_person("facilitator"),
        room=introduction.room,
        title="はじめまして",
        text="ほしぞら食堂のみなさん、みちくさ直売所のみなさん、ようこそ。\nここは、おふたつの団体と事務局だけのルームです。まずは、ひとことずつどうぞ。",
        key="demo-desk-00",
    )
    post(
        person=_person("hoshizora"),
        topic=greeting.message.topic,
        text="はじめまして。ほしぞら食堂の星野です。来月の献立を、届いた野菜から考えたいと思っています。",
        key="demo-desk-01",
    )


def _with_result() -> None:
    introduction = _introduce("坂の上の方が、縁側まで来られません", "koyama", days=38)
    _answer(introduction, "minato", "ぜひお話を聞きたいです。", days=37)
    introduction = _answer(introduction, "koyama", "画面ごしでよければ、いつでもどうぞ。", days=36)
    _end(introduction, days=36)
    told = (
        (Outcome.Result.MET, 27, "当番表を見せてもらいました。"),
        (Outcome.Result.CONTINUING, 8, "月に一度、画面ごしに相談しています。"),
    )
    for result, days, note in told:
        outcomes.tell(
            introduction=introduction,
            person=_person("minato"),
            organisation=_organisation("minato"),
            result=result,
            note=note,
            day=timezone.localdate() - timedelta(days=days),
        )


def _posting(who: str, kind: str, title: str, text: str, kinds: list[str], days: int, facts: dict) -> None:
    posting = needs.post(
        person=_person(who),
        organisation=_organisation(who),
        kind=kind,
        title=title,
        text=text,
        kinds=NeedKind.objects.filter(name__in=kinds),
        target_groups=TargetGroup.objects.filter(name__in=facts.get("target_groups", ())),
        anywhere=facts.get("anywhere", False),
        quantity=facts.get("quantity", ""),
    )
    Posting.objects.filter(pk=posting.pk).update(created_at=_ago(days))


def _introduce(title: str, other: str, days: int) -> Introduction:
    posting = Posting.objects.get(title=title)
    organisation = _organisation(other)
    assert fit_of(posting, organisation).for_sides(), "an introduction of the demonstration has its reasons"
    words = first_words(posting, organisation)
    proposal = introducing.propose(facilitator=_person("facilitator"), posting=posting, other=organisation, **words)
    Introduction.objects.filter(pk=proposal.introduction.pk).update(proposed_at=_ago(days))
    return proposal.introduction


def _answer(introduction: Introduction, who: str, words: str, days: int) -> Introduction:
    side = introduction.sides.get(organisation=_organisation(who))
    after = introducing.answer(side, _person(who), YES, words)
    IntroductionSide.objects.filter(pk=side.pk).update(answered_at=_ago(days))
    return after


def _end(introduction: Introduction, days: int) -> None:
    Introduction.objects.filter(pk=introduction.pk).update(ended_at=_ago(days))


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def _person(who: str) -> Person:
    return Person.objects.get(email=f"{who}@example.org")


def _organisation(who: str) -> Organisation:
    return Organisation.objects.get(code=f"sample-{who}")
