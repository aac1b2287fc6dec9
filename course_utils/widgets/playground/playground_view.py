"""What the playground shows: the curve of a run, another one over it, the table of all runs, the program of one."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from course_utils._messages import Phrase, counted, sentence
from course_utils.widgets._engine import parts, tables
from course_utils.widgets._engine.controls import Value, slider
from course_utils.widgets._engine.guided import View
from course_utils.widgets._engine.hands import grab, press
from course_utils.widgets._engine.numbers import fixed, short, short_loss
from course_utils.widgets._engine.pictures.curves import (
    Curve,
    chosen_notes,
    draw_curves,
    draw_losses,
    means,
    thinned,
    top_of_losses,
)
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets.playground.run import Run, program
from course_utils.widgets.playground.settings import COLUMNS, RATES, Settings, chosen

PREDICTION = slider("prediction", "your prediction in %", 0, 100, 50, 0.5)
_CURVE = 440, 280  # the picture of a curve: its width and height
_HUNDRED, _EDGE, _ROW, _TOLD = 100, 8, 22, 54  # of the scale of an accuracy: length, margin, height, room for a number
_SCALES = "MSE and cross-entropy are different scales: test accuracy after each epoch instead."
_NO_LINE = "\N{NO-BREAK SPACE}"  # keeps its place, so that the table below stays where it is


@dataclass
class Runs:
    """The runs so far."""

    over: list[Run] = field(default_factory=list)  # those that are over, by their numbers from 1 on
    live: Run | None = None  # the one that trains
    notice: str = ""  # what is to be said first, such as why a button did nothing
    own: Collection[str] = ()  # "train" and "test" where the pictures are not MNIST's
    predicted: bool = False  # whether the prediction was moved since the last run

    def find(self, number: int | None) -> Run:
        """Give a run by its number; None is the latest."""
        if not self.over:
            raise ValueError(
                sentence("a run", Phrase("none so far"), "train one first, such as run(learning_rate=0.1)")
            )
        if number is not None and number not in range(1, len(self.over) + 1):
            raise ValueError(
                sentence(f"the number of a run, 1 to {len(self.over)}", number, "the table shows the numbers")
            )
        return self.over[-1 if number is None else number - 1]

    def pair(self, shown: int, beside: int) -> tuple[Run | None, Run | None]:
        """Give the run to show, the one that trains first of all, and the one to lay over it; 0 is none chosen."""
        run = self.live or (self.find(shown or None) if self.over else None)
        other = self.find(beside) if beside else None
        return run, None if other is run else other


def playground_view(runs: Runs, *, shown: int, beside: int, prediction: float, **controls: Value) -> View:
    """Show a run with another one over it, the table of all runs with the next one below, and the program."""
    settings = chosen(controls)
    run, other = runs.pair(shown, beside)
    picture, below = _picture(run, other, settings)
    whose = f"of run {run.number}" if run else "of these settings"
    code = run.program if run else program(settings, own=runs.own)
    return View(
        _told(runs, run, other),
        parts.beside(parts.together(picture, parts.paragraph(below or _NO_LINE)), _numbers(run), wide=("21em", "8em")),
        parts.below(
            _table(runs, (run, other), settings, prediction),
            parts.folded(f"The program {whose}, to copy", parts.program(code)),
        ),
        idle=[] if runs.live else ["stop"],
    )


def _told(runs: Runs, run: Run | None, other: Run | None) -> str:
    if live := runs.live:
        return f"{runs.notice} Run {live.number} trains: epoch {live.progress.epoch} of {live.progress.epochs}.".strip()
    if runs.notice:
        return runs.notice
    if run is None:
        return "How many test pictures will be read right? Say so with the slider or the orange mark, then press Run."
    predicted = "" if run.prediction is None else f", you predicted {short(run.prediction, 1)} %"
    progress, more = run.progress, ""
    if progress.stopped:
        more = f"; stopped after {len(progress.losses)} of {counted(progress.total, 'batch', 'batches')}"
    if run.diverged:
        small = "train" in run.own and run.settings.learning_rate <= min(RATES)  # smaller numbers are what is left
        todo = "pictures with smaller numbers" if small else "a smaller learning rate"
        more = f"; its loss is {short_loss(run.last_loss)}, so it has diverged: try {todo}"
    told = f"Run {run.number}: test accuracy {short(run.accuracy, 2)} %{predicted}{more}."
    if other is None:
        return told
    points = run.accuracy - other.accuracy
    than = f"{short(abs(points), 2)} points {'more' if points > 0 else 'less'} than" if points else "the same as"
    return f"{told} That is {than} run {other.number}."


def _picture(run: Run | None, other: Run | None, settings: Settings) -> tuple[Element, str]:
    """Draw what is shown of the runs, and give what is to be said below it."""
    if run is None:
        return draw_losses([Curve("the run", [])], settings.epochs, f"loss ({settings.loss})", size=_CURVE), ""
    drawn = [run] if other is None else [run, other]
    epochs = max(each.progress.epochs for each in drawn)
    if len({each.settings.loss for each in drawn}) > 1:
        curves = [Curve(f"run {each.number}", _accuracies(each)) for each in drawn]
        return draw_curves(curves, epochs, "test accuracy in %", 0, 100, size=_CURVE), _SCALES
    curves = [
        Curve(f"run {each.number}", thinned(each.progress.losses, each.progress.batches, each.progress.total))
        for each in drawn
    ]
    tests = _accuracies(run) if other is None else []
    notes = {epoch: f"{value:.0f} %" for epoch, value in chosen_notes(tests, epochs)}
    each_of = means(*(each.progress.total for each in drawn))
    what = f"loss ({run.settings.loss})"
    return draw_losses(curves, epochs, what, notes, _CURVE, each_of), _cut_off(drawn, curves)


def _cut_off(drawn: Sequence[Run], curves: Sequence[Curve]) -> str:
    """Say where curves are cut off, and how high the losses come there; nothing where none is."""
    top = top_of_losses(curves)
    high = [
        f"to {short_loss(max(filter(math.isfinite, run.progress.losses)))} in run {run.number}"
        for run, curve in zip(drawn, curves, strict=True)
        if any(top < value < math.inf for _, value in curve.points)
    ]
    return f"Cut off at {top:g}; the loss comes up {' and '.join(high)}." if high else ""


def _accuracies(run: Run) -> list[tuple[float, float]]:
    """Give how far the epochs were at each test, and the test accuracy in per cent."""
    points: list[tuple[float, float]] = [
        (epoch, 100 * share) for epoch, share in enumerate(run.progress.accuracies, start=1)
    ]
    if run.progress.stopped and not math.isnan(run.accuracy):
        points.append((len(run.progress.losses) / run.progress.batches, run.accuracy))
    return points


def _numbers(run: Run | None) -> Element:
    """Show the accuracy of a run large, and how it came about below; while it trains, how far it is."""
    if run is None:
        return parts.figure("? %", parts.paragraph("test accuracy"))
    progress, known = run.progress, _accuracies(run)
    done, total = len(progress.losses), progress.total
    lines = ["test accuracy", f"of run {run.number}"]
    lines += [] if run.prediction is None else [f"you predicted {short(run.prediction, 1)} %"]
    bar = []
    if math.isnan(run.accuracy):  # it trains
        bar = [parts.progress(done, total, "batches done")]
        lines += [f"batch {done} of {total}", progress.time_left]
    else:
        lines += [f"last loss {short_loss(run.last_loss)}", f"{fixed(progress.seconds, 1)} seconds"]
    return parts.figure(f"{known[-1][1]:.1f} %" if known else "? %", *map(parts.paragraph, lines), *bar)


def _table(runs: Runs, drawn: Sequence[Run | None], settings: Settings, prediction: float) -> Element:
    """Show a row for each run, and one to predict in for the next."""
    rows: list[list[parts.Cell]] = [_row(run, *drawn) for run in runs.over]
    after = f"{short(prediction, 1)} %?" if runs.predicted else "?"
    rows.append(["next", _scale(math.nan, prediction, after, grabbed=True), *(word for word, _ in settings.cells())])
    cells = [*(run.settings.cells() for run in runs.over), settings.cells()]
    bold = [(row, k + 2) for row, each in enumerate(cells) for k, (_, differs) in enumerate(each) if differs]
    several = "Press a run to show it, + to lay it over the other. " if len(runs.over) > 1 else ""
    # Where there is no room for all columns, one names what differs from lesson 10, and leaves out the rest.
    for row, each in zip(rows, cells, strict=True):
        own = (f"{name} {word}" for name, (word, differs) in zip(COLUMNS, each, strict=True) if differs)
        row.append(parts.strong(", ".join(own)) if any(differs for _, differs in each) else "–")
    last = len(COLUMNS) + 2
    return tables.table(
        ["run", "test accuracy", *COLUMNS, "not as in lesson 10"],
        rows,
        caption=parts.inline(several, parts.in_wide("In bold: what is not as in lesson 10.")),
        left=[1, last],
        bold=bold,
        wide=True,
        in_wide=range(2, last),
        in_narrow=[last],
    )


def _row(run: Run, shown: Run | None, other: Run | None) -> list[parts.Cell]:
    number = run.number
    keys = [tables.key(str(number), press(f"show run {number}", shown=number), down=run is shown)]
    if run is other:
        keys.append(tables.key("+", press(f"take run {number} away", beside=0), down=True))
    elif run is not shown:
        keys.append(tables.key("+", press(f"lay run {number} over it", beside=number)))
    return [
        [parts.unbroken(*keys), "stopped" if run.progress.stopped else ""],
        _scale(run.accuracy, run.prediction, f"{fixed(run.accuracy, 2)} %"),
        *(word for word, _ in run.settings.cells()),
    ]


def _scale(accuracy: float, prediction: float | None, told: str, *, grabbed: bool = False) -> Element:
    """Draw an accuracy as a bar from 0 to 100, and the prediction as a mark, which can be grabbed before a run."""
    predicted = "" if prediction is None else f"predicted {short(prediction, 1)} %"
    alt = predicted if grabbed else ", ".join(filter(None, [f"test accuracy {told}", predicted]))
    svg = Svg(_HUNDRED + 2 * _EDGE + _TOLD, _ROW, alt)
    svg.rectangle(_EDGE, 5, _HUNDRED, _ROW - 10, stroke="line")
    if not math.isnan(accuracy):
        svg.rectangle(_EDGE, 5, _HUNDRED * accuracy / 100, _ROW - 10, "blue")
    svg.text(_HUNDRED + 2 * _EDGE + _TOLD, _ROW / 2 + 5, told, "end")
    if prediction is not None:
        x = _EDGE + _HUNDRED * prediction / 100
        svg.line([(x, 0), (x, _ROW)], "orange", 4)
    if prediction is not None and grabbed:
        svg.dot(x, _ROW / 2, 8, "orange")
        hand = grab("your prediction in the table", across=PREDICTION, at={"prediction": prediction}, by_tab=False)
        svg.area(_EDGE, 0, _HUNDRED, _ROW, hand)
    svg.part.set("style", f"width: {svg.width}px; max-width: none; vertical-align: -6px; font-size: 13px")
    return svg.part
