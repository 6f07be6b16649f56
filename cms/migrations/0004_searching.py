"""What can be found, with the index of each database, and words to start from that mean the same.

The index is empty after this. `manage.py rebuild_search` fills it; `make run` and `prepare` see to it.
"""

import django.db.models.deletion
from django.db import migrations, models

from cms.searching.engines import engine

FIRST = (
    "居場所、サードプレイス、たまり場",
    "高齢者、お年寄り、シニア",
    "ひとり親、シングルマザー、シングルファザー、母子家庭、父子家庭",
    "フードバンク、フードパントリー、食料支援",
    "訪問、アウトリーチ",
    "若者、若年層、ユース",
    "子ども食堂、みんなの食堂、地域食堂",
    "ヤングケアラー、若年介護者",
    "外国人、外国籍、外国にルーツ",
    "オンライン、リモート",
)


def make_index(apps, schema_editor):
    for statement in engine().make:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in engine().unmake:
        schema_editor.execute(statement)


def first_words(apps, schema_editor):
    Synonyms = apps.get_model("cms", "Synonyms")
    Synonyms.objects.bulk_create(Synonyms(words=words) for words in FIRST)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0003_approvals'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='「、」で区切って、2つから10まで並べます。例：居場所、サードプレイス、たまり場', max_length=300, unique=True, verbose_name='同じ意味のことば')),
            ],
            options={
                'verbose_name': '言いかえ',
                'verbose_name_plural': '言いかえ',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('object_id', models.BigIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('content_type', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='search_entry_object')],
            },
        ),
        migrations.RemoveField(model_name='casepage', name='folded_text'),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(first_words, migrations.RunPython.noop),
    ]
