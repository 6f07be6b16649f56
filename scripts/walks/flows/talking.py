"""Reading and writing in rooms, as a member."""

from pathlib import Path

from scripts.walks.flow import flow
from scripts.walks.walk import Walk
from tests.factories import files

PICTURE = Path(__file__).parents[3] / "config/demo/pictures/veranda.webp"
LONELY = "お茶代は、いただいていますか"
RAIN = "雨の日に人が来ない、をどうする"
WRITTEN = "今日は、庭の柿を十個いただきました。"


@flow("はじめのページから、未読のところへ")
def jump_to_unread(walk: Walk) -> None:
    me = walk.person("kinone")
    me.go("/salon/")
    me.look("サロンのはじめのページ")
    me.follow("今夜のひと息", me.page.get_by_role("region", name="新しい書きこみ"))
    me.sees("ここから未読")
    me.look("未読のところが開く", whole=False)
    me.follow("雑談")
    me.look("ルームの話題")
    me.follow("団体を見る")
    me.look("ルームにいる人")


@flow("話題を読んで、書く・返信する・反応する・直す・取り下げる")
def write(walk: Walk) -> None:
    me = walk.person("minato")
    me.go("/salon/rooms/small-talk/")
    me.follow("今夜のひと息")
    me.look("話題を読む")
    me.write(WRITTEN)
    me.look("書いたところ", whole=False)
    other = "なつかしい絵本が出てきました"
    me.answer(other)
    me.message(other).scroll_into_view_if_needed()
    me.look("こたえる、を開いたところ", whole=False)
    me.press("応援", me.message(other).locator(".message__choices"))
    me.message(other).locator(".reactions").get_by_text("応援").wait_for()
    me.look("反応したところ", whole=False)
    if me.message(other).locator(".message__answer[open]").count() == 0:
        me.answer(other)
    me.follow("返信を書く", me.message(other))
    me.sees("返信をやめる")
    me.look("返信を書くところ", whole=False)
    me.write("その絵本の題名を教えてください。")
    me.look("返信したところ", whole=False)
    me.answer(WRITTEN)
    me.message(WRITTEN).locator(".message__choices a").last.click()
    me.sees("自分の書きこみ")
    me.look("自分の書きこみのページ")
    me.follow("文を直す")
    me.fill("書きこみ", "今日は、庭の柿を十二個いただきました。")
    me.look("文を直す")
    me.press("直して送る")
    me.message("十二個").get_by_text("直しました").wait_for()
    me.look("直したところ", whole=False)
    me.answer("十二個")
    me.message("十二個").locator(".message__choices a").last.click()
    me.unfold("取り下げる")
    me.look("取り下げる前")
    me.press("取り下げる")
    me.sees("書いた人が取り下げました")
    me.look("取り下げたところ", whole=False)


@flow("質問の話題を書いて、解決したことにする")
def question(walk: Walk) -> None:
    me = walk.person("minato")
    me.go("/salon/rooms/kinki/")
    me.look("ルーム")
    me.press("送る")
    me.sees("本文を書いてから送ってください")
    me.look("書き忘れたとき", whole=False)
    me.fill("話題の題名", "干し柿のひもは、何を使っていますか")
    me.choose("どんな話題ですか", label="質問")
    me.fill("はじめの書きこみ", "去年は麻ひもで、雨にぬれて切れてしまいました。")
    me.look("新しい話題を書く", whole=False)
    me.press("送る")
    me.heads("干し柿のひも")
    me.look("話題ができたところ")
    me.press("解決した")
    me.is_told("変えました")
    me.tools()
    me.look("解決したことにしたところ", whole=False)
    me.follow("話題の題名や種類を変える")
    me.look("題名や種類を変える")


@flow("話題を追う・静かにする、ルームのお知らせの程度")
def hearing(walk: Walk) -> None:
    me = walk.person("koyama")
    me.go("/salon/rooms/small-talk/")
    me.unfold("お知らせ：")
    me.look("ルームのお知らせの程度を選ぶ", whole=False)
    me.press("自分に関わるものだけ", exact=False)
    me.page.wait_for_load_state()
    me.look("ルームのお知らせを変えたところ", whole=False)
    me.follow("今夜のひと息")
    me.tools()
    me.press("静かにする")
    me.is_told("静かにしました")
    me.look("話題を静かにしたところ", whole=False)
    me.tools()
    me.press("この話題を追う")
    me.is_told("追います")
    me.look("話題を追うところ", whole=False)


