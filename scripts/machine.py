"""What the tests and the walks need of the machine beyond Python: a browser, two servers, and what makes films.

    scripts/machine.py install GROUP …      installs what is missing, where Debian's packages are to be had
    scripts/machine.py with GROUP COMMAND   runs COMMAND, or says in a sentence which tests are left out and why

Only the standard library, because it may run before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


def chromium():
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def japanese_fonts():
    # Without fontconfig's own tool nobody can say; a desktop without it (macOS) brings its own fonts.
    if not shutil.which("fc-list"):
        return not shutil.which("dpkg") or any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout.strip())


def postgres_binary(name):
    """Debian keeps the servers' programs out of PATH, one folder a version: the newest."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(folders, key=lambda folder: int(folder.parent.name.split(".")[0]), reverse=True)
    return shutil.which(name, path=os.pathsep.join(map(str, newest))) or shutil.which(name)


def postgres_server():
    return postgres_binary("initdb") and postgres_binary("postgres")


def redis_server():
    return shutil.which("redis-server") or shutil.which("valkey-server")


@dataclass
class Need:
    name: str
    package: str
    found: object


@dataclass
class Group:
    tests: str
    needs: list


GROUPS = {
    "browser": Group(
        "the browser tests (tests/browser)",
        [Need("Chromium", "chromium", chromium), Need("a Japanese font", "fonts-noto-cjk", japanese_fonts)],
    ),
    "markup": Group(
        "the look at every page (make markup)",
        [
            Need("Chromium", "chromium", chromium),
            Need("a Japanese font", "fonts-noto-cjk", japanese_fonts),
            Need("Java", "default-jre-headless", lambda: shutil.which("java")),
        ],
    ),
    "services": Group(
        "the tests on PostgreSQL with Redis",
        [
            Need("a PostgreSQL server", "postgresql", postgres_server),
            Need("a Redis server", "redis-server", redis_server),
        ],
    ),
    "pages": Group(
        "parts of the bench of the pages",
        [
            Need("wrk", "wrk", lambda: shutil.which("wrk")),
            Need("nginx", "nginx-light", lambda: shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")),
        ],
    ),
    "films": Group("the films of the walks", [Need("ffmpeg", "ffmpeg", lambda: shutil.which("ffmpeg"))]),
}


def missing(group):
    return [need for need in group.needs if not need.found()]


def left_out(group):
    lacking = missing(group)
    names = " and ".join(need.name for need in lacking)
    packages = " ".join(need.package for need in lacking)
    return f"Left out: {group.tests}, because {names} is missing here (Debian: apt-get install {packages})."


def apt():
    """The command to install with, or None: only Debian's family, and only where no password has to be typed."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def install(groups):
    packages = [need.package for group in groups for need in missing(group)]
    command = apt()
    if packages and command:
        print(f"==> Installing for the tests: {' '.join(packages)} (apt-get)", flush=True)
        patient = ["-o", "DPkg::Lock::Timeout=120", "--quiet", "--quiet"]
        # An update that fails for one of many sources is no reason to stop: the packages may be there all the same.
        subprocess.run([*command, *patient, "update"], check=False)
        subprocess.run(
            [*command, *patient, "install", "--yes", "--no-install-recommends", *packages],
            stdout=subprocess.DEVNULL,
            check=False,
        )
    for group in groups:
        if missing(group):
            print(f"==> {left_out(group)}", flush=True)


def run_with(group, command):
    if missing(group):
        print(f"==> {left_out(group)}", flush=True)
        # In CI nobody reads the sentence, and a pass that did not run must not look like one that did.
        sys.exit(1 if os.environ.get("CI") else 0)
    os.execvp(command[0], command)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["install", *names] if names and set(names) <= set(GROUPS):
            install([GROUPS[name] for name in names])
        case ["with", name, *command] if name in GROUPS and command:
            run_with(GROUPS[name], command)
        case _:
            sys.exit(__doc__)
