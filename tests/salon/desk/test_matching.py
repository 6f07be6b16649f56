"""Who fits, in what order, and the sentence for every point. No database here."""

import pytest

from salon.desk import matching
from salon.desk.matching import Facts, Paper, Wanted


def organisation(code="x", **facts):
    facts = {name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()}
    return Facts(pk=hash(code), code=code, name=f"団体{code}", **facts)


def need(**said):
    said = {"kinds": {"移動手段"}, **said}
    return Wanted(
        name="さがす会", helps=False, **{n: frozenset(v) if isinstance(v, set) else v for n, v in said.items()}
    )


def offer(**said):
    return Wanted(
        name="できる会",
        helps=True,
        kinds=frozenset({"移動手段"}),
        **{n: frozenset(v) if isinstance(v, set) else v for n, v in said.items()},
    )


def paper(*kinds, helps=True, title="車を出せます"):
    return Paper(1, helps, title, frozenset(kinds))


def order(wanted, *organisations):
    return [fit.facts.code for fit in matching.rank(wanted, organisations)]


def texts(wanted, facts):
    return [reason.text for reason in matching.weigh(wanted, facts).reasons]


def test_an_offer_that_meets_the_need_goes_before_everything_else():
    meets = organisation("a", papers=(paper("移動手段"),))
    alike = organisation("b", groups={"高齢者"}, themes={"高齢者支援"})
    assert order(need(groups={"高齢者"}, themes={"高齢者支援"}), alike, meets) == ["a", "b"]
    assert texts(need(), meets) == ["団体aの「できること」に、『車を出せます』があります（移動手段）。"]
    assert matching.weigh(need(), meets).meets == paper("移動手段")


def test_an_offer_for_something_else_is_no_reason():
    assert order(need(), organisation(papers=(paper("資金"),))) == []


def test_an_offer_finds_the_needs_it_meets():
    asking = organisation("a", papers=(paper("移動手段", helps=False, title="車がない"),))
    assert texts(offer(), asking) == ["団体aの「困りごと」に、『車がない』があります（移動手段）。"]


def test_two_with_the_same_need_can_think_together_but_an_offer_goes_first():
    same, meets = (
        organisation("a", papers=(paper("移動手段", helps=False),)),
        organisation("b", papers=(paper("移動手段"),)),
    )
    assert order(need(), same, meets) == ["b", "a"]
    assert "どちらも、移動手段のことで" in texts(need(), same)[0]


def test_two_offers_of_the_same_kind_are_no_match():
    assert order(offer(), organisation(papers=(paper("移動手段"),))) == []


def test_who_knows_what_the_other_is_about_to_try():
    wanted = need(tries={"移動手段の提供"})
    knows = organisation("a", knows={"移動手段の提供"})
    tries = organisation("b", tries={"移動手段の提供"})
    assert order(wanted, tries, knows) == ["a"]
    assert texts(wanted, knows) == ["団体aには「移動手段の提供」の経験があり、さがす会はこれから始めようとしています。"]
    assert texts(offer(knows={"移動手段の提供"}), tries) == [
        "できる会には「移動手段の提供」の経験があり、団体bはこれから始めようとしています。"
    ]


def test_groups_in_common_are_named_and_more_weigh_more_up_to_a_limit():
    wanted = need(groups={"高齢者", "学生", "女性", "外国人", "障害者"})
    one, two = organisation("a", groups={"高齢者"}), organisation("b", groups={"高齢者", "学生"})
    all_of_them = organisation("c", groups=set(wanted.groups))
    assert order(wanted, one, two, all_of_them) == ["c", "b", "a"]
    assert texts(wanted, two) == ["対象が同じです（学生、高齢者）。"]
    assert matching.weigh(wanted, all_of_them).score == matching.GROUP_MOST


def test_the_same_prefecture_is_nearer_than_the_same_block_and_is_said_once():
    wanted = need(prefectures={"大阪府"}, blocks={"近畿"})
    near = organisation("a", prefectures={"大阪府"}, blocks={"近畿"})
    block = organisation("b", prefectures={"兵庫県"}, blocks={"近畿"})
    assert order(wanted, block, near) == ["a", "b"]
    assert texts(wanted, near) == ["同じ大阪府で活動しています。"]
    assert texts(wanted, block) == ["同じブロックです（近畿）。"]


def test_where_the_place_does_not_matter_nearness_is_no_reason():
    near = organisation(prefectures={"大阪府"}, blocks={"近畿"})
    assert order(need(prefectures={"大阪府"}, blocks={"近畿"}, anywhere=True), near) == []


def test_who_has_enough_to_do_is_marked_and_stands_lower():
    busy = organisation("a", papers=(paper("移動手段"),), load=matching.LOAD_CAP)
    free = organisation("b", groups={"高齢者"}, load=matching.LOAD_CAP - 1)
    assert order(need(groups={"高齢者"}), busy, free) == ["b", "a"]
    fit = matching.weigh(need(), busy)
    assert fit.is_overloaded and "いま3件のおつなぎ" in fit.for_desk()[0]
    assert not matching.weigh(need(), free).is_overloaded


def test_small_and_new_organisations_are_helped_first():
    small = organisation("b", groups={"高齢者"}, is_small_or_new=True)
    large = organisation("a", groups={"高齢者"})
    assert order(offer(groups={"高齢者"}), large, small) == ["b", "a"]
    # But they are not asked to help first
    assert order(need(groups={"高齢者"}), large, small) == ["a", "b"]


def test_being_small_or_new_is_no_cause_by_itself():
    assert order(offer(), organisation(is_small_or_new=True)) == []


def test_a_raised_hand_is_a_cause_that_only_the_desk_reads():
    fit = matching.weigh(need(groups={"高齢者"}), organisation(hand="うちが手伝えそう", groups={"高齢者"}))
    assert fit.for_desk() == ["「うちが手伝えそう」と手を挙げています。"]
    assert fit.for_sides() == ["対象が同じです（高齢者）。"]
    assert order(need(), organisation("a", hand="うちも同じ")) == ["a"]


def test_every_point_of_a_score_has_its_sentence():
    wanted = need(groups={"高齢者"}, themes={"高齢者支援"}, blocks={"近畿"}, tries={"送迎"})
    fit = matching.weigh(
        wanted,
        organisation(
            groups={"高齢者"},
            themes={"高齢者支援"},
            blocks={"近畿"},
            knows={"送迎"},
            papers=(paper("移動手段"),),
            load=4,
        ),
    )
    assert fit.score == sum(reason.points for reason in fit.reasons) == 8 + 5 + 3 + 2 + 2 - 10
    assert all(reason.text.endswith("。") for reason in fit.reasons)


@pytest.mark.parametrize("given", [("b", "a"), ("a", "b")])
def test_equal_ones_stand_in_a_fixed_order(given):
    assert order(need(groups={"学生"}), *(organisation(code, groups={"学生"}) for code in given)) == ["a", "b"]
