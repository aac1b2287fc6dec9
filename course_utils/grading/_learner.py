"""What a process does that runs a learner's code: it takes definitions, makes an answer of them, and lets it be used.

Two ways to use it. "called": the process that judges sends arguments and gets back what the answer gives; nothing of
the exercise is known here. "observed": the exercise's own way of using an answer (``observe``) runs here, on cases that
both processes draw from the same seed, because networks and loaders cannot be sent; what was observed is sent back.
In neither is anything compared here. The whole program of lesson 11 alone is tested here: "program".
"""

import ast
import functools
import importlib
import linecache
import os
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

import course_utils
from course_utils.exercises._cases import leaves, own_copy, watch
from course_utils.exercises._content import Wrong
from course_utils.exercises._learner_source import is_stub
from course_utils.exercises._running.guarded_call import call, look
from course_utils.exercises._running.program_settings import SETTINGS
from course_utils.exercises._running.time_limit import Stopped
from course_utils.exercises.my_program._no_workers import NO_WORKERS, do_without_workers
from course_utils.grading import _limits
from course_utils.grading._calls import Message, Received, Sent, error_to
from course_utils.grading._no_exercises import NoExercises, not_to_be_had
from course_utils.grading._refused_calls import refuse_calls
from course_utils.grading._values import Writer, pack, unpack

_PACKAGE = os.path.dirname(course_utils.__file__)
# Two calls of an answer that draws random numbers draw other ones: the exercise sees to them as a whole.
_PUT_BACK = [setting for setting in SETTINGS if "random" not in setting.name]


class Wire:
    """The two pipes to the process that judges.

    Parameters
    ----------
    incoming, outgoing : binary files
        Unbuffered or buffered; whole messages are read and written.
    """

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._in, self._out = incoming, outgoing

    def send(self, tree: dict[str, Any], blobs: list[bytes] | None = None) -> None:
        """Send a message."""
        self._out.write(pack(tree, blobs or []))
        self._out.flush()

    def receive(self) -> Message:
        """Wait for a message; the process ends where none comes any more."""
        sizes = self._in.read(16)
        if len(sizes) < 16:
            os._exit(0)
        head, rest = int.from_bytes(sizes[:8], "big"), int.from_bytes(sizes[8:], "big")
        return unpack(self._in.read(head), self._in.read(rest) if rest else b"")


def serve(wire: Wire, home: str, missing: list[str]) -> None:
    """Take one learner's definitions, and let the answer be used until nobody asks any more."""
    try:
        _serve(wire, home, missing)
    except Exception as error:  # a fault of ours, or something that the learner's code has broken
        wire.send({"fault": f"{type(error).__name__}: {error}"[:500]})


def _serve(wire: Wire, home: str, missing: list[str]) -> None:
    _make_home(home)
    torch.set_num_threads(1)
    missing = [*missing, *_limits.limited(), *_limits.writes_only_into(home)]
    if not refuse_calls():
        missing.append(_limits.NO_SOCKETS)
    wire.send({"missing": missing})
    task, blobs = wire.receive()
    while "file" in task:
        Path(task["file"]).write_bytes(blobs[0])
        task, blobs = wire.receive()
    if task["way"] != "called":  # there loaders are of the other process
        do_without_workers()
    if task["way"] == "program":
        from course_utils.exercises.my_program import my_program  # late: only lesson 11 has one

        os.environ[NO_WORKERS] = "yes"
        outcome = my_program.check("my_program.py")
        wire.send({"state": outcome.state, "message": outcome.message, "missing": missing})
        return
    names, ours = _prepare(task, wire)
    answer, error = _define(task, names, ours)
    wire.send(_looked_at(answer, error))
    if task["way"] == "called":
        _let_be_called(wire, answer)
    else:
        _let_be_observed(wire, task, answer)


def _make_home(home: str) -> None:
    """Let all that looks for a place to write find an empty folder."""
    os.chdir(home)
    for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"):
        os.environ[name] = home
    tempfile.tempdir = home  # what was found before the fork is outside
    os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(home, "progress.json")


