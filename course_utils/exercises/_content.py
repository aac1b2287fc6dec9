"""What the author of an exercise writes; how it is judged stands in ``_judge``."""

from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType

from torch import Generator


class Wrong(Exception):
    """Raised by the ``observe`` of an exercise: the answer is wrong, and this sentence says why."""


def is_a(value: object, kind: type | UnionType) -> bool:
    """Tell whether something that an answer made is of a kind, without asking it: it may say anything."""
    return issubclass(type(value), kind)


def capital(clause: str) -> str:
    """Make a sentence of one that begins with a small letter."""
    return clause[0].upper() + clause[1:]


def two_things(first: str, then: str) -> str:
    """Say two slips in one sentence each; both begin with a small letter, and end with a full stop or a question."""
    return f"Two things. {capital(first)} And {then}"


def call_it(function: Callable, *given: object) -> object:
    """Use an answer in the plainest way: call it with what is given, look at what it returns."""
    return function(*given)


Mistakes = dict[str, tuple[str, Callable]]  # a short name -> (message, wrong_answer)


@dataclass
class Content:
    """What a lesson says about one exercise: what is asked, what is right, what is typically wrong.

    Parameters
    ----------
    lesson : str
        The stem of the lesson, such as "pixels_to_vectors".
    task : str
        What to write, in a sentence.
    reference : callable
        A right answer, named as the learner's should be. Its source is what ``solution()`` shows. It returns a tensor,
        a whole number (int), any number (float or a tensor without dimensions), a tuple of tensors, or a list of
        floats, which asks for Python floats.
    cases : callable
        Takes a torch Generator, gives a list of tuples of arguments; the smallest first, then other sizes and dtypes.
        What the reference leaves unchanged, an answer must leave unchanged too.
    mistakes : dict
        The catalogue of typical wrong answers: a short name -> (message, wrong_answer), what the learner is told and a
        function that answers as the mistake does.
    hints : tuple of three str
        From the idea to almost the code; none gives the answer.
    consequence : str
        What a right answer makes possible.
    result_names : tuple of str, optional
        The names of what the reference returns, where that is a tuple.
    observe : callable, optional
        Takes an answer and one set of arguments, uses the answer and gives what is to be compared: a dict, name ->
        value, compared in its order. Where calling it once and looking at what it returns says too little: an answer
        that changes what it is given, or a class. It may raise :class:`Wrong`.
    explain : callable, optional
        Takes the exercise itself, the arguments of all cases, and what an answer gave in them, where no mistake of the
        catalogue fits; gives a sentence that says the cause, or "".
    remark : callable, optional
        Takes a right answer, gives a sentence about what the lesson has not taught yet, or "".
    formerly : tuple of str, optional
        The names that the exercise had in older versions: what was solved under them stays solved.
    """

    lesson: str
    task: str
    reference: Callable
    cases: Callable[[Generator], list[tuple]]
    mistakes: Mistakes
    hints: tuple[str, str, str]
    consequence: str
    result_names: tuple[str, ...] = ()
    observe: Callable[..., object] = call_it
    explain: Callable[["Content", list[tuple], list[object]], str] | None = None
    remark: Callable[[Callable], str] | None = None
    formerly: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the function, or class, that the learner writes."""
        return self.reference.__name__

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it has or had, the present one first."""
        return (self.name, *self.formerly)
