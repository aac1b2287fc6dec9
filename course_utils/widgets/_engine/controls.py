"""What can be moved in a widget: controls that stand beside its picture, and what is grabbed in the picture itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = float | str | bool  # a whole number is a float to the type, as Python has it
Values = Mapping[str, Value]
_MOST_PRESSES = 10**9  # more than anybody presses a button


@dataclass(frozen=True)
class Control:
    """One thing to move."""

    kind: str  # "slider", "choice", "switch", "button", "play", or "held" for what stands in the picture alone
    name: str  # in the values
    label: str  # what stands beside it, and what a screen reader says
    value: Value = 0  # where it stands at the beginning; a button counts how often it was pressed
    low: float = 0
    high: float = 1
    step: float = 1
    options: Sequence[str] = field(default_factory=list)
    main: bool = False  # the one button that the widget is about
    folded: bool = False  # seldom needed: under "more"
    plays: str = ""  # of a "play": the slider that it moves
    by: float = 0  # of a "play": how far it moves it at most; 0 is to its end
    seconds: float = 0  # of a "play": how long that takes from the lowest value
    counts: bool = False  # a button: its value counts how often it was pressed
    least: float = 0  # of a number: how large it is at least, whatever its sign, where it is not 0

    def fits(self, value: object) -> bool:
        """Say whether it can stand there: what comes from a browser may be anything."""
        if self.options:
            return isinstance(value, str) and value in self.options
        if self.kind == "switch" or isinstance(value, bool):
            return self.kind == "switch" and isinstance(value, bool)
        if self.counts:
            return isinstance(value, int) and 0 <= value < _MOST_PRESSES
        whole = isinstance(self.low, int) and isinstance(self.step, int)
        if not isinstance(value, int if whole else int | float) or not self.low <= value <= self.high:
            return False
        return value == 0 or abs(value) >= self.least

    def taken(self, value: Value, before: Value) -> Value:
        """Give what stands there after a value that fits: a count that jumped to its end could never grow again."""
        if self.counts and isinstance(value, int) and isinstance(before, int):
            return min(value, before + 1)
        return value


def slider(
    name: str, label: str, low: float, high: float, value: float, step: float = 1, *, folded: bool = False
) -> Control:
    """Make a slider from low to high."""
    return Control("slider", name, label, value, low, high, step, folded=folded)


def choice(name: str, label: str, options: Sequence[str], value: str | None = None, *, folded: bool = False) -> Control:
    """Make a choice of one of some texts."""
    return Control("choice", name, label, options[0] if value is None else value, options=list(options), folded=folded)


def switch(name: str, label: str, value: bool = False, *, folded: bool = False) -> Control:
    """Make something to switch on and off."""
    return Control("switch", name, label, value, folded=folded)


def button(name: str, label: str, *, main: bool = False, folded: bool = False) -> Control:
    """Make a button; its value counts how often it was pressed."""
    return Control("button", name, label, main=main, folded=folded, counts=True)


def play(moved: str, label: str, *, main: bool = False, by: float = 0, seconds: float = 4) -> Control:
    """Make a button that lets a slider, or a number that is held, walk to its end, or so far; it has no value."""
    return Control("play", f"play {moved}", label, main=main, plays=moved, by=by, seconds=seconds)


def held(name: str, label: str, low: float, high: float, value: float, step: float = 1, *, least: float = 0) -> Control:
    """Make a number that is moved in the picture alone, by what :func:`grab` or :func:`press` makes of a part."""
    return Control("held", name, label, value, low, high, step, least=least)


def held_button(name: str, label: str) -> Control:
    """Make a button that stands in the picture alone; its value counts how often it was pressed."""
    return Control("held", name, label, counts=True)


def held_choice(name: str, label: str, options: Sequence[str], value: str) -> Control:
    """Make a choice of one of some texts that is made in the picture alone."""
    return Control("held", name, label, value, options=list(options))
