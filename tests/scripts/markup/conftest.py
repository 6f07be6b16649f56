"""Pages with faults that were put into them."""

import pytest

from scripts.markup.kept import Kept

GOOD = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/css/base.css"></head>
<body><main id="main"><h1>題</h1>HERE</main></body></html>"""


@pytest.fixture
def page(tmp_path):
    """page("name", "<p>…</p>"): a kept page with this in it; with `whole=False` a piece."""

    def keep(name, html, whole=True):
        path = tmp_path / f"{name}-gw0-1.html"
        path.write_text(GOOD.replace("HERE", html) if whole else html)
        return Kept(path)

    return keep
