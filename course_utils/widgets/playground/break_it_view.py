"""What the break-it lab shows: a curve beside the healthy one, numbers, what a diagnosis is worth, the broken line."""

import math
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import torch

from course_utils.widgets._engine import parts
from course_utils.widgets._engine.curves import Curve, draw_curves, thinned
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.hands import press
from course_utils.widgets._engine.svg import Svg
from course_utils.widgets._engine.training import Progress
from course_utils.widgets.playground import broken_programs as broken
from course_utils.widgets.playground.runs import short_loss

# In another order than the list of causes.
PROGRAMS = dict(zip("ABCDE", (broken.SHUFFLE, broken.RAW, broken.ZERO_GRAD, broken.LABELS, broken.RATE), strict=True))
DIAGNOSES = [*broken.CAUSES, broken.NOTHING_WRONG]
HEALTHY, UNDECIDED = "healthy", "none yet"
_LOWEST, _HIGHEST = 1e-3, 1e6
_FIRST = 5
_SIZE = 680, 215  # the picture of the curves: its width and height
_LEFT, _TALL, _STEP = 66, 64, 61  # the picture of the answers: what is left of it, its longest bar, a digit
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

    @property
    def shares(self) -> list[float]:
        """How often it answered each digit, in per cent."""
        return [100 * count / sum(self.counts) for count in self.counts]


@dataclass
class Known:
    """What is known so far."""

    trained: dict[str, Trained] = field(default_factory=dict)  # program, "A" to "E" or "healthy" -> what came out of it
    diagnoses: dict[str, str] = field(default_factory=dict)  # program -> the diagnosis that was made last
    revealed: set[str] = field(default_factory=set)  # programs whose mistake was asked for
    notice: str = ""  # what is to be said first
    live: str | None = None  # the program that trains
    progress: Progress = field(default_factory=lambda: Progress(1, 0))  # how far that is

    def found(self, program: str) -> bool:
        """Say whether the mistake of a program was named."""
        return self.diagnoses.get(program) == PROGRAMS[program].name

    def state(self, program: str) -> str:
        """Say in a word or two how far one is with a program."""
        if program not in self.trained:
            return "not trained"
        return "found ✓" if self.found(program) else "shown" if program in self.revealed else "trained"


def break_it_view(known: Known, *, program: str) -> View:
    """Show the curve of a program beside the healthy one, its numbers, and what the diagnosis is worth."""
    done, healthy = known.trained.get(program), known.trained.get(HEALTHY)
    names = list(PROGRAMS)
    shown: list[Element] = [
        parts.cells(
            names,
            caption="Five programs with one mistake each:",
            above=[known.state(name) for name in names],
            chosen=[names.index(program)],
            press=[press(f"program {name}, {known.state(name)}", program=name) for name in names],
            pressed=[names.index(program)],
        ),
        _curves(program, done, healthy),
    ]
    if known.live:
        count, total = len(known.progress.losses), known.progress.total
        shown += [parts.progress(count, total, "batches done"), parts.paragraph(f"batch {count} of {total}")]
    if done and healthy:
        shown += [_answers(program, done, healthy), _numbers(program, done, healthy), _causes(known, program)]
    if done and known.state(program) in ("found ✓", "shown"):
        mistake = PROGRAMS[program]
        for told, lines in ("broken:", mistake.broken), ("mended:", mistake.mended):
            shown += [parts.paragraph(told), parts.program(lines)]
    return View(_told(known, program), *shown, parts.folded("What all five are meant to do", _SETTING))


def examine(program: broken.Program, losses: list[float], test: broken.Pixels) -> Trained:
    """Test a trained program on pixels and labels."""
    answers = program.answers(test[0])
    accuracy = (answers == test[1]).float().mean().item()
    return Trained(losses, accuracy, torch.bincount(answers, minlength=10).tolist())


