from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """The table of the cache, where the settings want one (PostgreSQL): limits on tries are counted there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_participation_imported")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
