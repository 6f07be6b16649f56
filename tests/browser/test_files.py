"""Pictures and documents in a room, with script and without."""

import re

from tests.browser.test_salon import enter, message
from tests.factories import files


def chosen(name="写真.jpg", kind="image/jpeg", content=None):
    return {"name": name, "mimeType": kind, "buffer": content or files.photo_of_a_phone()}


def test_a_picture_is_uploaded_at_once_sent_with_its_message_and_seen_by_others(phone, desktop, signed_in):
    page, reader = enter(signed_in(phone, "minato@example.org")), enter(signed_in(desktop, "hoshizora@example.org"))
    paper = chosen("会報.pdf", "application/pdf", files.PDF)
    page.set_input_files("#files", [chosen(), paper, chosen("game.exe", "application/x-msdownload", b"MZ\x00")])
    page.get_by_text("この種類のファイルは送れません").first.wait_for()
    for name in ("game.exe", "会報.pdf"):
        page.locator(".attach__list li", has_text=name).get_by_role("button", name="外す").press("Enter")
    page.get_by_label("写真の説明").fill("縁側の柿")
    page.get_by_label("書きこむ").fill("写真をつけた文")
    page.get_by_role("button", name="送る", exact=True).click()
    seen = message(reader, "写真をつけた文")
    picture = seen.get_by_role("img", name="縁側の柿")
    # Where it stands may be below what the reader sees: there a browser has not loaded it yet
    picture.wait_for(state="attached", timeout=3000)
    picture.scroll_into_view_if_needed()
    reader.wait_for_function("picture => picture.complete && picture.naturalWidth === 40", arg=picture.element_handle())
    assert seen.locator(".attachments li").count() == 1
    assert page.locator(".attach__list li").count() == 0


def test_without_scripts_a_file_comes_with_the_form(open_context, signed_in):
    context = open_context(java_script_enabled=False, locale="ja-JP", viewport={"width": 390, "height": 844})
    page = enter(signed_in(context, "minato@example.org"))
    page.get_by_label("写真・書類をつける").set_input_files([chosen("会報.pdf", "application/pdf", files.PDF)])
    page.get_by_label("書きこむ").fill("書類をつけた文")
    page.get_by_role("button", name="送る", exact=True).click()
    link = message(page, "書類をつけた文").get_by_role("link", name=re.compile("会報.pdf"))
    link.wait_for()
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "会報.pdf"


def test_what_was_chosen_is_there_again_after_a_reload_and_can_be_taken_out(phone, signed_in):
    page = enter(signed_in(phone, "minato@example.org"))
    page.set_input_files("#files", [chosen("会報.pdf", "application/pdf", files.PDF)])
    page.locator(".attach__list [name=attached]").wait_for(state="attached")
    page.get_by_text("作った人のお名前").wait_for()
    page.reload()
    row = page.locator(".attach__list li", has_text="会報.pdf")
    page.get_by_text("まだ送っていないものです").wait_for()
    with page.expect_response("**/remove/"):
        row.get_by_role("button", name="外す").click()
    page.get_by_text("まだ送っていないものです").wait_for(state="hidden")
    page.reload()
    assert row.count() == 0
