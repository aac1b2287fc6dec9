"""Say what hangs where no alarm can stop it, such as one product of two huge matrices: a sentence below the cell.

Such a computation lets Python's other threads run meanwhile, so one of them can write.
"""

import contextlib
import linecache
import sys
import threading
from collections.abc import Iterator
from types import FrameType

from course_utils.exercises._running.guarded_call import is_learners
from course_utils.exercises._running.time_limit import overdue

LATE = 2.0  # seconds after which an alarm has not been heard, rather than heard late
_LOOKS = 0.5  # seconds from look to look


@contextlib.contextmanager
def said_where_it_hangs() -> Iterator[None]:
    """Write one sentence when the learner's code still runs long after its time is up."""
    cell, thread, over = sys.stdout, threading.get_ident(), threading.Event()

    def look() -> None:
        while not over.wait(_LOOKS):
            frame = overdue(thread, LATE)
            if frame is not None:
                cell.write(_sentence(frame))
                cell.flush()
                return

    threading.Thread(target=look, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _sentence(frame: FrameType | None) -> str:
    while frame is not None and not is_learners(frame.f_code.co_filename):
        frame = frame.f_back
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip() if frame else ""
    what = f"Your line {frame.f_lineno}, `{line}`," if frame and line else "Something that your function calls"
    return (
        f"{what} takes very long, and nothing can stop it from here. Does it compute with a very large tensor or "
        "number, or wait for something that never comes? If no answer follows: restart the kernel (menu Kernel, "
        "Restart Kernel), mend the function, and run the cells from the top on.\n"
    )
