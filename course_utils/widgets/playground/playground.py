"""Widget of lesson 12: train with settings of your own and compare the runs.

A run begins by button or by call, trains in a thread, and ends in the table.
"""

from collections.abc import Collection, Mapping
from typing import Any

from course_utils._messages import Phrase, sentence
from course_utils.widgets._engine.controls import Value, button, choice, held, slider
from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.trainings.background_training import Training
from course_utils.widgets._engine.trainings.live_training import TrainsOnCall
from course_utils.widgets.playground.playground_view import PREDICTION, Runs, playground_view
from course_utils.widgets.playground.run import Pictures, Run, assemble, check_pictures, mnist, percent
from course_utils.widgets.playground.settings import (
    LOSSES,
    MOST_EPOCHS,
    MOST_SEED,
    NARROWEST,
    OPTIMIZERS,
    RATES,
    SIZES,
    WIDEST,
    Settings,
    chosen,
)

BUSY = "A training runs: wait for its end or press Stop."
PREDICT = "Predict first: drag the orange mark to the test accuracy that you expect, then press Run."
AS_IT_STANDS = "Or press Run once more: then it is {} %, where the mark stands."
_CONTROLS = [
    choice("learning_rate", "learning rate", [f"{rate:g}" for rate in RATES], "0.01"),
    choice("optimizer", "optimizer", OPTIMIZERS),
    slider("momentum", "momentum (SGD)", 0, 0.99, 0.9, 0.01),
    choice("loss", "loss", LOSSES),
    slider("epochs", "epochs", 1, MOST_EPOCHS, 3),
    PREDICTION,
    button("run", "Run", main=True),
    button("stop", "Stop"),
    slider("width", "units of the first layer", NARROWEST, WIDEST, 256, 16, folded=True),
    choice("batch_size", "batch size", [str(size) for size in SIZES], "512", folded=True),
    slider("seed", "seed", 0, MOST_SEED, 0, folded=True),
    held("shown", "the run that is shown", 0, 10**6, 0),  # 0 is the latest
    held("beside", "the run laid over it", 0, 10**6, 0),  # 0 is none
]


class Playground(TrainsOnCall):
    """Trainings with settings of your own, kept in a table."""

    _busy, _advice = BUSY, "call wait() or stop() first"
    _interrupted = "Stopped; the run is kept as far as it came."

    def __init__(self, train: Pictures | None, test: Pictures | None) -> None:
        self._given = {name: given for name, given in (("train", train), ("test", test)) if given}
        self._runs = self._kept = Runs(own=tuple(self._given))
        super().__init__(
            "Playground",
            "Change a setting, say what you expect, and press Run: what it does shows beside another run.",
            _CONTROLS,
            lambda **values: playground_view(self._runs, **values),
            self._moved,
            settings="left",
            longest=(
                "Run 10: test accuracy 11.35 %, you predicted 50.5 %; its loss is 1e20, so it has diverged: try "
                "pictures with smaller numbers. That is 85.13 points less than run 9."
            ),
        )

    @property
    def runs(self) -> list[dict]:
        """Settings and results of every run so far; prediction and accuracy in per cent."""
        return [run.as_dict() for run in self._runs.over]

    def losses(self, number: int | None = None) -> list[float]:
        """Give one loss a batch of a run; None is the latest."""
        return list(self._runs.find(number).progress.losses)

    def code(self, number: int | None = None) -> str:
        """Give the program that does the same as a run, ready to copy; None is the latest.

        Raises
        ------
        ValueError
            There is no such run.
        """
        return self._runs.find(number).program

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
            self.values = {**self.values, "shown": 0}
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
        return self._runs.over[-1].as_dict() if self._runs.over else None

    def _moved(self, changed: Collection[str], **values: Value) -> Mapping[str, Value]:
        runs = self._runs
        runs.notice = ""
        if "prediction" in changed:
            runs.predicted = True
        if "stop" in changed:
            self.stop()
        if "run" in changed and not runs.predicted and not runs.live:
            runs.predicted = True  # a second press means it: the mark may stand right where it is
            runs.notice = f"{PREDICT} {AS_IT_STANDS.format(short(float(values['prediction']), 1))}"
        elif "run" in changed and self._press(
            lambda: self._begin(chosen(values), float(values["prediction"])), "The run"
        ):
            runs.predicted = False
            return {"shown": 0}
        return {name: 0 for name in ("shown", "beside") if values[name] not in range(len(runs.over) + 1)}

    def _begin(self, settings: Settings, prediction: float | None) -> None:
        train, test = (self._given.get(name) or mnist()[k] for k, name in enumerate(("train", "test")))
        step, loader, accuracy = assemble(settings, train, test)

        def finish() -> None:  # stopped within an epoch: what it knows by now is tested
            run.accuracy = percent(accuracy() if run.progress.stopped else run.progress.accuracies[-1])

        training = Training(step, loader, settings.epochs, accuracy, self.refresh, self._ended, finish)
        run = Run(len(self._runs.over) + 1, settings, prediction, training.progress, self._runs.own)
        self._go(training, run, f"Run {run.number}", lambda: self._runs.over.append(run))


def playground(train: Pictures | None = None, test: Pictures | None = None) -> Playground:
    """Train with settings of your own, keep every run in a table, lay one over another.

    Parameters
    ----------
    train, test : tuple of Tensor, float32, shape [n, 1, 28, 28], and Tensor, int64, shape [n], optional
        Pictures and labels to train and to test on; all of MNIST by default, loaded at the first run.

    Returns
    -------
    Playground
        Shows itself. ``run(learning_rate=0.1)`` does what the button Run does and waits for the end, ``runs`` is the
        table, ``code()`` the program that does the same as the latest run.

    Raises
    ------
    TypeError
        Something else than a pair of tensors of as many pictures as labels.

    Examples
    --------
    >>> import torch
    >>> some = torch.zeros(20, 1, 28, 28), torch.arange(20) % 10
    >>> play = playground(some, some)
    >>> play.run(learning_rate=0.1, epochs=1, prediction=50)["accuracy"]
    10.0
    >>> play.text
    'Run 1: test accuracy 10 %, you predicted 50 %.'
    """
    check_pictures("train", train, "load_mnist")
    check_pictures("test", test, "load_mnist")
    return Playground(train, test)
