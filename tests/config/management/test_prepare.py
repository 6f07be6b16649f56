"""An empty network for real use."""

import pytest
from django.core.management import CommandError, call_command

from cms.models import CasePage
from members.models import Block, Organisation, Person
from salon.models import Room

pytestmark = pytest.mark.django_db


def prepare(address="Chair@Example.org", name="はじめ"):
    call_command("prepare", address, name, verbosity=0)


def test_words_rooms_and_pages_are_there_and_nothing_of_the_demonstration(client):
    prepare()
    prepare()
    assert Room.objects.filter(kind=Room.Kind.BLOCK).count() == Block.objects.count() > 0
    for address in ("/", "/cases/", "/organisations/", "/newsletter/", "/join/", "/privacy/"):
        assert client.get(address).status_code == 200, address
    assert not CasePage.objects.exists()
    assert list(Organisation.objects.values_list("code", flat=True)) == ["secretariat"]


def test_the_first_administrator_administers_and_reads_no_room():
    prepare()
    person = Person.objects.get()
    assert (person.email, person.is_administrator, person.is_facilitator) == ("chair@example.org", True, False)
    assert not Room.objects.visible_to(person).exists()


def test_what_is_no_address_is_refused_in_words():
    with pytest.raises(CommandError, match="メールアドレスとして読みとれません"):
        prepare("はじめ")
    assert not Person.objects.exists()
