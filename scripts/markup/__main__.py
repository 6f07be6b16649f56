"""Every template in every state in which the tests render it: valid HTML, nobody shut out, nothing sticking out.

    python -m scripts.markup [ARGUMENT …]     runs the tests (arguments for pytest: only some of them), then looks
    python -m scripts.markup --again          looks once more at what was kept, for instance after a change of a style

Ends with 1, and says where, when something is wrong, or when a template is drawn in no test.
"""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from scripts.markup import kept, looking, validator

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "markup"


def render(arguments):
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--maxschedchunk", "6"]
    command += ["-p", "scripts.markup.keeping", f"--keep-markup={FOLDER}", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("The tests do not pass: nothing was looked at.")


def faults(everything):
    """Which pages have what fault, by template and fault."""
    telling = [one for one in kept.telling(everything) if one.is_document]
    templates = {one.template for one in everything}
    print(f"==> {len(everything)} pages, mails and pieces of {len(templates)} templates, {len(telling)} in Chromium")
    found = defaultdict(list)
    for page, fault in [*validator.faults(everything), *looking.faults(telling)]:
        found[page.template, fault].append(page)
    return found


def main(arguments):
    if arguments != ["--again"]:
        render(arguments)
    found = faults(kept.read(FOLDER))
    for (template, fault), pages in sorted(found.items(), key=lambda item: item[0]):
        print(f"{template}: {fault}\n    {pages[0].path.relative_to(ROOT)} {pages[0].test}")
    # Some of the tests draw some of the templates
    never = [] if arguments else kept.never_rendered(FOLDER, ROOT / "templates")
    print(*(f"{name}: drawn in no test" for name in never), sep="\n")
    print(f"==> {len(found) + len(never)} faults")
    return 1 if found or never else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.exit(main(sys.argv[1:]))
