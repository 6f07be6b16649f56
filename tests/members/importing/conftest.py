"""The vocabulary for lists to refer to."""

import pytest
from django.db import transaction

from members.importing.words import load_words


@pytest.fixture(scope="module")
def words(django_db_setup, django_db_blocker):
    """Loaded once for a file of tests; every test takes back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_words()
        yield
        transaction.set_rollback(True)
