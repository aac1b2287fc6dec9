"""Your progress: one JSON file on your own computer, that only you can read.

It lies in your user data folder; the environment variable ``COURSE_UTILS_PROGRESS`` names another file. Where the
course's own ``solutions/`` are run, nothing is written, and nothing reads as solved.
"""

import contextlib
import errno
import json
import os
import re
import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_utils._files import open_regular, remove_unfinished, write_whole

VERSION = 1
# From less to more: what is reached stays reached.
_ORDER = ["seen", "right"]
# How each of our files begins, whatever has happened to the rest of it.
_OURS = re.compile(rb'(\xef\xbb\xbf)?\s*(\{\s*"version":\s*[\d.]+,\s*"lessons":|\Z)')
_WHY = {"damaged": "could not be read", "newer": "comes from a newer version of the course"}
_SECONDS = 2.0
_said: set[str] = set()
_unsaved: list[tuple[str, str, str, str]] = []  # while another program holds the file


def path() -> Path:
    """Give the file that holds the progress, whether it is there or not."""
    chosen = os.environ.get("COURSE_UTILS_PROGRESS")
    if chosen:
        return Path(os.path.expanduser(chosen))
    from platformdirs import user_data_path  # late: only a check needs it

    folder = None
    with contextlib.suppress(RuntimeError):  # an account without a home
        folder = user_data_path("course_utils", appauthor=False)
    if folder is None or not folder.is_absolute():  # older versions of platformdirs leave "~/…" instead
        raise OSError(errno.ENOENT, "there is no home directory")
    return folder / "progress.json"


def load(to_run: bool = False) -> dict[str, dict[str, str]]:
    """Read what has been reached, and change nothing.

    Parameters
    ----------
    to_run : bool
        Whether the code in it is to be run: then it is read only where nobody else can have written it.

    Returns
    -------
    dict
        exercise -> ``{"state": "right" or "seen", "source": code}``, whatever lesson it is stored under: some exercises
        have moved to another lesson since. A file that cannot be used counts as empty, and that is said.

    Raises
    ------
    OSError
        Only with `to_run`: why the file is not to be used.

    """
    if _not_counted():
        return {}
    try:
        file = _file()
        lessons, why = _read(file, to_run)
    except OSError as error:
        if to_run:
            raise
        if not isinstance(error, FileNotFoundError):
            _say(_not_saved(error))
        return {}
    if why:
        todo = "with your next right answer a new one begins, and this one is kept beside it"
        _say(f"Your progress file {file} {_WHY[why]}; {todo}.")
    return {exercise: entry for lesson in lessons.values() for exercise, entry in lesson.items()}


def reached(entries: dict[str, dict[str, str]], names: Iterable[str]) -> dict[str, str]:
    """Give the entry of one exercise that may have had other names: the one in which most is reached, or {}."""
    found = [entries[name] for name in names if name in entries]
    return max(found, key=lambda entry: _ORDER.index(entry["state"]), default={})


def record(lesson: str, exercise: str, state: str, source: str = "") -> None:
    """Note that an exercise was solved ("right", with its source) or its solution looked at ("seen")."""
    if _not_counted():
        return
    try:
        with _alone() as file:
            lessons, why = _read(file)
            if why:
                _say(f"Your progress file {_WHY[why]}; it was kept as {_set_aside(file, why)} and a new one begins.")
            for answer in [*_unsaved, (lesson, exercise, state, source)]:
                _note(lessons, *answer)
            remove_unfinished(file.parent, f"{file.name}.", seconds=0)
            write_whole(file, [json.dumps({"version": VERSION, "lessons": lessons}).encode()])
        _unsaved.clear()
    except TimeoutError:
        _unsaved.append((lesson, exercise, state, source))
        _say(f"Another notebook or program holds {path()}.lock; your answer will be saved together with your next one.")
    except OSError as error:
        _say(_not_saved(error))


