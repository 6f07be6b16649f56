import pytest

from salon.replies.charsets import GETA, decode

pytestmark = pytest.mark.once
TEXT = "会場は①番、㈱みなとの2階です"
PLAIN = "ありがとうございます。参加します。"


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        (TEXT.encode("cp932"), "Shift_JIS", TEXT),
        (TEXT.encode("cp932"), "", TEXT),
        (TEXT.encode("cp932"), "us-ascii", TEXT),
        (TEXT.encode(), "iso-8859-1", TEXT),
        (TEXT.encode("utf-8-sig"), "UTF-8", TEXT),
        ("普通の文です。カタカナも".encode("euc_jp"), "", "普通の文です。カタカナも"),
        (b"\xad\xa1\xad\xea", "EUC-JP", "①㈱"),
        (b"\x1b$B-!-j\x1b(B OK", "ISO-2022-JP", "①㈱ OK"),
        (b"\x1b$B$3$s\nabc", "iso-2022-jp", "こん\nabc"),
        (b"\x1b(I1\x1b(B", "iso-2022-jp", "ｱ"),
        (b"\x0e1\x0f!", "cp50222", "ｱ!"),
        (b"\xb1", "iso-2022-jp", "ｱ"),
        (b"\x1b$(D0!\x1b(B", "iso-2022-jp-ms", "丂"),
        (b"\xf8\x9f", "Shift_JIS", GETA),
        ("Até amanhã, na reunião".encode("latin-1"), "ISO-8859-1", "Até amanhã, na reunião"),
        (b"\xff\xfe\xff", "utf-8", GETA * 3),
        # Labels that are wrong, and bytes that could be read by them
        (PLAIN.encode("iso2022_jp"), "utf-8", PLAIN),
        (PLAIN.encode("iso2022_jp"), "Shift_JIS", PLAIN),
        (PLAIN.encode("iso2022_jp"), "EUC-JP", PLAIN),
        (PLAIN.encode(), "ISO-2022-JP", PLAIN),
        (PLAIN.encode("euc_jp"), "ISO-2022-JP", PLAIN),
        (PLAIN.encode("cp932"), "ISO-2022-JP", PLAIN),
        (PLAIN.encode("euc_jp"), "Shift_JIS", PLAIN),
        ("ﾐﾅﾄ､ｴｷ､ｱｵ､ﾔﾏ".encode("cp932"), "Shift_JIS", "ﾐﾅﾄ､ｴｷ､ｱｵ､ﾔﾏ"),
        (f"https://minato.example/{'a' * 99} 会場".encode("cp932"), "utf-8", f"https://minato.example/{'a' * 99} 会場"),
        # A byte that should not be there, or is no longer
        (PLAIN.encode("cp932") + b"\x85\x40", "Shift_JIS", f"{PLAIN}\ufffd@"),
        (PLAIN.encode("cp932") + b"\x83", "Shift_JIS", f"{PLAIN}\ufffd"),
        (PLAIN.encode("euc_jp") + b"\xa4", "EUC-JP", f"{PLAIN}\ufffd"),
        (PLAIN.encode()[:-1], "utf-8", f"{PLAIN[:-1]}\ufffd"),
        ("楽しみ".encode() + b"\xed\xa0\xbd\xed\xb8\x80" + "です".encode(), "utf-8", "楽しみ😀です"),
        # Rare labels
        (PLAIN.encode("utf-16-le"), "utf-16le", PLAIN),
        (PLAIN.encode("utf-16-be"), "UTF-16BE", PLAIN),
        ("Dziękuję".encode("cp1250"), "windows-1250", "Dziękuję"),
        ("Dziękuję".encode("iso8859-2"), "iso-8859-2", "Dziękuję"),
        ("Спасибо".encode("koi8-r"), "koi8-r", "Спасибо"),
        ("ขอบคุณ".encode("cp874"), "tis-620", "ขอบคุณ"),
    ],
)
def test_bytes_become_what_was_typed(raw, label, text):
    assert decode(raw, label) == text


@pytest.mark.parametrize("label", ["zip", "rot13", "unicode_escape", "idna", "x" * 1000, "\x00"])
def test_a_label_that_is_no_charset_is_as_good_as_none(label):
    assert decode(rb"\u3042", label) == r"\u3042"


def test_every_sign_of_the_standard_is_read():
    for row in range(0x21, 0x75):
        raw = b"\x1b$B" + b"".join(bytes((row, cell)) for cell in range(0x21, 0x7F)) + b"\x1b(B"
        known = raw.decode("iso2022_jp", "ignore")
        assert len(set(known) - set(decode(raw, "iso-2022-jp"))) < 8  # 〜 and a few others have two numbers
