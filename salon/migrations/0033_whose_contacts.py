from django.db import migrations


def fill(apps, _schema):
    """For which organisation somebody let the other side see how they are reached: as they answered for it."""
    sides = apps.get_model("salon", "IntroductionSide").objects.filter(introduction__state__in=["agreed", "done"])
    for grant in apps.get_model("members", "ContactGrant").objects.filter(given_for=None):
        theirs = sides.filter(
            answered_by=grant.person_id, introduction__sides__organisation=grant.to_organisation_id
        ).exclude(organisation=grant.to_organisation_id)
        if side := theirs.order_by("pk").last():
            grant.given_for_id = side.organisation_id
            grant.save(update_fields=["given_for"])


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_contacts_of_an_organisation"),
        ("salon", "0032_said_for_an_organisation"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
