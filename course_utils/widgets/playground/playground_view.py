"""What the playground shows: the curve of a run, another one beside it, the table of all runs, the program of one."""

import html
import math
from dataclasses import dataclass, field

from course_utils._messages import Phrase, counted, sentence
from course_utils.widgets._engine.curves import LINES, Curve, draw_curves, draw_losses, thinned
from course_utils.widgets._engine.guided import Values, View
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets.playground.run import Run, program
from course_utils.widgets.playground.settings import chosen

LATEST, NOTHING, PREVIOUS = "the latest", "nothing", "the run before"
NUMBERS = [f"run {number}" for number in range(1, 21)]  # the controls of a widget cannot grow
_FEW = 10  # batches too few to tell how long the others take
_SCALES = (
    "MSE and cross-entropy are different scales, so the two losses cannot be laid over one another; "
    "the test accuracy after each epoch can."
)


@dataclass
class Shelf:
    """The runs so far."""

    runs: list[Run] = field(default_factory=list)  # those that are over
    live: Run | None = None  # the one that trains
    notice: str = ""  # what is to be said first, such as why a button did nothing
    predicted: bool = False  # whether the slider of the prediction was moved since the last run

    def find(self, number: int | None) -> Run:
        """Give a run by its number; None is the latest."""
        if not self.runs:
            raise ValueError(
                sentence("a run", Phrase("none so far"), "train one first, such as run(learning_rate=0.1)")
            )
        if number is None:
            return self.runs[-1]
        found = [run for run in self.runs if run.number == number]
        if not found:
            raise ValueError(
                sentence(f"the number of a run, 1 to {len(self.runs)}", number, "the table shows the numbers")
            )
        return found[0]

    def pair(self, values: Values) -> tuple[Run | None, Run | None]:
        """Give the run to show, the one that trains first of all, and the one to lay over it."""
        by_name = {f"run {run.number}": run for run in self.runs}
        shown = self.live or by_name.get(str(values["shown"]), self.runs[-1] if self.runs else None)
        name = f"run {shown.number - 1}" if shown and values["beside"] == PREVIOUS else str(values["beside"])
        other = by_name.get(name)
        return shown, None if other is shown else other


