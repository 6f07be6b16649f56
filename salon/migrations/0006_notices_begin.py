"""Who opened or answered a topic follows it. What was said before today makes no notices."""

from django.db import migrations


def begin(apps, schema_editor):
    Following, Message = apps.get_model("salon", "Following"), apps.get_model("salon", "Message")
    Topic, Room = apps.get_model("salon", "Topic"), apps.get_model("salon", "Room")
    pairs = set(Message.objects.exclude(author=None).order_by().values_list("author", "topic").distinct())
    pairs |= set(Topic.objects.exclude(opened_by=None).order_by().values_list("opened_by", "pk"))
    Following.objects.bulk_create(
        (Following(person_id=person, topic_id=topic, followed=True) for person, topic in sorted(pairs)),
        batch_size=1000,
    )
    NoticeHead = apps.get_model("salon", "NoticeHead")
    NoticeHead.objects.bulk_create(NoticeHead(room=room, seq=room.last_seq) for room in Room.objects.all())


class Migration(migrations.Migration):
    dependencies = [("salon", "0005_notices")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
