"""What is pressed in the picture of a widget, by mouse, by finger and by keys: it then shows what its twin shows."""

import json
import re

from twins import moved
from widget_keys import TRAINING

WAYS = ["mouse", "finger", "key"]
SECONDS = re.compile(r"[\d.]+ seconds")  # that a training took: no other takes as many


def parts_to_press(widget, way, skip=()):
    """What can be pressed now, as selectors; keys reach what has a name."""
    told = "nodes => nodes.map(node => [node.ariaLabel, node.dataset.press])"
    for name, values in widget.node.locator("css:light=[data-press]").evaluate_all(told):
        if name and not name.startswith((*TRAINING, *skip)):
            yield f'css:light=[data-press][aria-label="{name}"]'
        elif not name and way != "key":
            yield f"css:light=[data-press='{values}']:not([aria-label])"


def press_each(widget, twin, way, most=99, skip=()):
    """Press each part once, at most so many, first what is another choice than now: each press shows something else.

    Give what was pressed.
    """
    press = {"mouse": lambda part: part.click(), "finger": widget.tap_on, "key": lambda part: part.press("Enter")}[way]
    pressed = []
    while len(pressed) < most:
        left = [part for part in parts_to_press(widget, way, skip) if part not in pressed]
        if not left:
            break
        asked = {part: json.loads(widget.node.locator(part).get_attribute("data-press")) for part in left}
        others = [part for part, values in asked.items() if values.items() - twin.values.items()]
        part = (others or left)[0]
        pressed.append(part)
        before = twin.html

        press(widget.node.locator(part))

        moved(twin, asked[part])
        assert twin.html != before, (way, part)
        widget.shows(twin, SECONDS)
        widget.leave()
    return pressed
