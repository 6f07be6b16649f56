"""manage.py import_organisations FILE.csv: the list of the next cohort, previewed or taken in whole."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from members.importing import columns
from members.importing.cohorts import cohort_year
from members.importing.faults import FaultyFile
from members.importing.organisations import import_organisations
from members.importing.reading import MAX_BYTES, MAX_ROWS, read_path


def year(text: str) -> int | None:
    try:
        return cohort_year(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


class Command(BaseCommand):
    help = "年度の団体一覧（CSV）を読み込みます。まちがいが1つでもあれば、何も変えません。"

    def create_parser(self, *args, **kwargs):
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        kwargs["epilog"] = (
            f"列（英語の名前でも日本語の名前でもかまいません）:\n{columns.table()}\n\n"
            "［必ず］でない列は、なくてもかまいません。登録ずみの値は、そのまま残ります。\n"
            "文字コードは UTF-8、CP932（ExcelのCSV）、UTF-16。区切りは コンマ、タブ、セミコロン。\n"
            f"大きさは{MAX_BYTES // 1024**2}MB、{MAX_ROWS:,}団体まで。\n"
            "くわしくは docs/importing.md を見てください。"
        )
        return super().create_parser(*args, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.csv", help="団体一覧のCSVファイル")
        parser.add_argument(
            "--cohort", type=year, metavar="YEAR", help="年度（西暦4けた）。ファイルに列があるときは省けます"
        )
        parser.add_argument("--dry-run", action="store_true", help="何が変わるかを見るだけで、何も書き込みません")

    def handle(self, *, file: str, cohort: int | None, dry_run: bool, **options):
        try:
            plan = import_organisations(read_path(file), cohort, dry_run)
        except FaultyFile as faulty:
            for sentence in faulty.sentences():
                self.stderr.write(sentence)
            raise CommandError(f"まちがいが{len(faulty.faults)}件あります。何も変えていません。") from None
        lines = plan.lines() if dry_run or options["verbosity"] > 1 else [plan.summary()]
        for line in lines:
            self.stdout.write(line)
        self.stdout.write("下見です。何も書き込んでいません。" if dry_run else "読み込みました。")
