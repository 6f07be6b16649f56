#!/usr/bin/env bash
# What `make check` looks at. Stops at the first fault; `make format` mends those of form.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

say() { printf '==> %s\n' "$*"; }

# Looking at the code must not touch the data of a product that is running here, nor leave anything behind.
DATA_DIR="$(mktemp -d)"
trap 'rm -rf "$DATA_DIR"' EXIT
export DATA_DIR DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=config.settings.test
unset REDIS_URL

say "Form of the code (ruff), of the templates (djade)"
$python -m ruff check --quiet .
$python -m ruff format --check --quiet . || { echo "Not in form, mended by: make format" >&2; exit 1; }
scripts/format.sh --check

say "Order of imports (import-linter)"
.venv/bin/lint-imports --no-logo

say "Types (mypy)"
$python -m mypy

say "Migrations, settings, production settings (Django)"
$python -W error::RuntimeWarning manage.py makemigrations --check --dry-run
$python manage.py check --fail-level WARNING
DJANGO_SETTINGS_MODULE=config.settings.production \
    SECRET_KEY="$($python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=tsunagari.example SITE_URL=https://tsunagari.example EMAIL_URL=smtp://127.0.0.1:25 \
    $python manage.py check --deploy --fail-level WARNING

if command -v msgfmt >/dev/null; then
    say "Compiled catalogues (msgfmt)"
    $python scripts/catalogues.py
fi
