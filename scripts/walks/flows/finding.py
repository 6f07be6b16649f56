"""Finding, being told, resting, and what stays on the device."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk
from tests.browser.chromium import KEPT, stored, with_worker

DRAFT = "まだ途中の、縁側のこと"


@flow("さがす")
def search(walk: Walk) -> None:
    me = walk.person("minato")
    me.go("/salon/")
    me.page.get_by_role("searchbox").first.fill("雨")
    me.press("さがす", me.main)
    me.heads("サロンの中をさがす")
    me.look("「雨」をさがしたところ")
    if walk.narrow:
        me.unfold("条件でしぼりこむ")
    me.choose("種類", label="質問")
    me.choose("いつ", label="1か月以内")
    me.look("条件を選んだところ", whole=False)
    me.press("この条件でさがす")
    me.look("条件でしぼったところ")
    me.follow("雨の日に人が来ない", me.main.locator(".found"))
    me.page.locator(".thread").wait_for()
    me.look("見つけたものを開く", whole=False)
    me.go("/salon/search/?q=みつからないことば")
    me.look("見つからないとき")


@flow("お知らせを見る、お知らせとメールを選ぶ")
def notices(walk: Walk) -> None:
    me = walk.person("hoshizora")
    me.go("/salon/")
    me.from_menu("お知らせ")
    me.heads("お知らせ")
    me.look("お知らせ")
    if me.main.get_by_role("button", name="すべて見たことにする").count():
        me.press("すべて見たことにする")
        me.is_told("すべて見たことにしました")
    me.follow("お知らせの受けとり方")
    me.look("お知らせの受けとり方")
    me.tick("毎日")
    me.press("保存する")
    me.is_told("保存しました")
    me.look("保存したところ")
    me.follow("ほかのメールも選ぶ")
    me.look("届くメールを選ぶ")
    me.press("保存する")
    me.is_told("保存しました")
    me.heads("星野 そら")
    me.look("プロフィール")


@flow("しばらくお休みする")
def pause(walk: Walk) -> None:
    me = walk.person("tsukiyo")
    me.go("/me/pause/")
    me.look("お休みを決める")
    me.press("お休みする")
    me.is_told("お休みを決めました")
    me.look("お休みを決めたところ")
    me.go("/salon/")
    me.look("お休みのあいだのサロン", whole=False)
    me.go("/me/pause/")
    me.press("お休みを終える", exact=False)
    me.is_told("おかえりなさい")
    me.look("お休みを終えたところ")


@flow("書きかけが残る、電波のない所で読む・書く", without_script=False)
def offline(walk: Walk) -> None:
    me = walk.person("minato", service_workers="allow")
    with_worker(me.page)
    me.go("/salon/rooms/kinki/")
    topic = me.main.locator(".topics a", has_text="はじめまして").get_attribute("href").partition("?")[0]
    me.go(topic)
    me.page.evaluate(KEPT)
    me.fill("書きこむ", DRAFT)
    stored(me.page, DRAFT)
    me.go("/salon/")
    me.page.locator(".unsent").get_by_text(DRAFT).wait_for()
    me.look("書きかけの文")
    me.follow("自己紹介", me.page.locator(".unsent"))
    me.sees("書きかけの文を、もどしました")
    me.look("書きかけがもどったところ", whole=False)
    walk.offline = True
    me.page.context.set_offline(True)
    me.press("送る")
    me.page.locator(".waiting li").wait_for()
    me.look("電波のない所で送ったところ", whole=False)
    me.go("/salon/")
    me.sees("オフラインです")
    me.look("電波のない所のサロン")
    me.go("/salon/needs/")
    me.heads("つながっていません")
    me.look("まだ開いたことのないページ")
    me.go(topic)
    me.page.context.set_offline(False)
    me.message(DRAFT).wait_for()
    me.page.locator(".waiting li").wait_for(state="detached")
    me.look("電波がもどって、送られたところ", whole=False)
