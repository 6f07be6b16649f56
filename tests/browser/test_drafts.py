"""What somebody types is theirs: it is neither lost nor sent against their will, and nobody else at the device reads it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.chromium import PHONE, stored
from tests.browser.test_salon import enter, message, write

DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('tsunagari.draft'))"
POSTS = re.compile(r"/topics/\d+/$")
NOTHING_KEPT = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('closed') } })"
STALE = "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(field => { field.value = 'x'.repeat(64) })"
PRESS_AND_TYPE_ON = """words => {
    const body = document.querySelector('#composer [name=body]')
    body.form.requestSubmit()
    body.setRangeText(words, body.value.length, body.value.length)
}"""
REFUSED = """entry => new Promise(done => {
    const opening = indexedDB.open('tsunagari', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true })
    opening.onsuccess = () => {
        const transaction = opening.result.transaction('outbox', 'readwrite')
        transaction.objectStore('outbox').add(entry)
        transaction.oncomplete = () => { opening.result.close(); done() }
    }
})"""


@pytest.fixture
def member(phone, signed_in):
    return enter(signed_in(phone, "minato@example.org"))


def body(page):
    return page.get_by_label("書きこむ")


def test_what_another_form_has_saved_takes_no_draft_away(member):
    write(member, "送った文です")
    message(member, "送った文です").wait_for()
    body(member).fill("つぎに書きかけた文")
    stored(member, "つぎに書きかけた文")
    member.get_by_text("この話題でできること").click()
    member.locator(".topic-tools form button").first.click()
    member.locator("[data-saved]").wait_for()
    expect(body(member)).to_have_value("つぎに書きかけた文")


def test_what_is_typed_in_the_moment_of_sending_stays(member):
    body(member).fill("送る文。")
    member.evaluate(PRESS_AND_TYPE_ON, "その続き")
    message(member, "送る文。").wait_for()
    expect(body(member)).to_have_value("その続き")
    assert message(member, "その続き").count() == 0


def test_a_second_press_in_the_same_moment_says_nothing_is_wrong(member):
    body(member).fill("二度おしました")
    member.evaluate("() => { for (const twice of [1, 2]) document.getElementById('composer').requestSubmit() }")
    message(member, "二度おしました").wait_for()
    assert member.locator("#composer [role=alert]").inner_text() == ""
    assert message(member, "二度おしました").count() == 1


def test_a_post_that_was_dropped_is_not_sent_though_one_before_it_was_under_way(member):
    held = []
    member.route(POSTS, lambda route: route.continue_() if held else held.append(route))
    write(member, "先に送る文")
    member.locator(".waiting li").wait_for()
    write(member, "やめた文")
    member.locator(".waiting li").nth(1).get_by_role("button", name="送らずに消す").click()
    expect(member.locator(".waiting li")).to_have_count(1)
    held[0].continue_()
    message(member, "先に送る文").wait_for()
    member.locator(".waiting li").wait_for(state="detached")
    member.reload()
    assert message(member, "やめた文").count() == 0
    assert message(member, "先に送る文").count() == 1


def test_where_a_browser_keeps_nothing_a_text_stays_in_the_form_until_it_arrived(phone, signed_in):
    phone.add_init_script(NOTHING_KEPT)
    page = enter(signed_in(phone, "minato@example.org"))
    page.route(POSTS, lambda route: route.abort())
    write(page, "電波の悪い所の文")
    page.get_by_text("電波のよい所で").wait_for()
    expect(body(page)).to_have_value("電波の悪い所の文")
    page.unroute_all()
    page.get_by_role("button", name="送る", exact=True).click()
    message(page, "電波の悪い所の文").wait_for()
    expect(body(page)).to_have_value("")


def test_a_page_whose_token_is_stale_gets_another_without_a_word(phone, signed_in):
    """As after signing in anew in another window."""
    phone.add_init_script(NOTHING_KEPT)
    page = enter(signed_in(phone, "minato@example.org"))
    page.evaluate(STALE)
    page.locator("#files").set_input_files({"name": "会議.txt", "mimeType": "text/plain", "buffer": "議題".encode()})
    page.locator("[name=attached]").wait_for(state="attached")
    page.evaluate(STALE)
    write(page, "古い札で送った文")
    posted = message(page, "古い札で送った文")
    posted.wait_for()
    page.evaluate(STALE)
    posted.locator("summary", has_text="こたえる").click()
    posted.locator("details button").first.click()
    posted.locator(".reactions button").first.wait_for()


def test_a_draft_that_was_sent_in_another_window_does_not_come_back(phone, member):
    body(member).fill("二つの窓の文")
    stored(member, "二つの窓の文")
    other = enter(phone.new_page())
    expect(body(other)).to_have_value("二つの窓の文")
    member.get_by_role("button", name="送る", exact=True).click()
    message(member, "二つの窓の文").wait_for()
    expect(body(other)).to_have_value("")
    other.close()
    assert member.evaluate(DRAFTS) == []


def test_what_one_was_changing_survives_a_closed_tab_too(member, phone):
    write(member, "直す前の文です")
    mine = message(member, "直す前の文です")
    mine.wait_for()
    member.goto(mine.locator("a:has(.for-author)").get_attribute("href"))
    member.get_by_role("main").get_by_role("link", name="直す").click()
    member.get_by_label("書きこみ").fill("直している途中の文です")
    stored(member, "直している途中の文です")
    address = member.url
    member.close()
    again = phone.new_page()
    again.goto(address)
    expect(again.get_by_label("書きこみ")).to_have_value("直している途中の文です")
    again.get_by_role("button", name="直して送る").click()
    message(again, "直している途中の文です").wait_for()
    assert again.evaluate(DRAFTS) == []


def test_signing_out_keeps_no_word_and_closes_what_is_open_in_other_windows(phone, signed_in, site):
    page = enter(signed_in(phone, "minato@example.org"))
    other = phone.new_page()
    other.goto("/salon/")
    body(page).fill("途中でサインアウトした文")
    stored(page, "途中でサインアウトした文")
    site.cookies.clear()
    page.evaluate("document.querySelector('form[action=\"/signout/\"]').requestSubmit()")
    page.wait_for_url("**/signout/done/")
    assert page.evaluate(DRAFTS) == []
    other.get_by_text("サインアウトしています").wait_for()
    assert "近畿" not in other.locator("body").inner_text()


def test_whoever_comes_to_sign_in_is_shown_no_kept_page_of_the_last_one(open_context, signed_in):
    context = open_context(**PHONE, service_workers="allow")
    page = signed_in(context, "minato@example.org")
    chromium.with_worker(page)
    page.evaluate(chromium.KEPT)
    context.clear_cookies()
    page.goto("/about/")
    page.goto("/signin/")
    page.evaluate(
        "new Promise(done => { const look = async () => { (await caches.keys()).some(name => name.includes('pages'))"
        " ? setTimeout(look, 20) : done() }; look() })"
    )


def test_what_was_not_taken_is_read_and_dropped_where_all_unsent_is_listed(phone, signed_in):
    """Its topic may be gone, and with it the page on which it stood."""
    page = signed_in(phone, "minato@example.org")
    page.goto("/salon/")
    person = int(page.locator("meta[name=person]").get_attribute("content"))
    text = "どこにも出せなくなった文です。" * 6
    entry = {"person": person, "room": "kinki", "path": "/salon/rooms/kinki/topics/99999/", "title": "消えた話題"}
    entry |= {"fields": [["body", text]], "key": "k" * 32, "at": 1, "refused": {"status": 404, "errors": []}}
    page.evaluate(REFUSED, entry)
    page.reload()
    row = page.locator(".unsent li")
    expect(row).to_contain_text(text)
    row.get_by_role("button", name="送らずに消す").click()
    expect(page.locator(".unsent li")).to_have_count(0)
