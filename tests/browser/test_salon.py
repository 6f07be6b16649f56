"""Two people in the room 近畿, in two browsers, as the secretariat would show it."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, drawn, listening, stored

TOPIC = "男性が来てくれません"
END_ALL_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"

CHANGING = """
from members.models import Person
from salon.models import Room, Topic
from salon.rooms import posting, topics
desk, one = (Person.objects.get(email=f"{who}@example.org") for who in ("facilitator", "hoshizora"))
"""
NEW_TOPIC = f"""{CHANGING}
from salon.rooms.forms import new_key
room = Room.objects.get(name="近畿")
topic = posting.open_topic(person=one, room=room, title="ひとつの話", text="ひとつだけの文", key=new_key()).message.topic
print(f"/salon/rooms/kinki/topics/{{topic.pk}}/")
"""
NOBODY = re.compile(r"^\s*サインアウトしています。[^。]*。\s*$")

PLACES = {}  # of topics that were found by clicking, once


def enter(page, room="近畿", topic=TOPIC):
    if topic in PLACES:
        page.goto(PLACES[topic])
    else:
        page.goto("/salon/")
        # On the first page a room is named with every topic that is new in it, too
        page.get_by_role("region", name="ルーム", exact=True).get_by_role("link", name=room).first.click()
        page.get_by_role("main").get_by_role("link", name=topic).first.click()
    page.locator(".thread").wait_for()
    PLACES[topic] = page.url
    return page


def write(page, text):
    page.get_by_label("書きこむ").fill(text)
    page.get_by_role("button", name="送る", exact=True).click()


def message(page, text):
    return page.locator(".message", has_text=text)


def between(page, brings=lambda frame: True):
    """The sockets of a page, which a test may send through and close; what `brings` says no to does not arrive."""
    sockets = []

    def connected(socket):
        server = socket.connect_to_server()
        server.on_message(lambda frame: socket.send(frame) if brings(frame) else None)
        sockets.append(socket)

    page.route_web_socket("**/live/", connected)
    return sockets


@pytest.fixture
def two(phone, desktop, signed_in):
    return (
        enter(signed_in(phone, "minato@example.org")),
        enter(signed_in(desktop, "hoshizora@example.org")),
    )


def test_a_message_from_one_is_in_the_other_in_under_a_second_both_ways(two):
    for writer, reader, text in [(two[0], two[1], "電話からの文"), (two[1], two[0], "机からの返事")]:
        write(writer, text)
        message(writer, text).wait_for()
        message(reader, text).wait_for(timeout=1000)
        assert message(reader, text).count() == 1
    assert "is-mine" in message(two[0], "電話からの文").get_attribute("class")
    assert "is-mine" not in message(two[1], "電話からの文").get_attribute("class")


def test_an_edit_a_reaction_and_a_withdrawal_show_in_the_other_without_reload(two):
    writer, reader = two
    write(writer, "直されるまえの文")
    mine, theirs = message(writer, "直されるまえの文"), message(reader, "直されるまえの文")
    theirs.locator("summary").click()
    theirs.locator("details").get_by_role("button", name="うちでもやってみたい").click()
    mine.locator(".reactions").get_by_role("button", name="うちでもやってみたい").wait_for()
    assert theirs.locator("details [value=wish]").get_attribute("aria-pressed") == "true"
    assert theirs.locator("details").get_attribute("open") is not None
    mine.locator("summary").click()
    mine.get_by_role("link", name="直す・取り下げる").click()
    own = writer.url
    writer.get_by_role("link", name="文を直す").click()
    writer.get_by_label("書きこみ").fill("直したあとの文")
    writer.get_by_role("button", name="直して送る").click()
    message(reader, "直したあとの文").wait_for(timeout=1000)
    writer.goto(own)
    writer.locator("summary", has_text="取り下げる").last.click()
    writer.get_by_role("button", name="取り下げる").click()
    reader.get_by_text("書いた人が取り下げました").wait_for(timeout=1000)
    assert message(reader, "直したあとの文").count() == 0
    assert message(reader, "直されるまえの文").count() == 0


def test_also_after_the_server_was_killed_and_started_again(two, site):
    writer, reader = two
    write(writer, "止まる前の文")
    message(reader, "止まる前の文").wait_for()
    site.kill()
    write(writer, "止まっているあいだの文")
    writer.get_by_text("送信待ち").wait_for()
    site.start()
    message(writer, "止まっているあいだの文").wait_for()
    # Pages come back by themselves at a random moment within 8 seconds
    message(reader, "止まっているあいだの文").wait_for(timeout=10_000)
    write(writer, "戻ったあとの文")
    message(writer, "戻ったあとの文").wait_for()
    message(reader, "戻ったあとの文").wait_for(timeout=1000)
    for text in ("止まる前の文", "止まっているあいだの文", "戻ったあとの文"):
        assert message(reader, text).count() == 1


def test_what_came_while_a_phone_was_away_is_there_when_it_is_back(two):
    writer, reader = two
    reader.context.set_offline(True)
    for number in range(3):
        write(writer, f"留守のあいだ{number}")
        message(writer, f"留守のあいだ{number}").wait_for()
    reader.context.set_offline(False)
    for number in range(3):
        message(reader, f"留守のあいだ{number}").wait_for(timeout=10_000)
    texts = [text for text in reader.locator(".message__text").all_inner_texts() if "留守のあいだ" in text]
    assert texts == [f"留守のあいだ{number}" for number in range(3)]


def test_a_reply_that_was_not_taken_comes_back_as_a_reply(two):
    writer, reader = two
    write(reader, "返事がほしい文")
    message(writer, "返事がほしい文").locator("summary").click()
    message(writer, "返事がほしい文").get_by_role("link", name="返信を書く").click()
    writer.locator(".composer__answer").wait_for()
    # Looks like somebody's telephone: it is asked once whether that is meant
    write(writer, "090-1234-5678 へどうぞ")
    writer.locator(".composer__status:not(:empty)").wait_for()
    expect(writer.locator(".composer__answer")).to_contain_text("返事がほしい文")
    expect(writer.get_by_label("書きこむ")).to_have_value("090-1234-5678 へどうぞ")
    writer.get_by_role("button", name="送る", exact=True).click()
    expect(message(reader, "090-1234-5678 へどうぞ")).to_contain_text("返事がほしい文")
    expect(writer.locator(".composer__answer")).to_have_count(0)


def test_a_frame_with_nothing_new_in_it_costs_no_question(phone, desktop, signed_in):
    writer, reader = enter(signed_in(phone, "minato@example.org")), signed_in(desktop, "hoshizora@example.org")
    came, asked = [], []

    def between(socket):
        server = socket.connect_to_server()
        server.on_message(lambda frame: (came.append((socket, frame)), socket.send(frame)))

    reader.route_web_socket("**/live/", between)
    listening(enter(reader))
    reader.wait_for_load_state("networkidle")
    reader.on("request", lambda request: asked.append(request.url) if "/events/" in request.url else None)
    write(writer, "一度だけの文")
    message(reader, "一度だけの文").wait_for()
    [(socket, frame)] = [one for one in came if "一度だけの文" in one[1]]
    for _ in range(3):
        socket.send(frame)
    write(writer, "そのあとの文")
    message(reader, "そのあとの文").wait_for()
    assert (message(reader, "一度だけの文").count(), asked) == (1, [])


def test_the_list_of_rooms_counts_what_others_write(phone, desktop, signed_in):
    writer = enter(signed_in(phone, "minato@example.org"), "雑談", "今夜のひと息")
    watcher = signed_in(desktop, "koyama@example.org")
    enter(watcher, "雑談", "今夜のひと息")
    watcher.goto("/salon/")
    badge = watcher.locator("[data-room]", has_text="雑談").locator(".badge")
    listening(watcher)
    before = int(re.search(r"\d+", badge.inner_text())[0]) if badge.count() else 0
    write(writer, "一覧にとどく文")
    expect(badge).to_contain_text(str(before + 1))


def test_a_new_topic_appears_in_the_room_without_reload(phone, desktop, signed_in):
    watcher = signed_in(desktop, "hoshizora@example.org")
    watcher.goto("/salon/rooms/kinki/")
    listening(watcher)
    writer = signed_in(phone, "minato@example.org")
    writer.goto("/salon/rooms/kinki/")
    writer.get_by_label("話題の題名").fill("柿のおすそわけ")
    writer.get_by_label("はじめの書きこみ").fill("たくさんなりました")
    writer.get_by_role("button", name="送る", exact=True).click()
    message(writer, "たくさんなりました").wait_for()
    watcher.locator(".topics").get_by_role("link", name="柿のおすそわけ").click()
    message(watcher, "たくさんなりました").wait_for()


def test_the_list_of_topics_is_pinned_and_marked_as_a_fresh_page_has_it(phone, desktop, signed_in):
    """What the secretariat pins, and what somebody writes after that, stands where a reload would put it."""
    member, desk = signed_in(phone, "minato@example.org"), signed_in(desktop, "facilitator@example.org")
    member.goto("/salon/rooms/kinki/")
    listening(member)
    enter(desk)
    desk.locator(".topic-tools > summary").click()
    desk.get_by_role("button", name="一覧のいちばん上に固定する").click()
    rows = member.locator("[data-topic]")
    rows.first.get_by_text(TOPIC).wait_for()
    desk.goto("/salon/rooms/kinki/")
    desk.get_by_label("話題の題名").fill("質問がひとつ")
    desk.get_by_label("どんな話題ですか").select_option("question")
    desk.get_by_label("はじめの書きこみ").fill("どうしていますか")
    desk.get_by_role("button", name="送る", exact=True).click()
    rows.get_by_text("質問がひとつ").wait_for()
    shown = [(row.get_attribute("data-topic"), row.locator("[data-state]").inner_text()) for row in rows.all()]
    member.reload()
    assert shown == [(row.get_attribute("data-topic"), row.locator("[data-state]").inner_text()) for row in rows.all()]
    assert any("質問" in state for _, state in shown)


def test_without_scripts_the_room_works_with_forms(open_context, signed_in):
    context = open_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 390, "height": 844})
    page = enter(signed_in(context, "minato@example.org"))
    write(page, "スクリプトなしの文")
    message(page, "スクリプトなしの文").wait_for()
    write(page, "   ")
    page.get_by_text("本文を書いてから送ってください").first.wait_for()


def test_everything_in_a_room_can_be_done_with_the_keyboard(desktop, signed_in):
    page = enter(signed_in(desktop, "minato@example.org"))
    page.get_by_label("書きこむ").focus()
    page.keyboard.type("鍵盤だけの文")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "送る"
    page.keyboard.press("Enter")
    message(page, "鍵盤だけの文").wait_for()
    page.keyboard.type("改行の前")
    page.keyboard.press("Enter")
    page.keyboard.type("改行の後")
    page.keyboard.press("Control+Enter")
    message(page, "改行の後").wait_for()


def test_a_draft_survives_a_closed_tab_and_goes_when_it_was_sent(phone, signed_in):
    page = enter(signed_in(phone, "minato@example.org"))
    page.get_by_label("書きこむ").fill("書きかけの文")
    stored(page, "書きかけの文")
    page.close()
    page = enter(phone.new_page())
    assert page.get_by_label("書きこむ").input_value() == "書きかけの文"
    page.get_by_role("button", name="送る", exact=True).click()
    message(page, "書きかけの文").wait_for()
    page = enter(phone.new_page())
    assert page.get_by_label("書きこむ").input_value() == ""


def test_what_one_person_left_half_written_is_not_shown_to_the_next(phone, signed_in):
    """Computers are shared in small offices, and a session also ends where nobody pressed サインアウト."""
    page = enter(signed_in(phone, "minato@example.org"))
    page.get_by_label("書きこむ").fill("港の書きかけ")
    stored(page, "港の書きかけ")
    page.close()
    phone.clear_cookies()
    page = enter(signed_in(phone, "hoshizora@example.org"))
    assert page.get_by_label("書きこむ").input_value() == ""
    page.close()
    phone.clear_cookies()
    page = enter(signed_in(phone, "minato@example.org"))
    assert page.get_by_label("書きこむ").input_value() == "港の書きかけ"


def test_what_is_typed_while_a_post_is_under_way_stays(phone, signed_in):
    page = enter(signed_in(phone, "minato@example.org"))
    held = []
    page.route(
        "**/topics/*/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    box = page.get_by_label("書きこむ")
    box.fill("ゆっくり届く文")
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="送る", exact=True).click()
    box.press_sequentially("もう次の文")
    held.pop().continue_()
    message(page, "ゆっくり届く文").wait_for()
    drawn(page)
    assert box.input_value() == "もう次の文"


def test_signing_out_elsewhere_ends_the_open_page_within_a_second(phone, signed_in, site):
    page = enter(signed_in(phone, "minato@example.org"))
    listening(page)
    site.cookies.clear()
    other = phone.new_page()
    other.goto("/salon/")
    other.get_by_text("メニュー").click()
    other.get_by_role("button", name="サインアウト").click()
    started = time.monotonic()
    page.get_by_text("サインアウトしています").first.wait_for(timeout=3000)
    assert time.monotonic() - started < 3
    assert page.locator(".message").count() == 0


def test_who_was_signed_out_while_away_is_told_so(phone, signed_in, site):
    page = enter(signed_in(phone, "minato@example.org"))
    listening(page)
    phone.set_offline(True)
    site.cookies.clear()
    site.manage("shell", "-c", END_ALL_SESSIONS)
    phone.set_offline(False)
    page.get_by_text("サインアウトしています").first.wait_for(timeout=15_000)
    assert page.locator(".message").count() == 0


def test_of_who_was_signed_out_nothing_stays_in_an_open_page(phone, signed_in, site):
    """Neither the topic with its summary, nor the first page with names and news."""
    page, home = enter(signed_in(phone, "minato@example.org")), phone.new_page()
    home.goto("/salon/")
    for one in (page, home):
        listening(one)
    site.cookies.clear()
    site.manage("shell", "-c", f"{END_ALL_SESSIONS}; from members import access; access.raise_version()")
    for one in (page, home):
        expect(one.get_by_role("main")).to_have_text(NOBODY, timeout=15_000)
        assert one.title() == "つながり"


def test_a_page_of_one_person_ends_when_the_next_has_signed_in(phone, signed_in, site):
    page = signed_in(phone, "minato@example.org")
    sockets = between(page)
    listening(enter(page))
    phone.clear_cookies()
    other = signed_in(phone, "hoshizora@example.org")
    other.goto("/salon/")
    sockets[-1].close(code=4408, reason="")
    expect(page.get_by_role("main")).to_have_text(NOBODY, timeout=15_000)


def test_of_a_room_that_is_lost_only_what_one_was_typing_stays(desktop, signed_in, site):
    page = signed_in(desktop, "minato@example.org")
    sockets = between(page)
    listening(enter(page))
    page.get_by_label("書きこむ").fill("まだ送っていない文")
    room = int(page.locator("[data-room-room-value]").get_attribute("data-room-room-value"))
    for _ in range(2):
        sockets[-1].send(json.dumps({"t": "gone", "room": room}))
    main = page.locator(".room-page__main")
    expect(main).to_have_text(re.compile(r"^このルームには、いまは入れません。このルームには.*まだ送っていない文$"))
    expect(page.locator(f"[data-room='{room}']")).to_have_count(0)
    expect(page.locator(".room-page__side [data-room]").first).to_be_visible()


def test_a_moved_message_leaves_one_open_page_and_appears_in_another(phone, desktop, signed_in):
    """Two people read two topics of a room; the secretariat moves a message from one to the other."""
    desk = signed_in(desktop, "facilitator@example.org")
    here, there = signed_in(phone, "minato@example.org"), phone.new_page()
    enter(here)
    write(here, "よその話題にあるべき文")
    message(here, "よその話題にあるべき文").wait_for()
    there.goto("/salon/rooms/kinki/")
    other = there.locator("[data-topic]").filter(has_not_text=TOPIC).first
    title = other.locator("[data-title]").inner_text()
    other.get_by_role("link").click()
    there.locator(".thread .message").first.wait_for()
    listening(there)
    desk.goto(here.url.partition("#")[0])
    moved = message(desk, "よその話題にあるべき文")
    moved.locator("summary").click()
    moved.get_by_role("link", name="くわしく").click()
    desk.locator(".desk-fold summary").click()
    desk.get_by_role("link", name="ほかの話題に移す").click()
    desk.get_by_label("移す先の話題").select_option(title)
    desk.get_by_role("button", name="移す").click()
    message(there, "よその話題にあるべき文").wait_for(timeout=2000)
    message(here, "よその話題にあるべき文").wait_for(state="detached", timeout=2000)
    shown = there.locator(".message__text").all_inner_texts()
    there.reload()
    assert there.locator(".message__text").all_inner_texts() == shown


@pytest.fixture
def one_topic(site):
    """A topic of its own, for what would be in the way of other tests."""
    return site.manage("shell", "-v", "0", "-c", NEW_TOPIC).strip().splitlines()[-1]


def of_topic(site, address, words):
    """What the secretariat does with a topic."""
    pk = address.rstrip("/").rpartition("/")[2]
    site.manage("shell", "-v", "0", "-c", f"{CHANGING}topic = Topic.objects.get(pk={pk})\n{words}")


def test_an_open_topic_loses_its_form_when_it_is_closed_and_has_it_again(phone, signed_in, site, one_topic):
    page = signed_in(phone, "minato@example.org")
    page.goto(one_topic)
    listening(page)
    of_topic(site, one_topic, "topics.set_state(desk, topic, 'closed', True)")
    expect(page.get_by_text("この話題は終了しました")).to_be_visible(timeout=15_000)
    expect(page.locator("#composer")).to_have_count(0)
    listening(page)
    of_topic(site, one_topic, "topics.set_state(desk, topic, 'closed', False)")
    expect(page.locator("#composer")).to_be_visible(timeout=15_000)
    # Who is writing goes on, and is told; the name above the window is the new one in any case
    page.get_by_label("書きこむ").fill("まだ書いている文")
    listening(page)
    of_topic(site, one_topic, "topics.name(desk, topic, '別の題名', 'talk')")
    expect(page).to_have_title("別の題名｜近畿｜つながり", timeout=15_000)
    of_topic(site, one_topic, "topics.set_state(desk, topic, 'closed', True)")
    expect(page.locator(".live")).to_contain_text("書きかけの文は残っています", timeout=15_000)
    expect(page.get_by_label("書きこむ")).to_have_value("まだ書いている文")


def test_a_topic_that_was_moved_away_and_back_is_as_it_was(phone, signed_in, site, one_topic):
    page = signed_in(phone, "minato@example.org")
    page.goto(one_topic)
    listening(page)
    move = "from salon.moderation import moving\nfrom salon.models import Room\nmoving.move_topic(desk, topic, Room.objects.get(slug='{}'))"
    of_topic(site, one_topic, move.format("small-talk"))
    expect(page.locator(".live")).to_contain_text("ほかの場所に移りました", timeout=15_000)
    of_topic(site, one_topic, move.format("kinki"))
    expect(page.locator("#composer")).to_be_visible(timeout=15_000)
    expect(message(page, "ひとつだけの文")).to_have_count(1)
    expect(page.locator(".live")).to_be_empty()


def test_the_keyboard_keeps_its_place_in_a_message_that_is_drawn_anew(two):
    writer, reader = two
    write(writer, "鍵盤で答える文")
    mine, theirs = message(writer, "鍵盤で答える文"), message(reader, "鍵盤で答える文")
    theirs.locator("summary").focus()
    reader.keyboard.press("Enter")
    theirs.get_by_role("link", name="返信を書く").focus()
    for given in ("ありがとう", "参考になった"):
        mine.locator("summary").click() if not mine.locator("details[open]").count() else None
        mine.locator("details button").filter(has_text=given).click()
        theirs.locator(".reactions button", has_text=given).wait_for()
        expect(theirs.get_by_role("link", name="返信を書く")).to_be_focused()
    # Taking back the only one takes the button away: then it is the message
    own = theirs.locator("details [value=wish]")
    own.focus()
    reader.keyboard.press("Enter")
    shown = theirs.locator(".reactions [value=wish]")
    shown.focus()
    reader.keyboard.press("Enter")
    expect(shown).to_have_count(0)
    assert reader.evaluate(
        "document.activeElement.matches('li') && document.activeElement.textContent.includes('鍵盤で答える文')"
    )


def test_the_keyboard_keeps_its_row_in_the_list_of_topics(phone, desktop, signed_in, site, one_topic):
    page = signed_in(desktop, "minato@example.org")
    page.goto("/salon/rooms/kinki/")
    listening(page)
    row = page.locator("[data-topic] a", has_text=TOPIC)
    row.focus()
    of_topic(site, one_topic, "topics.set_state(desk, topic, 'pinned', True)")
    page.locator("[data-topic] .tag--pin").first.wait_for()
    page.wait_for_timeout(1500)
    expect(row).to_be_focused()


# What a screen reader would be told about, in order
SAYS = """() => {
    window.said = []
    const look = (place, tell) => new MutationObserver(() => said.push(tell(place))).observe(place, { attributes: true, childList: true })
    look(document.querySelector("[role=log]"), log => log.getAttribute("aria-live"))
    look(document.querySelector(".live"), live => live.textContent)
}"""


def test_many_posts_at_once_are_told_in_one_sentence(phone, signed_in, site, one_topic):
    page = signed_in(phone, "minato@example.org")
    page.goto(one_topic)
    listening(page)
    page.evaluate(SAYS)
    many = (
        "[posting.post(person=one, topic=topic, text=f'まとめて来る{n}。', key=f'many-at-once-{n}') for n in range(7)]"
    )
    of_topic(site, one_topic, f"from django.db import transaction\nwith transaction.atomic(): {many}")
    message(page, "まとめて来る6。").wait_for()
    said = page.evaluate("said")
    assert said[:2] == ["off", "新しい書きこみが7件あります"]
    # What comes after that is read out again
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.locator(".live")).to_be_empty()


def test_an_answer_that_never_comes_does_not_keep_a_page_from_catching_up(phone, desktop, signed_in):
    writer, reader = enter(signed_in(phone, "minato@example.org")), signed_in(desktop, "hoshizora@example.org")
    between(reader, lambda frame: '"events"' not in frame)
    enter(reader)
    listening(reader)
    reader.wait_for_load_state("networkidle")
    reader.evaluate(
        "{ const timeout = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = ms => timeout(ms / 5) }"
    )
    held = []
    reader.route(re.compile(r"/events/\?after="), lambda route: route.continue_() if held else held.append(route))
    write(writer, "待たせない文")
    message(writer, "待たせない文").wait_for()
    reader.evaluate("dispatchEvent(new Event('online'))")
    message(reader, "待たせない文").wait_for()
    assert held


def test_with_forced_colours_the_chosen_name_is_seen(open_context, signed_in):
    page = enter(signed_in(open_context(**DESKTOP, forced_colors="active"), "minato@example.org"))
    page.get_by_label("書きこむ").press_sequentially("@")
    page.locator(".calling__list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".calling__list [aria-selected=true]")
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_what_is_not_to_be_written_is_read_with_the_field(desktop, signed_in):
    page = enter(signed_in(desktop, "minato@example.org"))
    expect(page.get_by_label("書きこむ")).to_have_accessible_description(
        re.compile("どなたか分かることは書かないでください")
    )


def test_on_an_english_page_a_row_that_comes_says_what_is_japanese(desktop, signed_in, site, one_topic):
    page = signed_in(desktop, "minato@example.org")
    page.context.add_cookies([{"name": "language", "value": "en", "url": site.url}])
    page.goto("/salon/rooms/kinki/")
    listening(page)
    of_topic(
        site,
        one_topic,
        "posting.open_topic(person=one, room=topic.room, title='あとから来た話', text='はじめ', key='came-later-1')",
    )
    row = page.locator("[data-topic]", has_text="あとから来た話")
    expect(row.locator("[data-state]")).to_have_attribute("lang", "ja", timeout=15_000)
    expect(row.locator("small")).to_have_attribute("lang", "ja")


def test_a_telephone_number_is_asked_about_and_sent_by_pressing_once_more(two):
    writer, reader = two
    words = "見学のお申し込みは06-1234-5678です"
    write(writer, words)
    expect(writer.locator(".composer__status")).to_contain_text("電話番号のようなものが入っています")
    expect(writer.locator("#composer textarea")).to_have_value(words)
    writer.get_by_role("button", name="送る", exact=True).click()
    message(reader, words).wait_for()
    expect(writer.locator(".composer__status")).to_be_empty()
    assert message(reader, words).count() == 1
