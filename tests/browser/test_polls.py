"""A poll in a topic: one votes without a reload, another sees what the poll promises, and it works without scripts."""

import itertools
import re

import pytest
from playwright.sync_api import expect

_numbers = itertools.count(1)


def ask(page, results="答えた人には、途中でも見える", names="名前も見せる"):
    """A new topic with a poll in 近畿; returns the question."""
    question = f"集まる日はいつ {next(_numbers)}"
    page.goto("/salon/rooms/kinki/polls/new/")
    page.get_by_label("話題の題名").fill(question)
    page.get_by_label("添えることば").fill("ことばを添えて")
    page.get_by_label("聞きたいこと").fill(question)
    page.get_by_label("選ぶもの").fill("土曜の昼\n日曜の夜")
    page.get_by_label(results).check()
    page.get_by_label(names).check()
    page.get_by_role("button", name="送る", exact=True).click()
    page.locator(".thread").wait_for()
    return question


def poll(page, question):
    return page.locator(".poll", has_text=question)


@pytest.fixture
def two(phone, desktop, signed_in):
    """Who asked, and who answers; both look at the poll."""
    asker, voter = signed_in(desktop, "hoshizora@example.org"), signed_in(phone, "minato@example.org")

    def look(results, names="名前も見せる"):
        question = ask(asker, results, names)
        voter.goto(asker.url)
        for page in (asker, voter):
            poll(page, question).scroll_into_view_if_needed()
            poll(page, question).get_by_role("button", name="答える").wait_for()
        voter.evaluate("window.stays = true")
        return poll(asker, question), poll(voter, question)

    return look, asker, voter


def test_a_vote_needs_no_reload_and_is_counted_in_the_page_of_another_who_sees_no_result_yet(two):
    look, _asker, voter = two
    theirs, mine = look("答えた人には、途中でも見える")
    mine.get_by_label("日曜の夜").check()
    mine.get_by_role("button", name="答える").click()
    expect(mine.locator(".poll__results")).to_contain_text("日曜の夜 1（100%）")
    assert voter.evaluate("window.stays")
    expect(theirs.locator(".poll__state")).to_contain_text("1人が答えました")
    expect(theirs.get_by_role("button", name="答える")).to_be_visible()
    assert theirs.locator(".poll__results").count() == 0
    theirs.get_by_label("土曜の昼").check()
    theirs.get_by_role("button", name="答える").click()
    for one in (theirs, mine):
        expect(one.locator(".poll__results")).to_contain_text("土曜の昼 1（50%）")
    mine.get_by_label("土曜の昼").check()
    mine.get_by_role("button", name="答えを変える").click()
    for one in (theirs, mine):
        expect(one.locator(".poll__results")).to_contain_text("土曜の昼 2（100%）")
        expect(one.locator(".poll__state")).to_contain_text("2人が答えました")


def test_a_result_that_waits_for_the_end_is_shown_to_nobody_before(two):
    look, *_ = two
    theirs, mine = look("終わるまで、だれにも見えない")
    mine.get_by_label("日曜の夜").check()
    mine.get_by_role("button", name="答える").click()
    expect(mine.get_by_role("button", name="答えを変える")).to_be_visible()
    expect(theirs.locator(".poll__state")).to_contain_text("1人が答えました")
    assert [one.locator(".poll__results").count() for one in (theirs, mine)] == [0, 0]


def test_without_names_a_vote_is_confirmed_to_oneself_and_seen_by_nobody_else(two):
    look, *_ = two
    theirs, mine = look("答えた人には、途中でも見える", "数だけ見せる")
    for one, words in ((mine, "日曜の夜"), (theirs, "土曜の昼")):
        one.get_by_label(words).check()
        one.get_by_role("button", name="答える").click()
        expect(one.locator(".poll__mine")).to_have_text(f"あなたの答え：{words}")
    for one in (mine, theirs):
        expect(one).to_contain_text("結果は、答えが3つ集まると見えます")
        expect(one.locator(".poll__state")).to_contain_text("答えを受けつけています")


def test_what_one_is_choosing_and_where_one_is_stays_when_somebody_else_votes(two):
    look, asker, voter = two
    theirs, mine = look("答えた人には、途中でも見える")
    # As somebody of two organisations has it
    select = "<select name=organisation><option value=1>港</option><option value=2>丘</option></select>"
    mine.locator("form").evaluate("(form, html) => form.insertAdjacentHTML('afterbegin', html)", select)
    asker.route(re.compile(r"/polls/\d+/\?part=1"), with_select(select))
    voter.route(re.compile(r"/polls/\d+/\?part=1"), with_select(select))
    mine.locator("[name=organisation]").select_option("2")
    mine.get_by_label("日曜の夜").focus()
    voter.keyboard.press("Space")
    mine.evaluate("poll => { poll.stays = true }")
    theirs.get_by_label("土曜の昼").check()
    theirs.get_by_role("button", name="答える").focus()
    asker.keyboard.press("Enter")
    expect(mine.locator(".poll__state")).to_contain_text("1人が答えました")
    voter.wait_for_timeout(1000)
    expect(mine.get_by_label("日曜の夜")).to_be_checked()
    expect(mine.get_by_label("日曜の夜")).to_be_focused()
    expect(mine.locator("[name=organisation]")).to_have_value("2")
    # Neither drawn nor read out again as a whole
    assert mine.evaluate("poll => poll.stays && poll.getAttribute('aria-live')") == "off"
    # Nor does who voted begin anew at the top of the page
    expect(theirs.get_by_role("button", name="答えを変える")).to_be_focused()


def with_select(select):
    def fulfil(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</form>", f"{select}</form>"))

    return fulfil


def test_without_scripts_a_poll_is_answered_on_its_own_page(open_context, signed_in, desktop):
    asker = signed_in(desktop, "hoshizora@example.org")
    question = ask(asker)
    context = open_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 390, "height": 844})
    page = signed_in(context, "minato@example.org")
    page.goto(asker.url)
    poll(page, question).get_by_role("link", name="答える・結果を見る").click()
    page.get_by_label("日曜の夜").check()
    page.get_by_role("button", name="答える").click()
    expect(page.locator(".poll__results").first).to_contain_text("日曜の夜 1（100%）")
