"""What the break-it lab shows: a curve beside the healthy one, numbers, what a diagnosis is worth, the broken line."""

import math
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import torch

from course_utils.widgets._engine import parts, tables
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.hands import idle, press
from course_utils.widgets._engine.numbers import short_loss
from course_utils.widgets._engine.pictures.curves import Curve, draw_curves, thinned
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets._engine.trainings.background_training import Progress
from course_utils.widgets.playground import broken_programs as broken

# In another order than the list of causes.
PROGRAMS = dict(zip("ABCDE", (broken.SHUFFLE, broken.RAW, broken.ZERO_GRAD, broken.LABELS, broken.RATE), strict=True))
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
    queue: list[str] = field(default_factory=list)  # it, and before it the healthy one if that is not trained yet
    progress: Progress = field(default_factory=lambda: Progress(1, 0))  # how far these are

    def found(self, program: str) -> bool:
        """Say whether the mistake of a program was named."""
        return self.diagnoses.get(program) == PROGRAMS[program].name

    def losses(self, program: str) -> tuple[list[float], int]:
        """Give the losses of a program so far, and how many it will have."""
        if program in self.trained:
            return self.trained[program].losses, len(self.trained[program].losses)
        if self.live is None or program not in self.queue:
            return [], 0
        each, before = self.progress.total // len(self.queue), self.queue.index(program)
        return self.progress.losses[before * each : (before + 1) * each], each

    def state(self, program: str) -> str:
        """Say in a word or two how far one is with a program."""
        if program not in self.trained:
            return "trains" if program == self.live else "not trained"
        return "found ✓" if self.found(program) else "shown" if program in self.revealed else "trained"


def break_it_view(known: Known, *, program: str, cause: str = UNDECIDED, train: int = 0, reveal: int = 0) -> View:
    """Show the curve of a program beside the healthy one, its numbers, and what the diagnosis is worth."""
    done, healthy = known.trained.get(program), known.trained.get(HEALTHY)
    names = list(PROGRAMS)
    shown: list[Element] = [
        tables.cells(
            names,
            caption="Five programs with one mistake each:",
            above=[known.state(name) for name in names],
            chosen=[names.index(program)],
            press=[press(f"program {name}, {known.state(name)}", program=name) for name in names],
            pressed=[names.index(program)],
        ),
        _training(known, program, train),
        _curves(known, program),
    ]
    if done and healthy:
        shown += [_answers(program, done, healthy), _numbers(program, done, healthy), _causes(known, program)]
        shown += _mistake(known, program, reveal)
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


def longest_told() -> str:
    """Give the longest sentence: what a mistake does, or what another one would do."""
    right = (f"Right: program A has {mistake.name}: {mistake.why}." for mistake in PROGRAMS.values())
    wrong = (f"Not that: with “{name}”, {mistake.trace}." for name, mistake in broken.MISTAKES.items())
    return max(*right, *wrong, key=len)


def _training(known: Known, program: str, train: int) -> Element:
    """Show the button that trains, how far the training is, or that it is over, all in one place."""
    if known.live:
        count, total = len(known.progress.losses), known.progress.total
        return parts.in_line(parts.progress(count, total, "batches done"), f"batch {count} of {total}", wide=0)
    if program in known.trained:
        return parts.in_line("Trained for one epoch.")
    return parts.in_line(parts.pressable("Train it", press("Train it", train=train + 1), main=True))


def _curves(known: Known, program: str) -> Element:
    curves = [
        Curve(title, thinned(losses, total, total) if losses else [])
        for title, (losses, total) in (
            (f"program {program}", known.losses(program)),
            ("the healthy program", known.losses(HEALTHY)),
        )
    ]
    values = [value for curve in curves for _, value in curve.points if value > 0 and math.isfinite(value)]
    ends = [10.0 ** whole(math.log10(of([*values, 0.1]))) for whole, of in ((math.floor, min), (math.ceil, max))]
    low, high = min(max(ends[0], _LOWEST), 0.01), max(min(ends[1], _HIGHEST), 1)
    return draw_curves(curves, 1, "loss, in powers of 10", low, high, log=True, size=_SIZE)


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
        [
            parts.unbroken(name),
            *map(short_loss, each.losses[:_FIRST]),
            short_loss(each.losses[-1]),
            f"{100 * each.accuracy:.1f} %",
        ]
        for name, each in ((f"program {program}", done), ("healthy", healthy))
    ]
    # Where there is no room for all five, the first three tell enough.
    return tables.table(["", *first, "last loss", "test accuracy"], rows, wide=True, in_wide=range(4, len(first) + 1))


def _causes(known: Known, program: str) -> Element:
    cause = PROGRAMS[program].name if program in known.revealed else known.diagnoses.get(program)
    chosen = [broken.CAUSES.index(cause)] if cause else []
    return tables.cells(
        broken.CAUSES,
        caption=f"What is wrong with program {program}? Press your diagnosis:",
        chosen=chosen,
        press=[idle(each) if program in known.revealed else press(each, cause=each) for each in broken.CAUSES],
        pressed=chosen,
    )


def _mistake(known: Known, program: str, reveal: int) -> list[Element]:
    """Show the broken line and the mended one once the cause is known; before that, a button that names it."""
    if not known.found(program) and program not in known.revealed:
        return [parts.in_line(parts.pressable("Show me", press("Show me", reveal=reveal + 1)), "names the cause")]
    mistake = PROGRAMS[program]
    lines = ("broken:", mistake.broken), ("mended:", mistake.mended)
    return [part for told, line in lines for part in (parts.paragraph(told), parts.program(line))]
