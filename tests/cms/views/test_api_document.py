"""Whoever wants to use the API finds all of it described, without a script of somebody else."""

import json

import pytest

pytestmark = pytest.mark.django_db


def test_every_address_stands_on_the_page_with_what_it_takes_and_gives(client, home):
    document = json.loads(client.get("/api/openapi.json").content)
    text = client.get("/api/").text
    assert len(document["paths"]) == 14
    for path, told in document["paths"].items():
        assert path in text and told["get"]["summary"] in text
        assert set(told) == {"get"}
    for name in ("items[].title", "items[].targets[].slug", "parts[].html", "prefecture"):
        assert f"<code>{name}</code>" in text, name
    assert "<script" not in text and "cdn" not in text
    assert "description" in document["paths"]["/api/cases/"]["get"]["parameters"][0]


def test_it_is_said_in_japanese_whatever_was_asked_before(client, home):
    assert "事例をさがす" in client.get("/api/", headers={"accept-language": "en"}).text
