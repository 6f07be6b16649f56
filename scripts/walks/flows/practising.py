"""取組カード: writing one, taking one up, keeping it for later, asking; and words of a topic for a page."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk

GREENS = "/practices/asa-no-yasai/"


@flow("うちの取組を書く")
def write_practice(walk: Walk) -> None:
    me = walk.person("koyama")
    me.go("/salon/")
    me.follow("取組カード")
    me.heads("うちの取組カード")
    me.look("まだ何も書いていない一覧")
    me.follow("取組カードを書く")
    me.look("取組カードを書く")
    me.fill("取組の名前", "庭先のお茶")
    me.fill("どうやっているか", "昭和23年4月5日生まれの方の庭先に、火曜の朝に行きます。")
    me.press("事務局に送る")
    me.look("足りないところと、書かないでほしいことを言われる")
    me.fill("ひとことで", "ワゴンにお茶を積んで、庭先まで行きます。")
    me.fill("どうやっているか", "火曜の朝に、声をかけてくださったお宅の庭先に行きます。")
    me.press("事務局に送る")
    me.is_told("事務局に送りました")
    me.look("送ったあとの一覧")


@flow("うちでもやってみたい、あとで読む、聞いてみる")
def take_up(walk: Walk) -> None:
    me = walk.person("tsukiyo")
    me.go(GREENS)
    me.look("取組カード")
    me.press("あとで読む")
    me.heads("あとで読む")
    me.look("あとで読むに入れたところ")
    me.follow("一覧を見る")
    me.look("あとで読むの一覧")
    me.go(GREENS)
    me.follow("うちでもやってみたい")
    me.look("うちでもやってみたい")
    me.tick("うちでもやってみたい")
    me.press("伝える")
    me.is_told("事務局に伝わりました")
    me.look("伝えたところ")
    me.go(GREENS)
    me.follow("この団体に聞いてみる")
    me.heads("聞いてみる")
    me.look("聞いてみる")
    me.fill("聞いてみたいこと", "はじめの当番は、どうやって決めましたか。")
    me.press("事務局に送る")
    me.is_told("事務局に伝えました")
    me.look("聞いてみたことのページ")


@flow("書きこみを記事に")
def quote(walk: Walk) -> None:
    desk = walk.person("facilitator")
    desk.go("/salon/search/?q=雨")
    desk.follow("雨の日に人が来ない", desk.main.locator(".found"))
    desk.page.locator(".thread").wait_for()
    desk.tools()
    desk.follow("書きこみを記事に")
    desk.look("書きこみを選ぶ")
    first = desk.page.locator("label.choice", has_text="港 ひかり").first
    first.locator("input").check()
    desk.fill("新しい下書きの題名", "雨の日の居場所")
    desk.press("書いた方にたずねる")
    desk.is_told("おたずねしました")
    desk.look("おたずねしたところ")
    me = walk.person("minato")
    me.go("/salon/quotes/")
    me.look("載せてもよいか、たずねられる")
    me.press("載せてよい")
    me.is_told("いつでも取り消せます")
    me.look("載せてよいと答えたところ")
    me.press("やはり載せない")
    me.is_told("消えました")
    me.look("やはり載せないと答えたところ")
