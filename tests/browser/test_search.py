"""Words are offered while somebody types, for the keyboard and read aloud; without script the page searches all the same."""

from axe_playwright_python.sync_playwright import Axe


def violations(page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]]


def test_from_the_header_to_what_was_found(phone):
    page = phone.new_page()
    page.goto("/")
    page.get_by_role("banner").get_by_label("さがす言葉").fill("こども")
    page.get_by_role("banner").get_by_role("button", name="さがす").click()
    page.locator(".hits mark").first.wait_for()
    assert violations(page) == []
    page.goto("/search/?q=どこにもない言葉")
    page.get_by_role("link", name="事務局に聞いてみる").wait_for()
    assert violations(page) == []


def test_a_suggestion_is_taken_with_the_keyboard(desktop):
    page = desktop.new_page()
    page.goto("/search/")
    field = page.get_by_role("combobox", name="さがす言葉")
    field.press_sequentially("高齢")
    page.get_by_role("listbox").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert violations(page) == []
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    words = chosen.get_attribute("data-words")
    field.press("Enter")
    page.get_by_role("heading", name="見つかったもの").wait_for()
    assert page.get_by_role("combobox").input_value() == words


def test_escape_puts_the_list_away_and_keeps_what_was_typed(desktop):
    page = desktop.new_page()
    page.goto("/search/")
    field = page.get_by_role("combobox")
    field.press_sequentially("高齢")
    page.get_by_role("listbox").wait_for()
    field.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    assert field.input_value() == "高齢"


def test_without_script_it_searches_all_the_same(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/search/")
    page.get_by_label("さがす言葉").fill("居場所")
    page.get_by_role("main").get_by_role("button", name="さがす", exact=True).click()
    page.locator(".hits").wait_for()
