"""Words: one name may stand in several vocabularies, and what is in use stays."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from members.models import Theme
from tests.factories.members import ApproachFactory, ThemeFactory, prefecture

pytestmark = pytest.mark.django_db


def test_a_name_may_be_a_theme_and_a_kind_of_approach():
    ThemeFactory(name="居場所づくり")
    ApproachFactory(name="居場所づくり")


def test_a_name_stands_once_in_a_vocabulary():
    ThemeFactory(name="居場所づくり")
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.create(name="居場所づくり", slug="another")


def test_a_slug_is_ascii():
    with pytest.raises(ValidationError):
        Theme(name="居場所", slug="居場所").full_clean()


def test_a_block_with_prefectures_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        prefecture("大阪府").block.delete()
