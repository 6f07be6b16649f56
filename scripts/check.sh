#!/usr/bin/env bash
# What `make check` looks at. Goes on after a fault, so that one run names them all; `make format` mends those of form.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
faults=()

check() {
    local subject="$1"
    shift
    printf '==> %s\n' "$subject"
    "$@" || faults+=("$subject")
}

# Looking at the code must not touch the data of a product that is running here, nor leave anything behind.
DATA_DIR="$(mktemp -d)"
trap 'rm -rf "$DATA_DIR"' EXIT
export DATA_DIR DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=config.settings.test
unset REDIS_URL

production_settings() {
    DJANGO_SETTINGS_MODULE=config.settings.production \
        SECRET_KEY="$($python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        ALLOWED_HOSTS=tsunagari.example SITE_URL=https://tsunagari.example EMAIL_URL=smtp://127.0.0.1:25 \
        $python manage.py check --deploy --fail-level WARNING
}

check "Code (ruff)" $python -m ruff check --quiet .
check "Form of the code (ruff format)" $python -m ruff format --check --quiet .
check "Form of the templates (djade)" scripts/format.sh --check
check "Order of imports (import-linter)" .venv/bin/lint-imports --no-logo
check "Types (mypy)" $python -m mypy
check "Migrations (makemigrations --check)" $python manage.py makemigrations --check --dry-run
check "Settings (check)" $python manage.py check --fail-level WARNING
check "Production settings (check --deploy)" production_settings
if command -v msgfmt >/dev/null; then
    check "Compiled catalogues (msgfmt)" $python scripts/catalogues.py
fi

if [ ${#faults[@]} -gt 0 ]; then
    printf 'Not in order: %s\n' "${faults[@]}" >&2
    exit 1
fi
