"""The first issue of the newsletter: published, not sent. Organisations and events are invented and say so (見本)."""

from django.utils import timezone
from wagtail.models import Page

from cms import site
from cms.models import CasePage
from newsletter.models import NewsletterIndexPage, NewsletterPage
from newsletter.site import create


def load() -> None:
    index = create(site.create())
    if not NewsletterPage.objects.exists():
        issue = first_issue({case.organisation.code: case for case in cases()})
        # Read again: treebeard counts children in the row, not in our copy
        NewsletterIndexPage.objects.get(pk=index.pk).add_child(instance=issue)
        issue.save_revision().publish()


def cases():
    samples = CasePage.objects.live().filter(organisation__is_sample=True)
    return samples.select_related("organisation", "picture")


def first_issue(by_code: dict[str, CasePage]) -> NewsletterPage:
    minato = by_code.get("sample-minato")
    picture = minato.picture if minato else None
    return NewsletterPage(
        title="縁側から、はじめまして",
        slug="1",
        number=1,
        date=timezone.localdate(),
        is_sample=True,
        lead="お便りを始めます。月に一度、各地の団体の「やってみた」をお届けします。今月は、縁側のある家を訪ねました。",
        picture=picture,
        picture_alt=minato.picture_alt if minato and picture else "",
        body=[
            ("secretariat", secretariat()),
            ("visit", visit()),
            *([("cases", introductions(by_code))] if by_code else []),
            ("events", {"rows": EVENTS}),
            ("calls", {"rows": CALLS}),
        ],
    )


def secretariat() -> dict:
    return {
        "heading": "同じ悩みを、別々に悩まないために",
        "text": (
            "活動を続けていると、だれに聞けばいいのか分からないことが出てきます。人が集まらない。担い手が足りない。"
            "お金の見通しが立たない。となりの県の団体が、去年それを乗りこえていたかもしれません。\n\n"
            "このお便りは、その間をつなぐためのものです。うまくいった話だけでなく、うまくいかなかった話も載せます。"
            "感想や、載せてほしいことがあれば、このメールにそのままご返信ください。事務局に届きます。"
        ),
        "who": "つながり事務局　文月 あや",
    }


def visit() -> dict:
    return {
        "heading": "玄関ではなく、縁側から入る家",
        "place": "みなと縁側の会（見本）　大阪府",
        "picture": [],
        "text": (
            "古い家を直した居場所です。戸を開けると、もう縁側に二人すわっていました。"
            "「ここは、用がなくても来ていい所やからね」と、港さんが笑います。\n\n"
            "始めたころは、お茶を出してもすぐに帰る人が多かったそうです。変わったのは、庭の草むしりをお願いしてから。"
            "頼まれごとがあると、人は長くいられる。いまでは、来る人の半分が何かの係をしています。\n\n"
            "帰りぎわに、浜辺さんから一言。「お客さんをつくらない。それだけは決めています」"
        ),
    }


def introductions(by_code: dict[str, CasePage]) -> dict:
    order = ["sample-minato", "sample-kinone", "sample-michikusa"]
    chosen = [by_code[code] for code in order if code in by_code] or list(by_code.values())[:3]
    return {"rows": [{"case": Page.objects.get(pk=case.pk), "text": ""} for case in chosen]}


EVENTS = [
    {
        "heading": "はじめての食堂運営、なんでも相談会（オンライン）",
        "organisation": "ほしぞら食堂（見本）",
        "when": "来月の第2土曜 14時から、1時間半",
        "text": "食材の集め方、保健所への届け出、ボランティアの当番の組み方。始める前に聞いておきたかったことを話します。",
        "link": "",
    },
    {
        "heading": "ワゴンで回る先が、7か所になりました",
        "organisation": "こやまワゴン（見本）",
        "when": "",
        "text": "週に一度、集落を回っています。冬のあいだは、1か所に長くとまるようにしました。",
        "link": "",
    },
]

CALLS = [
    {
        "heading": "木工の道具、使わなくなったものはありませんか",
        "deadline": "今月の終わり",
        "text": "きのね工房（見本）で、新しく来た人が使う道具をさがしています。さびていてもかまいません。手入れも活動のうちです。",
        "link": "",
    },
    {
        "heading": "次の号で紹介する団体を募集します",
        "deadline": "",
        "text": "自分たちのことでも、よその団体のことでもかまいません。このメールにご返信ください。",
        "link": "",
    },
]
