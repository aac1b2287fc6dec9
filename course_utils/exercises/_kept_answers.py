"""From the sources kept with the progress to functions that run: each in one namespace, each after its check."""

import ast
import importlib
import inspect
import linecache
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils.exercises import progress
from course_utils.exercises.exercise import Exercise

# What a learner's function may name besides other functions of the course.
GLOBALS = {"math": math, "np": np, "torch": torch, "nn": nn, "F": F}


@dataclass(frozen=True)
class Part:
    """One function of the network: its code, and why the course's stands here, or "" where it is yours."""

    source: str
    why: str = ""


def exercises_of(lessons: Iterable[str]) -> dict[str, Exercise]:
    """Give every exercise of some lessons, name -> exercise."""
    modules = [importlib.import_module(f"course_utils.exercises.{lesson}") for lesson in lessons]
    return {exercise.name: exercise for module in modules for exercise in module.EXERCISES}


def gather(lessons: Iterable[str]) -> tuple[dict[str, Part], dict[str, Any]]:
    """Take every function of some lessons from the learner's progress, else the course's; give their namespace too."""
    exercises = exercises_of(lessons)
    references = {name: one.reference for name, one in exercises.items()}
    namespace: dict[str, Any] = {"__name__": "my_network", **GLOBALS, **references}
    try:
        kept = progress.load(to_run=True)
        otherwise = "not solved yet"
    except OSError as error:
        kept, otherwise = {}, f"{error.strerror}, so nothing of your progress is run"
    entries = {name: progress.reached(kept, one.names) for name, one in exercises.items()}
    why = _run_sources(entries, namespace, otherwise)
    parts = {}
    for name, exercise in exercises.items():
        if name not in why:
            outcome = exercise.judge(namespace[name])
            if outcome.state == "right":
                parts[name] = Part(_under_its_name(entries[name]["source"], name))
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


def _run_sources(entries: dict[str, dict], namespace: dict[str, Any], otherwise: str) -> dict[str, str]:
    """Define the learner's functions in the namespace; say for each that is missing why."""
    why = {}
    for name, entry in entries.items():
        if entry.get("state") != "right":
            why[name] = otherwise
        elif not _definition(entry["source"]):
            why[name] = "the code of your answer could not be kept: write it as a def, and check it again"
        else:
            reference = namespace[name]
            try:
                _define(_under_its_name(entry["source"], name), name, namespace)
            except Exception as error:  # a decorator or a default value can raise anything
                why[name] = f"yours does not run by itself: {type(error).__name__}: {error}"
                namespace[name] = reference
    return why


def _definition(source: str) -> ast.FunctionDef | ast.ClassDef | None:
    """Give the one function or class that a source is, if nothing else in it would do something when it is run."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):  # ValueError: null bytes
        return None
    only = body[0] if len(body) == 1 else None
    return only if isinstance(only, ast.FunctionDef | ast.ClassDef) else None


def _under_its_name(source: str, name: str) -> str:
    """Rename a definition: a right answer may have any name, even that of another exercise, which must stay itself."""
    definition = _definition(source)
    if definition is None or definition.name == name:
        return source
    old, nodes = definition.name, list(ast.walk(definition))
    used = [node for node in nodes if isinstance(node, ast.Name) and node.id == old]
    is_local = any(isinstance(node, ast.arg) and node.arg == old for node in nodes)
    if is_local or any(isinstance(node.ctx, ast.Store) for node in used):
        used = []  # not the function, but a variable of the same name
    lines = source.encode().splitlines(keepends=True)  # the syntax tree counts columns in bytes
    for node in sorted(used, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line, begin = lines[node.lineno - 1], node.col_offset
        lines[node.lineno - 1] = line[:begin] + name.encode() + line[begin + len(old.encode()) :]
    head = lines[definition.lineno - 1].decode()
    lines[definition.lineno - 1] = re.sub(rf"\b(def|class)(\s+){old}\b", rf"\1\2{name}", head, count=1).encode()
    return b"".join(lines).decode()


def _define(source: str, name: str, namespace: dict[str, Any]) -> None:
    """Run a definition in the namespace; an error in it shows its lines."""
    filename = f"<your {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)  # for its error lines
    exec(compile(source, filename, "exec"), namespace)
