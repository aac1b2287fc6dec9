"""What stands in place of a widget where widgets cannot run: its parts, with nothing to move and pictures as images."""

import base64
from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from course_utils import _palette
from course_utils.widgets._engine.parts import Part, element, styled

# The colours of guided.css, for where that does not reach: on paper, and in a viewer without widgets.
PRINTED = {
    f"--course-{name}": getattr(_palette, name.upper()).lower()
    for name in ("ink", "soft", "line", "ground", "blue", "orange", "green")
}


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
    own.extend(_still(child) for child in part)
    return own


def _as_image(svg: Element) -> Element:
    """Make an svg element an image of its own size, with the colours of paper."""
    _, _, width, height = (svg.get("viewBox") or "0 0 34 10").split()
    size = {"xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height}
    alone = Element("svg", {**dict(svg.items()), **size})
    alone.extend(svg)
    colours = Element("style")
    colours.text = f":root {{ {styled(PRINTED)}; color: #222; font-family: sans-serif }} text {{ fill: #222 }}"
    alone.insert(0, colours)
    data = base64.b64encode(tostring(alone)).decode()
    label = {"alt": svg.get("aria-label") or "", "width": width, "height": height}
    most = "none" if "max-width: none" in (svg.get("style") or "") else "100%"
    image = Element("img", {**label, "style": f"max-width: {most}", "src": f"data:image/svg+xml;base64,{data}"})
    image.tail = svg.tail
    return image
