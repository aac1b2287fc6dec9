"""What the break-it lab shows: a curve beside the healthy one, numbers, what a diagnosis is worth, the broken line."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

from course_utils.widgets._engine.curves import Curve, draw_curves, thinned
from course_utils.widgets._engine.guided import Values, View
from course_utils.widgets._engine.training import Progress
from course_utils.widgets.playground import broken_programs as broken

# In another order than the list of causes.
PATIENTS = dict(zip("ABCDE", (broken.SHUFFLE, broken.RAW, broken.ZERO_GRAD, broken.LABELS, broken.RATE), strict=True))
HEALTHY, UNDECIDED = "healthy", "choose one"
_LOWEST, _HIGHEST = 1e-3, 1e6
_FIRST = 5
_SETTING = (
    "All five are meant to train 784-256-64-10 for one epoch: MSE, batches of 512, learning rate 0.03, momentum 0.9. "
    "The files of this lab are sorted by digit, as in ten folders. A program has to shuffle them, as the healthy one "
    "does."
)


@dataclass
class Trained:
    """What came out of a program."""

    losses: list[float]  # one a batch
    accuracy: float  # range 0 to 1: on the test pictures
    counts: list[int]  # length 10: how often it answered each digit


@dataclass
class Clinic:
    """What is known so far."""

    trained: dict[str, Trained] = field(default_factory=dict)  # program, "A" to "E" or "healthy" -> what came out of it
    diagnoses: dict[str, str] = field(default_factory=dict)  # program -> the diagnosis that was made last
    revealed: set[str] = field(default_factory=set)  # programs whose broken line may be seen
    notice: str = ""  # what is to be said first
    live: str | None = None  # the program that trains
    progress: Progress = field(default_factory=lambda: Progress(1, 0))  # how far that is


def diagnosed(patient: str, diagnosis: str) -> str:
    """Say whether a diagnosis is right, and why."""
    mistake = PATIENTS[patient]
    if diagnosis == mistake.name:
        return f"Right, program {patient} has {mistake.name}: {mistake.why}."
    if diagnosis == broken.NOTHING_WRONG:
        return f"Not that: if nothing were wrong, {broken.HEALTHY_TRACE}."
    return f"Not that: with “{diagnosis}”, {broken.MISTAKES[diagnosis].trace}."


def clinic_view(clinic: Clinic, values: Values) -> View:
    """Show the curve of a program beside the healthy one, its numbers, and what the diagnosis is worth."""
    patient = str(values["patient"])
    done, healthy = clinic.trained.get(patient), clinic.trained.get(HEALTHY)
    bar = ""
    if clinic.live:
        told = f"Program {clinic.live} trains" + ("." if healthy else ", and before it, once, the healthy one.")
        count, total = len(clinic.progress.losses), clinic.progress.total
        bar = f'<p><progress max="{total}" value="{count}" aria-label="batches done"></progress> {count} of {total}</p>'
    elif done is None:
        told = f"Program {patient} is not trained yet: press Train it, then read its curve."
    elif patient in clinic.diagnoses:
        told = diagnosed(patient, clinic.diagnoses[patient])
    else:
        told = _told(patient, done)
    parts = [f"<p>{_SETTING}</p>", bar]
    if done and healthy:
        parts += [show(patient, done, healthy) for show in (_picture, _numbers, _answers)]
        parts.append(_lines(PATIENTS[patient]) if patient in clinic.revealed else "")
    return View("".join(parts), clinic.notice or told)


def examine(program: broken.Program, losses: list[float], test: broken.Pixels) -> Trained:
    """Test a trained program on pixels and labels."""
    answers = program.answers(test[0])
    accuracy = (answers == test[1]).float().mean().item()
    return Trained(losses, accuracy, torch.bincount(answers, minlength=10).tolist())


def _told(patient: str, done: Trained) -> str:
    most = max(range(10), key=done.counts.__getitem__)
    return (
        f"Program {patient}: first loss {_loss(done.losses[0])}, last {_loss(done.losses[-1])}, test accuracy "
        f"{100 * done.accuracy:.0f} %, most often it answers {most}. What is wrong?"
    )


def _picture(patient: str, done: Trained, healthy: Trained) -> str:
    curves = [
        Curve(name, thinned(trained.losses, len(trained.losses), len(trained.losses)))
        for name, trained in ((f"program {patient}", done), ("the healthy program", healthy))
    ]
    values = [value for curve in curves for _, value in curve.points if value > 0 and math.isfinite(value)]
    low, high = (10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values))))
    return draw_curves(curves, 1, "loss, in powers of 10", max(low, _LOWEST), max(min(high, _HIGHEST), 1), log=True)


def _numbers(patient: str, done: Trained, healthy: Trained) -> str:
    first = [f"loss {place}" for place in range(1, min(_FIRST, len(done.losses)) + 1)]
    rows = [
        (name, [*map(_loss, trained.losses[:_FIRST]), _loss(trained.losses[-1]), f"{100 * trained.accuracy:.1f} %"])
        for name, trained in ((f"program {patient}", done), ("healthy", healthy))
    ]
    return _table("", [*first, "last loss", "test accuracy"], rows)


def _answers(patient: str, done: Trained, healthy: Trained) -> str:
    rows = [
        (name, [f"{100 * count / sum(trained.counts):.0f} %" for count in trained.counts])
        for name, trained in ((f"program {patient}", done), ("healthy", healthy))
    ]
    return _table("How often it answers each digit:", [str(digit) for digit in range(10)], rows)


def _table(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    pad = "padding: 0.1em 0.5em"
    head = "".join(f'<th scope="col" style="{pad}; min-width: 2.2em">{name}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row" style="text-align: left; white-space: nowrap; {pad}">{name}</th>'
        + "".join(f'<td style="{pad}">{cell}</td>' for cell in cells)
        + "</tr>"
        for name, cells in rows
    )
    style = "border-collapse: collapse; text-align: right; font-variant-numeric: tabular-nums; margin: 0.4em 0"
    caption = f'<caption style="text-align: left">{caption}</caption>' if caption else ""
    return f'<table style="{style}">{caption}<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _lines(mistake: broken.Mistake) -> str:
    """Show both versions of the line, one under the other: what differs must not hide at an edge."""
    style = (
        "border: 1px solid var(--course-line); padding: 0.4em; margin: 0.2em 0; color: inherit; background: inherit; "
        "white-space: pre-wrap; overflow-wrap: break-word; word-break: normal"
    )
    return "".join(
        f'<p style="margin: 0.4em 0 0">{name}</p><pre style="{style}">{html.escape(code)}</pre>'
        for name, code in (("broken", mistake.broken), ("mended", mistake.mended))
    )


def _loss(loss: float) -> str:
    if not math.isfinite(loss):
        return "nan" if loss != loss else "inf"
    return f"{loss:.3g}" if loss < 1000 else f"{loss:.0e}".replace("e+0", "e").replace("e+", "e")
