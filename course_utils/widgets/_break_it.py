"""The break-it lab's mechanism: a program trains in a thread when it is asked for, and a diagnosis is kept."""

from collections.abc import Callable, Iterator, Sequence

from torch import Tensor

from course_utils._messages import Phrase, sentence
from course_utils.widgets import _broken as broken
from course_utils.widgets._base import Guided, Values, button, choice
from course_utils.widgets._clinic import HEALTHY, PATIENTS, UNDECIDED, Clinic, clinic_view, examine
from course_utils.widgets._training import Training

BUSY = "A program trains: wait for its end."


class BreakItLab(Guided):
    """Five broken programs, each trained when it is asked for.

    Parameters
    ----------
    pictures : callable
        Gives what to train and to test on, each pixels uint8 [n, 1, 28, 28] and labels [n]; called at each training.
    """

    def __init__(self, pictures: Callable[[], tuple[broken.Pixels, broken.Pixels]]) -> None:
        self._pictures, self._clinic = pictures, Clinic()
        self._training: Training | None = None
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
            if self._clinic.live:
                raise RuntimeError(sentence("one training at a time", Phrase("a second one"), "call wait() first"))
            self._begin(patient)
            self.values = {**self.values, "patient": patient}
        return self.wait()

    def wait(self) -> "BreakItLab":
        """Wait for the end of the training at hand; interrupting the cell ends it and keeps nothing of it."""
        if self._training is not None and self._training.wait(bar=True):
            print("Stopped; train it again when you like.")
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
        clinic = self._clinic
        if clinic.live:
            clinic.notice = BUSY
        elif patient in clinic.trained:
            clinic.notice = f"Program {patient} is trained already, and would do the same again."
        else:
            try:
                self._begin(patient)
            except Exception as error:  # nobody would see it: a press has no cell to raise in
                clinic.notice = f"The training could not begin: {error}"

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
        training = Training(
            lambda program, batch: program.step(*batch),
            _Queue(programs),
            1,
            None,
            self.refresh,
            lambda: self._ended(names, programs, test),
        )
        clinic.live, clinic.progress, self._training = patient, training.progress, training
        training.start()

    def _ended(self, names: Sequence[str], programs: Sequence[broken.Program], test: broken.Pixels) -> None:
        """Keep what came out, from the thread of the training; nothing of one that was stopped."""
        clinic, progress = self._clinic, self._clinic.progress
        trained, losses = {}, list(progress.losses)
        try:
            if progress.error is None and not progress.stopped:
                for name, program in zip(names, programs, strict=True):
                    part, losses = losses[: len(program.loader)], losses[len(program.loader) :]
                    trained[name] = examine(program, part, test)
        except Exception as error:  # raised again where the training is waited for
            progress.error = error
        with self._lock:
            clinic.live = ""
            clinic.trained.update(trained)
            if progress.error is not None:
                clinic.notice = f"The training ended with an error: {progress.error}"
            self.show(self._show(self.values))


class _Queue:
    """The batches of several programs, one program after the other."""

    def __init__(self, programs: Sequence[broken.Program]) -> None:
        self._programs = programs

    def __len__(self) -> int:
        return sum(len(program.loader) for program in self._programs)

    def __iter__(self) -> Iterator[tuple[broken.Program, tuple[Tensor, Tensor]]]:
        return ((program, batch) for program in self._programs for batch in program.loader)
