from django.db import migrations

# Where the survey found the same work done again and again (R15 to R20); the secretariat changes them as it likes
WORDS = [
    ("templates", "ひな形・様式"),
    ("outcomes", "成果指標・効果の測り方"),
    ("reports", "報告書の作り方"),
    ("money", "経費の管理"),
    ("needs", "ニーズ調査"),
    ("publicity", "広報"),
    ("management", "事業の管理・見直し"),
    ("project-reports", "事業報告・取組の資料"),
    ("study", "学びの教材"),
]


def add(apps, schema_editor):
    category = apps.get_model("salon", "ResourceCategory")
    for order, (slug, name) in enumerate(WORDS, 1):
        category.objects.get_or_create(slug=slug, defaults={"name": name, "order": order})


class Migration(migrations.Migration):
    dependencies = [("salon", "0026_library")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
