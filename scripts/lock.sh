#!/usr/bin/env bash
# Turns requirements/*.in into *.txt with exact versions and hashes. What is locked stays as it is, unless told:
#   scripts/lock.sh --upgrade                  everything to the newest that the .in files allow
#   scripts/lock.sh --upgrade-package django   this one
set -euo pipefail
cd "$(dirname "$0")/.."

# The system's certificates, as in scripts/venv.sh.
export UV_SYSTEM_CERTS=1

compile() {
    # --universal, because Debian 12 has 3.11.2 and others 3.11.9 or 3.12, and some packages care; "fewest" keeps one
    # version of a package for all of them, so that everybody runs what was tested. Never an index address: they
    # belong to the machine.
    .venv/bin/python -m uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$@"
}

compile "$@" requirements/uv.in -o requirements/uv.txt
compile "$@" requirements/runtime.in -o requirements/runtime.txt
# The same versions in both sets, so that installing one on top of the other changes nothing.
compile "$@" -c requirements/runtime.txt requirements/dev.in -o requirements/dev.txt

# The environments that pyproject.toml names are a condition of every line; said once there, it need not stand here.
everywhere="platform_python_implementation == 'CPython' and sys_platform != 'win32'"
sed -i.bak -e "s/ ; $everywhere//" -e "s/ and $everywhere//" requirements/*.txt
rm -f requirements/*.txt.bak
