"""The demonstration's documents: of 見本 organisations, each scope once, one still waiting, and files that open."""

from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from openpyxl import load_workbook

from config.demo import library, network, talk
from members.models import Person
from salon.library import sharing
from salon.models import Resource


@pytest.mark.django_db
def test_each_scope_is_there_and_a_second_load_adds_nothing():
    network.load()
    talk.load()
    library.load()
    library.load()
    everything = Resource.objects.all()
    assert {one.scope for one in everything} == set(Resource.Scope.values)
    assert all(one.organisation.is_sample for one in everything if one.organisation)
    assert [one.title for one in Resource.objects.waiting()] == ["参加した方へのアンケート"]
    shown = set(Resource.objects.visible_to(AnonymousUser()))
    assert {one.title for one in shown} == {"集まりの会計帳（見本つき）", "はじめの一か月の進め方"}
    elsewhere = Person.objects.get(email="tsukiyo@example.org")
    assert "当番表のひな形" not in {one.title for one in Resource.objects.visible_to(elsewhere)}
    accounts = everything.get(title__startswith="集まりの会計帳")
    [sheet] = load_workbook(BytesIO(sharing.path(accounts).read_bytes())).worksheets
    assert sheet["C2"].value == 12000
