"""Your progress: one JSON file on your own computer, that only you can read.

It lies in your user data folder; the environment variable ``COURSE_UTILS_PROGRESS`` names another file. Lessons that
are run in a folder named ``solutions`` are not counted: there nothing is written, and nothing reads as solved.
"""

import errno
import json
import os
import tempfile
import time
import warnings
from pathlib import Path

VERSION = 1
# From less to more: what is reached stays reached.
_ORDER = ["seen", "right"]
_said_unwritable = False


def path() -> Path:
    """Give the file that holds the progress, whether it is there or not."""
    chosen = os.environ.get("COURSE_UTILS_PROGRESS")
    if chosen:
        return Path(os.path.expanduser(chosen))
    from platformdirs import user_data_path  # late: only a check needs it

    try:
        return user_data_path("course_utils", appauthor=False) / "progress.json"
    except RuntimeError as error:  # an account without a home
        raise OSError(errno.ENOENT, "there is no home directory") from error


def load() -> dict[str, dict[str, dict[str, str]]]:
    """Read what has been reached.

    Returns
    -------
    dict
        lesson -> exercise -> ``{"state": "right" or "seen", "source": code}``. A file of an older version is
        understood; a damaged one, or one of a newer version, is set aside, and said.
    """
    if _not_counted():
        return {}
    try:
        return _read(path())
    except OSError:
        return {}


def record(lesson: str, exercise: str, state: str, source: str = "") -> None:
    """Note that an exercise was solved ("right", with its source) or its solution looked at ("seen")."""
    global _said_unwritable
    from filelock import FileLock  # late: only a check needs it

    try:
        if _not_counted():
            return
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        # Two notebooks may be open: each reads, adds its own and writes while the other waits.
        with FileLock(f"{file}.lock", timeout=10):
            lessons = _read(file)
            entry = lessons.setdefault(lesson, {}).setdefault(exercise, {"state": state, "source": ""})
            if _ORDER.index(state) >= _ORDER.index(entry["state"]):
                entry.update(state=state, source=source or entry["source"])
            _write(file, lessons)
    except OSError as error:  # FileLock's Timeout is an OSError too
        if not _said_unwritable:
            _said_unwritable = True
            reason = error.strerror or "it is in use"
            warnings.warn(
                f"Your progress could not be saved ({reason}); the course goes on. "
                "To save it, set COURSE_UTILS_PROGRESS to a file that you can write.",
                stacklevel=2,
            )


def is_private() -> bool:
    """Tell whether nobody but you can have written the file, so that the code in it is yours; Windows keeps it so."""
    if not hasattr(os, "getuid"):
        return True
    try:
        status = path().stat()
    except OSError:  # there is none: nothing in it can be anybody's
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


def reset() -> Path | None:
    """Begin anew; the old file is kept beside it under a name with its time, which is returned."""
    file = path()
    return _set_aside(file, "backup") if file.exists() else None


def _not_counted() -> bool:
    """Tell whether a solved lesson is being run: its answers are the course's, not the learner's."""
    try:
        return Path.cwd().name == "solutions"
    except OSError:  # the folder is gone
        return False


def _read(file: Path) -> dict:
    """Read the file; an OSError other than "there is none" says that it may hold more than could be read."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        text = ""
    try:
        content = json.loads(text)
        version = content.get("version", 0)
        if version > VERSION:
            return _begin_anew(file, "newer", "comes from a newer version of the course")
        for number in range(version, VERSION):
            content = _MIGRATIONS[number](content)
        lessons = content["lessons"]
        entries = [entry for lesson in lessons.values() for entry in lesson.values()]
        if not all(entry["state"] in _ORDER and isinstance(entry["source"], str) for entry in entries):
            raise ValueError
        return lessons
    except (ValueError, KeyError, TypeError, AttributeError):
        return _begin_anew(file, "damaged", "could not be read")


def _from_version_0(content: dict) -> dict:
    """Take over a file without a version: it held a state for each exercise, and no source."""
    lessons = {
        lesson: {exercise: {"state": state, "source": ""} for exercise, state in exercises.items()}
        for lesson, exercises in content["lessons"].items()
    }
    return {"version": 1, "lessons": lessons}


# Version of a file -> what makes the next version of it.
_MIGRATIONS = {0: _from_version_0}


def _begin_anew(file: Path, why: str, what: str) -> dict:
    aside = _set_aside(file, why)
    warnings.warn(f"Your progress file {what}; it was kept as {aside} and a new one begins.", stacklevel=4)
    return {}


def _write(file: Path, lessons: dict) -> None:
    """Write under another name, then rename: a process that is killed leaves the old file whole."""
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=file.name)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"version": VERSION, "lessons": lessons}, out, indent=1)
        os.replace(unfinished, file)
    except OSError:
        os.unlink(unfinished)
        raise


def _set_aside(file: Path, why: str) -> Path:
    aside = file.with_name(f"{file.stem}-{why}-{time.time_ns()}{file.suffix}")
    os.replace(file, aside)
    return aside
