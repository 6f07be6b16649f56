"""A list taken out and read again changes nothing."""

import csv
import io

import pytest

from members.importing.exporting import row
from members.importing.organisations import import_organisations
from members.importing.words import FIXTURES
from members.models import Participation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_round_trip(encoding):
    import_organisations((FIXTURES / "organisations_2025.csv").read_bytes())
    rows = [row(participation) for participation in Participation.objects.all()]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    plan = import_organisations(out.getvalue().encode(encoding))
    assert [step.entry.name for step in plan.unchanged] == [line["name"] for line in rows]
    assert len(plan.unchanged) == 96
