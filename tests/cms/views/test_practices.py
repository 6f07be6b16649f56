"""What everybody reads of practices."""

import pytest

from tests.factories.cms import image, practice
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_practice_shows_what_was_written_and_nothing_that_was_not(home, client):
    page = practice("台所", how="公民館を\n借ります", learnt="", organisation=OrganisationFactory(name="縁側の会"))
    shown = client.get(page.url).text
    assert "公民館を<br>借ります" in shown
    assert "縁側の会" in shown
    assert "やってみて分かったこと" not in shown


def test_what_was_typed_is_text(home, client):
    page = practice("<b>台所</b>", summary="<script>", how="<img src=x>")
    shown = client.get(page.url).text
    assert "<img src=x>" not in shown and "<b>台所" not in shown
    assert "&lt;img src=x&gt;" in shown


def test_the_index_filters_by_words_of_the_network_and_by_what_is_typed(home, client):
    practice("大阪の台所", prefectures=["大阪府"], target_groups=["高齢の方"])
    north = practice("北の台所", prefectures=["北海道"], first_step="ストーブから")
    practice("下書きの台所", live=False, prefectures=["北海道"])
    everything = client.get("/practices/").text
    assert "大阪の台所" in everything and "北の台所" in everything and "下書きの台所" not in everything
    block = north.prefectures.get().block.slug
    for query in (f"block={block}", "q=ストーブ"):
        shown = client.get(f"/practices/?{query}").text
        assert "北の台所" in shown and "大阪の台所" not in shown, query


def test_labels_lead_to_the_index_of_practices(home, client):
    page = practice("台所", target_groups=["高齢の方"])
    assert f'href="/practices/?target={page.target_groups.get().slug}"' in client.get(page.url).text


def test_a_sample_says_so(home, client):
    page = practice("台所", organisation=OrganisationFactory(is_sample=True))
    assert "これは見本です" in client.get(page.url).text
    assert 'class="sample"' in client.get("/practices/").text


def test_a_practice_and_the_index_ask_the_database_as_little_as_cases(home, client, django_assert_max_num_queries):
    words = {
        "target_groups": [f"対象の語{n}" for n in range(5)],
        "approaches": [f"取組の語{n}" for n in range(5)],
        "themes": ["テーマの語"],
        "prefectures": ["大阪府", "北海道"],
    }
    for number in range(12):
        organisation = OrganisationFactory()
        page = practice(f"取組{number}", organisation=organisation, picture=image(), picture_alt="絵", **words)
    for path, most in ((page.url, 10), ("/practices/?q=取組", 12)):
        assert client.get(path).status_code == 200
        with django_assert_max_num_queries(most):
            client.get(path)
