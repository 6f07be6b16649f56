"""Our own mails, quoted as HTML by the programs that members answer with: what stays is what was written."""

import pytest

from members.mail import sheet
from salon.replies.reading import read
from salon.replies.signatures import Sender
from salon.rooms.text import text_html

SAID = "会場は**中央公民館**でどうでしょう。\n\n- 駅から5分\n- 段差なし\n\n> 前の人の文\nご意見をお聞かせください。"
WRITTEN = "中央公民館がよいと思います。\n13時からなら、うかがえます。"
TYPED = "<div>中央公民館がよいと思います。</div><div>13時からなら、うかがえます。</div>"
STOP = "https://tsunagari.example/mail/stop/7a1f4a0e-6f0f-4b46-a2f5-0d7b6c2a1a11/"
ADDRESS = "https://tsunagari.example/salon/notices/1/"


def ours() -> str:
    """What stands between <body> and </body>."""
    parts = [
        sheet.words(sheet.greeting("港 ひかり")),
        sheet.said(SAID, text_html(SAID)),
        sheet.button(f"サロンで読む：{ADDRESS}", "この話題をひらく", ADDRESS),
        sheet.title("■ 題", "題"),
        sheet.words("このメールに返信すると、この話題への書きこみになり、ルームの全員が読みます。"),
    ]
    html = sheet.html_of("題", parts, STOP)
    return html[html.index("<style>") : html.index("</style>") + 8] + html[html.index("<table") : html.index("</body>")]


FROM = "つながり事務局 &lt;info@tsunagari.example&gt;"
PROGRAMS = {
    "gmail": '<div dir="ltr">{typed}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    "2026年11月22日(日) 21:15 {sender}:<br></div>"
    '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
    "{ours}</blockquote></div>",
    "iphone": '<html><body dir="auto">{typed}<br><div dir="ltr"><br>iPhoneから送信</div><div dir="ltr"><br>'
    '<blockquote type="cite">2026/11/22 21:15、{sender}のメール:<br><br></blockquote></div>'
    '<blockquote type="cite"><div dir="ltr">\ufeff{ours}</div></blockquote></body></html>',
    "outlook": '<html><body lang="JA"><div class="WordSection1"><p class="MsoNormal">中央公民館がよいと思います。</p>'
    '<p class="MsoNormal">13時からなら、うかがえます。</p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm 0mm"><p class="MsoNormal"><b>From:</b> {sender}'
    "<br><b>Sent:</b> Sunday, November 22, 2026 9:15 PM<br><b>To:</b> hikari@minato.example<br><b>Subject:</b> 題</p></div></div>"
    "{ours}</div></body></html>",
    "outlook_on_the_web": '<div class="elementToProof">中央公民館がよいと思います。</div><div class="elementToProof">13時からなら、うかがえます。</div>'
    '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
    '<div id="divRplyFwdMsg" dir="ltr"><b>差出人:</b> {sender}<br><b>送信日時:</b> 2026年11月22日 21:15<br><b>件名:</b> 題</div>{ours}',
    "thunderbird": '<body>{typed}<div class="moz-cite-prefix">2026/11/22 21:15、{sender} のメール:<br></div>'
    '<blockquote type="cite" cite="mid:1@x">{ours}</blockquote></body>',
    "yahoo": '{typed}<div class="yahoo_quoted"><div>2026年11月22日 日曜日 21:15:00 JST、{sender}のメール:</div>{ours}</div>',
    "docomo": "<html><body>{typed}<div><br>-----元のメッセージ-----<br>From:info@tsunagari.example<br>Sub:題</div>{ours}</body></html>",
    "au": "<html><body>{typed}<br>2026年11月22日(日) 21:15 {sender}:<br><blockquote>{ours}</blockquote></body></html>",
    "nothing_marked": "<html><body>{typed}<br>{ours}</body></html>",
    "softbank": "<html><body>{typed}<br>----- Original Message -----<br>From: {sender}<br>To: hikari@minato.example<br>"
    "Subject: 題<br><br>{ours}</body></html>",
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_was_written_above_our_mail_stays_and_nothing_of_ours(program):
    html = PROGRAMS[program].format(typed=TYPED, sender=FROM, ours=ours())
    head = "From: hikari@minato.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    assert read((head + html).encode(), sender=Sender("港 ひかり")).words == WRITTEN


def test_what_somebody_typed_is_text_and_no_markup():
    said = '<img src="https://evil.example/x.png"><script>x</script>'
    html = sheet.html_of("題 <b>", [sheet.said(said, text_html(said)), sheet.title("", said), sheet.words(said)], STOP)
    assert "<img" not in html
    assert "<script" not in html
    assert "題 <b>" not in html


def test_nothing_is_fetched_to_show_a_mail():
    html = ours()
    assert "src=" not in html
    assert "url(" not in html
    assert "@import" not in html