def reset() -> Path | None:
    """Begin anew; the old file is kept beside it under a name with its time, which is returned.

    Raises
    ------
    OSError
        What stands there is no progress file, or it cannot be renamed.
    """
    if not _file().exists():
        return None
    try:
        with _alone() as file:
            _read(file)  # once more: it may be another one by now
            return _set_aside(file, "backup") if file.exists() else None
    except TimeoutError as error:
        todo = "close the other notebooks of the course, then run this again"
        raise OSError(f"expected to begin anew, got another program that holds {path()}.lock; {todo}.") from error
    except OSError as error:
        got = error.strerror or error
        raise OSError(f"expected your progress, got: {got}; set COURSE_UTILS_PROGRESS to your own file.") from error


def _not_counted() -> bool:
    """Tell whether the course's own solutions are being run: these answers are not the learner's."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return False
    both = [here.parent / folder / "00_welcome.ipynb" for folder in ("solutions", "notebooks")]
    return here.name == "solutions" and all(lesson.is_file() for lesson in both)


def _file() -> Path:
    """Give the file itself, where a link leads to it."""
    return Path(os.path.realpath(path()))


@contextlib.contextmanager
def _alone() -> Iterator[Path]:
    """Give the file while no other notebook writes it; wait for that once, not at each answer."""
    from filelock import FileLock  # late: only a check needs it

    file = _file()
    _read(file)  # an OSError here: no lock is put beside a file that is not ours
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(f"{file}.lock").acquire(timeout=0 if _unsaved else _SECONDS, poll_interval=0.01):
        yield file


def _note(lessons: dict, lesson: str, exercise: str, state: str, source: str) -> None:
    """Put an answer in its place: where one stands already, though the exercise may have moved to another lesson."""
    lesson = next((stored for stored, entries in lessons.items() if exercise in entries), lesson)
    entry = lessons.setdefault(lesson, {}).setdefault(exercise, {"state": state, "source": ""})
    if _ORDER.index(state) >= _ORDER.index(entry["state"]):
        entry.update(state=state, source=source or entry["source"])


def _read(file: Path, to_run: bool = False) -> tuple[dict, str]:
    """Give the lessons and, where a file of ours holds none that can be used, why; an OSError: leave it alone."""
    try:
        with open_regular(file, getattr(os, "O_NOFOLLOW", 0)) as opened:
            if to_run and hasattr(os, "getuid"):  # Windows keeps a user's folders from others by itself
                _refuse_if_shared(file.parent, file.parent.stat())
                _refuse_if_shared(file, os.fstat(opened.fileno()))
            raw = opened.read()
    except FileNotFoundError:
        return {}, ""
    try:
        content = json.loads(raw)
        if content["version"] > VERSION:
            why = "newer"
        else:
            lessons = content["lessons"]
            entries = [entry for lesson in lessons.values() for entry in lesson.values()]
            if content["version"] == VERSION and all(map(_is_entry, entries)):
                return lessons, ""
            why = "damaged"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        why = "damaged"
    if file.name != "progress.json" and not _OURS.match(raw):
        raise OSError(errno.EINVAL, f"{file} holds something else")
    return {}, why


def _is_entry(entry: dict) -> bool:
    return entry["state"] in _ORDER and isinstance(entry["source"], str)


def _refuse_if_shared(what: Path, status: os.stat_result) -> None:
    if status.st_uid not in (os.getuid(), 0) or status.st_mode & 0o022:
        raise PermissionError(errno.EPERM, f"{what} can be changed by others")


def _not_saved(error: OSError) -> str:
    todo = "To save it, set COURSE_UTILS_PROGRESS to a file of its own that you can write."
    return f"Your progress could not be saved ({error.strerror or error}); the course goes on. {todo}"


def _say(text: str) -> None:
    """Warn once of each thing."""
    if text not in _said:
        _said.add(text)
        warnings.warn(text, stacklevel=4)


def _set_aside(file: Path, why: str) -> Path:
    aside = file.with_name(f"{file.stem}-{why}-{time.time_ns()}{file.suffix}")
    os.replace(file, aside)
    return aside
