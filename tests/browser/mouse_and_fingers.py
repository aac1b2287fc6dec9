"""The mouse and the fingers that handle a widget: click, tap, drag, swipe."""

import itertools
import json


class MouseAndFingers:
    """What a widget's page does with them; it knows its `node`, its `page` and its controls."""

    def click(self, label, share=0.5):
        """Click on a control, at that share of its width; also on one that says it could do nothing."""
        control = self.control(label)
        box, idle = control.bounding_box(), control.get_attribute("aria-disabled") == "true"
        control.click(position={"x": box["width"] * share, "y": box["height"] / 2}, force=idle)

    def tap(self, label, share=0.5):
        """Tap on a control with a finger, at that share of its width."""
        self.tap_on(self.control(label), share)

    def tap_on(self, part, share=0.5):
        part.scroll_into_view_if_needed()
        box = part.bounding_box()
        self.touch((box["x"] + box["width"] * share, box["y"] + box["height"] / 2))

    def touch(self, *places):
        """Put a finger on a place of the window, move it to others, and lift it."""
        self.touch_with([place] for place in places)

    def touch_with(self, moments):
        """Put fingers on places of the window, move them, and lift them; a moment says where each finger is.

        From one moment to the next either fingers come, or the last ones go, or all move.
        """
        fingers = self.page.context.new_cdp_session(self.page)
        fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        before = []
        for places in moments:
            points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
            kind = "touchStart" if len(points) > len(before) else "touchMove"
            if lifted := before[len(points) :]:  # for the browser, these and no others
                kind = "touchEnd"
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": lifted or points})
            before = points
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        fingers.detach()

    def leave(self):
        """Move the mouse away: what it is over may look or be another."""
        self.page.mouse.move(0, 0)

    def hands(self):
        """What can be grabbed in its picture: a locator each, by its name, as another one may come or go."""
        names = self.node.locator("css:light=[data-grab]").evaluate_all("nodes => nodes.map(node => node.ariaLabel)")
        return [self.node.locator(f'css:light=[data-grab][aria-label="{name}"]') for name in names]

    def points(self, hand, share_x, share_y):
        """Where a share of the width and height of what can be grabbed is, and which values may be chosen there.

        Several, as a pointer is exact to a pixel, and a step of a value may be smaller.
        """
        box = self.at_rest(hand, hand.locator("rect").first if self.knobs(hand) else hand)
        axes = json.loads(hand.get_attribute("data-grab"))
        x, y = box["x"] + box["width"] * share_x, box["y"] + box["height"] * share_y
        parts = {"x": (share_x, 1 / box["width"]), "y": (1 - share_y, 1 / box["height"])}
        chosen = {}
        for axis, (part, pixel) in parts.items():
            if axis in axes:
                name, first, last, low, high, step = axes[axis]
                values = (first + (part + off * pixel) * (last - first) for off in (0, -1, 1))
                steps = (low + round((value - low) / step) * step for value in values)
                chosen[name] = list(dict.fromkeys(round(min(high, max(low, value)), 10) for value in steps))
        return (x, y), [dict(zip(chosen, values, strict=True)) for values in itertools.product(*chosen.values())]

    def at_rest(self, hand, part):
        """Bring a hand into sight, and give where a part of it is once the page does not move any more."""
        hand.scroll_into_view_if_needed()
        boxes = [None, part.bounding_box()]
        while boxes[-1] != boxes[-2]:
            self.page.wait_for_timeout(50)
            boxes.append(part.bounding_box())
        return boxes[-1]

    def knobs(self, hand):
        """How many knobs it has: where there are some, only they can be grabbed, and the area says where to."""
        return hand.locator("circle").count()

    def hold(self, hand, start):
        """Where a hand takes it: at a share of its width and height, or at its knob."""
        if not self.knobs(hand):
            return self.points(hand, *start)[0]
        box = self.at_rest(hand, hand.locator("circle").first)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(self, hand, start, end):
        """Drag from one share of it to another with the mouse; give the values that may be chosen then."""
        self.page.mouse.move(*self.hold(hand, start))
        self.page.mouse.down()
        place, chosen = self.points(hand, *end)
        self.page.mouse.move(*place, steps=4)
        self.page.mouse.up()
        return chosen

    def swipe(self, hand, start, end):
        """Do the same with a finger."""
        first = self.hold(hand, start)
        place, chosen = self.points(hand, *end)
        self.touch(first, place)
        return chosen
