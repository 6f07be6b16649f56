#!/usr/bin/env bash
# Makes .venv and installs a locked set of packages into it: scripts/venv.sh runtime|dev
#
# Needs only a Python and its venv module. The copy of the lock file that it leaves in .venv is what tells the next
# call that there is nothing to do: content is compared, not times, because a fresh clone makes every file new.
# It only ever adds: `make run` after `make test` keeps the development tools.
set -euo pipefail
cd "$(dirname "$0")/.."

set_name="${1:?runtime or dev}"
lock="requirements/$set_name.txt"
installed=".venv/locked-$set_name.txt"
venv_python=.venv/bin/python

say() { printf '==> %s\n' "$*"; }
stop() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    local candidate found=""
    # 3.11 is what we test with, so it comes before whatever "python3" may be. The system's comes first: distributions
    # build it with a profile of what programs do, which pyenv does not, and everything here is much quicker by that.
    for candidate in ${PYTHON:-} /usr/bin/python3.11 python3.11 python3.12 python3.13 python3; do
        if new_enough "$candidate"; then
            if [ "$candidate" = "${PYTHON:-}" ] || makes_venvs "$candidate"; then
                found="$candidate"
                break
            fi
            found="${found:-$candidate}"
        fi
    done
    if [ -n "$found" ]; then
        command -v "$found"
        return
    fi
    if command -v python3 >/dev/null; then
        stop "Python 3.11 or newer is needed, but python3 here is $(python3 -V 2>&1 | sed 's/^Python //')." \
            "On Debian 12 or newer: apt-get install python3 python3-venv. Or name one: make run PYTHON=/path/to/python3.11"
    fi
    stop "Python 3.11 or newer is needed, and there is no python3 here." \
        "On Debian: apt-get install python3 python3-venv"
}

make_venv() {
    local python version
    python="$(find_python)"
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    # Debian keeps ensurepip in a package of its own; without it `-m venv` leaves half an environment behind.
    makes_venvs "$python" ||
        stop "$python (Python $version) has no venv module. On Debian: apt-get install python3-venv" \
            "(or python$version-venv), then the same command again."
    say "Making .venv with $python (Python $version)"
    "$python" -m venv --clear .venv
}

usable() { new_enough "$venv_python" && "$venv_python" -m pip --version >/dev/null 2>&1; }

install_uv() {
    # An unpacked wheel or nothing: building uv from source would need a Rust compiler.
    "$venv_python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        -r requirements/uv.txt
}

install_set() {
    local before=$SECONDS count
    count="$(grep -c '^[a-zA-Z0-9]' "$lock")"
    say "Installing uv, the quick installer (requirements/uv.txt)"
    if install_uv; then
        say "Installing $count locked packages ($lock) with uv"
        # The system's certificates too: many offices look into TLS with an authority of their own.
        # Compiled here, on all cores at once, and not again by each process that starts first.
        if UV_SYSTEM_CERTS=1 "$venv_python" -m uv --no-progress pip install --quiet --require-hashes --compile-bytecode \
            --python "$venv_python" -r "$lock"; then
            say "Installed in $((SECONDS - before)) s"
            return
        fi
        say "uv could not do it, pip tries the same now"
    else
        say "uv is not to be had here, pip does it (about a minute)"
    fi
    "$venv_python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
        stop "the packages could not be installed; the lines above say why. Is the package index reachable from here?"
    say "Installed in $((SECONDS - before)) s"
}

if cmp -s "$lock" "$installed" && new_enough "$venv_python"; then
    exit 0
fi
usable || make_venv
install_set
cp "$lock" "$installed"
# The development set holds the runtime set in the same versions.
[ "$set_name" = runtime ] || cp requirements/runtime.txt .venv/locked-runtime.txt
