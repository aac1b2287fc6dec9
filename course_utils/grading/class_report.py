"""A class in rows: the best that each learner has for each exercise, as a table in the terminal and as CSV."""

import csv
import importlib
import io
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable

from course_utils._messages import counted
from course_utils.exercises._outcome import SIGNS
from course_utils.grading.judging import Result
from course_utils.grading.notebooks import ALL_LESSONS

COLUMNS = ("learner", "lesson", "exercise", "state", "named mistake", "seconds", "look at", "message")
NOTHING = "nothing handed in"  # a state like "unreadable": of a learner without any notebook
_BETTER = ("not started", "crashed", "wrong", "right")
# What a spreadsheet takes for a formula when a text begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def best_of_each(results: Iterable[Result]) -> list[Result]:
    """Keep one result for each learner and exercise, the best; sorted by learner, lesson, place in the lesson."""
    kept: dict[tuple[str, str, str], Result] = {}
    for one in results:
        key = one.learner, one.lesson, one.exercise or one.file
        if key not in kept or _rank(one) > _rank(kept[key]):
            kept[key] = one
    return sorted(kept.values(), key=lambda one: (one.learner.casefold(), one.learner, one.lesson, _place(one)))


def table(results: list[Result]) -> str:
    """Give the table: a line for each learner and lesson, and what is not right behind it."""
    rows = defaultdict(list)
    for one in results:
        if one.state != "unreadable":
            rows[one.learner, one.lesson or "-"].append(one)
    width = max([len("learner"), *(len(learner) for learner, _ in rows)])
    wide = max([len("lesson"), *(len(lesson) for _, lesson in rows)])
    lines = [f"{'learner':{width}}  {'lesson':{wide}}  right  the others"]
    for (learner, lesson), row in rows.items():
        right = "" if row[0].state == NOTHING else f"{sum(one.state == 'right' for one in row)}/{len(row)}"
        others = [_other(one) for one in row if one.state != "right"]
        lines.append(f"{learner:{width}}  {lesson:{wide}}  {right:>5}  {'; '.join(others)}".rstrip())
    return "\n".join(lines)


def notes(results: list[Result]) -> list[str]:
    """Say what else a teacher has to know, a sentence each."""
    said = [f"{one.learner}: {one.message}" for one in results if one.state == "unreadable"]
    missing = sorted({name for one in results for name in one.missing})
    if missing:
        said.append(f"This computer could not give the learners' processes: {', '.join(missing)}.")
    there = sorted({one.exercise for one in results if one.way == "observed"})
    if there:
        said.append(f"Used where the learner's code runs, and compared elsewhere: {', '.join(there)}.")
    programs = sorted({one.exercise for one in results if one.way == "program"})
    if programs:
        said.append(f"Tested where the learner's code runs: {', '.join(programs)}.")
    said += [
        f"{one.learner}, {one.exercise}: look at {', '.join(one.to_look_at)} in the answer."
        for one in results
        if one.to_look_at
    ]
    return said


def frequent_mistakes(results: list[Result]) -> list[tuple[int, str, str, str]]:
    """Count named mistakes and crashes: (learners, exercise, name, what a learner is told), the most frequent first.

    A crash has no name; those that begin with the same sentence are one.
    """
    kinds = ((one.lesson, one.exercise, one.mistake, "" if one.mistake else first_sentence(one)) for one in results)
    counts = Counter(kind for kind in kinds if kind[2] or kind[3])
    return [
        (count, exercise, name, said_of(lesson, exercise, name) if name else says)
        for (lesson, exercise, name, says), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def first_sentence(one: Result) -> str:
    """Give what a crash is told with at first; "" for all else."""
    line = one.message.partition("\n")[0] if one.state == "crashed" else ""
    return re.split(r"(?<=[.!?]) ", in_one_line(line))[0]


def in_one_line(message: str) -> str:
    """Give a message without new lines, and without what would make a terminal do something."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in message).split())


def told_mistakes(results: list[Result], most: int = 10) -> str:
    """Give the frequent mistakes as lines for the terminal; "" where there is none."""
    found = frequent_mistakes(results)[:most]
    lines = [f"{counted(count, 'learner'):>12}  {exercise}: {says}" for count, exercise, _, says in found]
    return "\n".join(["To explain tomorrow:", *lines]) if lines else ""


def said_of(lesson: str, exercise: str, mistake: str) -> str:
    """Give the sentence of the catalogue for a mistake."""
    module = importlib.import_module(f"course_utils.exercises.{lesson[3:]}")
    found = [one.mistakes.get(mistake) for one in module.EXERCISES if one.name == exercise]
    return found[0][0] if found and found[0] else mistake


def as_csv(results: list[Result]) -> bytes:
    """Give all results as CSV that spreadsheets open, names with umlauts too."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in results:
        message = "" if one.state == "right" else in_one_line(one.message)
        found = one.learner, one.lesson, one.exercise, one.state, one.mistake, f"{one.seconds:.2f}"
        row = *found, "; ".join(one.to_look_at), message
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _other(one: Result) -> str:
    """Give what is not right, and why in a few words."""
    if one.state == NOTHING:
        return f"{NOTHING}: {one.message}"
    said = one.mistake or ("" if one.state == "not started" else in_one_line(one.message.partition("\n")[0]))
    why = f": {textwrap.shorten(said, 80, placeholder=' …')}" if said else ""
    return f"{SIGNS[one.state]} {one.exercise}{why}"


def _rank(one: Result) -> int:
    return _BETTER.index(one.state) if one.state in _BETTER else -1


def _place(one: Result) -> int:
    """Give an exercise's place in its lesson; what is in no list comes last."""
    if one.lesson[3:] not in ALL_LESSONS:
        return -1
    module = importlib.import_module(f"course_utils.exercises.{one.lesson[3:]}")
    names = [exercise.name for exercise in module.EXERCISES]
    return names.index(one.exercise) if one.exercise in names else len(names)
