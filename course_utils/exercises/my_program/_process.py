"""Run a learner's program in a process of its own: a fresh interpreter, its own folder, a limit of time."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from course_utils._progress_bar import progress_bar
from course_utils.mnist import mnist_root

_CHILD = Path(__file__).with_name("_child.py")
_KEPT_BYTES = 4000


@dataclass(frozen=True)
class Ran:
    """What came of a program.

    Parameters
    ----------
    facts : dict or None
        What ``_child`` has found out; None where the process ended before that.
    code : int or None
        The exit code of the process; None where it was stopped because the time was up.
    printed : str
        The end of what it printed.
    """

    facts: dict[str, Any] | None
    code: int | None
    printed: str


def run(file: Path, seconds: float) -> Ran:
    """Run a program and test what it leaves; whatever happens, its process is gone afterwards."""
    # No window that would wait to be closed; words of any language; each line as soon as it is printed.
    environment = os.environ | {"MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        answer = Path(folder) / "facts.json"
        process = subprocess.Popen(
            [sys.executable, _CHILD, file, answer, mnist_root(), str(seconds)],
            cwd=file.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it can be ended together with the workers of its loaders
        )
        kept = bytearray()
        reader = threading.Thread(target=_keep_the_end, args=(process.stdout, kept), daemon=True)
        reader.start()
        try:
            ended = _wait(process, file.name, seconds, kept)
        finally:
            _end(process)
            reader.join(timeout=2)  # longer only where the program has started others that print on
        facts = None
        with contextlib.suppress(OSError, ValueError):  # not written, or not to its end
            facts = json.loads(answer.read_text(encoding="utf-8"))
    return Ran(facts, process.returncode if ended else None, bytes(kept).decode("utf-8", "replace"))


def _wait(process: subprocess.Popen, name: str, seconds: float, kept: bytearray) -> bool:
    """Wait for the end, with a bar that shows the program's last line; give False when the time is up."""
    begin = time.monotonic()
    with progress_bar(total=round(seconds), unit="s", desc=name) as bar:
        while (passed := time.monotonic() - begin) < seconds:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.2)
                return True
            bar.set_postfix_str("".join(last_lines(bytes(kept).decode("utf-8", "replace"), 1))[:30], refresh=False)
            bar.update(int(passed) - bar.n)
    return False


def last_lines(printed: str, count: int) -> list[str]:
    """Give the last lines as a terminal shows them: a bar has written over itself."""
    lines = [line.rstrip().rsplit("\r")[-1] for line in printed.split("\n")]
    return [line[:200] for line in lines if line.strip()][-count:]


def _keep_the_end(stream: IO[bytes], kept: bytearray) -> None:
    """Read all that is printed, so that the program never waits, and keep the end."""
    with stream:
        while chunk := stream.read1(65536):  # type: ignore[attr-defined]
            kept += chunk
            del kept[:-_KEPT_BYTES]


def _end(process: subprocess.Popen) -> None:
    """End the process and those that it has started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
