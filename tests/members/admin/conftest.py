"""Who comes to the admin."""

import pytest
from django.test import Client

from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    member_of,
)


@pytest.fixture
def browser(db):
    """`browser("administrator")`: a client signed in as somebody of that role."""
    make = {
        "administrator": AdministratorFactory,
        "facilitator": FacilitatorFactory,
        "editor": EditorFactory,
        "member": lambda: member_of(OrganisationFactory(), administrator=True),
    }

    def sign_in(role: str) -> Client:
        client = Client()
        if role != "stranger":
            client.person = make[role]()
            client.force_login(client.person)
        return client

    return sign_in


@pytest.fixture
def administrator(browser):
    return browser("administrator")
