"""From the sources kept with the progress to functions that run: each in one namespace, each after its check."""

import ast
import importlib
import inspect
import linecache
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises import progress
from course_utils.exercises.core import Exercise

# What a learner's function may name besides other functions of the course.
GLOBALS = {"math": math, "np": np, "torch": torch, "nn": nn, "F": F}


@dataclass(frozen=True)
class Part:
    """One function of the network.

    Parameters
    ----------
    source : str
        Its code.
    why : str
        Empty when it is yours, else why the course's stands here.
    """

    source: str
    why: str = ""


def exercises_of(lessons: Iterable[str]) -> dict[str, Exercise]:
    """Give every exercise of some lessons, name -> exercise."""
    modules = [importlib.import_module(f"course_utils.exercises.{lesson}") for lesson in lessons]
    return {exercise.name: exercise for module in modules for exercise in module.EXERCISES}


def gather(lessons: Iterable[str]) -> tuple[dict[str, Part], dict[str, object]]:
    """Take every function of some lessons from the learner's progress, and the course's where that is not possible.

    Parameters
    ----------
    lessons : iterable of str
        The stems of the lessons, in the order of the course.

    Returns
    -------
    parts : dict
        name -> Part.
    namespace : dict
        Where the functions live, and nothing else does.
    """
    exercises = list(exercises_of(lessons).values())
    namespace = {"__name__": "my_network", **GLOBALS, **{e.name: e.reference for e in exercises}}
    why = _run_sources(exercises, namespace)
    parts = {}
    for exercise in exercises:
        name = exercise.name
        if name not in why:
            outcome = exercise.judge(namespace[name])
            if outcome.state == "right":
                parts[name] = Part(_kept(exercise)["source"])
                continue
            why[name] = f"yours no longer passes its check: {outcome.message.splitlines()[0].rstrip('.')}"
            namespace[name] = exercise.reference
        parts[name] = Part(inspect.getsource(exercise.reference), why[name])
    return parts, namespace


def needed(parts: dict[str, Part], names: Iterable[str]) -> list[str]:
    """Give the sources of some functions and of all functions that these call, each once, callers last."""
    found: dict[str, str] = {}

    def add(name: str) -> None:
        if name in parts and name not in found:
            found[name] = ""  # noted before its callees are: two functions may call each other
            for other in sorted(named(parts[name].source) - {name}):
                add(other)
            del found[name]
            found[name] = parts[name].source.strip() + "\n"

    for name in names:
        add(name)
    return list(found.values())


def named(source: str) -> set[str]:
    """Give every name that a piece of code uses."""
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def _run_sources(exercises: list[Exercise], namespace: dict[str, object]) -> dict[str, str]:
    """Define the learner's functions in the namespace; say for each that is missing why."""
    if not progress.is_private():
        reason = "your progress file can be changed by others, so nothing in it is run"
        return dict.fromkeys((exercise.name for exercise in exercises), reason)
    why = {}
    for exercise in exercises:
        entry = _kept(exercise)
        if entry.get("state") != "right":
            why[exercise.name] = "not solved yet"
        elif not _is_definition(entry["source"]):
            why[exercise.name] = "the code of your answer could not be kept: write it as a def, and check it again"
        else:
            try:
                namespace[exercise.name] = _define(entry["source"], exercise.name, namespace)
            except Exception as error:  # a decorator or a default value can raise anything
                why[exercise.name] = f"yours does not run by itself: {type(error).__name__}: {error}"
                namespace[exercise.name] = exercise.reference
    return why


def _kept(exercise: Exercise) -> dict[str, str]:
    return progress.load().get(exercise.lesson, {}).get(exercise.name, {})


def _is_definition(source: str) -> bool:
    """Tell whether a source is one function or class and nothing that would do something when it is run."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return len(body) == 1 and isinstance(body[0], ast.FunctionDef | ast.ClassDef)


def _define(source: str, name: str, namespace: dict[str, object]) -> Callable:
    """Run a definition in the namespace and give what it defines, whatever its name is."""
    filename = f"<your {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)  # for its error lines
    exec(compile(source, filename, "exec"), namespace)
    return namespace[ast.parse(source).body[0].name]
