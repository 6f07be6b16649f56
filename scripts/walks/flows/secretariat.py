"""What facilitators make and say: announcements, groups, words from the telephone, polls, the rules."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk


@flow("ファシリテーター：お知らせを出す")
def announce(walk: Walk) -> None:
    desk = walk.person("facilitator")
    desk.go("/salon/desk/")
    desk.follow("お知らせを出す")
    desk.fill("話題の題名", "年末の事務局のお休み")
    desk.fill("本文", "12月29日から1月3日まで、事務局はお休みします。")
    desk.tick("ブロック、テーマ、雑談のすべてのルームに")
    desk.look("お知らせを書く")
    desk.press("出す")
    desk.is_told("ルームに出しました")
    desk.page.wait_for_load_state()
    desk.look("お知らせを出したところ")
    me = walk.person("michikusa")
    me.go("/salon/")
    me.look("会員のはじめのページに、お知らせが出る")


@flow("ファシリテーター：作業グループをつくる")
def group(walk: Walk) -> None:
    desk = walk.person("facilitator")
    desk.go("/salon/desk/rooms/")
    desk.look("作業グループと、団体ごとのルーム")
    desk.follow("作業グループをつくる")
    desk.fill("グループの名前", "柿の会")
    desk.fill("何をするグループですか", "干し柿づくりを、いっしょに準備します。")
    desk.look("作業グループをつくる")
    desk.press("つくる")
    desk.is_told("作業グループをつくりました")
    desk.look("つくったところ")
    desk.fill("人や団体の名前", "みちくさ")
    desk.press("さがす")
    desk.look("人や団体をさがす")
    desk.press("加える", exact=False)
    desk.is_told("このグループに入りました")
    desk.look("加えたところ")
    desk.follow("ルームを開く")
    desk.look("グループのルーム")


@flow("ファシリテーター：電話で聞いたことを書く")
def behalf(walk: Walk) -> None:
    desk = walk.person("facilitator")
    desk.go("/salon/rooms/small-talk/")
    desk.follow("今夜のひと息")
    desk.tools()
    desk.follow("電話で聞いたことを書く")
    desk.page.get_by_label("どなたのお話ですか").select_option(index=1)
    desk.fill("お話の内容", "柿は、今年は早く色づいたそうです。")
    desk.look("電話で聞いたことを書く")
    desk.press("送る")
    desk.is_told("送りました")
    desk.message("今年は早く色づいた").get_by_text("電話で聞いて").wait_for()
    desk.look("書いたところ", whole=False)


@flow("ファシリテーター：アンケートとまとめ")
def ask_all(walk: Walk) -> None:
    desk = walk.person("facilitator")
    desk.go("/salon/rooms/kinki/")
    desk.follow("はじめまして、自己紹介はこちらへ")
    desk.tools()
    desk.follow("アンケートをとる")
    desk.fill("聞きたいこと", "次の集いに来られますか")
    desk.fill("選ぶもの", "行きます\n行けません\nまだ分かりません")
    desk.tick("団体ごとに一つ")
    desk.tick("名前も見せる")
    desk.look("アンケートをつくる")
    desk.press("送る")
    desk.is_told("送りました")
    desk.look("アンケートを出したところ")
    desk.tools()
    desk.follow("まとめを書く")
    desk.fill("まとめ", "自己紹介の話題です。**はじめての方**も、どうぞ。")
    desk.press("これをまとめにする")
    desk.is_told("まとめを変えました")
    desk.look("まとめを書いたところ")


@flow("サロンの約束を読む・直す")
def rules(walk: Walk) -> None:
    me = walk.person("hoshizora")
    me.go("/salon/rules/")
    me.look("サロンの約束")
    editor = walk.person("editor")
    editor.go("/salon/")
    editor.look("編集者から見たサロン")
    editor.go("/salon/moderation/rules/")
    editor.look("サロンの約束を直す")
