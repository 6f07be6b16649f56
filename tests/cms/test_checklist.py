"""The checklist says what a case still lacks, and leads to the place where it is written."""

import pytest

from cms.models import CasePage
from tests.factories.cms import case, image
from tests.factories.members import EditorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def missing(page):
    return [line.text for line in page.checklist["missing"]]


def test_a_new_case_lacks_everything_and_a_whole_one_nothing(home):
    assert len(missing(CasePage())) > 15
    assert CasePage().checklist["done"] == []
    told = ("need", "audience", "quote")
    page = case("題", body=[(kind, {"text": "ある"}) for kind in told], target_groups=["高齢者"])
    assert not {"題を書く", "「ひとことで」を書く", "対象を選ぶ", "本文に「きっかけ・困りごと」を入れる"} & set(
        missing(page)
    )
    assert "本文に「このように始める」を入れる" in missing(page)


def test_a_block_counts_when_something_stands_in_it(home):
    line = "本文に「このように始める」を入れる"
    empty, told = ({"lead": "", "steps": [{"title": title, "text": ""}]} for title in ("", "いすを出す"))
    assert line in missing(case(body=[("start", empty)]))
    assert line not in missing(case(body=[("start", told)]))


def test_a_picture_counts_only_with_its_words(home):
    line = "主な写真を入れ、写っているものを書く"
    page = case()
    page.picture = image()
    assert line in missing(page)
    page.picture_alt = "縁側の絵"
    assert line not in missing(page)


def test_photos_count_only_with_their_words(home):
    line = "どの写真にも、写っているものを書く"
    page = case(body=[("photos", {"rows": [{"image": image().pk, "alt": "", "caption": ""}]})])
    assert line in missing(page)
    assert line not in missing(case(body=[("photos", {"rows": [{"image": image().pk, "alt": "絵", "caption": ""}]})]))
    assert line not in missing(case())


def test_only_a_case_about_an_organisation_lacks_somebody_to_ask(home):
    line = "団体の、確認する方のメールアドレスを書く"
    assert line in missing(case(organisation=OrganisationFactory()))
    assert line not in missing(case(is_composite=True))


def test_a_draft_that_lacks_everything_can_be_looked_at():
    """Saved by itself, a photo may have neither picture nor words."""
    page = CasePage()
    rows = [{"image": None, "alt": "", "caption": ""}]
    page.body = page.body.stream_block.to_python([{"type": "photos", "value": {"rows": rows}}])
    assert "どの写真にも、写っているものを書く" in missing(page)


def test_it_stands_in_the_form_and_comes_again_with_each_saving_by_itself(client, home):
    page = case("下書き", live=False)
    page.save_revision()
    client.force_login(EditorFactory())
    text = client.get(f"/admin/pages/{page.pk}/edit/").text
    assert 'id="case-checklist"' in text
    places = {line.place for line in page.checklist["missing"]} - {"body-root"}  # that one is made by script
    assert [place for place in places if f'id="{place}"' not in text] == []
    partials = client.get(f"/admin/pages/{page.pk}/edit/", {"_w_hydrate_create_view": "1"}).text
    assert 'data-w-teleport-target-value="#case-checklist"' in partials
    assert "対象を選ぶ" in partials
