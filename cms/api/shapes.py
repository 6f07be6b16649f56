"""What the answers look like. Descriptions are shown to readers at /api/."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema


class WordShape(Schema):
    name: str = Field(description=_("名称"))
    slug: str = Field(description=_("しぼりこみに使う名前"))


class StoryShape(Schema):
    slug: str = Field(description=_("アドレスの中の名前"))
    title: str = Field(description=_("題"))
    summary: str = Field(description=_("ひとことで"))
    address: str = Field(description=_("ページのアドレス"))
    organisation: str = Field(description=_("団体の名前"))
    is_sample: bool = Field(description=_("見本かどうか"))
    published: datetime | None = Field(description=_("載せた日時"))
    changed: datetime | None = Field(description=_("最後に直した日時"))
    targets: list[WordShape] = Field(description=_("対象"))
    approaches: list[WordShape] = Field(description=_("取組の種類"))
    themes: list[WordShape] = Field(description=_("テーマ"))
    blocks: list[WordShape] = Field(description=_("ブロック"))
    prefectures: list[WordShape] = Field(description=_("都道府県"))


class CaseShape(StoryShape):
    is_composite: bool = Field(description=_("複数の事例を組み合わせた例かどうか"))
    tags: list[WordShape] = Field(description=_("タグ"))


class PartShape(Schema):
    kind: str = Field(description=_("部分の種類"))
    html: str = Field(description=_("ページに出ているとおりの HTML"))


class WholeCaseShape(CaseShape):
    parts: list[PartShape] = Field(description=_("本文"))


class OrganisationShape(Schema):
    code: str = Field(description=_("団体コード"))
    name: str = Field(description=_("団体名"))
    legal_form: str = Field(description=_("法人格"))
    address: str = Field(description=_("ページのアドレス"))
    is_sample: bool = Field(description=_("見本かどうか"))
    nationwide: bool = Field(description=_("全国で活動"))
    prefectures: list[WordShape] = Field(description=_("都道府県"))
    targets: list[WordShape] = Field(description=_("対象"))


class FactShape(Schema):
    name: str = Field(description=_("項目"))
    value: str = Field(description=_("内容"))


class WholePracticeShape(StoryShape):
    parts: list[FactShape] = Field(description=_("本文"))
    taken_up: list[str] = Field(description=_("この取組を取り入れた団体"))


class WholeOrganisationShape(OrganisationShape):
    summary: str = Field(description=_("紹介"))
    website: str = Field(description=_("ウェブサイト"))
    facts: list[FactShape] = Field(description=_("プロフィール"))


class ListShape(Schema):
    count: int = Field(description=_("見つかった数"))
    page: int = Field(description=_("何ページ目か"))
    pages: int = Field(description=_("全部で何ページか"))
    problems: list[str] = Field(description=_("使えなかった条件"))


class CasesShape(ListShape):
    items: list[CaseShape] = Field(description=_("事例"))


class PracticesShape(ListShape):
    items: list[StoryShape] = Field(description=_("取組カード"))


class OrganisationsShape(ListShape):
    items: list[OrganisationShape] = Field(description=_("団体"))


class FacetShape(Schema):
    parameter: str = Field(description=_("アドレスに書く名前"))
    name: str = Field(description=_("項目"))
    values: list[WordShape] = Field(description=_("選べる値"))


class NothingShape(Schema):
    detail: str = Field(description=_("見つからなかったこと"))
