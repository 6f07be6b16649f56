"""By Tab, Enter and the space bar alone: reading, writing, reacting, searching, voting, telling the secretariat."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk, Walker


def press(me: Walker, target, key: str = "Enter", *, words: str = "") -> None:
    me.tab_to(target)
    if words:
        me.look(words, whole=False)
    me.page.keyboard.press(key)


@flow("キーボードだけで")
def keyboard(walk: Walk) -> None:
    me = walk.person("michikusa")
    keys, main = me.page.keyboard, me.main
    me.go("/salon/")
    keys.press("Tab")
    me.look("はじめのTabで「本文へ」", whole=False)
    keys.press("Enter")
    box = main.get_by_role("searchbox").first
    me.tab_to(box)
    keys.type("虹")
    me.look("さがす", whole=False)
    keys.press("Enter")
    me.page.wait_for_url("**/search/?q=*")
    press(me, main.locator(".found__list a", has_text="今夜のひと息").first, words="見つかったものを選ぶ")
    me.page.locator(".thread").wait_for()
    rainbow = me.message("今日は峠で虹を見ました")
    press(me, rainbow.locator(".message__answer > summary"), words="書きこみにこたえる")
    cheer = rainbow.locator(".message__choices button[value=cheer]")
    press(me, cheer, "Space", words="反応する")
    rainbow.locator(".reactions button[value=cheer]").wait_for()
    writing = me.page.get_by_label("書きこむ")
    me.tab_to(writing)
    keys.type("こちらでも、虹が出ました。")
    press(me, main.locator(".composer button[type=submit]"), words="送る")
    me.message("こちらでも、虹が出ました。").wait_for()
    me.look("書いたところ", whole=False)
    me.go("/salon/rooms/small-talk/")
    press(me, main.locator(".topics a", has_text="オンラインのお茶会"), words="話題を選ぶ")
    if not walk.script:
        press(me, main.locator(".poll a", has_text="答える・結果を見る"))
    choice = main.get_by_label("平日の夜9時")
    press(me, choice, "Space", words="アンケートの答えを選ぶ")
    press(me, main.get_by_role("button", name="答える", exact=True), words="答える")
    main.get_by_role("button", name="答えを変える").wait_for()
    me.look("答えたところ", whole=False)
    me.go("/salon/rooms/small-talk/")
    press(me, main.locator(".topics a", has_text="今夜のひと息"))
    me.page.locator(".thread").wait_for()
    book = me.message("なつかしい絵本")
    press(me, book.locator(".message__answer > summary"))
    press(me, book.locator(".message__choices a").last)
    press(me, main.get_by_role("link", name="事務局に知らせる"), words="知らせるページへ")
    me.heads("事務局に知らせる")
    reason = main.locator("input[name=reason]")
    me.tab_to(reason.first)
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    me.look("わけを選ぶ", whole=False)
    press(me, main.get_by_role("button", name="知らせる", exact=True))
    me.is_told("事務局に知らせました")
    me.look("知らせたところ", whole=False)
