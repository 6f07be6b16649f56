"""Coming in and going out."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk

NEW = "kaki@example.org"


@flow("メールのリンクでサインインする")
def sign_in(walk: Walk) -> None:
    me = walk.stranger("浜辺 つばさ")
    me.go("/")
    me.look("つながりのホーム")
    me.page.get_by_role("link", name="サロンへ").first.click()
    me.fill("メールアドレス", "hamabe@example.org")
    me.look("メールアドレスを入れる")
    me.press("メールを受け取る")
    me.heads("メールをご覧ください")
    me.look("メールをご覧ください")
    me.go(walk.mailed("hamabe@example.org", "/signin/link/"))
    me.look("メールのリンクを開いたところ")
    me.press("サインインする")
    me.heads("サロン")
    me.look("サロンのはじめのページ")


@flow("招待されて、約束を読んで、はじめて入る")
def first_entry(walk: Walk) -> None:
    inviting = walk.person("minato")
    inviting.go("/me/organisations/sample-minato/people/")
    inviting.fill("メールアドレス", NEW)
    inviting.fill("お名前", "柿本 みのる")
    inviting.look("団体の管理者が、仲間を招待する")
    inviting.press("招待のメールを送る")
    inviting.is_told("招待のメールを送りました")
    me = walk.stranger("柿本 みのる")
    me.go(walk.mailed(NEW, "/invitations/"))
    me.look("招待のメールのリンクを開いたところ")
    me.page.locator("input[name=agreed]").check()
    me.press("参加する")
    me.page.wait_for_load_state()
    me.look("参加したところ")
    me.go("/salon/")
    me.heads("はじめにお読みください")
    me.look("サロンの約束")
    me.press("約束を守って、サロンに入る")
    me.heads("サロン")
    me.sees("ようこそ")
    me.look("はじめてのサロン")


@flow("サインアウトすると、何も残らない")
def sign_out(walk: Walk) -> None:
    me = walk.person("hamabe", service_workers="allow")
    me.go("/salon/rooms/kinki/")
    me.look("サインアウトする前")
    me.from_menu("サインアウト")
    if not walk.script:
        me.page.wait_for_load_state()
    me.heads("サインアウトしました")
    me.look("サインアウトしました")
    me.go("/salon/rooms/kinki/")
    me.heads("サインイン")
    me.look("もう読めません")
    if walk.script:
        kept = "Promise.all([caches.keys(), indexedDB.databases(), Object.keys(localStorage)])"
        assert me.page.evaluate(kept) == [[], [], []], "something stays on the device"
    walk.site.cookies.pop("hamabe@example.org")
