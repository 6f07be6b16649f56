from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('salon', '0022_gatherings_are_found'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['created_at', 'id'], name='message_of_a_time'),
        ),
    ]
