"""Gatherings: coming, opening one, and calling one off."""

from datetime import UTC, datetime, timedelta

from scripts.walks.flow import flow
from scripts.walks.walk import Walk


@flow("集いに参加する、集いを開く、中止にする")
def gathering(walk: Walk) -> None:
    me = walk.person("kinone")
    me.go("/salon/gatherings/")
    me.look("集いの一覧")
    me.follow("夜のオンラインお茶会")
    me.look("集いのページ")
    me.press("参加する")
    me.main.get_by_role("button", name="参加を取りやめる").wait_for()
    me.look("参加することにしたところ")
    desk = walk.person("facilitator")
    desk.go("/salon/gatherings/new/")
    desk.choose("どこの集いですか", label="雑談")
    desk.fill("集いの名前", "干し柿をつくる会")
    desk.fill("日にち", (datetime.now(UTC) + timedelta(days=20)).date().isoformat())
    desk.fill("始まりの時刻", "14:00")
    desk.fill("終わりの時刻", "16:00")
    desk.fill("会場", "みなと会館2階")
    desk.fill("どんな集いですか", "柿をむいて、縁側に干します。")
    desk.look("集いを開く")
    desk.press("開く")
    desk.is_told("集いを開きました")
    desk.look("集いを開いたところ")
    address = desk.page.url
    desk.go(f"{address}cancel/")
    desk.main.locator("[name=because]").fill("雨の予報です。")
    desk.look("中止にするわけを書く")
    desk.press("中止にする")
    desk.is_told("中止にしました")
    desk.look("中止にしたところ")
    me.go("/salon/rooms/small-talk/")
    me.look("ルームに出た集いの知らせ")