def _told(known: Known, program: str) -> str:
    done = known.trained.get(program)
    if known.notice:
        return known.notice
    if known.live:
        return f"Program {known.live} trains" + ("." if HEALTHY in known.trained else ", after the healthy one.")
    if done is None:
        return f"Program {program} has one mistake. Will it show in its first loss, its curve or its answers? Train it."
    mistake, diagnosis = PROGRAMS[program], known.diagnoses.get(program)
    if known.found(program) or program in known.revealed:
        right = "Right: program" if known.found(program) else "Program"
        return f"{right} {program} has {mistake.name}: {mistake.why}."
    if diagnosis == broken.NOTHING_WRONG:
        return f"Not that: if nothing were wrong, {broken.HEALTHY_TRACE}."
    if diagnosis:
        return f"Not that: with “{diagnosis}”, {broken.MISTAKES[diagnosis].trace}."
    most = f"most often it answers {max(range(10), key=done.counts.__getitem__)}"
    if not math.isfinite(done.losses[-1]):
        most = "its outputs are nan, of which argmax makes a 0"
    first, last = short_loss(done.losses[0]), short_loss(done.losses[-1])
    return (
        f"Program {program}: first loss {first}, last {last}, test accuracy {100 * done.accuracy:.0f} %, "
        f"{most}. What is wrong?"
    )


def _curves(program: str, done: Trained | None, healthy: Trained | None) -> Element:
    curves = [
        Curve(name, thinned(each.losses, len(each.losses), len(each.losses)) if each else [])
        for name, each in ((f"program {program}", done), ("the healthy program", healthy))
        if each or name != "the healthy program"
    ]
    values = [value for curve in curves for _, value in curve.points if value > 0 and math.isfinite(value)] or [0.01]
    low, high = (10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values))))
    ends = max(low, _LOWEST), max(min(high, _HIGHEST), 1)
    return draw_curves(curves, 1, "loss, in powers of 10", *ends, log=True, size=_SIZE)


def _answers(program: str, done: Trained, healthy: Trained) -> Element:
    """Draw how often each digit is the answer: a bar for the program, an open one for the healthy program."""
    alt = "; ".join(
        f"{name} answers {', '.join(f'{digit}: {share:.0f} %' for digit, share in enumerate(each.shares))}"
        for name, each in ((f"program {program}", done), ("the healthy program", healthy))
    )
    svg = Svg(_SIZE[0], _TALL + 62, alt, most=760)
    svg.text(_LEFT, 13, "How often it answers each digit (dashed: the healthy program)", "start")
    floor = _TALL + 42
    for digit, (own, other) in enumerate(zip(done.shares, healthy.shares, strict=True)):
        left = _LEFT + digit * _STEP
        svg.rectangle(left, floor, 24, -own / 100 * _TALL, "blue")
        svg.rectangle(left + 27, floor, 20, -other / 100 * _TALL, stroke="orange", thick=2, dashed="4 3")
        svg.text(left + 12, floor - own / 100 * _TALL - 4, f"{own:.0f} %", bold=own > 25)
        svg.text(left + 24, floor + 16, str(digit))
    svg.line([(_LEFT - 8, floor), (_LEFT + 10 * _STEP - 12, floor)], "soft", 1)
    return svg.part


def _numbers(program: str, done: Trained, healthy: Trained) -> Element:
    first = [f"loss {place}" for place in range(1, min(_FIRST, len(done.losses)) + 1)]
    rows: list[list[parts.Cell]] = [
        [name, *map(short_loss, each.losses[:_FIRST]), short_loss(each.losses[-1]), f"{100 * each.accuracy:.1f} %"]
        for name, each in ((f"program {program}", done), ("healthy", healthy))
    ]
    return parts.table(["", *first, "last loss", "test accuracy"], rows, wide=True)


def _causes(known: Known, program: str) -> Element:
    cause = PROGRAMS[program].name if program in known.revealed else known.diagnoses.get(program)
    chosen = [DIAGNOSES.index(cause)] if cause else []
    return parts.cells(
        DIAGNOSES,
        caption=f"What is wrong with program {program}? Press your diagnosis:",
        chosen=chosen,
        press=[press(cause, cause=cause) for cause in DIAGNOSES],
        pressed=chosen,
    )
