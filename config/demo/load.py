"""The demonstration network, part by part, in one transaction: all of it or nothing."""

from collections.abc import Callable
from importlib import import_module

from django.db import transaction

from members.models import Person

PARTS = {
    "network": "団体と人",
    "house": "サロンの約束",
    "talk": "ルームと会話",
    "site": "サイトと事例",
    "practices": "取組カード",
    "letters": "お便り",
    "groups": "作業グループ",
    "consultations": "名前を出さない相談",
    "desk": "困りごと・できること・おつなぎ",
    "polls": "拠点とまとめ、アンケート",
    "gatherings": "集い",
    "library": "資料",
    "moderation": "届いた知らせと、事務局からのことば",
}


def is_empty() -> bool:
    """Nobody is here yet."""
    return not Person.objects.exists()


def everything(say: Callable[[str], None] = lambda text: None) -> None:
    with transaction.atomic():
        for name, title in PARTS.items():
            say(f"  {title}")
            import_module(f"config.demo.{name}").load()
