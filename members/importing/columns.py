"""The columns of a list of organisations: the one place that says what they are called and how they are written.

The page, --help, the template to download and docs/importing.md all show what stands here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Participation
from members.text import fold

# Word lists may be longer than any name, but not so long that looking for what is meant would take minutes
WORDS_LENGTH = 500


@dataclass(frozen=True)
class Column:
    key: str
    names: tuple[str, ...]
    help: str | Promise
    required: bool = False  # the column has to stand in the file, and every row has to say something in it
    max_length: int | None = None
    example: str = ""  # in the row of the template

    @property
    def label(self) -> str:
        return self.names[0]


def _length(model, field: str) -> int:
    return model._meta.get_field(field).max_length


COLUMNS = (
    Column(
        "cohort",
        ("年度",),
        _("西暦4けた。ファイルの外で年度を指定するときは、列がなくてもかまいません"),
        required=True,
    ),
    Column("no", ("番号",), _("その年度の一覧の番号。1から9999まで"), required=True, example="1"),
    Column(
        "name",
        ("団体名",),
        _("法人格を除いた名前"),
        required=True,
        max_length=_length(Organisation, "name"),
        example="ゆうやけの会",
    ),
    Column(
        "legal_form",
        ("法人格",),
        _("わからなければ空。空から「任意団体」とは決めません"),
        max_length=_length(Organisation, "legal_form"),
        example="特定非営利活動法人",
    ),
    Column(
        "project_title",
        ("事業名",),
        _("採択された事業の名前"),
        required=True,
        max_length=_length(Participation, "project_title"),
        example="夕方の縁側",
    ),
    Column(
        "target_groups",
        ("対象",),
        _("「、」で区切る。「ことば → 対象」にある言葉だけ"),
        required=True,
        max_length=WORDS_LENGTH,
    ),
    Column(
        "area",
        ("活動地域",),
        _("地域の名前。自由に書けます"),
        max_length=_length(Organisation, "area"),
        example="大阪府堺市",
    ),
    Column(
        "prefectures",
        ("都道府県",),
        _("主な都道府県を先に、「、」で区切る。「東京」ではなく「東京都」"),
        max_length=WORDS_LENGTH,
        example="大阪府",
    ),
    Column(
        "blocks", ("ブロック",), _("都道府県から決まります。都道府県が空のときだけ書きます"), max_length=WORDS_LENGTH
    ),
    Column("nationwide", ("全国",), _("全国で活動する団体は1か○"), example="0"),
    Column("adopted_in_previous_year", ("前年度採択", "前年度も採択"), _("前年度も採択された団体は1か○"), example="0"),
    Column("withdrawn", ("辞退",), _("辞退した事業は1か○"), example="0"),
    Column("corporate_number", ("法人番号",), _("13けた")),
    Column("code", ("団体コード",), _("登録ずみの団体を指すときだけ")),
)
BY_KEY = {column.key: column for column in COLUMNS}
BY_HEADING = {fold(name): column for column in COLUMNS for name in (column.key, *column.names)}


def table() -> str:
    """The columns as lines of plain text, for --help."""
    return "\n".join(
        f"  {column.key}（{column.label}）{'［必ず］' if column.required else ''}: {column.help}" for column in COLUMNS
    )
