"""The product as it starts: what a visitor sees first, and what a member still has after the power failed."""

MEMBER = "minato@example.org"


def test_the_first_page_fits_on_a_phone(phone):
    page = phone.new_page()
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").inner_text()


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_refused(phone, site):
    page = phone.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
    assert complaints == []


def test_opening_a_link_of_the_support_signs_nobody_in(desktop, site):
    page = desktop.new_page()
    page.goto(site.signin_link(MEMBER))
    page.goto("/salon/")
    assert "/signin/" in page.url


def test_a_member_is_still_signed_in_after_the_power_failed(desktop, site, signed_in):
    page = signed_in(desktop, MEMBER)
    site.kill()
    site.start()
    page.goto("/salon/")
    assert page.url == f"{site.url}/salon/"
    assert page.get_by_role("link", name="近畿").count()
