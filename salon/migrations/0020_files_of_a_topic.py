import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('salon', '0019_gatherings'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='topic',
            field=models.ForeignKey(help_text='in whose form it was uploaded; none: a new one', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='salon.topic'),
        ),
    ]
