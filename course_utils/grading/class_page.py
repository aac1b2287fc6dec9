"""A class on one page of HTML, which needs nothing beside itself: who is where, and what to explain tomorrow."""

import html
import textwrap
from collections import defaultdict

from course_utils._messages import counted
from course_utils._palette import BLUE, GREEN, GROUND, INK, LINE, ON_DARK, ORANGE, SOFT
from course_utils.exercises._outcome import SIGNS
from course_utils.grading.class_report import NOTHING, first_sentence, frequent_mistakes, notes
from course_utils.grading.judging import Result

_COLOURS = {"right": "right", "wrong": "amiss", "crashed": "amiss", "not started": "soft"}
_STYLE = f"""
:root {{ color-scheme: light dark; --ink: {INK}; --ground: {GROUND}; --soft: {SOFT};
        --blue: {BLUE}; --right: {GREEN}; --amiss: {ORANGE} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ --ink: #ddd; --ground: #181818; --soft: #aaa;
        --blue: {ON_DARK[BLUE]}; --right: {ON_DARK[GREEN]}; --amiss: {ON_DARK[ORANGE]} }} }}
body {{ font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground);
        margin: 2em auto; max-width: 80em; padding: 0 1em }}
table {{ border-collapse: collapse; margin: 1em 0 }}
th, td {{ border: 1px solid {LINE}; padding: 0.2em 0.6em; text-align: center }}
th[scope=row] {{ text-align: left; font-weight: normal; white-space: nowrap }}
td {{ max-width: 14em }}
td small, th small {{ display: block; line-height: 1.25; font-weight: normal }}
td.share {{ text-align: right; white-space: nowrap }}
td.told {{ text-align: left; max-width: none }}
td.all {{ color: var(--right); font-weight: bold }}
details[open] {{ min-width: 14em; text-align: left }}
details p {{ margin: 0.3em 0; overflow-wrap: anywhere }}
.wide {{ overflow: auto; max-height: 85vh }}
.wide table {{ border-collapse: separate; border-spacing: 0; margin: 0 }}
.wide th, .wide td {{ border-width: 0 1px 1px 0 }}
.wide thead th {{ border-top-width: 1px; position: sticky; top: 0; background: var(--ground); z-index: 1 }}
.wide tr > :first-child {{ border-left-width: 1px; position: sticky; left: 0; background: var(--ground) }}
.wide thead tr > :first-child {{ z-index: 2 }}
a, li strong {{ color: var(--blue) }}
@media (max-width: 40em) {{ .wide tr > th:first-child {{ white-space: normal; min-width: 7em }} }}
@media print {{ .wide {{ overflow: visible; max-height: none }} .wide tr > * {{ position: static }} }}
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
        "<p>So many answers are right of so many; ✓ all of the lesson; – no notebook of this lesson.</p>",
        _overview(results),
        "<h2>Lesson by lesson</h2>",
        f"<p>{', '.join(f'{sign} {state}' for state, sign in SIGNS.items())}. Below a sign stands the name of the "
        "mistake, where it has one, or how the crash is told; click it to read all that the learner would be told.</p>",
        *_lessons(results),
        *_notes(results),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>The class</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><main>\n" + "\n".join(parts) + "\n</main></body></html>\n"
    )


def _graded(results: list[Result]) -> int:
    return sum(one.state in SIGNS for one in results)


def _mistakes(results: list[Result]) -> str:
    rows = [
        f"<li><strong>{counted(count, 'learner')}, {_text(exercise)}</strong>: {_code(says)}</li>"
        for count, exercise, _, says in frequent_mistakes(results)[:10]
    ]
    return f"<ol>{''.join(rows)}</ol>" if rows else "<p>Nothing crashed, and no mistake was made that has a name.</p>"


def _overview(results: list[Result]) -> str:
    """Give the table of the class: a row for each learner, a column for each lesson."""
    learners: dict[str, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for one in results:
        learners[one.learner][one.lesson].append(one)
    lessons = sorted({one.lesson for one in results if one.exercise})
    head = "".join(
        f'<th scope="col"><a href="#{name}">{name[:2]}<small>{name[3:].replace("_", "_<wbr>")}</small></a></th>'
        for name in lessons
    )
    body = "".join(
        f'<tr><th scope="row">{_text(learner)}</th>{_row(rows, lessons)}</tr>\n' for learner, rows in learners.items()
    )
    done = "".join(
        f'<td class="share">{sum(_all_right(rows.get(name, [])) for rows in learners.values())}/{len(learners)}</td>'
        for name in lessons
    )
    return _scrolling(
        "who is where",
        f'<thead><tr><th scope="col">learner</th><th scope="col">right</th>{head}</tr></thead>\n<tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">all of it right</th><td></td>{done}</tr></tfoot>',
    )


def _row(rows: dict[str, list[Result]], lessons: list[str]) -> str:
    """Give a learner's fields: how many are right of each lesson, and of all."""
    graded = [one for row in rows.values() for one in row if one.exercise]
    if not graded:
        (first, *_), *_ = rows.values()
        told = f"{NOTHING}: {first.message}" if first.state == NOTHING else f"cannot be read: {first.file}"
        return f'<td class="told" colspan="{len(lessons) + 1}">{_text(told)}</td>'
    right = f'<td class="share">{sum(one.state == "right" for one in graded)}/{len(graded)}</td>'
    return right + "".join(_share(rows.get(name, [])) for name in lessons)


