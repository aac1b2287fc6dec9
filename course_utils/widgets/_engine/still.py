"""What stands in place of a widget where widgets cannot run: its parts, with nothing to move and pictures as images."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from course_utils import _palette
from course_utils._image_address import address
from course_utils.widgets._engine.parts import IN_NARROW, Part, element, styled

# The colours of guided.css, for where that does not reach: on paper, and in a viewer without widgets.
PRINTED = {
    f"--course-{name}": getattr(_palette, name.upper()).lower()
    for name in ("ink", "soft", "line", "ground", "blue", "orange", "green")
}

PAPER = {"color": PRINTED["--course-ink"], "background": PRINTED["--course-ground"], **PRINTED}
# What guided.css says of letters; the halo keeps lines behind them away.
LETTERS = """text { fill: var(--course-ink) }
.course-halo { paint-order: stroke; stroke: var(--course-ground); stroke-width: 4px; stroke-linejoin: round }"""


def still(parts: Sequence[Part]) -> list[Part]:
    """Turn inline svg into images: viewers that do not trust a notebook, as on the web, leave out the first."""
    return [part if isinstance(part, str) else _still(part) for part in parts]


def _still(part: Element) -> Element:
    if part.tag == "svg":
        return _as_image(part)
    if part.tag == "button":  # nothing is pressed there
        own = element("div", {"style": part.get("style")})
    else:
        own = Element(part.tag, {name: value for name, value in part.items() if not name.startswith("data-")})
    own.text, own.tail = part.text, part.tail
    own.extend(_still(child) for child in part if child.get("class") != IN_NARROW)  # paper is wide
    return own


def _as_image(svg: Element) -> Element:
    """Make an svg element an image of its own size, with the colours of paper."""
    _, _, width, height = (svg.get("viewBox") or "0 0 34 10").split()
    size = {"xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height}
    alone = Element("svg", {**dict(svg.items()), **size})
    alone.append(svg[0])  # what is drawn; after it comes what can be grabbed, of which nothing is seen
    colours = Element("style")
    colours.text = f":root {{ {styled(PRINTED)}; font-family: sans-serif }} {LETTERS}"
    alone.insert(0, colours)
    label = {"alt": svg.get("aria-label") or "", "width": width, "height": height}
    most = "none" if "max-width: none" in (svg.get("style") or "") else "100%"
    image = Element("img", {**label, "style": f"max-width: {most}", "src": address("svg+xml", tostring(alone))})
    image.tail = svg.tail
    return image
