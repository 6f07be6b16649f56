"""Films of the pages. Playwright films with the ffmpeg of a folder of its own; here that is the machine's, if it has one."""

import json
import os
import platform
import shutil
from pathlib import Path

import playwright


def prepare(folder: Path) -> bool:
    """Whether walks can be filmed here. To be called before Playwright starts."""
    if not (found := shutil.which("ffmpeg")):
        return False
    told = json.loads((Path(playwright.__file__).parent / "driver/package/browsers.json").read_text())
    revision = next(one["revision"] for one in told["browsers"] if one["name"] == "ffmpeg")
    program = "ffmpeg-mac" if platform.system() == "Darwin" else "ffmpeg-linux"
    place = folder / f"ffmpeg-{revision}" / program
    place.parent.mkdir(parents=True)
    place.symlink_to(found)
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(folder)
    return True
