"""Every main page, on a phone and at a desk: nobody is shut out, nothing overflows, nothing is loaded from elsewhere."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.browser.chromium import DESKTOP

PUBLIC = ["/", "/cases/", "/organisations/", "/signin/", "/join/", "/contact/", "/about/", "/privacy/", "/newsletter/"]
PUBLIC += ["/search/", "/search/?q=子ども&kind=cases", "/search/?q=どこにもない"]
MEMBERS = ["/salon/", "/salon/rooms/kinki/", "/salon/needs/", "/salon/gatherings/", "/salon/introductions/", "/me/"]
MEMBERS += ["/salon/search/?q=雨", "/salon/notices/", "/me/notices/", "/salon/consultations/"]
DESK = {"width": 1280, "height": 900}


def first_case(page):
    page.goto("/cases/")
    return page.get_by_role("main").locator("a[href^='/cases/']:not([href*='?'])").first.get_attribute("href")


def first_topic(page):
    page.goto("/salon/rooms/kinki/")
    return page.locator(".topics a").first.get_attribute("href")


def first_gathering(page):
    page.goto("/salon/gatherings/")
    return page.get_by_role("main").locator(".rooms a").first.get_attribute("href")


def trouble_of(page, address):
    """What is wrong with the page on a phone, and in a window as wide as a desk's."""
    page.goto(address)
    narrow = page.viewport_size
    wrong = [f"{address} on a phone: {one}" for one in look_at(page)]
    page.set_viewport_size(DESK)
    wrong += [f"{address} at a desk: {one}" for one in look_at(page)]
    page.set_viewport_size(narrow)
    return wrong


def look_at(page):
    """axe's violations, and sideways overflow."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    wrong = [f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append("overflows sideways")
    return wrong


def test_public_pages_have_no_violation(phone):
    page = phone.new_page()
    addresses = [*PUBLIC, first_case(page), "/organisations/2025-001/", "/no-such-page/"]
    assert [one for address in addresses for one in trouble_of(page, address)] == []


def test_pages_of_members_have_no_violation(phone, signed_in):
    page = signed_in(phone, "minato@example.org")
    addresses = [*MEMBERS, first_topic(page), first_gathering(page), "/salon/gatherings/new/"]
    addresses += ["/salon/rooms/kinki/people/", "/me/organisations/sample-minato/"]
    assert [one for address in addresses for one in trouble_of(page, address)] == []


def test_the_desk_has_no_violation(phone, signed_in):
    page = signed_in(phone, "facilitator@example.org")
    page.goto("/salon/desk/")
    posting = page.get_by_role("main").locator("a[href*='/salon/desk/postings/']").first.get_attribute("href")
    page.goto("/salon/desk/rooms/")
    group = page.get_by_role("region", name="作業グループ").locator(".rooms a").first.get_attribute("href")
    addresses = ["/salon/desk/", posting, "/salon/moderation/announce/", "/salon/moderation/reports/", group]
    assert [one for address in addresses for one in trouble_of(page, address)] == []


def test_nothing_is_loaded_from_elsewhere_and_the_policy_is_kept(open_context, signed_in, site):
    complaints = []
    page = signed_in(open_context(**DESKTOP, service_workers="allow"), "minato@example.org")
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda one: complaints.append(one.url) if not one.url.startswith((site.url, "data:")) else None)
    for address in ["/", "/cases/", first_case(page), "/organisations/", "/salon/", "/salon/rooms/kinki/", "/me/"]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert complaints == []


def test_a_case_can_be_read_without_scripts(open_context):
    context = open_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(first_case(page))
    assert page.get_by_role("heading", level=1).is_visible()
    assert len(page.get_by_role("main").inner_text()) > 300


def test_the_filters_of_the_cases_work_without_scripts(open_context):
    context = open_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/cases/?target=zzz-no-such-word")
    assert page.get_by_role("heading", level=1).is_visible()


def test_the_longest_case_is_a_handout_of_two_sheets(desktop, tmp_path):
    page = desktop.new_page()
    page.goto("/cases/")
    links = page.get_by_role("main").locator("h2 a[href^='/cases/'], h3 a[href^='/cases/']")
    longest = max(
        links.evaluate_all("links => links.map(link => link.pathname)"), key=lambda address: weight(page, address)
    )
    page.goto(longest)
    for picture in page.get_by_role("main").locator("img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 2
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, .button:visible").count() == 0
    assert page.get_by_text("会員の方は、こちらもどうぞ。").is_hidden()
    assert page.get_by_text(page.url, exact=True).is_visible()
    flat = "pictures => pictures.filter(one => Math.abs(one.width / one.height - one.naturalWidth / one.naturalHeight) > 0.02)"
    assert page.get_by_role("main").locator(".case__body img").evaluate_all(f"{flat}.map(one => one.alt)") == []


def weight(page, address):
    """How much there is to read."""
    page.goto(address)
    return len(page.get_by_role("main").inner_text())
