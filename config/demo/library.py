"""資料 of organisations that do not exist: files that could be used as they are, seen by everybody, by members, by one room."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from members.models import Block, Organisation, Person, Theme
from salon.library import sharing
from salon.models import Resource, ResourceCategory, Room

Row = tuple[str, ...]
ACCOUNTS: list[Row] = [
    ("日付", "内容", "入ったお金", "出たお金", "のこり", "領収書の番号"),
    ("4月5日", "前の月からのくりこし", "12000", "", "12000", ""),
    ("4月8日", "お茶とお菓子", "", "1480", "10520", "1"),
    ("4月8日", "参加費（100円×9人）", "900", "", "11420", ""),
]
QUESTIONS: list[Row] = [
    ("きくこと", "こたえ方"),
    ("今日は来てよかったですか", "よかった・まあまあ・もうひとつ"),
    ("話せた人はいましたか", "いた・いなかった"),
    ("また来たいですか", "来たい・分からない・来ない"),
    ("あったらうれしいこと", "自由に（書かなくてもかまいません）"),
]
DUTY: list[Row] = [
    ("日", "開ける人", "お茶の人", "しめる人", "次の人へのひとこと"),
    ("第1火曜", "", "", "", ""),
    ("第2火曜", "", "", "", ""),
    ("第3火曜", "", "", "", ""),
]
FIRST_MONTH = """はじめの一か月の進め方

1週目　場所の持ち主に、曜日と時間を相談します。断られたら、半日だけでとお願いしてみます。
2週目　チラシは10枚だけ刷ります。配るより、手わたしで声をかけます。
3週目　一回だけ開けてみます。だれも来なくても、決めた時間までは閉めません。
4週目　来た人に、次はいつがよいかを聞きます。ここで曜日を決め直してかまいません。
"""
LISTENING = """聞き役のおぼえ書き

・名前や住まいは、こちらから聞きません。
・助言は、聞かれてからにします。
・急に黙られたら、いっしょに黙ります。
・心配なことがあったら、その場で答えを出さず、帰ってから仲間と話します。
"""


def load() -> None:
    """A second load finds the first."""
    if Resource.objects.exists():
        return
    desk = Person.objects.filter(is_facilitator=True).order_by("pk")[0]
    room = Room.objects.get(block=Block.objects.get(name="近畿"))
    told: list[tuple[str, str, str, str, str, bytes, str]] = [
        ("minato", "集まりの会計帳（見本つき）", "money", "public", "kaikei.xlsx", _sheet(ACCOUNTS),
         "1回の集まりの、入ったお金と出たお金を書く表です。行を足して使います。"),
        ("hoshizora", "参加した方へのアンケート", "outcomes", "public", "anketo.xlsx", _sheet(QUESTIONS),
         "4つだけ聞く、短いアンケートです。名前は書きません。"),
        ("minato", "はじめの一か月の進め方", "study", "public", "hajimete.txt", FIRST_MONTH.encode(),
         "居場所を開けるまでの4週間を、1枚にまとめました。"),
        ("tsukiyo", "聞き役のおぼえ書き", "study", "members", "kikiyaku.txt", LISTENING.encode(),
         "当番を始める人に、はじめにわたしている1枚です。"),
        ("hoshizora", "当番表のひな形", "templates", "room", "toban.xlsx", _sheet(DUTY),
         "近畿の団体で使いまわしている当番表です。"),
    ]  # fmt: skip
    for who, title, kind, scope, name, content, text in told:
        facts: Any = {
            "title": title,
            "text": text,
            "category": ResourceCategory.objects.get(slug=kind),
            "theme": Theme.objects.order_by("order", "pk").first() if kind == "study" else None,
            "organisation": Organisation.objects.get(code=f"sample-{who}"),
            "scope": scope,
            "room": room if scope == "room" else None,
            "until": None,
        }
        shared = sharing.share(Person.objects.get(email=f"{who}@example.org"), facts, name, content)
        # One of them still waits for the secretariat
        if scope == "public" and who != "hoshizora":
            sharing.approve(shared)
    facts = {**facts, "title": "困りごとを出すときのひな形", "category": ResourceCategory.objects.get(slug="templates")}
    facts |= {
        "organisation": None,
        "scope": "members",
        "room": None,
        "text": "何に困っていて、何があれば動けるかを書きます。",
    }
    sharing.share(desk, facts, "komarigoto.txt", "困っていること：\nやってみたこと：\nあれば動けるもの：\n".encode())


def _sheet(rows: Iterable[Row]) -> bytes:
    """A table with a head that stays in sight."""
    book = Workbook()
    [sheet] = book.worksheets
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    for number, cells in enumerate(sheet.columns, 1):
        cells[0].font = Font(bold=True)
        longest = max(len(str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(2 * longest + 4, 60)
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
