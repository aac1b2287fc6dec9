"""Put the lessons into a folder, or bring them up to this version there: ``python -m course_utils notebooks``.

What a learner wrote stays, and no file is ever half written. Where nobody can know which cells of a notebook are the
learner's, the whole of it is kept in ``my_notebooks``. Like ``_lesson_versions``, this needs nothing but Python.
"""

import datetime
import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

from course_utils._files import open_regular, write_whole
from course_utils._lesson_versions import merge

LESSONS, KEPT = "notebooks", "my_notebooks"
# A wheel carries them inside of the package; in the course's own folder they lie beside it.
_SOURCES = (Path(__file__).parent / "handed_out", Path(__file__).parents[1])
_PAGES = ("docs/glossary.md", "docs/path.svg")  # what the lessons link to
_RELOAD = "Is one of them open? Copy what you have not saved, close it without saving, and open it again."


class _Stays(Exception):
    """What stands where a lesson or a page would be put, and is neither."""


def add_command(commands: Any) -> None:
    """Say what the command takes, and what runs it."""
    told = "Put the lessons into a folder, or bring the lessons there up to this version; what you wrote stays."
    parser = commands.add_parser("notebooks", help=told, description=told)
    where = f"the lessons go to {LESSONS} in it; by default the folder in which you are"
    parser.add_argument("folder", nargs="?", default=".", type=Path, metavar="FOLDER", help=where)
    parser.set_defaults(run=lambda options: put_down(options.folder))


def put_down(folder: Path) -> int:
    """Put the lessons that came with this package into a folder, and print what was done for each of them.

    Parameters
    ----------
    folder : Path
        Gets the lessons in ``notebooks``, and in ``docs`` what they link to.

    Returns
    -------
    int
        The exit code: 0 only when every lesson lies there in this version.
    """
    source = next((place for place in _SOURCES if (place / LESSONS).is_dir()), None)
    if source is None:
        print("expected the lessons in the installed course, got none; install the course again.")
        return 2
    if folder.is_dir() and folder.samefile(source):
        print(f"The lessons of this folder lie in {LESSONS} already; a newer version comes with: make update")
        return 0
    code, said = 0, []  # printed at the end: a reader that stops early, as `head` does, must not stop the work
    try:
        for name in [*(path.relative_to(source).as_posix() for path in lessons(source / LESSONS)), *_PAGES]:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                done = _put(source / name, folder / name, folder)
            except (ValueError, _Stays) as error:
                is_what = error if isinstance(error, _Stays) else "cannot be read as a notebook"
                code, done = 2, f"{is_what}, and stays; rename it, then run this again"
            said.append((name, done))
    except OSError as error:
        code, last = 2, f"expected a folder in which the lessons can be written, got {cause(error, folder)}"
    else:
        kinds = {done.partition(":")[0] for _, done in said}
        begin = f"Open {folder / LESSONS / '00_welcome.ipynb'} and begin."
        last = _RELOAD if "updated" in kinds else begin if "new" in kinds else ""
    print("\n".join([*(f"{name}: {done}" for name, done in said), *([last] if last else [])]))
    return code


def lessons(folder: Path, topic: str = "*") -> list[Path]:
    """Give the lessons in a folder, or those of one topic: a lesson is named by its number and its topic."""
    return sorted(folder.glob(f"[0-9][0-9]_{topic}.ipynb"))


def same_lesson(folder: Path, name: str) -> Path | None:
    """Find a lesson in a folder, though it may have another number there; None where it is not to be found."""
    if (folder / name).exists():
        return folder / name
    found = lessons(folder, name[3:].removesuffix(".ipynb"))
    return found[0] if len(found) == 1 else None


