r"""Fetch the newest version of the course; lessons that were worked in are kept. ``make update`` calls this.

    python3 tools/update.py          (on Windows: py tools\update.py)

A lesson that you changed and that the new version changes, too, is put into ``my_notebooks/`` as it is, with the date
in its name; then ``notebooks/`` gets the new one. All your other files stay where they are. It needs Python and git.
"""

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINE = ROOT / "my_notebooks"


def main():
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return "This folder was not made by git clone: get the new version into a folder of its own, and work on there."
    if git("fetch", "--quiet").returncode:
        return "The new version could not be fetched, git says why above: check the connection. Nothing was changed."
    if git("merge-base", "--is-ancestor", "HEAD", "@{upstream}").returncode:
        return (
            "This folder holds commits of your own, or none that a new version follows: use git itself, as in "
            "git pull. Nothing was changed."
        )
    new = names("diff", "--name-only", "--no-renames", "HEAD", "@{upstream}")
    changed = names("diff", "--name-only", "--no-renames", "HEAD") | names("ls-files", "--others", "--exclude-standard")
    in_the_way = sorted(new & changed)
    others = [name for name in in_the_way if not name.startswith("notebooks/")]
    if others:
        return f"You changed what the new version changes: put {', '.join(others)} elsewhere. Nothing was changed."
    kept = [keep(ROOT / name) for name in in_the_way if (ROOT / name).exists()]
    for name in in_the_way:
        put_back(name)
    if git("merge", "--quiet", "--ff-only", "@{upstream}").returncode:
        return f"git could not put the new version in place and says why above. {told(kept)}"
    print("This is the newest version.", told(kept))
    return 0


def git(*arguments, **options):
    return subprocess.run(["git", *arguments], cwd=ROOT, **options)


def names(*arguments):
    """Give the files that git lists, as a set."""
    listed = git(*arguments, "-z", check=True, stdout=subprocess.PIPE).stdout
    return set(listed.decode().split("\0")) - {""}


def keep(path):
    """Copy a lesson into my_notebooks/ under a name that is free, and give that name."""
    MINE.mkdir(exist_ok=True)
    day = datetime.date.today().isoformat()
    free = MINE / f"{path.stem}-{day}{path.suffix}"
    number = 2
    while free.exists():
        free = MINE / f"{path.stem}-{day}-{number}{path.suffix}"
        number += 1
    shutil.copy2(path, free)
    return free.relative_to(ROOT).as_posix()


def put_back(name):
    """Make a file what it was when it came, or remove it when it did not come with the course."""
    if git("cat-file", "-e", f"HEAD:{name}", stderr=subprocess.DEVNULL).returncode:
        (ROOT / name).unlink()
    else:
        git("checkout", "--quiet", "HEAD", "--", name, check=True)


def told(kept):
    """Say where the learner's work lies."""
    return f"Your work lies in {', '.join(kept)}." if kept else "All that you worked on lies where it was."


if __name__ == "__main__":
    sys.exit(main())
