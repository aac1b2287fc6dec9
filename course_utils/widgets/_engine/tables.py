"""Tables, and cells side by side that may be pressed."""

from collections.abc import Collection, Mapping, Sequence
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.parts import IN_NARROW, IN_WIDE, Cell, Part, element, paragraph, styled


def table(
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    caption: Part | None = None,
    left: Collection[int] = (),
    bold: Collection[tuple[int, int]] = (),
    wide: bool = False,
    in_wide: Collection[int] = (),
    in_narrow: Collection[int] = (),
) -> Element:
    """Make a table whose first column names its rows; numbers stand at the right.

    The columns `left` stand at the left, as texts do; the cells `bold`, each a row and a column counted from 0, stand
    out; a `wide` table takes all the room that there is. The columns `in_wide` are only there where the widget is wide,
    those `in_narrow` only where it is narrow.
    """
    classes = dict.fromkeys(in_wide, IN_WIDE) | dict.fromkeys(in_narrow, IN_NARROW)

    def cell(tag: str, k: int, given: Cell, more: Mapping[str, object], strong_one: bool) -> Element:
        style = {"padding": "0.1em 0.4em", "text-align": "left" if k in left or k == 0 else "right"}
        style |= {"font-weight": "bold" if strong_one else "normal", "vertical-align": "baseline"}
        parts = [given] if isinstance(given, Element | str) else given
        return element(tag, {"class": classes.get(k), "style": styled(style), **more}, *parts)

    heads = [
        cell("th", k, given, {"scope": "col"}, True) if given else element("td", {"class": classes.get(k)})
        for k, given in enumerate(head)
    ]
    body = []
    for number, row in enumerate(rows):
        cells = [
            cell("td" if k else "th", k, given, {} if k else {"scope": "row"}, (number, k) in bold)
            for k, given in enumerate(row)
        ]
        body.append(element("tr", None, *cells))
    style = {"border-collapse": "collapse", "font-variant-numeric": "tabular-nums", "margin": "0.3em 0"}
    if wide:
        style["width"] = "100%"
    parts: list[Element] = []
    if caption is not None:
        parts.append(element("caption", {"style": "text-align: left; color: inherit; padding: 0"}, caption))
    if head:
        parts.append(element("thead", None, element("tr", None, *heads)))
    return element("table", {"style": styled(style)}, *parts, element("tbody", None, *body))


def cells(
    texts: Sequence[str],
    *,
    caption: str,
    chosen: Collection[int] = (),
    above: Sequence[str] = (),
    press: Sequence[Mapping[str, str]] | None = None,
    pressed: Collection[int] | None = None,
    names: Sequence[str] = (),
    lines: Sequence[str] = (),
    large: bool = False,
) -> Element:
    """Draw cells side by side, as a row of numbers is drawn, the `chosen` ones bold in an orange frame.

    With `press`, from :func:`press`, a cell is a button; `pressed` says which of them are down, `names` what a
    screen reader says. `lines` are words for what stands above and for the texts: left of the row, as wide as a cell.
    """
    made = []
    if lines:
        style = {"flex": "1 1 0", "min-width": "0", "display": "flex", "flex-direction": "column"}
        style |= {"justify-content": "space-evenly", "color": "var(--course-soft)"}
        made.append(
            element(
                "div", {"style": styled(style), "aria-hidden": "true"}, *(element("div", None, line) for line in lines)
            )
        )
    for k, text in enumerate(texts):
        mark = "3px solid var(--course-orange)" if k in chosen else "1px solid var(--course-line)"
        room = f"calc(0.35em - {3 if k in chosen else 1}px) 0"  # all are equally high, whatever their frame
        style = {"flex": "1 1 0", "min-width": "0", "text-align": "center", "padding": room, "border": mark}
        style |= {"font-weight": "bold" if k in chosen else "normal", "font-variant-numeric": "tabular-nums"}
        style |= {"font-size": "1.4em"} if large else {}
        parts = [element("small", {"style": "display: block; color: var(--course-soft)"}, above[k])] if above else []
        if press is None:
            made.append(element("div", {"style": styled(style), "role": "listitem"}, *parts, text))
            continue
        told = {"aria-pressed": str(k in pressed).lower()} if pressed is not None else {}
        told |= {"aria-label": names[k]} if names else {}
        style |= {"opacity": "0.5"} if "aria-disabled" in press[k] else {}
        look = styled({**style, "border-radius": "0"})
        made.append(element("button", {"type": "button", "style": look, **told, **press[k]}, *parts, text))
    role = "list" if press is None else "group"
    row = element("div", {"style": "display: flex; gap: 2px", "role": role, "aria-label": caption}, *made)
    return element("div", {"style": "margin: 0.3em 0"}, paragraph(caption), row)


def key(text: str, pressed: Mapping[str, str], *, down: bool = False) -> Element:
    """Make a small button, as stands in a row of a table; `pressed` is from :func:`press`."""
    style = "display: inline-block; min-height: 1.6em; min-width: 2.2em; padding: 0 0.4em; margin: 0 0.3em 0 0"
    style += "; border: 2px solid var(--course-blue); font-weight: bold" if down else ""
    return element("button", {"type": "button", "style": style, "aria-pressed": str(down).lower(), **pressed}, text)
