"""Widget of lesson 12: five broken programs to train and to diagnose from what they show.

A program trains in a thread when it is asked for, and a diagnosis is kept.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice

from torch import Tensor

from course_utils._messages import sentence
from course_utils.mnist import load_pixels
from course_utils.widgets._engine.controls import Value, held_button, held_choice
from course_utils.widgets._engine.trainings.background_training import Training
from course_utils.widgets._engine.trainings.live_training import TrainsOnCall
from course_utils.widgets.playground import broken_programs as broken
from course_utils.widgets.playground.break_it_view import (
    HEALTHY,
    PROGRAMS,
    UNDECIDED,
    Known,
    Trained,
    break_it_view,
    examine,
    longest_told,
)
from course_utils.widgets.playground.run import check_pictures

BUSY = "A program trains: wait for its end."


class BreakItLab(TrainsOnCall):
    """Five broken programs, each trained when it is asked for."""

    _busy, _advice = BUSY, "call wait() first"
    _interrupted = "Stopped; train it again when you like."

    def __init__(self, pictures: Callable[[], tuple[broken.Pixels, broken.Pixels]]) -> None:
        self._pictures = pictures
        self._known_so_far = self._kept = Known()
        super().__init__(
            "Break-it lab",
            "Train a program with a mistake. Its trace is in the first loss, the shape of the curve, or the answers.",
            [
                held_choice("program", "program", list(PROGRAMS), "A"),
                held_choice("cause", "your diagnosis", [UNDECIDED, *broken.CAUSES], UNDECIDED),
                held_button("train", "Train it"),
                held_button("reveal", "Show me"),
            ],
            lambda **values: break_it_view(self._known_so_far, **values),
            self._moved,
            longest=longest_told(),
        )

    def train(self, program: str) -> "BreakItLab":
        """Train a program, and the healthy one before it if that is not done yet; wait for the end.

        Parameters
        ----------
        program : str
            "A" to "E".

        Returns
        -------
        BreakItLab
            Itself, with this program chosen.

        Raises
        ------
        ValueError
            There is no such program.
        RuntimeError
            Another one trains.
        """
        if program not in PROGRAMS:
            raise ValueError(sentence("a program from 'A' to 'E'", program, "name one of the five"))
        with self._lock:
            self._refuse_a_second()
            self._begin(program)
            self.values = {**self.values, "program": program}
        return self.wait()

    def wait(self) -> "BreakItLab":
        """Wait for the end of the training at hand; interrupting the cell ends it and keeps nothing of it."""
        self._wait_for_it()
        return self

    def _moved(
        self, changed: Collection[str], *, program: str, cause: str, train: int, reveal: int
    ) -> Mapping[str, Value]:
        known = self._known_so_far
        known.notice = ""
        if "train" in changed and program in known.trained and not known.live:
            known.notice = f"Program {program} is trained already, and would do the same again."
        elif "train" in changed:
            self._press(lambda: self._begin(program), "The training")
        elif program not in known.trained and ("cause" in changed or "reveal" in changed):
            known.notice = f"Train program {program} first: a diagnosis needs its curve."
        elif "reveal" in changed:
            known.revealed.add(program)
        elif "cause" in changed and "program" not in changed and cause != UNDECIDED and program not in known.revealed:
            known.diagnoses[program] = cause
        return {"cause": known.diagnoses.get(program, UNDECIDED)}  # a diagnosis belongs to one program

    def _begin(self, asked: str) -> None:
        known, (train, test) = self._known_so_far, self._pictures()
        train = broken.sort_by_digit(train)
        names = [name for name in (HEALTHY, asked) if name not in known.trained]
        programs = [broken.assemble_broken(PROGRAMS.get(name), train) for name in names]
        trained: dict[str, Trained] = {}

        def finish() -> None:  # one that was stopped leaves nothing
            losses = iter(training.progress.losses)
            for name, program in zip(names, programs, strict=True) if not training.progress.stopped else ():
                trained[name] = examine(program, list(islice(losses, len(program.loader))), test)

        training = Training(
            lambda program, batch: program.step(*batch), _Queue(programs), 1, None, self.refresh, self._ended, finish
        )

        known.progress, known.queue = training.progress, names
        self._go(training, asked, "The training", lambda: known.trained.update(trained))


class _Queue:
    """The batches of several programs, one program after the other."""

    def __init__(self, programs: Sequence[broken.Program]) -> None:
        self._programs = programs

    def __len__(self) -> int:
        return sum(len(program.loader) for program in self._programs)

    def __iter__(self) -> Iterator[tuple[broken.Program, tuple[Tensor, Tensor]]]:
        return ((program, batch) for program in self._programs for batch in program.loader)


def break_it_lab(train: broken.Pixels | None = None, test: broken.Pixels | None = None) -> BreakItLab:
    """Show five broken programs to train and to diagnose from their curves.

    Parameters
    ----------
    train, test : tuple of Tensor, uint8, shape [n, 1, 28, 28], and Tensor, int64, shape [n], optional
        Grey levels and labels to train and to test on; all of MNIST by default, loaded at the first training.

    Returns
    -------
    BreakItLab
        Shows itself. ``train("A")`` does what the button does and waits for the end.

    Raises
    ------
    TypeError
        Something else than a pair of tensors of as many pictures as labels.

    Examples
    --------
    >>> import torch
    >>> some = torch.zeros(20, 1, 28, 28, dtype=torch.uint8), torch.arange(20) % 10
    >>> break_it_lab(some, some).train("D").text[:28]
    'Program D: first loss 28.5, '
    """
    check_pictures("train", train, "load_pixels")
    check_pictures("test", test, "load_pixels")
    return BreakItLab(lambda: (train or load_pixels(), test or load_pixels(train=False)))
