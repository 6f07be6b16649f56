"""What can be found, with the index of each database. What was written before is found, too."""

from itertools import islice

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Min

from salon.searching.engines import Row, engine
from cms.searching.folding import fold


def make_index(apps, schema_editor):
    for statement in engine().make:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in engine().unmake:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    # The models as they are here: later ones have columns that are not there yet
    Message, Posting, SearchedPosting = (apps.get_model("salon", name) for name in ("Message", "Posting", "SearchedPosting"))
    first = dict(Message.objects.order_by().values_list("topic").annotate(Min("seq")))
    rows = _rows(Message.objects.select_related("topic").order_by("pk").iterator(500), first)
    while portion := list(islice(rows, 500)):
        engine().put(portion)
    for one in Posting.objects.all():
        SearchedPosting.objects.create(posting=one, text=fold("\n".join(filter(None, [one.title, one.text, one.quantity]))))


def _rows(messages, first):
    for one in messages:
        readable = one.withdrawn_at is None and one.hidden_at is None
        title = one.topic.title if first[one.topic_id] == one.seq else ""
        text = fold("\n".join(filter(None, [title, one.text if readable else ""]))).strip()
        if text:
            yield Row(one.pk, one.room_id, one.organisation_id, text)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_organisations'),
        ('salon', '0009_consultations'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchedPosting',
            fields=[
                ('posting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='searched', serialize=False, to='salon.posting')),
                ('text', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='SearchedMessage',
            fields=[
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='searched', serialize=False, to='salon.message')),
                ('text', models.TextField()),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.organisation')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='salon.room')),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