def _prepare(task: dict[str, Any], wire: Wire) -> tuple[dict[str, Any], dict[str, Callable]]:
    """Make the notebook's namespace, and the course's functions for those of the lesson that are not right."""
    if task["way"] == "called":
        ours = {str(name): _of_the_other_process(wire, str(name)) for name in task["ours"]}
        sys.meta_path.insert(0, NoExercises(ours, functools.partial(_of_the_other_process, wire)))
    else:
        exercises = {one.name: one for one in _lesson(task).EXERCISES}
        ours = {name: exercises[name].reference for name in task["ours"]}
        exercises[task["exercise"]].reference = not_to_be_had(task["exercise"])
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    vars(module)["display"] = print  # there in every notebook
    return vars(module), ours


def _lesson(task: dict[str, Any]) -> types.ModuleType:
    return importlib.import_module(f"course_utils.exercises.{task['lesson']}")


def _define(task: dict[str, Any], names: dict[str, Any], ours: dict[str, Callable]) -> tuple[Any, BaseException | None]:
    """Run the definitions of a notebook, cell by cell, and evaluate what was handed to the check."""
    errors: list[BaseException] = []
    for label, source, lines in task["cells"]:
        linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
        body = [node for node in ast.parse(source).body if node.lineno in lines]
        code = compile(ast.Module(body, []), label, "exec")
        done = call(exec, (code, names), task["seconds"])
        if done.stopped:
            return None, Stopped()
        elif done.error is not None:
            errors.append(done.error)
    names.update({name: stand_in for name, stand_in in ours.items() if name in names})
    found = call(eval, (task["answer"], names), task["seconds"])
    if found.error is None and not found.stopped:
        return found.value, None
    return None, next(iter(errors), found.error or Stopped())


def _looked_at(answer: Any, error: BaseException | None) -> dict[str, Any]:
    """Say what an answer is."""
    name = look(lambda: str(getattr(answer, "__name__", ""))[:60], otherwise="")
    return {
        "error": None if error is None else error_to(error),
        "stopped": isinstance(error, Stopped),
        "callable": callable(answer),
        "kind": type(answer).__name__[:60],
        "name": name,
        "stub": bool(look(is_stub, answer, otherwise=False)) if callable(answer) else answer is None,
        "ours": look(_is_ours, answer, otherwise=False),
    }


def _is_ours(answer: Any) -> bool:
    """Tell whether the course has made an answer, and not the learner."""
    while isinstance(answer, functools.partial):
        answer = answer.func
    answer = getattr(answer, "__func__", answer)
    code = getattr(getattr(answer, "__wrapped__", answer), "__code__", None)
    if code is not None:
        return code.co_filename.startswith(_PACKAGE)
    return isinstance(answer, type) and str(answer.__module__).startswith("course_utils")


def _let_be_called(wire: Wire, answer: Callable) -> None:
    while True:
        tree, blobs = wire.receive()
        came = Received(tree, blobs, functools.partial(_of_the_other_process, wire))
        done = call(functools.partial(answer, **came.named), came.given, tree["seconds"], _PUT_BACK)
        reply, bytes_ = came.answer(done.value, done.error)
        wire.send({**reply, "stopped": done.stopped}, bytes_)


def _let_be_observed(wire: Wire, task: dict[str, Any], answer: Callable) -> None:
    exercise = next(one for one in _lesson(task).EXERCISES if one.name == task["exercise"])
    drawn: dict[int, list[tuple]] = {}
    while True:
        tree, _ = wire.receive()
        seed, place = tree["seed"], tree["place"]
        if seed not in drawn:
            drawn = {seed: exercise.cases(torch.Generator().manual_seed(seed))}
        given = own_copy(drawn[seed][place])
        done = watch(exercise, answer, given, tree["seconds"])
        writer = Writer()
        said: dict[str, Any] = {"stopped": done.stopped}
        if isinstance(done.error, Wrong):
            said["wrong"] = str(done.error)[:5000]
        elif done.error is not None:
            said["error"] = error_to(done.error)
        said["value"] = look(writer.write, done.value, otherwise=None)
        said["afterwards"] = writer.write(look(_held, given, otherwise=None))
        wire.send(said, writer.bytes)


def _held(given: tuple) -> list[list[Tensor]] | None:
    """Give all tensors of each argument."""
    return [list(leaves(one)) for one in given]


def _of_the_other_process(wire: Wire, number: int | str) -> Callable:
    """Make a function that the process that judges calls for us."""

    def answer(*given: Any, **named: Any) -> Any:
        sent = Sent(given, named)
        tree, blobs = sent.message
        wire.send({**tree, "ask": number}, blobs)
        return sent.take(*wire.receive())

    answer.__name__ = answer.__qualname__ = str(number)
    return answer
