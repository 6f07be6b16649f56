"""The page that shows all walks: plain HTML beside the pictures, to be opened or copied anywhere."""

from html import escape
from pathlib import Path

from scripts.walks.flow import FLOWS
from scripts.walks.walk import WAYS, Told

STYLE = """
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; font: 1.05rem/1.7 sans-serif; color: #20252e; background: #faf9f5; }
table { border-collapse: collapse; } th, td { padding: .3rem 1rem; border: 1px solid #d5d8d8; text-align: start; }
section { margin-block: 3rem; } summary { cursor: pointer; min-height: 2.75rem; align-content: center; font-weight: bold; }
ol { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; counter-reset: n; }
li { width: 15rem; } .desk li { width: 24rem; }
img { width: 100%; max-height: 30rem; object-fit: cover; object-position: top; border: 1px solid #767d86; }
video { width: 20rem; max-width: 100%; border: 1px solid #767d86; } .desk video { width: 40rem; }
.wrong { color: #a8201f; white-space: pre-wrap; overflow-wrap: anywhere; }
"""


def write(folder: Path, told: list[Told], filmed: bool) -> Path:
    by_flow = {(one.flow, one.way): one for one in told}
    flows = [flow for flow in FLOWS if any(one.flow == flow.name for one in told)]
    rows = "".join(_row(flow, by_flow) for flow in flows)
    parts = "".join(_section(flow, by_flow) for flow in flows)
    heads = "".join(f"<th>{way.title}</th>" for way in WAYS)
    note = "" if filmed else "<p>このコンピューターにはffmpegがないので、動画はありません。</p>"
    place = folder / "index.html"
    place.write_text(
        f"""<!doctype html>
<html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>つながりを歩く</title><style>{STYLE}</style>
<h1>つながりを歩く</h1>
<p>サロンの使い方をひとつずつ、実際の画面で歩いた記録です。絵を押すと、大きく見られます。</p>{note}
<table><thead><tr><th>使い方</th>{heads}</tr></thead><tbody>{rows}</tbody></table>
{parts}</html>
""",
        encoding="utf-8",
    )
    return place


def _row(flow, told) -> str:
    cells = (_cell(flow, told.get((flow.name, way.name)), way.name) for way in WAYS)
    return f'<tr><th><a href="#{flow.name}">{escape(flow.title)}</a></th>{"".join(cells)}</tr>'


def _cell(flow, one: Told | None, way: str) -> str:
    if one is None:
        return "<td>—</td>"
    words = '<strong class="wrong">！ 直すところがあります</strong>' if one.wrong else "着きました"
    return f'<td><a href="#{flow.name}-{way}">{words}（{len(one.pictures)}枚）</a></td>'


def _section(flow, told) -> str:
    walked = [(way, told[flow.name, way.name]) for way in WAYS if (flow.name, way.name) in told]
    return f'<section id="{flow.name}"><h2>{escape(flow.title)}</h2>{"".join(_walk(flow, *one) for one in walked)}</section>'


def _walk(flow, way, one: Told) -> str:
    wrong = "".join(f'<p class="wrong">{escape(line)}</p>' for line in one.wrong)
    pictures = "".join(
        f'<li><a href="{path}"><img src="{path}" alt="" loading="lazy"></a>{number}. {escape(words)}</li>'
        for number, (words, path) in enumerate(one.pictures, start=1)
    )
    films = "".join(
        f'<video src="{path}" controls preload="none" title="{escape(name)}"></video> ' for name, path in one.films
    )
    kind = "desk" if way.name.startswith("desk") else "phone"
    return (
        f'<details class="{kind}" id="{flow.name}-{way.name}" open><summary>{way.title}</summary>'
        f"{wrong}<p>{films}</p><ol>{pictures}</ol></details>"
    )
