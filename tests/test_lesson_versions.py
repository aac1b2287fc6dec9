"""A lesson in which a learner has worked, brought up to a newer version: what is whose, and in which order."""

import copy
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils._lesson_versions import KEY, handed_out, merge


def cell(name, source, kind="code", **more):
    outputs = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {
        "id": name,
        "cell_type": kind,
        "metadata": {},
        "source": source.splitlines(keepends=True),
        **outputs,
        **more,
    }


def lesson(*cells, **texts):
    """Hand out a lesson of these cells: an id and a text each."""
    notebook = {"cells": [*cells, *(cell(*item) for item in texts.items())], "nbformat": 4, "nbformat_minor": 5}
    return {**notebook, "metadata": {KEY: handed_out(notebook), "language_info": {"name": "python"}}}


def write(notebook, name, text):
    """Write something into a cell, as a learner does."""
    changed = copy.deepcopy(notebook)
    next(one for one in changed["cells"] if one["id"] == name)["source"] = text
    return changed


def insert(notebook, place, *cells):
    return {**notebook, "cells": [*notebook["cells"][:place], *cells, *notebook["cells"][place:]]}


def texts(merged):
    nbformat.validate(nbformat.from_dict(merged.notebook))
    return ["".join(one["source"]) for one in merged.notebook["cells"]]


OLD = lesson(intro="1 + 1", task="def f(): ...", check="check(f)", end="bye")
NEWER = lesson(intro="2 + 2", added="new", task="def f(): ...", check="check(f)", end="good bye")


def test_what_nobody_touched_becomes_the_newer_version():
    merged = merge(OLD, NEWER)
    assert merged.notebook == NEWER and (merged.changed, merged.kept) == (3, 0)


def test_what_was_written_stays_and_all_else_becomes_the_newer_version():
    half_solved = write(OLD, "task", "def f(): return 1")
    merged = merge(insert(half_solved, 2, cell("mine", "f()")), NEWER)
    assert texts(merged) == ["2 + 2", "new", "def f(): return 1", "f()", "check(f)", "good bye"]
    assert (merged.changed, merged.kept) == (3, 2)


def test_what_was_written_stays_where_the_newer_version_has_another_text_and_where_it_has_no_such_cell():
    written = write(write(OLD, "intro", "3 + 3"), "end", "see you")
    assert texts(merge(written, lesson(intro="2 + 2", task="def f(): ...", check="check(f)"))) == [
        *["3 + 3", "def f(): ...", "check(f)", "see you"]
    ]


def test_a_cell_that_went_goes_and_one_that_the_learner_removed_does_not_come_again():
    without_end = {**OLD, "cells": OLD["cells"][:-1]}
    merged = merge(without_end, lesson(task="def f(): ...", check="check(f)", end="good bye"))
    assert texts(merged) == ["def f(): ...", "check(f)"]
    assert texts(merge(merged.notebook, NEWER)) == ["2 + 2", "new", "def f(): ...", "check(f)"]


def test_an_output_is_no_change_and_stays_where_its_cell_stays():
    run = copy.deepcopy(OLD)
    shown = [{"output_type": "stream", "name": "stdout", "text": ["2"]}]
    for one in run["cells"]:
        one.update(outputs=shown, execution_count=1, metadata={"trusted": True})
    merged = merge(run, NEWER)
    assert merged.kept == 0 and texts(merged) == texts(merge(OLD, NEWER))
    assert [one["outputs"] for one in merged.notebook["cells"]] == [[], [], shown, shown, []]


def test_cells_that_the_newer_version_moves_are_moved_and_what_is_written_goes_with_the_cell_above_it():
    written = insert(OLD, 3, cell("mine", "f()"), cell("more", "f() + 1"))
    newer = lesson(check="check(f)", intro="1 + 1", task="def f(): ...", end="bye")
    assert texts(merge(written, newer)) == ["check(f)", "f()", "f() + 1", "1 + 1", "def f(): ...", "bye"]
    assert texts(merge(insert(OLD, 0, cell("mine", "first")), newer))[0] == "first"


def test_where_the_learner_moved_cells_the_learners_order_stays_and_new_cells_follow_theirs():
    moved = {**OLD, "cells": [OLD["cells"][i] for i in (3, 1, 2, 0)]}
    assert texts(merge(moved, NEWER)) == ["good bye", "def f(): ...", "check(f)", "2 + 2", "new"]


