"""The columns of a list of organisations, by their English and their Japanese name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Participation
from members.text import fold


@dataclass(frozen=True)
class Column:
    key: str
    names: tuple[str, ...]
    help: str | Promise
    required: bool = True  # the column has to stand in the file
    filled: bool = False  # and every row has to say something in it
    max_length: int | None = None

    @property
    def label(self) -> str:
        return self.names[0]


def _length(model, field: str) -> int:
    return model._meta.get_field(field).max_length


COLUMNS = (
    Column(
        "cohort", ("年度",), _("西暦4けた。ファイルの外で年度を指定するときは、列がなくてもかまいません"), filled=True
    ),
    Column("no", ("番号",), _("年度の一覧の番号"), filled=True),
    Column("name", ("団体名",), _("法人格を除いた名前"), filled=True, max_length=_length(Organisation, "name")),
    Column("legal_form", ("法人格",), _("わからなければ空のまま"), max_length=_length(Organisation, "legal_form")),
    Column(
        "project_title",
        ("事業名",),
        _("採択された事業"),
        filled=True,
        max_length=_length(Participation, "project_title"),
    ),
    Column("target_groups", ("対象",), _("「、」で区切る"), filled=True),
    Column("area", ("活動地域",), _("地域の名前。自由に書けます"), max_length=_length(Organisation, "area")),
    Column("prefectures", ("都道府県",), _("主な都道府県を先に、「、」で区切る")),
    Column("blocks", ("ブロック",), _("都道府県から決まります。都道府県が空のときに書きます")),
    Column("nationwide", ("全国",), _("全国で活動する団体は1")),
    Column("adopted_in_previous_year", ("前年度採択", "前年度も採択"), _("前年度も採択された団体は1")),
    Column("withdrawn", ("辞退",), _("辞退した事業は1")),
    Column("corporate_number", ("法人番号",), _("13けた。なくてもかまいません"), required=False),
    Column("code", ("団体コード",), _("登録ずみの団体を指すとき。なくてもかまいません"), required=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
BY_HEADING = {fold(name): column for column in COLUMNS for name in (column.key, *column.names)}


def table() -> str:
    """The columns as lines of plain text, for --help and the page of the admin."""
    return "\n".join(f"  {column.key}（{column.label}）: {column.help}" for column in COLUMNS)