def bring_over(mine: Path, lesson: Path, target: Path) -> str:
    """Put a lesson of this version at `target`, with all that was written into the notebook `mine`.

    Returns
    -------
    str
        What was done; "" where nothing was, because the notebook does not say which cells were handed out.

    Raises
    ------
    ValueError
        One of the two is no notebook.
    OSError
        The target cannot be written; it is as it was.
    """
    raw = _bytes(mine)
    notebook = _read(raw)
    merged = merge(notebook, _read(_bytes(lesson)))
    if merged is None:
        return ""
    yours = f"{merged.kept} of yours kept"
    if mine == target and merged.notebook == notebook:
        return f"as it was; {yours}" if merged.kept else "as it was"
    text = json.dumps(merged.notebook, indent=1, ensure_ascii=False, sort_keys=True)  # as Jupyter writes it
    if _bytes(mine) != raw:
        raise OSError(errno.EBUSY, "another program is writing it", str(mine))
    write(target, f"{text}\n".encode())
    return f"updated: {merged.changed} cell{'s' * (merged.changed != 1)} changed, {yours}"


def keep(path: Path, folder: Path) -> Path:
    """Copy a file into my_notebooks/ of the course's folder under a name that is free, and give the copy."""
    (folder / KEPT).mkdir(exist_ok=True)
    day = datetime.date.today().isoformat()
    names = (f"{path.stem}-{day}{number}{path.suffix}" for number in ["", *(f"-{n}" for n in range(2, 10_000))])
    free = next(folder / KEPT / name for name in names if not (folder / KEPT / name).exists())
    write(free, _bytes(path))
    return free


def write(target: Path, raw: bytes) -> None:
    """Write a file whole or not at all, readable for whom it was readable; a link stays one."""
    target = Path(os.path.realpath(target))
    mask = os.umask(0)
    os.umask(mask)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~mask
    write_whole(target, [raw])
    target.chmod(mode)


def cause(error: OSError, folder: Path) -> str:
    """Say what is in the way of writing, and what to do about it."""
    what = error.filename or folder
    if isinstance(error, FileExistsError | NotADirectoryError):
        what = Path(what)
        what = next((place for place in [*reversed(what.parents), what] if place.is_file()), what)
        return f"{what}, which is a file; name another folder, or rename the file."
    if isinstance(error, PermissionError):
        return f"{what}, where you may not write; name a folder of your own, and close the notebooks that are open."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"a full disk at {what}; make room, then run this again: every file is whole."
    return f"{what} ({error.strerror or error}); name another folder, or close open notebooks, then run this again."


def _put(newer: Path, target: Path, folder: Path) -> str:
    """Put a lesson or a page down; say what was done."""
    is_lesson = newer.suffix == ".ipynb"
    mine = same_lesson(target.parent, target.name) if is_lesson else target
    if mine is None or not mine.exists():
        write(target, newer.read_bytes())
        return "new"
    if not mine.is_file() or not os.access(mine, os.R_OK):
        raise _Stays("is a folder" if mine.is_dir() else "may not be read" if mine.is_file() else "is no regular file")
    if mine == target and _bytes(mine) == newer.read_bytes():
        return "as it was"
    done = bring_over(mine, newer, target) if is_lesson else ""
    if not done:
        kept = keep(mine, folder).relative_to(folder).as_posix()
        write(target, newer.read_bytes())
        done = f"updated: the one that was there is kept as {kept}"
    if mine != target:
        mine.unlink()
        done += f"; it was {mine.name}"
    return done


def _bytes(path: Path) -> bytes:
    """Read a file of the learner's; what is none, as a FIFO, is an OSError."""
    with open_regular(path) as file:
        return file.read()


def _read(raw: bytes) -> dict:
    """Read a notebook; a ValueError says that it is none."""
    try:
        notebook = json.loads(raw)
        parts = [part for cell in notebook["cells"] for part in (cell["cell_type"], "".join(cell["source"]))]
        right = isinstance(notebook["metadata"], dict) and isinstance(notebook["nbformat_minor"], int)
        "".join(parts).encode()
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no notebook") from error
    if not right:
        raise ValueError("no notebook")
    return notebook
