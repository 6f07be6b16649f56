"""What an address asks for, and what is said when it makes no sense."""

import pytest

from cms.models import CasePage
from tests.factories.cms import case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(home):
    case("縁側", target_groups=["高齢者"], prefectures=["大阪府"], approaches=["居場所"], tags=["お茶", "空き家"])
    case("食堂", target_groups=["こども", "高齢者"], prefectures=["兵庫県"], themes=["若年層"], tags=["食事"])
    case("工房", target_groups=["中高年"], prefectures=["北海道"], approaches=["木工"])


def slug(model, name):
    return model.objects.get(name=name).slug


def titles(client, **asked):
    response = client.get("/cases/", asked)
    assert response.status_code == 200
    return {card["case"].title for card in response.context["cards"]}


def problems(client, **asked):
    response = client.get("/cases/", asked)
    assert response.status_code == 200
    return response.context["selection"].problems


def words(name):
    return {word.name: word.slug for word in CasePage._meta.get_field(name).related_model.objects.all()}


def test_without_conditions_all_are_shown(client, cases):
    assert titles(client) == {"縁側", "食堂", "工房"}


def test_within_a_kind_of_condition_any_value_will_do(client, cases):
    groups = words("target_groups")
    assert titles(client, target=[groups["こども"], groups["中高年"]]) == {"食堂", "工房"}


def test_every_kind_of_condition_must_be_met(client, cases):
    asked = {"target": words("target_groups")["高齢者"], "approach": words("approaches")["居場所"]}
    assert titles(client, **asked) == {"縁側"}


def test_a_block_is_that_of_the_prefecture(client, cases):
    block = CasePage.objects.get(title="縁側").prefectures.get().block
    assert titles(client, block=block.slug) == {"縁側", "食堂"}


def test_theme_and_free_tag(client, cases):
    assert titles(client, theme=words("themes")["若年層"]) == {"食堂"}
    assert titles(client, tag="お茶") == {"縁側"}


def test_what_makes_no_sense_is_said_and_the_rest_still_works(client, cases):
    target = words("target_groups")["中高年"]
    response = client.get("/cases/", {"target": [target, "no-such"], "block": "nowhere"})
    assert {card["case"].title for card in response.context["cards"]} == {"工房"}
    assert "「対象」の「no-such」は見つかりませんでした" in response.text
    assert "「ブロック」の「nowhere」は見つかりませんでした" in response.text


def test_a_hundred_wrong_values_are_one_sentence(client, cases):
    assert len(problems(client, target=[f"x{n}" for n in range(500)])) == 1


def test_a_page_that_is_not_there_is_the_first(client, cases):
    for page in ("abc", "0", "-1", "99999999999999999999", "9" * 5000, "1.5", "２", "٣", "2"):
        response = client.get("/cases/", {"page": page})
        assert response.status_code == 200, page
        assert len(response.context["cards"]) == 3, page
        assert "そのページはありません" in response.text, page


def test_no_query_breaks_the_page(client, cases):
    for q in ("“”", '"', "%", "_", "'; --", "\\", "*", "(", "a" * 10_000, "ゑ " * 5000, "<script>"):
        for path in ("/cases/", "/organisations/"):
            response = client.get(path, {"q": q})
            assert response.status_code == 200, q
            assert "<script>" not in response.text, q
            assert not response.context["shown"].object_list, q


def test_a_long_query_is_cut_and_said(client, cases):
    assert "100文字まで" in problems(client, q="あ" * 10_000)[0]


def test_nul_is_refused_in_words(client, cases):
    assert client.get("/cases/?q=%00").status_code == 400
    assert client.get("/organisations/?size=%00").status_code == 400


def test_what_was_asked_for_is_still_there(client, cases):
    target = words("target_groups")["高齢者"]
    response = client.get("/cases/", {"target": target, "q": "<縁側>"})
    assert f'value="{target}" checked' in response.text
    assert 'value="&lt;縁側&gt;"' in response.text


def test_a_query_meets_all_words_of_the_page_however_they_are_written(client, home):
    case("カフェ Ａ", body=[("need", {"text": "バス停のうら"})], tags=["こーひー"])
    case("ほかの事例")
    for q in ("かふぇ", "カフェ　a", "ばす停", "コーヒー", "ｶﾌｪ バス停"):
        assert titles(client, q=q) == {"カフェ A"} or titles(client, q=q) == {"カフェ Ａ"}, q


def test_the_number_beside_a_value_is_that_of_its_cases(client, cases):
    facets = {facet.param: facet for facet in client.get("/cases/").context["selection"].facets}
    assert {option.name: option.count for option in facets["target"].offered} == {"高齢者": 2, "こども": 1, "中高年": 1}


def test_many_cases_come_page_by_page_and_conditions_stay(client, home):
    for number in range(14):
        case(f"事例{number}", target_groups=["みんな"])
    target = words("target_groups")["みんな"]
    first = client.get("/cases/", {"target": target})
    assert len(first.context["cards"]) == 12
    assert f"target={target}&amp;page=2" in first.text
    assert len(client.get("/cases/", {"target": target, "page": 2}).context["cards"]) == 2


def test_each_condition_can_be_left_out_alone(client, cases):
    groups = words("target_groups")
    asked = {"q": "ゑゑ 縁側", "target": [groups["こども"], groups["中高年"]], "page": "2"}
    fewer = dict(client.get("/cases/", asked).context["selection"].fewer())
    both = f"target={groups['こども']}&target={groups['中高年']}"
    assert set(fewer) == {"ゑゑ", "縁側", "対象：こども、中高年"} or set(fewer) == {
        "ゑゑ",
        "縁側",
        "対象：中高年、こども",
    }
    assert fewer["ゑゑ"].startswith("?q=%E7%B8%81%E5%81%B4&target=")
    assert sorted(fewer["縁側"].split("&")[1:]) == sorted(both.split("&"))
    assert [without for name, without in fewer.items() if name.startswith("対象")] == [
        "?q=%E3%82%91%E3%82%91+%E7%B8%81%E5%81%B4"
    ]


def test_what_stands_in_quotes_is_left_out_as_a_whole(client, cases):
    fewer = dict(client.get("/cases/", {"q": "「ゑゑ 縁側」 食堂"}).context["selection"].fewer())
    assert set(fewer) == {"「ゑゑ 縁側」", "食堂"}
    assert titles(client, q="「縁 側」") == {"縁側"} and titles(client, q='"縁側 食堂"') == set()


def test_a_single_condition_has_nothing_to_be_left_without(client, cases):
    assert client.get("/cases/?q=ゑゑ").context["selection"].fewer() == []