@pytest.mark.parametrize("forget", [lambda one: one.pop("id"), lambda one: one.update(id=f"x{one['id']}")])
def test_a_program_that_saves_no_ids_or_others_is_no_harm(forget):
    saved = insert(write(OLD, "task", "def f(): return 1"), 2, cell("mine", "f()"))
    for one in saved["cells"]:
        forget(one)
    merged = merge({**saved, "nbformat_minor": 4}, NEWER)
    assert texts(merged) == ["2 + 2", "def f(): return 1", "f()", "new", "check(f)", "good bye"]


def test_two_cells_with_one_id_both_stay():
    twice = insert(OLD, 2, cell("task", "def f(): return 1"), cell("added", "of my own"))
    assert texts(merge(twice, NEWER)) == [
        *["2 + 2", "new", "def f(): ...", "def f(): return 1", "of my own", "check(f)", "good bye"]
    ]


def test_the_next_version_finds_what_this_one_left():
    mine = write(OLD, "task", "def f(): return 1")
    first = merge(mine, NEWER)
    assert merge(first.notebook, NEWER).notebook == first.notebook
    assert texts(merge(first.notebook, OLD)) == texts(merge(mine, OLD))


def test_text_made_code_is_written_by_the_learner():
    as_text = copy.deepcopy(OLD)
    as_text["cells"][0]["cell_type"] = "raw"
    assert merge(as_text, NEWER).kept == 1


RENAMED = lesson(intro="1 + 1", task="def g(): ...", check="check(g)", end="bye")


def test_a_renamed_exercise_takes_the_function_that_was_written_under_its_old_name():
    merged = merge(write(OLD, "task", "def f():\n    return 1"), RENAMED)
    namespace = {"check": lambda function: checked.append(function())}
    checked = []
    for text in texts(merged):
        exec(text.replace("bye", "pass"), namespace)
    assert checked == [1] and "def f():\n    return 1" in texts(merged)
    again = merge(merged.notebook, lesson(intro="1", task="def g():\n    ...", check="check(g)", end="bye"))
    assert len(again.notebook["cells"]) == 5


@pytest.mark.parametrize("mine", ["import math\nimport numpy", "import ("])
def test_what_a_changed_cell_of_the_course_defines_is_there_beside_the_cell_of_the_learner(mine):
    old, newer = (
        lesson(imports="import math", use="math.pi"),
        lesson(imports="import math, random", use="random.random()"),
    )
    merged = merge(write(old, "imports", mine), newer)
    assert texts(merged) == ["import math, random", mine, "random.random()"]
    assert texts(merge(write(old, "imports", "import math, random  # me"), newer))[0] == "import math, random  # me"


@pytest.mark.parametrize(
    "metadata", [{}, {KEY: {}}, {KEY: {"handed_out": ["one two three"]}}, {KEY: {"handed_out": [1]}}, {KEY: 1}]
)
def test_where_the_notebook_does_not_say_what_was_handed_out_nothing_is_done(metadata):
    assert merge({**OLD, "metadata": metadata}, NEWER) is None


def random_work(notebook, draw):
    """Work in a lesson as anybody might: write, remove, move, add, run."""
    cells = copy.deepcopy(notebook["cells"])
    written = []
    for i in range(draw.randrange(8)):
        what, place = draw.choice(["write", "remove", "move", "add", "run"]), draw.randrange(len(cells))
        if what == "remove" and len(cells) > 1:
            cells.pop(place)
        elif what == "move":
            cells.insert(draw.randrange(len(cells)), cells.pop(place))
        elif what == "run":
            cells[place]["outputs"] = []
        else:
            text = f"mine{i}{draw.random()}"
            cells[place:place] = [cell(f"m{i}", text)] if what == "add" else []
            cells[place]["source"] = text
    before = ["".join(one["source"]) for one in notebook["cells"]]
    written = [text for one in cells if (text := "".join(one["source"])) not in before]
    return {**notebook, "cells": cells}, written


@settings(max_examples=100, deadline=None)
@given(draw=st.randoms(use_true_random=False))
def test_whatever_was_done_everything_that_was_written_is_there_once_and_all_new_cells_come(draw):
    version = lesson(**{f"c{i}": f"text {i}" for i in range(6)})
    mine, written = random_work(version, draw)
    for number in range(3):
        sources = {one["id"]: "".join(one["source"]) for one in version["cells"]}
        names = draw.sample(sorted(sources), k=4)
        newer = {name: f"{sources[name]} {number}" if draw.random() < 0.4 else sources[name] for name in names}
        newer[f"n{number}"] = f"new {number}"
        version = lesson(**newer)
        merged = merge(mine, version)
        there = texts(merged)
        assert all(there.count(text) == 1 for text in written)
        assert set(there) - set(written) <= set(newer.values()) and f"new {number}" in there
        assert merged.kept == len(written)
        assert json.loads(json.dumps(merged.notebook)) == merged.notebook
        mine = merged.notebook