def playground_view(shelf: Shelf, values: Values) -> View:
    """Show a run, another one beside it, the table and the program."""
    shown, other = shelf.pair(values)
    told = [shelf.notice] if shelf.notice else []
    if live := shelf.live:
        epoch = min(live.progress.epochs, len(live.progress.losses) // live.progress.batches + 1)
        told.append(f"Run {live.number} trains: epoch {epoch} of {live.progress.epochs}.")
    elif shown and not told:
        told.append(_result(shown) + (_difference(shown, other) if other else ""))
    elif not told:
        told.append("No run yet: choose settings, predict the test accuracy, press Run.")
    # The spoken sentence stands at the foot: what a button has to say is seen near it too.
    notice = f"<p><strong>{html.escape(shelf.notice)}</strong></p>" if shelf.notice else ""
    bar = _bar(live) if live else ""
    parts = [notice, bar, _missing(shelf, values), _picture(shown, other), _table(shelf, shown, other)]
    return View("".join([*parts, _code(shown, values)]), " ".join(told))


def _result(run: Run) -> str:
    predicted = "" if run.prediction is None else f", you predicted {short(run.prediction, 1)} %"
    progress = run.progress
    stopped = "stopped after " if progress.stopped else ""
    batches = f"{stopped}{len(progress.losses)} of {counted(progress.total, 'batch', 'batches')}"
    lost = ", so it has diverged; a smaller learning rate would not" if run.diverged else ""
    return (
        f"Run {run.number}: test accuracy {short(run.accuracy, 2)} %{predicted}; {batches}, "
        f"last loss {_loss(run.last_loss)}{lost}."
    )


def _difference(run: Run, other: Run) -> str:
    points = run.accuracy - other.accuracy
    more = f"{short(abs(points), 2)} points {'more' if points > 0 else 'less'} than" if points else "the same as"
    return f" That is {more} run {other.number}."


def _missing(shelf: Shelf, values: Values) -> str:
    names = {f"run {run.number}" for run in shelf.runs}
    asked = [str(values[name]) for name in ("shown", "beside") if values[name] in NUMBERS]
    missing = [name for name in asked if name not in names]
    return f"<p>There is no {missing[0]} yet.</p>" if missing else ""


def _bar(run: Run) -> str:
    progress = run.progress
    done, total = len(progress.losses), progress.total
    left = f"about {progress.seconds_left:.0f} s left" if _FEW <= done < total else ""
    # As wide as any of its texts, so that nothing jumps.
    return (
        f'<p style="font-variant-numeric: tabular-nums"><progress max="{total}" value="{done}" '
        f'aria-label="batches done"></progress> batch {done} of {total} {left}</p>'
    )


def _picture(shown: Run | None, other: Run | None) -> str:
    if shown is None:
        return ""
    runs = [shown] if other is None else [shown, other]
    epochs = max(run.progress.epochs for run in runs)
    if len({run.settings.loss for run in runs}) > 1:
        curves = [Curve(f"run {run.number}", _accuracies(run)) for run in runs]
        return f"<p>{_SCALES}</p>" + draw_curves(curves, epochs, "test accuracy in %", 0, 100)
    curves = [
        Curve(f"run {run.number}", thinned(run.progress.losses, run.progress.batches, run.progress.total))
        for run in runs
    ]
    return draw_losses(curves, epochs, f"loss ({shown.settings.loss})")


def _accuracies(run: Run) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = [
        (epoch, 100 * share) for epoch, share in enumerate(run.progress.accuracies, start=1)
    ]
    if run.progress.stopped and not math.isnan(run.accuracy):
        points.append((len(run.progress.losses) / run.progress.batches, run.accuracy))
    return points


def _table(shelf: Shelf, shown: Run | None, other: Run | None) -> str:
    if not shelf.runs:
        return ""
    heads = "run", "settings", "you predicted", "test accuracy", "seconds", "last loss"
    head = "".join(
        f'<th scope="col" style="padding: 0.1em 0.5em{"; text-align: left" if name == "settings" else ""}">{name}</th>'
        for name in heads
    )
    drawn = {run.number: line for run, line in zip([shown, other], LINES, strict=True) if run}
    rows = "".join(_row(run, drawn.get(run.number, "")) for run in shelf.runs)
    style = "border-collapse: collapse; text-align: right; font-variant-numeric: tabular-nums; margin: 0.5em 0"
    return (
        f'<table style="{style}"><caption style="text-align: left">Every run so far; in bold what differs from the '
        f"course’s recipe</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(run: Run, line: str) -> str:
    settings = ", ".join(f"<strong>{text}</strong>" if differs else text for text, differs in run.settings.parts())
    mark = " (stopped)" if run.progress.stopped else ""
    cells = [
        "–" if run.prediction is None else f"{short(run.prediction, 1)} %",
        f"{fixed(run.accuracy, 2)} %{mark}",
        fixed(run.progress.seconds, 1),
        _loss(run.last_loss),
    ]
    numbers = "".join(f'<td style="padding: 0.1em 0.5em">{cell}</td>' for cell in cells)
    which = f"<br><small>{line}</small>" if line else ""
    return (
        f'<tr style="border-top: 1px solid var(--course-line); vertical-align: top"><th scope="row">{run.number}{which}'
        f'</th><td style="text-align: left; padding: 0.1em 0.5em">{settings}</td>{numbers}</tr>'
    )


def _code(shown: Run | None, values: Values) -> str:
    whose = f"of run {shown.number}" if shown else "of these settings"
    text = program(shown.settings if shown else chosen(values))
    style = (
        "user-select: all; white-space: pre; overflow-x: auto; border: 1px solid var(--course-line); padding: 0.5em; "
        "margin: 0.3em 0; font-size: 0.9em; color: inherit; background: inherit"
    )
    return (
        f'<p style="margin: 0.6em 0 0">The program {whose}, complete: one click selects all of it, then copy.</p>'
        f'<pre tabindex="0" aria-label="the program {whose}" role="group" style="{style}">{html.escape(text)}</pre>'
    )


def _loss(loss: float) -> str:
    if not math.isfinite(loss):
        return "nan" if loss != loss else "inf"
    return f"{loss:.4f}" if loss < 10 else f"{loss:.3g}"
