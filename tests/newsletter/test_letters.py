"""An issue as mail: everything readable in plain text too, whole addresses, nothing that is not public."""

import re

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from members.mail import stopping
from newsletter.letters import letter_of
from tests.factories.newsletter import case, issue

pytestmark = pytest.mark.django_db
STOP = "https://stop.example/mail/stop/1/"


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://tsunagari.example"
    return settings.SITE_URL


@pytest.fixture
def image(settings, tmp_path):
    from wagtail.images import get_image_model

    settings.MEDIA_ROOT = tmp_path
    return get_image_model().objects.create(title="写真", file=get_test_image_file())


def everything(image):
    return [
        (
            "secretariat",
            {
                "heading": "事務局の見出し",
                "text": "くわしくはhttps://a.example/x?y=1&z=2をご覧ください。",
                "who": "文月",
            },
        ),
        (
            "visit",
            {
                "heading": "訪問の見出し",
                "place": "大阪",
                "text": "一段落目\n\n二段落目",
                "picture": [{"image": image, "alt": "縁側の写真", "caption": "夏の縁側"}],
            },
        ),
        ("cases", {"rows": [{"case": Page.objects.get(pk=case("食堂の事例").pk), "text": ""}]}),
        (
            "events",
            {
                "rows": [
                    {
                        "heading": "相談会",
                        "organisation": "食堂",
                        "when": "土曜",
                        "text": "話します",
                        "link": "https://e.example/",
                    }
                ]
            },
        ),
        ("calls", {"rows": [{"heading": "道具の募集", "deadline": "月末", "text": "さびていても可", "link": ""}]}),
        ("picture", {"image": image, "alt": "工房の写真", "caption": ""}),
    ]


def test_every_section_is_in_both_forms(site, image):
    mail = letter_of(issue(body=everything(image)), STOP)
    for words in (
        "事務局の見出し", "文月", "訪問の見出し", "大阪", "二段落目", "縁側の写真", "夏の縁側", "食堂の事例",
        "食堂の事例のひとこと", "相談会", "土曜", "道具の募集", "月末", "工房の写真", "はじめの文1", "第1号",
    ):  # fmt: skip
        assert words in mail.text
        assert words in mail.html


def test_addresses_are_written_out_and_whole(site, image):
    mail = letter_of(issue(body=everything(image)), STOP)
    page = f"{site}/newsletter/issue-1/"
    for address in (page, f"{site}/cases/", "https://e.example/", STOP):
        assert address in mail.text
        assert address in mail.html
    for address in re.findall(r'(?:href|src)="([^"]*)"', mail.html):
        assert address.startswith("https://")


def test_an_address_ends_where_japanese_goes_on(image):
    mail = letter_of(issue(body=everything(image)), STOP)
    assert '<a href="https://a.example/x?y=1&amp;z=2">' in mail.html
    assert "をご覧ください" in mail.html


def test_plain_text_is_plain(image):
    text = letter_of(issue(title="A & B <c>", body=everything(image)), STOP).text
    assert "A & B <c>" in text
    assert "&amp;" not in text
    assert "<p>" not in text
    assert "\n\n\n" not in text
    assert max(len(line) for line in text.splitlines() if "://" not in line) < 400


def test_what_an_editor_types_is_no_markup():
    body = [
        (
            "secretariat",
            {"heading": "<script>x</script>", "text": '<img src=x onerror="y"> https://a.example/"><b>', "who": ""},
        )
    ]
    html = letter_of(issue(title="<b>題</b>", lead="<i>文</i>", body=body), STOP).html
    for markup in ("<script", "<img src=x", "<b>", "<i>"):
        assert markup not in html


def test_the_mail_can_be_read_without_glasses_and_without_pictures(image):
    html = letter_of(issue(body=everything(image)), STOP).html
    assert min(int(size) for size in re.findall(r"font-size:(\d+)px", html)) >= 16
    assert all(' alt="' in tag for tag in re.findall(r"<img[^>]*>", html))
    assert 'lang="ja"' in html
    assert "prefers-color-scheme: dark" in html


def test_a_case_that_is_not_public_stays_out():
    hidden, locked, open_one = case("下書きの事例", live=False), case("会員だけの事例"), case("みんなの事例")
    PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.LOGIN)
    rows = [{"case": Page.objects.get(pk=one.pk), "text": ""} for one in (hidden, locked, open_one)]
    mail = letter_of(issue(body=[("cases", {"rows": rows})]), STOP)
    for text in (mail.text, mail.html):
        assert "みんなの事例" in text
        assert "下書きの事例" not in text
        assert "会員だけの事例" not in text


def test_a_picture_whose_file_is_lost_stops_nothing(image):
    image.file.storage.delete(image.file.name)
    mail = letter_of(issue(body=everything(image)), STOP)
    assert "道具の募集" in mail.html


def test_a_sample_says_so():
    assert "これは見本です" in letter_of(issue(is_sample=True), STOP).text
    assert "これは見本です" not in letter_of(issue(2), STOP).text


def test_an_empty_issue_is_still_a_letter():
    mail = letter_of(issue(), stopping.address(stopping.PLACEHOLDER))
    assert "はじめの文1" in mail.text
    assert str(stopping.PLACEHOLDER) in mail.text
