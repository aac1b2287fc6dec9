"""Your progress: one JSON file on your own computer, that only you can read.

It lies in your user data folder; the environment variable ``COURSE_UTILS_PROGRESS`` names another file. Lessons that
are run in a folder named ``solutions`` are not counted.
"""

import errno
import json
import os
import tempfile
import time
import warnings
from dataclasses import dataclass
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
        lesson -> exercise -> ``{"state": "right" or "seen", "source": code}``. A damaged file is set aside, and said.
    """
    try:
        file = path()
        content = json.loads(file.read_text(encoding="utf-8"))
        lessons = content["lessons"]
        if not all(isinstance(entry["state"], str) for lesson in lessons.values() for entry in lesson.values()):
            raise ValueError
        return lessons
    except OSError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        aside = _set_aside(file, "damaged")
        warnings.warn(f"Your progress could not be read; it was kept as {aside} and a new one begins.", stacklevel=2)
        return {}


def record(lesson: str, exercise: str, state: str, source: str = "") -> None:
    """Note that an exercise was solved ("right", with its source) or its solution looked at ("seen")."""
    global _said_unwritable
    from filelock import FileLock  # late: only a check needs it

    try:
        if Path.cwd().name == "solutions":
            return
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        # Two notebooks may be open: each reads, adds its own and writes while the other waits.
        with FileLock(f"{file}.lock", timeout=10):
            lessons = load()
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


@dataclass(frozen=True)
class LessonProgress:
    """How far a lesson is; it shows itself.

    Parameters
    ----------
    lesson : str
        The stem of the lesson.
    states : dict
        exercise -> "right", "seen" or "".
    """

    lesson: str
    states: dict[str, str]

    def __repr__(self) -> str:
        signs = {"right": "✓ solved", "seen": "◐ solution seen", "": "○ open"}
        solved = sum(state == "right" for state in self.states.values())
        lines = [f"  {signs[state]}: {name}" for name, state in self.states.items()]
        return "\n".join([f"{self.lesson}: {solved} of {len(self.states)} solved", *lines])


def of_lesson(lesson: str, exercises: list[str]) -> LessonProgress:
    """Read how far a lesson is."""
    entries = load().get(lesson, {})
    return LessonProgress(lesson, {name: entries.get(name, {}).get("state", "") for name in exercises})


def reset() -> Path | None:
    """Begin anew; the old file is kept beside it under a name with its time, which is returned."""
    file = path()
    return _set_aside(file, "backup") if file.exists() else None


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
