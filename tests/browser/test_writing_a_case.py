"""A new editor makes a case from nothing and publishes it; an organisation without an account says yes to one."""

import email
import email.policy
import re

from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE, form_of_the_admin
from tests.browser.test_pages import look_at

EDITOR = "editor@example.org"
NO_SCRIPT = {**PHONE, "java_script_enabled": False}


def start(page, title):
    """`title` in kana: between kanji and what follows there are readings."""
    page.goto("/admin/")
    form_of_the_admin(page, page.get_by_role("link", name="事例を書く").first.click)
    page.get_by_placeholder("ページタイトル").fill(title)
    page.get_by_label("ひとことで").fill("朝のパンを、となりの人と分け合います。")


def add(page, block):
    """Another piece of the body, from the chooser."""
    page.locator("#body-root button[title='ブロックを挿入']").last.click()
    page.get_by_role("option", name=block, exact=True).click()


def do(page, button):
    """One of the less usual things that can be done with a page."""
    page.locator(".footer__container button[aria-expanded]").last.click()
    page.get_by_role("button", name=button, exact=True).last.click()


def missing(page):
    return page.locator("#case-checklist .checklist__missing")


def test_a_new_editor_makes_and_publishes_a_case_from_nothing(desktop, open_context, signed_in):
    page = signed_in(desktop, EDITOR)
    start(page, "パンをわけるあさ")
    expect(missing(page)).to_contain_text("きっかけ・困りごと")
    add(page, "きっかけ・困りごと")
    page.locator("#body-root textarea").last.fill("パン屋がしまり、朝に人と会わなくなりました。")
    expect(missing(page)).not_to_contain_text("きっかけ・困りごと")
    add(page, "このように始める")
    steps = page.locator("#body-root [data-streamfield-child]").last
    steps.get_by_label("すること").first.fill("いすを二つ出す")
    page.get_by_label("多世代", exact=True).check()
    expect(missing(page)).not_to_contain_text("対象を選ぶ")
    do(page, "公開する")
    expect(page.get_by_text("公開されました").first).to_be_visible()

    visitor = open_context(**PHONE).new_page()
    visitor.goto("/cases/")
    visitor.get_by_role("link", name="パンをわけるあさ").click()
    expect(visitor.get_by_role("heading", name="このように始める")).to_be_visible()
    expect(visitor.get_by_text("いすを二つ出す")).to_be_visible()
    assert look_at(visitor) == []


def test_each_line_of_the_checklist_leads_to_its_place(desktop, signed_in):
    page = signed_in(desktop, EDITOR)
    page.goto("/admin/")
    page.get_by_role("link", name="事例を書く").first.click()
    expect(page.locator("#body-root")).to_be_attached()
    places = missing(page).locator("a").evaluate_all("links => links.map(link => link.hash)")
    assert len(places) > 10
    assert [place for place in places if page.locator(place).count() != 1] == []


def test_a_block_shows_what_comes_of_it_before_it_is_chosen(desktop, signed_in):
    page = signed_in(desktop, EDITOR)
    start(page, "見てから選ぶ")
    page.locator("#body-root button[title='ブロックを挿入']").last.click()
    for block, words in (("かかるお金と、その出どころ", "お茶とお菓子"), ("写真", "写真の下の文は、ここに出ます。")):
        page.get_by_role("option", name=block, exact=True).locator("xpath=..").get_by_role("button").click()
        expect(page.frame_locator("iframe[title]").last.get_by_text(words)).to_be_visible()


def test_an_organisation_without_an_account_reads_the_draft_and_says_yes(desktop, open_context, signed_in, site):
    page = signed_in(desktop, EDITOR)
    start(page, "みなとのあさごはん")
    add(page, "きっかけ・困りごと")
    page.locator("#body-root textarea").last.fill("船が減り、朝の港がしずかになりました。")
    page.get_by_label("団体", exact=True).select_option(label="みなと縁側の会（見本）")
    page.get_by_label("確認する方のメールアドレス").fill("office@example.com")
    do(page, "事例の確認に提出する")
    expect(page.get_by_text("みなとのあさごはん").first).to_be_visible()
    page.get_by_role("link", name="みなとのあさごはん").first.click()
    do(page, "承認")

    link = link_in(site, "office-at-example-com", page)
    reader = open_context(**NO_SCRIPT).new_page()
    reader.goto(link)
    expect(reader.get_by_text("船が減り、朝の港がしずかになりました。")).to_be_visible()
    reader.get_by_role("button", name="これでよいです").click()
    expect(reader.get_by_text("お名前を書いてください。").first).to_be_visible()
    reader.get_by_label("お名前").fill("浜 なつ")
    reader.get_by_role("button", name="これでよいです").click()
    expect(reader.get_by_role("heading", name=re.compile("ありがとうございます"))).to_be_visible()
    visitor = open_context(**DESKTOP).new_page()
    visitor.goto("/cases/")
    expect(visitor.get_by_role("link", name="みなとのあさごはん")).to_be_visible()


def link_in(site, name, page):
    """Waits for the mail that the clock sends, and takes the link out of it."""
    for _ in range(300):
        for letter in site.mails.glob(f"*{name}*"):
            text = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default).get_body().get_content()
            return re.search(r"/approvals/\S+/", text)[0]
        page.wait_for_timeout(200)
    raise TimeoutError(f"no mail to {name}")
