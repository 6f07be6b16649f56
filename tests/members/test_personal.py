"""What a machine can recognise as personal data is asked to be taken out; what only looks like it is let through."""

import pytest

from members.personal import find, find_in_name, found_in, of_one_person

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        "090-1234-5678まで",
        "０９０ー１２３４ー５６７８",
        "電話は0312345678です",
        "(03) 1234-5678",
        "+81 90 1234 5678",
        "03 1234 5678",
        "090 - 1234 - 5678",
        "090の1234の5678",
        "090.1234.5678",
        "03・1234・5678",
        "090\u200b1234\u200b5678",
    ],
)
def test_telephone_numbers(text):
    assert found_in(text) == ["電話番号"]


@pytest.mark.parametrize(
    "text",
    [
        "hanako@example.jpへ",
        "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "taro.yamada+a@mail.example.co.jp",
        "taro @ example.jp",
        "連絡はtaro@example.jp",
    ],
)
def test_mail_addresses(text):
    assert found_in(text) == ["メールアドレス"]


@pytest.mark.parametrize(
    "text",
    [
        "昭和23年4月5日生まれの方",
        "1948/4/5生",
        "生年月日：S23.4.5",
        "平成元年1月8日生",
        "昭和23年4月5日にお生まれ",
        "1899年1月2日生の方",
    ],
)
def test_days_of_birth(text):
    assert found_in(text) == ["生年月日"]


@pytest.mark.parametrize(
    "text",
    [
        "2026年12月5日に集まります",
        "令和7年度の報告書",
        "1998年4月1日に設立しました",
        "毎月10〜20キロ、2026-12-05まで",
        "週に4日、13:00-16:00",
        "https://example.org/2026/12/05/",
        "寄付は100,000円でした",
        "法人番号 1234567890123",
        "参加者は0人でした",
        "@みんな",
        "1998年4月1日誕生",
        "1998年4月1日に生まれた団体です",
        "2026年12月5日生放送",
        "誕生日会は2026年12月5日",
        "2026/12/05 10:00",
        "05/10/2026",
        "0.1234567890",
        "080円",
        "@港.のひと",
    ],
)
def test_dates_of_gatherings_amounts_and_links_are_no_personal_data(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "key",
    [
        f"reply+{'a2' * 24}@salon.example",
        "https://salon.example/mail/stop/0b8f2c1e-8d53-4d0a-9b53-2f4e6f0f7a11/",
        "https://salon.example/signin/link/MQ/d2abc-0123456789abcdef/",
        "https://salon.example/invitations/Mw:1abc:xyz/",
        "https://salon.example/me/address/confirm/Mw:1abc:xyz/",
    ],
)
def test_keys_that_our_mails_carry_for_one_person(key):
    assert of_one_person(find(f"このメールが来ました {key}"))
    assert not found_in("https://salon.example/signin/ からどうぞ")


def test_the_number_that_the_state_gives():
    assert found_in("マイナンバーは1234 5678 9012です") == found_in("個人番号：123456789012") == ["マイナンバー"]
    assert found_in("マイナンバーカードの説明会") == []


def test_all_kinds_are_named_at_once():
    assert found_in("090-1234-5678 a@example.jp 昭和23年4月5日生") == ["電話番号", "メールアドレス", "生年月日"]


def test_a_very_long_text_is_read_quickly_enough_to_answer():
    assert found_in("0" * 100_000 + "-" * 100_000 + "年1月" * 10_000 + "a" * 100_000) == []


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("PXL_20231105_093012345.jpg", False),
        ("IMG_20231105_090123.jpg", False),
        ("20231105_09012345678.txt", True),
        ("20231105_090-1234-5678.txt", True),
        ("06-1234-5678.txt", True),
    ],
)
def test_the_moment_that_a_camera_writes_into_a_name_is_no_telephone_number(name, is_found):
    assert bool(find_in_name(name)) == is_found
