"""What stands below a mail, and not only below this one: a signature, or the line of a telephone.

Between two lines people also write whom to call, links and agendas. So a block goes only where it names who sent the
mail and says how that person is reached.
"""

import re
import unicodedata
from dataclasses import dataclass

from members.mail import sheet

LINE_LENGTH = 300
SIGNATURE_LINES = 15

_DIVIDER = re.compile(r"\s*(?:--|([-_=*~#+/|・━─―‐ー＝＿＊☆★■□◆◇○●◎※♪彡]{1,3}\s?)\1{4,})\s*")
# Put below every mail by a telephone or a program
_LINK = r"(\s?<?https?://[^>\s]{1,200}>?)?"
_DEVICE = (
    r"(iphone|ipad|android|galaxy|xperia|aquos|arrows|pixel|windows|outlook|gmail|docomo|ドコモ|softbank|mac|surface"
    r"|スマートフォン|スマホ|携帯(電話)?|モバイル|icloud|spark|yahoo!?(メール|mail)|楽天メール|au ?メール)"
)
_TELEPHONE = re.compile(
    r"sent from (my |outlook|yahoo|mail|gmail|samsung|proton).{0,60}|get outlook for .{0,80}"
    r"|sent with \[?(proton ?mail|spark|tuta).{0,60}"
    rf"|(私の|自分の|マイ)?\s?{_DEVICE}[ a-z0-9.+_-]{{0,20}}(版?の?(メール|アプリ))?{_LINK}\s?(から|より)送信"
    r"(されました|しました|しています)?。?"
    r"|([a-z]{3,10} ?版 ?)?outlook( for [a-z]{2,10})?(\s?<?https://aka\.ms/[^>\s]{1,60}>?|\s?を?入手" + _LINK + ")"
    r"|[a-z]{3,10}(デバイス|端末|スマートフォン)から.{1,20}で送信しました。?(簡潔な文章で.{0,20})?",
    re.IGNORECASE,
)
_REACHED_AT = re.compile(
    r"(tel|℡|fax|phone|mobile|mail|url|電話|携帯|住所|メール|https?)\s*[:：/.)）]|〒|@[\w-]+\.|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}",
    re.IGNORECASE,
)
# What stands between lines too, but says something to the readers
_SAYS_SOMETHING = re.compile(
    r"日時|日程|会場|場所|参加費|定員|申込|申し込み|締切|〆切|開催|対象|[。！？!?]\s*$|(です|ます|ください)\s*$"
)
# Addresses there say nothing of whose they are
_EVERYBODYS = re.compile(
    r"(gmail|googlemail|icloud|me|mac|aol|gmx|zoho|yahoo|ymail|hotmail|outlook|live|msn|proton(mail)?|pm|docomo|ezweb|au"
    r"|softbank|vodafone|ymobile|rakuten|nifty|biglobe|so-net|ocn|plala|dti|eonet|zaq|jcom|excite|infoseek|goo"
    r"|[\w.-]+\.(ocn|plala|so-net|eonet|zaq|biglobe|nifty|softbank|dion|ezweb))\.(com|net|org|me|jp|(ne|co|or)\.jp)"
)
_LEGAL_FORM = re.compile(r"((認定)?(特定非営利活動|npo|一般社団|一般財団|公益社団|公益財団|社会福祉)法人)\s*")


@dataclass(frozen=True)
class Sender:
    """Who a mail is from, as a signature would say it. `shown`: the name that stands in From."""

    name: str = ""
    organisations: tuple[str, ...] = ()
    address: str = ""
    shown: str = ""

    @property
    def greeting(self) -> str:
        """As our mails to this person begin; nobody writes it to others."""
        return sheet.greeting(self.name) if self.name else ""

    def is_named(self, text: str) -> bool:
        """Not somebody with a longer name, and not `みなと` in `みなと祭り`."""
        text = _LEGAL_FORM.sub(" ", _plain(text))
        return any(re.search(rf"(?<!\w){name}(?!\w)", text) for name in self._names())

    def _names(self) -> list[str]:
        names = [self.name, self.address]
        family = self.name.split()[0] if self.name.split() else ""
        if family and family in self.shown:
            names.append(self.shown)
        patterns = [_pattern(name) for name in names]
        patterns += [f"{_pattern(_LEGAL_FORM.sub('', _plain(name)))}(事務局)?" for name in self.organisations]
        domain = self.address.rpartition("@")[2]
        if domain and not _EVERYBODYS.fullmatch(domain):
            patterns.append(rf"[\w.+-]{{1,64}}@{re.escape(domain)}")
        return [pattern for pattern in patterns if pattern and not pattern.startswith("(")]


NOBODY = Sender()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _pattern(name: str) -> str:
    """However the name is spaced."""
    return r"\s*".join(map(re.escape, "".join(_plain(name).split())))


def is_divider(line: str) -> bool:
    return len(line) <= LINE_LENGTH and bool(_DIVIDER.fullmatch(line))


def without_signature(lines: list[str], sender: Sender) -> list[str]:
    left = sum(bool(line.strip()) for line in lines)
    for at, line in enumerate(lines):
        left -= bool(line.strip())
        # Looked into only near the end, or a text of nothing but dividers would be read once for each
        if line == "-- " or (left <= SIGNATURE_LINES and is_divider(line) and _is_signature(lines[at + 1 :], sender)):
            lines = lines[:at]
            break
    while lines and (not lines[-1].strip() or (len(lines[-1]) < 150 and _TELEPHONE.fullmatch(lines[-1].strip()))):
        lines.pop()
    return lines


def _is_signature(rest: list[str], sender: Sender) -> bool:
    """Short, no sentence in it, and it says whose it is and how one is reached."""
    said = [line[:LINE_LENGTH] for line in rest if line.strip()]
    if len(said) > SIGNATURE_LINES or any(map(_SAYS_SOMETHING.search, said)) or not sender.is_named("\n".join(said)):
        return False
    ends = [number for number, line in enumerate(said) if is_divider(line)]
    last = said[ends[-1] + 1 :] if ends else said
    return any(map(_REACHED_AT.search, last or said))
