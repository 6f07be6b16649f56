"""Are the compiled catalogues those of the .po beside them? They are in the repository, so that nobody needs gettext.

Content is compared, not times: a fresh clone gives every file the time of the clone. `--write` compiles them anew.
"""

import subprocess
import sys
import tempfile
from gettext import GNUTranslations
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def compiled(source, target):
    return subprocess.run(
        ["msgfmt", "--check-format", "-o", str(target), str(source)], capture_output=True, text=True, check=False
    )


def messages(path):
    with path.open("rb") as file:
        return {key: text for key, text in GNUTranslations(file)._catalog.items() if key}


def main(write):
    faults = []
    for source in sorted(HERE.glob("locale/**/*.po")):
        target = source.with_suffix(".mo")
        with tempfile.TemporaryDirectory() as folder:
            fresh = target if write else Path(folder) / "fresh.mo"
            result = compiled(source, fresh)
            if result.returncode:
                faults.append(f"{source.relative_to(HERE)}: {result.stderr.strip()}")
            elif not target.exists() or messages(fresh) != messages(target):
                faults.append(f"{target.relative_to(HERE)} is not what its .po says: scripts/catalogues.py --write")
    print("\n".join(faults), end="\n" if faults else "")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
