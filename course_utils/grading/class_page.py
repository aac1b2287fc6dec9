"""A class on one page of HTML, which needs nothing beside itself: who is where, and what to explain tomorrow."""

import html
from collections import defaultdict

from course_utils._messages import counted
from course_utils._palette import BLUE, GREEN, GROUND, INK, LINE, ON_DARK, ORANGE, SOFT
from course_utils.exercises._outcome import SIGNS
from course_utils.grading.class_report import frequent_mistakes, notes
from course_utils.grading.judging import Result

_COLOURS = {"right": "right", "wrong": "amiss", "crashed": "amiss", "not started": "soft"}
_STYLE = f"""
:root {{ color-scheme: light dark; --ink: {INK}; --ground: {GROUND}; --soft: {SOFT};
        --blue: {BLUE}; --right: {GREEN}; --amiss: {ORANGE} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ --ink: #ddd; --ground: #181818; --soft: #aaa;
        --blue: {ON_DARK[BLUE]}; --right: {ON_DARK[GREEN]}; --amiss: {ON_DARK[ORANGE]} }} }}
body {{ font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground);
        margin: 2em auto; max-width: 75em; padding: 0 1em }}
table {{ border-collapse: collapse; margin: 1em 0 }}
th, td {{ border: 1px solid {LINE}; padding: 0.2em 0.6em; text-align: center }}
th[scope=row] {{ text-align: left; font-weight: normal; white-space: nowrap }}
td {{ max-width: 14em }}
td small {{ display: block; line-height: 1.25 }}
td.share {{ text-align: right }}
.wide {{ overflow-x: auto }}
li strong {{ color: var(--blue) }}
@media print {{ .wide {{ overflow: visible }} }}
"""


def page(results: list[Result]) -> str:
    """Give the page."""
    learners = {one.learner for one in results}
    right = sum(one.state == "right" for one in results)
    parts = [
        f"<h1>{counted(len(learners), 'learner')}, {right} answers right of {_graded(results)}</h1>",
        "<h2>What to explain tomorrow</h2>",
        _mistakes(results),
        "<h2>Who is where</h2>",
        f"<p>{', '.join(f'{sign} {state}' for state, sign in SIGNS.items())}. An empty field: no notebook of this "
        "lesson was handed in. Below a sign stands the name of the mistake, where it has one.</p>",
        *_lessons(results),
        *_notes(results),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>The class</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><main>\n" + "\n".join(parts) + "\n</main></body></html>\n"
    )


def _graded(results: list[Result]) -> int:
    return sum(one.state != "unreadable" for one in results)


def _mistakes(results: list[Result]) -> str:
    rows = [
        f"<li><strong>{counted(count, 'learner')}, {_text(exercise)}</strong>: {_code(says)}</li>"
        for count, exercise, _, says in frequent_mistakes(results)[:10]
    ]
    return f"<ol>{''.join(rows)}</ol>" if rows else "<p>No mistake that has a name was made.</p>"


def _lessons(results: list[Result]) -> list[str]:
    """Give a table for each lesson: a row for each learner, a column for each exercise."""
    lessons: dict[str, dict[str, dict[str, Result]]] = defaultdict(lambda: defaultdict(dict))
    for one in results:
        if one.exercise:
            lessons[one.lesson][one.learner][one.exercise] = one
    return [_lesson(name, rows) for name, rows in sorted(lessons.items())]


def _lesson(name: str, rows: dict[str, dict[str, Result]]) -> str:
    exercises = list(dict.fromkeys(exercise for row in rows.values() for exercise in row))
    head = "".join(f'<th scope="col">{_text(exercise)}</th>' for exercise in exercises)
    body = "".join(
        f'<tr><th scope="row">{_text(learner)}</th>{"".join(_cell(row.get(exercise)) for exercise in exercises)}'
        f'<td class="share">{sum(one.state == "right" for one in row.values())} of {len(exercises)}</td></tr>\n'
        for learner, row in rows.items()
    )
    solved = "".join(
        f'<td class="share">{sum(exercise in row and row[exercise].state == "right" for row in rows.values())} '
        f"of {len(rows)}</td>"
        for exercise in exercises
    )
    return (
        f'<h3>{_text(name)}</h3>\n<div class="wide"><table><thead><tr><th scope="col">learner</th>{head}'
        f'<th scope="col">right</th></tr></thead>\n<tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">right</th>{solved}<td></td></tr></tfoot></table></div>'
    )


def _cell(one: Result | None) -> str:
    if one is None:
        return "<td></td>"
    sign = f'<span style="color: var(--{_COLOURS[one.state]})" aria-hidden="true">{SIGNS[one.state]}</span>'
    label = f'<span style="position: absolute; left: -9999px">{one.state}</span>'
    return f"<td>{sign}{label}{f'<small>{_text(one.mistake)}</small>' if one.mistake else ''}</td>"


def _notes(results: list[Result]) -> list[str]:
    said = notes(results)
    return ["<h2>To know</h2>", f"<ul>{''.join(f'<li>{_code(one)}</li>' for one in said)}</ul>"] if said else []


def _text(text: str) -> str:
    return html.escape(text)


def _code(text: str) -> str:
    """Escape a text; what stands between backquotes becomes code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))
