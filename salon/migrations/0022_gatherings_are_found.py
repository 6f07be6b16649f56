"""Gatherings can be found, also those that were opened before."""

import django.db.models.deletion
from django.db import migrations, models

from cms.searching.folding import fold


def fill(apps, schema_editor):
    # The models as they are here, and so without their properties; the words of `Gathering.where` in Japanese
    Gathering, SearchedGathering = (apps.get_model("salon", name) for name in ("Gathering", "SearchedGathering"))
    where = {"place": "{}", "online": "オンライン", "both": "{}、またはオンライン"}
    for one in Gathering.objects.all():
        said = [one.title, one.text, where[one.form].format(one.place), one.cancelled_because]
        SearchedGathering.objects.create(gathering=one, text=fold("\n\n".join(filter(None, said))).strip())


class Migration(migrations.Migration):

    dependencies = [
        ('salon', '0021_one_index_of_a_topic'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchedGathering',
            fields=[
                ('gathering', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='searched', serialize=False, to='salon.gathering')),
                ('text', models.TextField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
