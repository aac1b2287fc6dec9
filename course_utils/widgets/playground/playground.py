"""The playground's mechanism: a run begins by button or by call, trains in a thread, and ends on the shelf."""

from collections.abc import Callable
from typing import Any

from course_utils._messages import Phrase, sentence
from course_utils.widgets._engine.guided import Values, button, choice, slider
from course_utils.widgets._engine.live_training import TrainsOnCall
from course_utils.widgets._engine.training import Training
from course_utils.widgets.playground.playground_view import LATEST, NOTHING, NUMBERS, PREVIOUS, Shelf, playground_view
from course_utils.widgets.playground.run import Pictures, Run, assemble, percent, program
from course_utils.widgets.playground.settings import (
    LOSSES,
    MOST_EPOCHS,
    NARROWEST,
    OPTIMIZERS,
    RATES,
    SIZES,
    WIDEST,
    Settings,
    chosen,
)

BUSY = "A training runs: wait for its end or press Stop."
PREDICT = "Predict first: move the slider “your prediction” to the test accuracy that you expect, then press Run."


class Playground(TrainsOnCall):
    """Trainings with settings of your own, kept in a table."""

    _busy, _advice = BUSY, "call wait() or stop() first"
    _interrupted = "Stopped; the run is kept as far as it came."

    def __init__(self, pictures: Callable[[], tuple[Pictures, Pictures]]) -> None:
        self._pictures = pictures
        self._shelf = self._kept = Shelf()
        super().__init__(
            "Playground",
            "What a setting does shows beside another run, and best if you said before what you expect.",
            [
                choice("learning_rate", "learning rate", [f"{rate:g}" for rate in RATES], "0.01"),
                choice("optimizer", "optimizer", OPTIMIZERS),
                slider("momentum", "momentum (SGD)", 0, 0.99, 0.9, 0.01),
                choice("loss", "loss", LOSSES),
                slider("width", "units of the first layer", NARROWEST, WIDEST, 256, 16),
                choice("batch_size", "batch size", [str(size) for size in SIZES], "512"),
                slider("epochs", "epochs", 1, MOST_EPOCHS, 3),
                slider("seed", "seed", 0, 9, 0),
                slider("prediction", "your prediction: test accuracy in %", 0, 100, 50, 0.5),
                button("run", "Run"),
                button("stop", "Stop"),
                choice("shown", "show", [LATEST, *NUMBERS]),
                choice("beside", "lay over it", [NOTHING, PREVIOUS, *NUMBERS]),
            ],
            lambda values: playground_view(self._shelf, values),
            self._moved,
        )

    @property
    def runs(self) -> list[dict]:
        """Settings and results of every run so far; prediction and accuracy in per cent."""
        return [run.as_dict() for run in self._shelf.runs]

    def losses(self, number: int | None = None) -> list[float]:
        """Give one loss a batch of a run; None is the latest."""
        return list(self._shelf.find(number).progress.losses)

    def code(self, number: int | None = None) -> str:
        """Give the program that does the same as a run, ready to copy; None is the latest.

        Raises
        ------
        ValueError
            There is no such run.
        """
        return program(self._shelf.find(number).settings)

    def start(self, prediction: float | None = None, **settings: Any) -> "Playground":
        """Begin a run; the cell ends at once. What is not named is as in the course's recipe.

        Parameters
        ----------
        prediction : float, range 0 to 100, optional
            The test accuracy that you expect, in per cent.
        **settings
            ``learning_rate``, ``optimizer``, ``momentum``, ``loss``, ``width``, ``batch_size``, ``epochs``, ``seed``.

        Raises
        ------
        TypeError
            An unknown setting.
        ValueError
            A value that does not fit.
        RuntimeError
            A training runs already.
        """
        known = Settings.__dataclass_fields__
        if unknown := sorted(settings.keys() - known.keys()):
            raise TypeError(
                sentence(f"settings among {', '.join(known)}", Phrase(repr(unknown[0])), "use one of these names")
            )
        number = isinstance(prediction, int | float) and not isinstance(prediction, bool)
        if prediction is not None and not (number and 0 <= prediction <= 100):
            raise ValueError(sentence("prediction to be a number from 0 to 100", prediction, "say it in per cent"))
        with self._lock:
            self._refuse_a_second()
            self._begin(Settings(**settings), prediction)
            self.values = {**self.values, "shown": LATEST}
        return self

    def run(self, prediction: float | None = None, **settings: Any) -> dict | None:
        """Train and wait for the end; interrupting the cell stops the run and keeps it.

        It takes and raises what :meth:`start` does.

        Returns
        -------
        dict
            Settings and results of this run, as in ``runs``.
        """
        return self.start(prediction, **settings).wait()

    def wait(self) -> dict | None:
        """Wait for the end of the run at hand and give the latest one, as in ``runs``; None when there is none."""
        self._wait_for_it()
        return self._shelf.runs[-1].as_dict() if self._shelf.runs else None

    def stop(self) -> None:
        """End the run after the batch at hand; it stays in the table, marked as stopped."""
        if self._training is not None:
            self._training.stop()

    def _moved(self, before: Values, after: Values) -> Values:
        shelf = self._shelf
        shelf.notice = ""
        if after["prediction"] != before["prediction"]:
            shelf.predicted = True
        if after["stop"] != before["stop"]:
            self.stop()
        if after["run"] == before["run"]:
            return after
        if not shelf.predicted and not shelf.live:
            shelf.notice = PREDICT
        elif self._press(lambda: self._begin(chosen(after), float(after["prediction"])), "The run"):
            shelf.predicted = False
            return {**after, "shown": LATEST}
        return after

    def _begin(self, settings: Settings, prediction: float | None) -> None:
        step, loader, accuracy = assemble(settings, *self._pictures())

        def finish() -> None:  # stopped within an epoch: what it knows by now is tested
            run.accuracy = percent(accuracy() if run.progress.stopped else run.progress.accuracies[-1])

        training = Training(step, loader, settings.epochs, accuracy, self.refresh, self._ended, finish)
        run = Run(len(self._shelf.runs) + 1, settings, prediction, training.progress)
        self._go(training, run, f"Run {run.number}", lambda: self._shelf.runs.append(run))
