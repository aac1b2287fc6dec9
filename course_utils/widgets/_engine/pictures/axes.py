"""Axes for a picture of numbers: from values to places, with lines, ticks and their names."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_utils.widgets._engine.numbers import short
from course_utils.widgets._engine.pictures.svg import Point, Svg

Tick = tuple[float, str]


@dataclass(frozen=True)
class Scale:
    """One direction: the values at its ends, and where in the picture those are."""

    low: float
    high: float
    start: float  # where `low` stands
    end: float  # where `high` stands
    log: bool = False  # in powers of ten

    def __call__(self, value: float) -> float:
        """Say where a value stands; beyond the ends it stands outside."""
        if self.log:
            part = math.log10(value / self.low) / math.log10(self.high / self.low) if value > 0 else -1.0
        else:
            part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def clamped(self, value: float) -> float:
        """Say where a value stands; beyond the ends it stands at the end."""
        return self(min(max(value, self.low), self.high))


@dataclass(frozen=True)
class Axes:
    """Two scales and their names, in a picture."""

    x: Scale
    y: Scale

    def at(self, x: float, y: float) -> Point:
        """Say where a point stands."""
        return self.x(x), self.y(y)

    def draw(
        self,
        svg: Svg,
        across: str,
        upwards: str,
        x_ticks: Sequence[Tick],
        y_ticks: Sequence[Tick],
        *,
        lines: bool = True,
    ) -> None:
        """Draw lines at the ticks, the ticks' names outside, and what each axis means."""
        left, right = self.x.start, self.x.end
        bottom, top = self.y.start, self.y.end
        for value, name in y_ticks:
            place = self.y(value)
            if lines:
                svg.line([(left, place), (right, place)], "line", 0.7)
            svg.text(left - 6, place + 4, name, "end", halo=False)
        for value, name in x_ticks:
            place = self.x(value)
            if lines:
                svg.line([(place, top), (place, bottom)], "line", 0.7)
            svg.text(place, bottom + 17, name, halo=False)
        if across:
            svg.text((left + right) / 2, bottom + 35, across, halo=False)
        if upwards:
            svg.text(14, (top + bottom) / 2, upwards, turned=-90, halo=False)

    def curve(self, svg: Svg, of: Callable[[float], float], colour: str = "blue", points: int = 120) -> None:
        """Draw a function over the whole width."""
        xs = [self.x.low + k / points * (self.x.high - self.x.low) for k in range(points + 1)]
        svg.line([self.at(x, of(x)) for x in xs], colour, 2)


def named(values: Sequence[float], digits: int = 2) -> list[Tick]:
    """Give ticks their numbers as names."""
    return [(value, short(value, digits)) for value in values]
