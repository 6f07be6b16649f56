"""The kinds of need a new network starts with. From here on they are the secretariat's: edited in the admin."""

from django.db import migrations

FIRST = [
    ("planning", "事業設計"),
    ("finding-needs", "ニーズの把握"),
    ("outreach", "広報・参加者集め"),
    ("government", "行政との連携"),
    ("local-partners", "地域の連携先さがし"),
    ("office", "事務・報告書"),
    ("accounting", "経費管理"),
    ("measuring", "成果のはかり方"),
    ("people", "人材・ボランティア"),
    ("training", "研修・学び合い"),
    ("visits", "見学・視察"),
    ("place", "場所"),
    ("funding", "資金"),
    ("goods", "食材・物品"),
    ("transport", "移動手段"),
    ("digital", "オンライン・デジタル"),
    ("talking", "話し相手がほしい"),
    ("other", "そのほか"),
]


def load(apps, schema_editor):
    kinds = apps.get_model("salon", "NeedKind").objects.using(schema_editor.connection.alias)
    for order, (slug, name) in enumerate(FIRST, start=1):
        kinds.get_or_create(slug=slug, defaults={"name": name, "order": order * 10})


class Migration(migrations.Migration):

    replaces = [("salon", "0003_first_need_kinds")]
    dependencies = [("salon", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
