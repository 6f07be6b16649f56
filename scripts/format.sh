#!/usr/bin/env bash
# Brings code and templates into form; with --check it only looks at the templates (ruff has a check of its own).
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" != --check ]; then
    .venv/bin/python -m ruff check --quiet --fix .
    .venv/bin/python -m ruff format --quiet .
fi
# Tracked or about to be: not what lies in .venv. Vendored templates would keep their own form, there are none.
git ls-files -z --cached --others --exclude-standard -- '*templates/*.html' ':!templates/jinja' |
    while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done |
    xargs -0 -r .venv/bin/djade --target-version 5.2 "$@" ||
    { [ "${1:-}" != --check ] || echo "Templates are not in form, mended by: make format" >&2; exit 1; }
