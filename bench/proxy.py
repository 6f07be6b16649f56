"""nginx in front, as docs/operations.md ships it, but for TLS; and the same bytes as a file."""

import re
import shutil
import tempfile
from pathlib import Path

from bench.servers import Measured
from tests.browser.product import ROOT, free_port

# One worker, as everything that is measured here has one core
AROUND = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    {temporary}
    {shipped}
}}
"""


def shipped() -> str:
    """The configuration of the document."""
    text = (ROOT / "docs" / "operations.md").read_text()
    return re.search(r"^nginx:\n\n```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1]


def nginx(core: int | None, upstream: int, page: str, whole: bytes) -> Measured | None:
    """Answers `page` from the process at port `upstream`, and the same bytes at /as-a-file; None where it is missing."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        return None
    folder = Path(tempfile.mkdtemp(prefix="bench-nginx-"))
    # Its worker has an account of its own
    folder.chmod(0o755)
    (folder / "as-a-file.html").write_bytes(whole)
    as_a_file = f"location = /as-a-file {{ root {folder}; try_files /as-a-file.html =404; }}"
    text = shipped()
    for pattern, replacement in (
        (r"server 127\.0\.0\.1:8001.*\n", ""),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{upstream}"),
        (r"listen 80;", "listen 127.0.0.1:SIDE;"),
        (r"listen 443 ssl;", "listen 127.0.0.1:PORT default_server;"),
        (r"/var/cache/nginx/tsunagari", f"{folder}/cache"),
        # Ours speaks to 127.0.0.1 here, and without TLS
        (r"X-Forwarded-Proto https", "X-Forwarded-Proto http"),
        (r"location / \{", f"{as_a_file}\n    location / {{"),
    ):
        text, number = re.subn(pattern, replacement, text)
        if not number:
            raise RuntimeError(f"docs/operations.md has no {pattern} any more")
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    port, side = free_port(), free_port()
    text = AROUND.format(folder=folder, temporary=temporary, shipped=text)
    (folder / "nginx.conf").write_text(text.replace("PORT", str(port)).replace("SIDE", str(side)))
    return Measured([program, "-p", folder, "-c", folder / "nginx.conf"], core, port=port).wait()