def _share(row: list[Result]) -> str:
    graded = [one for one in row if one.exercise]
    if not graded:
        return f"<td>{'! cannot be read' if row else '–'}</td>"
    right = f"{sum(one.state == 'right' for one in graded)}/{len(graded)}"
    return f'<td class="share all">✓ {right}</td>' if _all_right(graded) else f'<td class="share">{right}</td>'


def _all_right(row: list[Result]) -> bool:
    graded = [one for one in row if one.exercise]
    return bool(graded) and all(one.state == "right" for one in graded)


def _scrolling(name: str, table: str) -> str:
    """Give a table whose heads stay in sight, and that can be scrolled without a mouse."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{_text(name)}"><table>{table}</table></div>'


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
        f'<td class="share">{sum(one.state == "right" for one in row.values())}/{len(exercises)}</td></tr>\n'
        for learner, row in rows.items()
    )
    solved = "".join(
        f'<td class="share">{sum(exercise in row and row[exercise].state == "right" for row in rows.values())}'
        f"/{len(rows)}</td>"
        for exercise in exercises
    )
    return f'<h3 id="{_text(name)}">{_text(name)}</h3>\n' + _scrolling(
        name,
        f'<thead><tr><th scope="col">learner</th>{head}<th scope="col">right</th></tr></thead>\n<tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">right</th>{solved}<td></td></tr></tfoot>',
    )


def _cell(one: Result | None) -> str:
    if one is None:
        return "<td></td>"
    sign = f'<span style="color: var(--{_COLOURS[one.state]})" aria-hidden="true">{SIGNS[one.state]}</span>'
    label = f'<span style="position: absolute; left: -9999px">{one.state}</span>'
    short = one.mistake or textwrap.shorten(first_sentence(one), 40, placeholder=" …")
    seen = f"{sign}{label}{f'<small>{_text(short)}</small>' if short else ''}"
    if one.state not in ("wrong", "crashed"):
        return f"<td>{seen}</td>"
    told = _code(one.message).replace("\n", "<br>")
    return f"<td><details><summary>{seen}</summary><p>{told}</p></details></td>"


def _notes(results: list[Result]) -> list[str]:
    said = notes(results)
    return ["<h2>To know</h2>", f"<ul>{''.join(f'<li>{_code(one)}</li>' for one in said)}</ul>"] if said else []


def _text(text: str) -> str:
    return html.escape(text)


def _code(text: str) -> str:
    """Escape a text; what stands between backquotes becomes code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))
