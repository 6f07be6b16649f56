"""Asking without a name, through the secretariat."""

from scripts.walks.flow import flow
from scripts.walks.walk import Walk


@flow("団体の名前を出さずに聞く")
def consult(walk: Walk) -> None:
    me = walk.person("hamabe")
    me.go("/salon/consultations/")
    me.look("名前を出さない相談")
    me.follow("相談を書く")
    me.fill("題名", "役員の集まりが、長くなりがちです")
    me.fill("聞きたいこと", "毎月の集まりが3時間をこえます。坂の上の家まで帰るのが夜10時になる方もいます。")
    me.look("相談を書く")
    me.press("事務局に送る")
    me.is_told("事務局が受け取りました")
    me.look("相談を送ったところ")
    address = me.page.url
    desk = walk.person("facilitator")
    desk.go("/salon/desk/consultations/")
    desk.look("事務局に届いた相談")
    desk.follow("役員の集まりが")
    desk.look("相談を読む、文を整える")
    desk.choose("どのルームに", index=1)
    desk.fill("出す文", "毎月の集まりが3時間をこえます。短くする工夫を教えてください。")
    desk.fill("相談した方へのひとこと", "坂のことを書くと、どちらの方か分かりそうなので、外しました。")
    desk.press("この文で進める")
    desk.page.wait_for_load_state()
    desk.look("整えた文を、相談した方に確かめる")
    me.go("/salon/")
    me.look("確かめる知らせのあるサロン", whole=False)
    me.go(address)
    me.look("整えた文を確かめる")
    me.press("これでよい")
    me.is_told("時間をおいて")
    me.look("出るのを待つ")
    asked = walk.person("kinone")
    asked.go("/salon/consultations/")
    asked.look("自分の相談と、新しい答え")
    asked.follow("助成金が終わる前に")
    asked.look("届いた答え")
