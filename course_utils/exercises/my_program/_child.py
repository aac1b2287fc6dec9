"""What the process of a learner's program does: run it as ``python my_program.py`` does, then test its network.

Started by ``_process`` as a script, with the file, the place of the answer, the folder of the data and the seconds that
it may take. It needs torch and torchvision alone, so that the program finds as fresh an interpreter as by itself.
It writes what it has found out as JSON; the words for it stand in ``_verdict``. ``_network_test`` tests the network.
"""

import contextlib
import json
import os
import sys
import threading
import time
import traceback
import types
import warnings
from typing import Any

if __package__:
    from course_utils.exercises.my_program._network_test import look_at
    from course_utils.exercises.my_program._no_workers import NO_WORKERS, do_without_workers
else:  # started as a script, without the course's package
    from _network_test import look_at  # type: ignore[import-not-found, no-redef]
    from _no_workers import NO_WORKERS, do_without_workers  # type: ignore[import-not-found, no-redef]


def main(path: str, answer: str, data: str, seconds: str) -> None:
    """Run the program, look at what it leaves, write that down; end at once, whatever still runs beside it."""
    threading.Thread(target=_end_with_the_parent, args=(float(seconds),), daemon=True).start()
    with open(path, "rb") as file:
        source = file.read()
    # Where it is not named, a second is saved: a slip in the first line is then told at once.
    data_sets = lend_data(data) if b"torchvision" in source else []
    if NO_WORKERS in os.environ:
        do_without_workers()
    namespace, error = run(path, source)
    facts: dict[str, Any] = {"error": error and tell(error, path), "missing data": missing_data(data_sets)}
    if error is None or (isinstance(error, SystemExit) and {"net", "accuracy"} <= namespace.keys()):
        facts |= look_at(namespace, data_sets, data)
        if isinstance(facts.get("net error"), Exception):
            facts["net error"] = tell(facts["net error"], path)
    with open(answer, "w", encoding="utf-8") as written:
        json.dump(facts, written)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # a program may close or replace them
            stream.flush()
    os._exit(0)


def run(path: str, source: bytes) -> tuple[dict[str, Any], BaseException | None]:
    """Run the source of a file as Python's main program; give the names that it leaves, and what stopped it."""
    warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")  # plt.show() where no window can open
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"], sys.argv, sys.path[0] = module, [path], os.path.dirname(path)
    try:
        exec(compile(source, path, "exec"), vars(module))
    except BaseException as error:  # SystemExit, and whatever else a program raises
        return vars(module), error
    return vars(module), None


def lend_data(folder: str) -> list:
    """Let torchvision's MNIST read the course's files whatever its root is; give the list of all that are made.

    So nothing is downloaded and nothing written into the learner's folder, and a half download there does no harm.
    Putting a copy there instead would leave 55 MB behind, and we cannot know the root before the program runs.
    """
    from torchvision.datasets import MNIST

    made: list = []

    def raw_folder(self):
        if type(self) is not MNIST:  # FashionMNIST and others have data of their own
            return _own_folder(self)
        if self not in made:
            made.append(self)
        return os.path.join(folder, "MNIST", "raw")

    MNIST.raw_folder = property(raw_folder)
    return made


def missing_data(data_sets: list) -> str:
    """Name a folder in which the program, run by itself, would find no data, or give ""."""
    return next((str(one.root) for one in data_sets if not os.path.isdir(_own_folder(one))), "")


def tell(error: BaseException, path: str) -> dict[str, Any]:
    """Say what an error is, and which line of the program it comes from."""
    said = type(error).__name__
    with contextlib.suppress(Exception):  # an error whose text cannot be made
        said = f"{said}: {str(error).strip().splitlines()[0]}"
    if isinstance(error, SyntaxError) and error.filename == path:
        return {"said": said, "number": error.lineno, "line": (error.text or "").strip()}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return {"said": said, "number": frames[-1].lineno, "line": frames[-1].line} if frames else {"said": said}


def _own_folder(data_set: Any) -> str:
    return os.path.join(data_set.root, type(data_set).__name__, "raw")


def _end_with_the_parent(seconds: float) -> None:
    """End when the check is gone, as when its kernel is restarted, or the time is long over."""
    parent, end = os.getppid(), time.monotonic() + seconds + 10
    while os.getppid() == parent and time.monotonic() < end:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
