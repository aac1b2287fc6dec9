"""What a view is built from, and the one place that knows tags of HTML: text, tables, rows, columns, pictures.

A part is an element of the standard library's ElementTree, which escapes every text. The svg of :mod:`.svg` is one too.
"""

import copy
from collections.abc import Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element, tostring

Part = Element | str
Cell = Part | Sequence[Part]
IN_WIDE, IN_NARROW = "course-in-wide", "course-in-narrow"  # what is only there; guided.css says how wide that is


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Part) -> Element:
    """Make an element; what is None or False among its attributes is left out, True is one without a value."""
    made = Element(tag)
    for name, value in (attributes or {}).items():
        if value is not None and value is not False:
            made.set(name, "" if value is True else f"{value:g}" if isinstance(value, float) else str(value))
    for child in children:
        if isinstance(child, str):
            if len(made):
                made[-1].tail = (made[-1].tail or "") + child
            else:
                made.text = (made.text or "") + child
        else:
            own = copy.copy(child)
            own.tail = None  # the text after it, which an element carries along, is that of where it stood before
            made.append(own)
    return made


def styled(style: Mapping[str, object]) -> str:
    """Write a style as CSS."""
    return "; ".join(f"{name}: {value}" for name, value in style.items())


def written(*parts: Part) -> str:
    """Write parts as HTML."""
    return "".join(escape(part, quote=False) if isinstance(part, str) else _written(part) for part in parts)


def _written(part: Element) -> str:
    alone = copy.copy(part)
    alone.tail = None  # as in element()
    return tostring(alone, encoding="unicode", method="html")


def strong(text: str) -> Element:
    """Make a text bold."""
    return element("strong", None, text)


def code(text: str) -> Element:
    """Write a name or an expression as code."""
    return element("code", None, text)


def paragraph(*parts: Part, large: bool = False) -> Element:
    """Make a paragraph."""
    return element("p", {"style": f"margin: 0 0 0.3em{'; font-size: 1.3em' if large else ''}"}, *parts)


def note(*parts: Part) -> Element:
    """Make a paragraph that stands out: a bar in orange at its side."""
    bar = {"margin": "0.6em 0 0", "border-left": "4px solid var(--course-orange)", "padding-left": "0.6em"}
    return element("p", {"style": styled(bar)}, *parts)


def inline(*parts: Part) -> Element:
    """Put short parts after each other, as one."""
    return element("span", None, *parts)


def unbroken(*parts: Part) -> Element:
    """Keep a text, or short parts, on one line."""
    return element("span", {"style": "white-space: nowrap"}, *parts)


def program(text: str) -> Element:
    """Show lines of Python; a long line wraps."""
    style = {
        "border": "1px solid var(--course-line)",
        "padding": "0.5em",
        "margin": "0.2em 0",
        "color": "inherit",
        "background": "inherit",
        "white-space": "pre-wrap",
        "overflow-wrap": "break-word",
    }
    return element("pre", {"style": styled(style)}, text)


def in_wide(text: str) -> Element:
    """Say something only where the widget is wide."""
    return element("span", {"class": IN_WIDE}, text)


def folded(title: str, *parts: Part) -> Element:
    """Fold parts away under a title."""
    return element("details", None, element("summary", None, title), *parts)


def beside(*parts: Part, wide: Sequence[str] = ()) -> Element:
    """Put parts side by side, one under the other where it is narrow; `wide` says how wide each wants to be."""
    return element(
        "div",
        {"style": "display: flex; flex-wrap: wrap; gap: 0.8em 1.5em; align-items: flex-start"},
        *(
            element("div", {"style": f"flex: {f'1 1 {wide[k]}' if k < len(wide) else '1 1 0'}; min-width: 0"}, part)
            for k, part in enumerate(parts)
        ),
    )


def together(*parts: Part) -> Element:
    """Put parts one under the other, as one."""
    return element("div", None, *parts)


def boxes(*parts: Part) -> Element:
    """Put short parts side by side, each in a box."""
    box = "flex: 1 1 9em; border: 1px solid var(--course-line); border-radius: 6px; padding: 0.3em 0.6em"
    made = (element("div", {"style": box}, part) for part in parts)
    return element("div", {"style": "display: flex; flex-wrap: wrap; gap: 0.5em"}, *made)


def progress(done: float, total: float, what: str) -> Element:
    """Show how far something is."""
    bar = element("progress", {"max": total, "value": done, "aria-label": what, "style": "width: 100%"})
    return element("div", None, bar)


def pressable(text: str, pressed: Mapping[str, str], *, main: bool = False) -> Element:
    """Make a button of what :func:`press` gives, for one that is not always there."""
    return element("button", {"type": "button", "class": "course-main" if main else None, **pressed}, text)


def in_line(*parts: Part, from_right: bool = False, wide: int = -1) -> Element:
    """Put parts on one line, the first at the left or at the right; the one at index `wide` takes the room left."""
    style = {"display": "flex", "flex-direction": "row-reverse" if from_right else "row", "align-items": "center"}
    style |= {"gap": "0.8em", "min-height": "2.4em", "font-variant-numeric": "tabular-nums"}
    made = [element("div", {"style": "flex: 1" if k == wide else None}, part) for k, part in enumerate(parts)]
    return element("div", {"style": styled(style)}, *made)


def huge(text: str) -> Element:
    """Write a short answer so large that it is the first thing to be seen."""
    style = {"font-size": "5em", "font-weight": "bold", "line-height": "1", "margin": "0"}
    return element("p", {"style": styled(style)}, text)


def figure(number: str, *below: Part) -> Element:
    """Show a number very large, and what it is below it."""
    large = element(
        "div", {"style": "font-size: 2.4em; line-height: 1.1; font-weight: bold; white-space: nowrap"}, number
    )
    return element("div", {"style": "font-variant-numeric: tabular-nums"}, large, *below)


def below(*parts: Part) -> Element:
    """Put parts below settings that stand first: they have the whole width there."""
    return element("div", {"class": "course-below", "style": "overflow-x: auto; font-size: 0.93em"}, *parts)
