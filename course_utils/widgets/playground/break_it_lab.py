"""The break-it lab's mechanism: a program trains in a thread when it is asked for, and a diagnosis is kept."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from torch import Tensor

from course_utils._messages import sentence
from course_utils.widgets._engine.guided import Values, button, choice
from course_utils.widgets._engine.live_training import TrainsOnCall
from course_utils.widgets._engine.training import Training
from course_utils.widgets.playground import broken_programs as broken
from course_utils.widgets.playground.break_it_view import (
    HEALTHY,
    PATIENTS,
    UNDECIDED,
    Clinic,
    Trained,
    clinic_view,
    examine,
)

BUSY = "A program trains: wait for its end."


class BreakItLab(TrainsOnCall):
    """Five broken programs, each trained when it is asked for."""

    _busy, _advice = BUSY, "call wait() first"
    _interrupted = "Stopped; train it again when you like."

    def __init__(self, pictures: Callable[[], tuple[broken.Pixels, broken.Pixels]]) -> None:
        self._pictures = pictures
        self._clinic = self._kept = Clinic()
        super().__init__(
            "Break-it lab",
            "Each mistake leaves a trace of its own: in the first loss, in the shape of the curve, or in the answers.",
            [
                choice("patient", "program", list(PATIENTS)),
                button("train", "Train it"),
                choice("cause", "your diagnosis", [UNDECIDED, *broken.CAUSES, broken.NOTHING_WRONG]),
                button("diagnose", "Diagnose"),
                button("reveal", "Show me"),
            ],
            lambda values: clinic_view(self._clinic, values),
            self._moved,
        )

    def train(self, patient: str) -> "BreakItLab":
        """Train a program, and the healthy one before it if that is not done yet; wait for the end.

        Parameters
        ----------
        patient : str
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
        if patient not in PATIENTS:
            raise ValueError(sentence("a program from 'A' to 'E'", patient, "name one of the five"))
        with self._lock:
            self._refuse_a_second()
            self._begin(patient)
            self.values = {**self.values, "patient": patient}
        return self.wait()

    def wait(self) -> "BreakItLab":
        """Wait for the end of the training at hand; interrupting the cell ends it and keeps nothing of it."""
        self._wait_for_it()
        return self

    def _moved(self, before: Values, after: Values) -> Values:
        clinic, patient = self._clinic, str(after["patient"])
        clinic.notice = ""
        if after["train"] != before["train"]:
            self._train(patient)
        if after["diagnose"] != before["diagnose"]:
            self._diagnose(patient, str(after["cause"]))
        if after["reveal"] != before["reveal"]:
            if patient in clinic.trained:
                clinic.revealed.add(patient)
            else:
                clinic.notice = f"Train program {patient} first."
        if patient != before["patient"]:  # a diagnosis belongs to one program
            return {**after, "cause": clinic.diagnoses.get(patient, UNDECIDED)}
        return after

    def _train(self, patient: str) -> None:
        if patient in self._clinic.trained and not self._clinic.live:
            self._clinic.notice = f"Program {patient} is trained already, and would do the same again."
        else:
            self._press(lambda: self._begin(patient), "The training")

    def _diagnose(self, patient: str, cause: str) -> None:
        clinic = self._clinic
        if patient not in clinic.trained:
            clinic.notice = f"Train program {patient} first: a diagnosis needs its curve."
        elif cause == UNDECIDED:
            clinic.notice = "Choose a diagnosis first."
        else:
            clinic.diagnoses[patient] = cause
            if cause == PATIENTS[patient].name:
                clinic.revealed.add(patient)

    def _begin(self, patient: str) -> None:
        clinic, (train, test) = self._clinic, self._pictures()
        train = broken.sort_by_digit(train)
        names = [name for name in (HEALTHY, patient) if name not in clinic.trained]
        programs = [broken.assemble_broken(PATIENTS.get(name), train) for name in names]
        trained: dict[str, Trained] = {}

        def finish() -> None:  # one that was stopped leaves nothing
            losses = iter(training.progress.losses)
            for name, program in zip(names, programs, strict=True) if not training.progress.stopped else ():
                trained[name] = examine(program, list(islice(losses, len(program.loader))), test)

        training = Training(
            lambda program, batch: program.step(*batch), _Queue(programs), 1, None, self.refresh, self._ended, finish
        )
        clinic.progress = training.progress
        self._go(training, patient, "The training", lambda: clinic.trained.update(trained))


class _Queue:
    """The batches of several programs, one program after the other."""

    def __init__(self, programs: Sequence[broken.Program]) -> None:
        self._programs = programs

    def __len__(self) -> int:
        return sum(len(program.loader) for program in self._programs)

    def __iter__(self) -> Iterator[tuple[broken.Program, tuple[Tensor, Tensor]]]:
        return ((program, batch) for program in self._programs for batch in program.loader)
