"""A picture of few lines, as svg: inline where it can be moved, an image where widgets cannot run (:mod:`.parts`).

Colours are names of the palette: "ink", "soft", "line", "ground", "blue", "orange", "green".
"""

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

import numpy as np

from course_utils.widgets._engine.parts import element, styled
from course_utils.widgets._engine.pictures.pixels import as_address

Point = tuple[float, float]
_ANCHOR = "middle"  # of a text that says no other: said once for all of them
SIZE = 13  # of letters, in pixels of the picture


class Svg:
    """A picture that is drawn from back to front; what is drawn is given back as the picture by :attr:`part`."""

    def __init__(self, width: float, height: float, alt: str, *, most: float = 0, size: float = SIZE) -> None:
        """Begin one so large; `alt` says what it shows, `most` how wide it may grow, in pixels."""
        style = f"width: 100%; max-width: {most or width:g}px; height: auto; display: block; font-size: {size:g}px"
        shape: dict[str, object] = {"viewBox": f"0 0 {width:g} {height:g}", "role": "img", "aria-label": alt}
        shape["style"] = style
        if not alt:
            shape |= {"role": None, "aria-label": None, "aria-hidden": "true"}
        self.part: Element = element("svg", shape)
        # All that is drawn is one node: what is grabbed stays its own node, and keeps the focus, when more is drawn.
        drawn = element("g", {"text-anchor": _ANCHOR})
        self.part.append(drawn)
        self.width, self.height, self._into = width, height, drawn

    def _add(self, tag: str, attributes: Mapping[str, object], *children: Element | str) -> Element:
        made = element(tag, attributes, *children)
        self._into.append(made)
        return made

    def window(self, left: float, top: float, width: float, height: float) -> "Svg":
        """Begin a picture inside the picture, which cuts off what leaves it; in its own coordinates."""
        inner = Svg.__new__(Svg)
        place = {"x": left, "y": top, "width": width, "height": height}
        inner.part = self._add("svg", place)
        inner.width, inner.height, inner._into = width, height, inner.part
        return inner

    def line(
        self,
        points: Sequence[Point],
        colour: str = "ink",
        width: float = 1.5,
        *,
        dashed: str = "",
        fill: str = "",
        opacity: float = 1,
    ) -> None:
        """Draw a line through points; filled with a colour it is a surface."""
        places = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        style = {**_stroke(colour, width, dashed), "fill": _colour(fill) if fill else "none"}
        if opacity != 1:
            style["opacity"] = opacity
        self._add("polyline", {"points": places, "style": styled(style)})

    def dot(self, x: float, y: float, radius: float = 4, colour: str = "blue", *, open_: bool = False) -> None:
        """Draw a dot, or a ring."""
        style = {"fill": "var(--course-ground)", **_stroke(colour, 2)} if open_ else {"fill": _colour(colour)}
        self._add("circle", {**_at(cx=x, cy=y), "r": radius, "style": styled(style)})

    def ellipse(
        self, x: float, y: float, radii: Point, turned: float, colour: str = "blue", fill: str = "", opacity: float = 1
    ) -> None:
        """Draw an ellipse, turned clockwise by degrees; `opacity` is that of its fill."""
        shape = _at(cx=x, cy=y, rx=radii[0], ry=radii[1])
        style = styled({**_stroke(colour, 1), "fill": _colour(fill) if fill else "none", "fill-opacity": opacity})
        self._add("ellipse", {**shape, "transform": f"rotate({turned:.2f} {_short(x)} {_short(y)})", "style": style})

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str = "",
        *,
        stroke: str = "",
        thick: float = 1,
        dashed: str = "",
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        """Draw a rectangle; a width or height below 0 is drawn to the other side."""
        left, top = min(left, left + width), min(top, top + height)
        shape = _at(x=left, y=top, width=abs(width), height=abs(height))
        style: dict[str, object] = {"fill": _colour(fill) if fill else "none"}
        if stroke:
            style |= _stroke(stroke, thick, dashed)
        if opacity != 1:
            style["fill-opacity"] = opacity
        self._add("rect", {**shape, "rx": radius or None, "style": styled(style)})

    def arrow(self, start: Point, end: Point, colour: str = "ink", width: float = 2, *, dashed: str = "") -> None:
        """Draw an arrow; one without a length is left out."""
        length = math.dist(start, end)
        if length < 1e-9:
            return
        head = min(12.0, length)
        along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        neck = (end[0] - along[0] * head, end[1] - along[1] * head)
        self.line([start, neck], colour, width, dashed=dashed)
        half = 0.45 * head
        sides = [(neck[0] - side * along[1] * half, neck[1] + side * along[0] * half) for side in (1, -1)]
        self.line([end, *sides, end], colour, 0, fill=colour)

    def cross(self, x: float, y: float, half: float = 5, colour: str = "ink", width: float = 2) -> None:
        """Draw a cross."""
        arms = f"M{_short(x - half)} {_short(y - half)}l{2 * half} {2 * half}m0 {-2 * half}l{-2 * half} {2 * half}"
        self._add("path", {"d": arms, "style": styled(_stroke(colour, width))})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        anchor: str = _ANCHOR,
        *,
        bold: bool = False,
        size: float = 0,
        colour: str = "ink",
        turned: float = 0,
        halo: bool = True,
    ) -> None:
        """Write a text; its base line is at `y`; a halo keeps lines behind it away from its letters."""
        style: dict[str, object] = {} if colour == "ink" else {"fill": _colour(colour)}
        if bold:
            style["font-weight"] = "bold"
        if size:
            style["font-size"] = f"max({size:g}px, var(--course-least, 0px))"
        turn = f"rotate({turned:g} {_short(x)} {_short(y)})" if turned else None
        look = {
            "text-anchor": None if anchor == _ANCHOR else anchor,
            "class": "course-halo" if halo else None,
            "style": styled(style) or None,
        }
        self._add("text", {**_at(x=x, y=y), "transform": turn, **look}, text)

    def pixels(
        self,
        grey: np.ndarray,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        smooth: bool = False,
        glide: float = 0,
        ground: bool = False,
    ) -> None:
        """Draw grey levels or colours, uint8 [h, w] or [h, w, 3].

        Shrunk, a `smooth` one mixes pixels where another would leave some out; `glide` is how many seconds it takes to
        a new place; a `ground` is there to be written on.
        """
        place = _at(x=left, y=top, width=width, height=height)
        style = {} if smooth else {"image-rendering": "pixelated"}
        if glide:
            style |= {"transition": f"{glide:g}s ease-in-out", "transition-property": "x, y, width, height"}
        more = {"href": as_address(grey), "preserveAspectRatio": "none", "style": styled(style) or None}
        more["class"] = "course-ground" if ground else None
        self._add("image", {**place, **more})

    def area(self, left: float, top: float, width: float, height: float, grabbed: Mapping[str, str]) -> None:
        """Lay something over a part of the picture that can be grabbed or pressed; nothing of it is seen."""
        shape = _at(x=left, y=top, width=width, height=height)
        # What can be reached by keys must not stand in something that a screen reader takes for one picture.
        self.part.set("role", "group")
        self.part.append(element("rect", {**shape, "style": "fill: transparent", **grabbed}))

    def knob(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        places: Sequence[Point],
        grabbed: Mapping[str, str],
        radius: float = 18,
    ) -> None:
        """Let only what is near some places be grabbed; over the whole area around it the pointer says where to."""
        self.part.set("role", "group")
        shape = _at(x=left, y=top, width=width, height=height)
        whole = element("rect", {**shape, "style": "fill: none; stroke: none; pointer-events: none"})
        style = "fill: transparent; touch-action: none"
        near = [element("circle", {**_at(cx=x, cy=y), "r": radius, "style": style}) for x, y in places]
        self.part.append(element("g", grabbed, whole, *near))


def _short(number: float) -> str:
    """Write a place to a tenth, 12 not as 12.0: a picture holds hundreds of them, and a notebook many pictures."""
    return f"{number:.1f}".removesuffix(".0")


def _at(**numbers: float) -> dict[str, object]:
    return {name: _short(number) for name, number in numbers.items()}


def _colour(name: str) -> str:
    return f"var(--course-{name})" if name.isalpha() else name


def _stroke(colour: str, width: float, dashed: str = "") -> dict[str, object]:
    return {"stroke": _colour(colour), "stroke-width": f"{width:g}", **({"stroke-dasharray": dashed} if dashed else {})}
