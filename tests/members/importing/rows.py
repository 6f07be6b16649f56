"""A small list of organisations to spoil in one place at a time."""

import csv
import io

from members.importing.faults import FaultyFile
from members.importing.organisations import import_organisations
from members.importing.words import load_words

ROW = {
    "cohort": "2026",
    "no": "1",
    "name": "ゆうやけの会",
    "legal_form": "特定非営利活動法人",
    "project_title": "夕方の縁側",
    "target_groups": "高齢者、多世代",
    "area": "大阪府堺市",
    "prefectures": "大阪府",
    "blocks": "近畿",
    "nationwide": "0",
    "adopted_in_previous_year": "0",
    "withdrawn": "0",
}


def row(**changed) -> dict[str, str]:
    return {**ROW, **changed}


def text(*rows: dict[str, str], columns: list[str] | None = None, delimiter: str = ",") -> str:
    out = io.StringIO()
    columns = columns or list(dict.fromkeys(key for one in rows for key in one))
    writer = csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def take(*rows: dict[str, str], **options):
    """Import these rows; the vocabulary of the network is there."""
    load_words()
    return import_organisations(text(*rows).encode(), **options)


def faults_of(content: bytes | str, **options) -> list[str]:
    """The sentences that the file is refused with; none when it is taken."""
    load_words()
    content = content.encode() if isinstance(content, str) else content
    try:
        import_organisations(content, **options)
    except FaultyFile as faulty:
        return faulty.sentences()
    return []
