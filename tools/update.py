r"""Bring this folder up to the newest version of the course; what you wrote stays. ``make update`` calls this.

    python3 tools/update.py                 fetch the newest version with git
    python3 tools/update.py OLD_FOLDER      take what you wrote over from the folder of an older version

On Windows it is ``py tools\update.py``. In a lesson that the new version changes, only those cells change that you did
not touch. A lesson in which nobody can know which cells are yours is put into ``my_notebooks/`` as it is, with the date
in its name. All your other files stay where they are. It needs Python; to fetch a version it needs git, too.
"""

import io
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# In place of the package itself, which would ask for PyTorch.
sys.modules["course_utils"] = types.ModuleType("course_utils")
sys.modules["course_utils"].__path__ = [str(ROOT / "course_utils")]

from course_utils._lesson_folders import LESSONS, bring_over, cause, keep, lessons, same_lesson  # noqa: E402
from course_utils._terminal import PLAIN  # noqa: E402


def main():
    said = []  # printed at the end: a terminal that knows not all signs, or reads no further, must not stop the work
    try:
        code = take_over(Path(sys.argv[1]), said) if len(sys.argv) > 1 else fetch(said)
    except OSError as error:
        code = f"expected a folder in which the lessons can be written, got {cause(error, ROOT)}"
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=PLAIN)
    try:
        print(*said, sep="\n", end="\n" * bool(said), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not fail either
    return code


def fetch(said):
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return (
            "This folder was not made by git clone: get the new version into a folder of its own, and there run "
            "python3 tools/update.py with the name of this folder. Nothing was changed."
        )
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
    others = [name for name in in_the_way if not name.startswith(f"{LESSONS}/")]
    if others:
        return f"You changed what the new version changes: put {', '.join(others)} elsewhere. Nothing was changed."
    kept = [(Path(name).name, keep(ROOT / name, ROOT)) for name in in_the_way if (ROOT / name).exists()]
    for name in in_the_way:
        put_back(name)
    if git("merge", "--quiet", "--ff-only", "@{upstream}").returncode:
        where = ", ".join(told(copy) for _, copy in kept)
        return "git could not put the new version in place and says why above." + (f" Your work: {where}." * bool(kept))
    said.append("This is the newest version. All that you worked on and that it does not change lies where it was.")
    for name, copy in kept:
        lesson = same_lesson(ROOT / LESSONS, name)
        done = brought_over(copy, lesson) if lesson else ""
        said.append(f"{name}: {done or f'yours lies in {told(copy)}'}")
        if done:
            copy.unlink()
    return 0


def take_over(old, said):
    """Take a learner's work over from a folder that holds an older version, which stays as it is."""
    if not lessons(old / LESSONS):
        return f"expected the folder of an older version, got {old}, in which no lesson lies; name another one."
    if old.samefile(ROOT):
        return "expected the folder of an older version, got this folder; run this in the folder of the new version."
    here = {path: same_lesson(old / LESSONS, path.name) for path in lessons(ROOT / LESSONS)}
    for path, mine in here.items():
        if mine is None:
            said.append(f"{path.name}: new")
        elif "yours" in brought_over(path, path):
            said.append(f"{path.name}: you have worked in it here, so it stays; the older one lies in {mine}")
        else:
            done = brought_over(mine, path) or f"new; the older one is kept in {told(keep(mine, ROOT))}"
            said.append(f"{path.name}: {done}")
    for path in sorted((old / LESSONS).iterdir()):
        if path.is_file() and path not in here.values() and not (ROOT / LESSONS / path.name).exists():
            shutil.copy2(path, ROOT / LESSONS)
            said.append(f"{path.name}: yours, copied")
    return 0


def brought_over(mine, lesson):
    """Bring what a learner wrote into a lesson; say what was done, or nothing where that could not be."""
    try:
        return bring_over(mine, lesson, lesson)
    except (ValueError, OSError):  # no notebook, or no room for it
        return ""


def git(*arguments, **options):
    return subprocess.run(["git", *arguments], cwd=ROOT, **options)


def names(*arguments):
    """Give the files that git lists, as a set."""
    listed = git(*arguments, "-z", check=True, stdout=subprocess.PIPE).stdout
    return set(listed.decode().split("\0")) - {""}


def put_back(name):
    """Make a file what it was when it came, or remove it when it did not come with the course."""
    if git("cat-file", "-e", f"HEAD:{name}", stderr=subprocess.DEVNULL).returncode:
        (ROOT / name).unlink()
    else:
        git("checkout", "--quiet", "HEAD", "--", name, check=True)


def told(path):
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