@flow("呼びかける")
def mention(walk: Walk) -> None:
    me = walk.person("hoshizora")
    me.go("/salon/rooms/kinki/")
    me.follow("はじめまして、自己紹介はこちらへ")
    box = me.page.get_by_label("書きこむ")
    box.click()
    if walk.script:
        me.page.keyboard.type("@港")
        me.page.locator(".calling__list li", has_text="港 ひかり").wait_for()
        me.look("呼びかける相手の候補", whole=False)
        me.page.keyboard.press("ArrowDown")
        me.page.keyboard.press("Enter")
        assert box.input_value() == "@港 ひかり "
    me.write("@港 ひかり さん、柿をありがとうございました。")
    assert me.page.locator(".message .mention", has_text="港 ひかり").count()
    me.look("呼びかけたところ", whole=False)
    called = walk.person("minato")
    called.go("/salon/notices/")
    called.look("呼びかけられた人のお知らせ")
    called.follow("はじめまして、自己紹介はこちらへ")
    called.message("柿をありがとう").wait_for()
    called.look("お知らせから開いたところ", whole=False)


@flow("写真と書類をつける")
def attach(walk: Walk) -> None:
    me = walk.person("minato")
    me.go("/salon/rooms/small-talk/")
    me.follow("今夜のひと息")
    paper = {"name": "柿の会のご案内.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    picture = {"name": "縁側.webp", "mimeType": "image/webp", "buffer": PICTURE.read_bytes()}
    me.page.set_input_files("#files", [picture, paper])
    if walk.script:
        me.page.locator(".attach__status", has_text="つけました").wait_for()
        me.page.locator(".attach__list img").wait_for()
        me.fill("写真の説明", "縁側に人が並んでいます。")
    me.look("写真と書類を選んだところ", whole=False)
    me.write("柿の会のご案内です。")
    me.message("柿の会のご案内です").get_by_role("link", name="柿の会のご案内.pdf").wait_for()
    me.message("柿の会のご案内です").scroll_into_view_if_needed()
    me.look("写真と書類を送ったところ", whole=False)


@flow("アンケートに答える")
def poll(walk: Walk) -> None:
    me = walk.person("kinone")
    me.go("/salon/rooms/small-talk/")
    me.follow("オンラインのお茶会")
    me.look("アンケートのある話題")
    if not walk.script:
        me.follow("答える・結果を見る")
        me.look("アンケートのページ")
    me.tick("日曜の夜8時")
    me.press("答える")
    me.main.get_by_role("button", name="答えを変える").wait_for()
    me.look("答えたところ")
    me.go("/salon/rooms/small-talk/polls/new/")
    me.look("アンケートをとる")
    me.fill("話題の題名", "次の集いの日")
    me.fill("聞きたいこと", "どの日がよいですか")
    me.fill("選ぶもの", "土曜の午後\n日曜の午後")
    me.press("送る")
    me.is_told("送りました")
    me.look("アンケートを出したところ")


@flow("気になる書きこみを事務局に知らせる")
def report(walk: Walk) -> None:
    me = walk.person("minato")
    me.go("/salon/rooms/small-talk/")
    me.follow("今夜のひと息")
    text = "今日は峠で虹を見ました"
    me.answer(text)
    me.message(text).locator(".message__choices a").last.click()
    me.look("書きこみのページ")
    me.follow("この書きこみのことを事務局に知らせる")
    me.look("事務局に知らせる")
    me.press("知らせる")
    me.sees("もう一度お確かめください")
    me.look("選び忘れたとき")
    me.tick("この話題やルームの話ではない")
    me.press("知らせる")
    me.heads("知らせたこと")
    me.is_told("事務局に知らせました")
    me.look("知らせたこと")
