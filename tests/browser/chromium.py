"""Find a Chromium for the browser tests; as a script, install one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def find() -> str | None:
    """Give the path of an installed Chromium or Chrome, or None when only Playwright's own can be there."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    if find():
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/etc/debian_version").exists():
        update = subprocess.run(["apt-get", "update", "-qq"])
        install = subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"])
        return update.returncode or install.returncode
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    sys.exit(main())
