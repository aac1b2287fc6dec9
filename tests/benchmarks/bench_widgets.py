"""Measure what a learner waits for in the browser: ``make bench``.

From a change to the new picture, for every widget, in the kernel and as seen in the page; and Run All of each lesson as
it is handed out, with the size of the notebook that is saved then. The tables go to docs/benchmarks_widgets.md. Nothing
here passes or fails.
"""

import json
import os
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
os.environ["COURSE_UTILS_PROGRESS"] = os.path.join(tempfile.mkdtemp(), "progress.json")

from bench import save, seconds  # noqa: E402
from lab import LAPTOP, chromium, serve  # noqa: E402
from notebook_page import JupyterLab, wait_until  # noqa: E402
from pressed_page import parts_to_press  # noqa: E402
from twins import twin_of  # noqa: E402
from widget_keys import TRAINING, WIDGETS, source  # noqa: E402
from widget_page import WidgetPage  # noqa: E402

from course_utils.widgets import playground  # noqa: E402

TURNS = 5
HANDS = 2  # of a widget: where it has more, they are alike
RUNS = 3  # of each lesson: one run alone says little on a machine that others use too
# In the page: wait for a key or the pointer, and tell after how many milliseconds the picture is another and painted.
WAIT_FOR_PICTURE = """kind => { window.painted = new Promise(resolve => document.addEventListener(kind, () => {
    const began = performance.now(), shown = document.querySelector('.course-shown');
    new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(
        () => resolve(performance.now() - began)) }).observe(
            shown, {childList: true, subtree: true, attributes: true, characterData: true});
}, {once: true, capture: true})) }"""


def there_and_back(name, hands):
    """Give the keys that move a widget, and as often back, so that each press is a change."""
    kinds = {this["label"]: this["kind"] for this in twin_of(name).controls} | dict.fromkeys(hands, "slider")
    keys = {"slider": ("Home", "End"), "choice": ("ArrowDown", "ArrowUp")}
    for _ in range(TURNS):
        for label in dict.fromkeys(label for label, _, _ in WIDGETS[name]):
            yield from ((label, key) for key in keys.get(kinds.get(label), ("Space", "Space")))


def in_the_kernel(name):
    """Set every value to its ends in turn; give the median time of a change in milliseconds."""
    twin, times = twin_of(name), []
    for _ in range(TURNS):
        for this in twin.controls:
            if this["kind"] == "play" or this["label"] in TRAINING:
                continue
            ends = this["options"][:2][::-1] or {"button": (1, 2), "switch": (True, False)}.get(
                this["kind"], (this["low"], this["high"])
            )
            for value in ends:
                times.append(1000 * seconds(lambda: setattr(twin, "values", {**twin.values, this["name"]: value})))  # noqa: B023
    return statistics.median(times), max(times)


def until_painted(page, kind, act):
    """Act, and give the milliseconds from an event of that kind to the new picture; None where there is none."""
    page.evaluate(WAIT_FOR_PICTURE, kind)
    act()
    return page.evaluate("() => Promise.race([window.painted, new Promise(done => setTimeout(done, 600, null))])")


def by_pointer(widget, parts):
    """Drag what can be grabbed to and fro, or else click parts that can be pressed; give the time of each change."""
    mouse = widget.page.mouse
    hands = [*widget.hands()[:HANDS], *widget.node.locator(".course-pad").all()]
    for hand in hands:
        hand.scroll_into_view_if_needed()
        box, knobs = hand.bounding_box(), hand.locator("circle")
        taken = (knobs.first if knobs.count() else hand).bounding_box()
        mouse.move(taken["x"] + taken["width"] / 2, taken["y"] + taken["height"] / 2)
        mouse.down()
        for turn in range(2 * TURNS):  # to and fro, and each time further down: no place is like another
            across, down = (0.3, 0.7)[turn % 2], 0.1 + 0.8 * turn / (2 * TURNS)
            place = box["x"] + box["width"] * across, box["y"] + box["height"] * down
            yield until_painted(widget.page, "pointermove", lambda: mouse.move(*place))  # noqa: B023
        mouse.up()
    for turn in range(0 if hands else 2 * TURNS):
        yield until_painted(widget.page, "click", widget.node.locator(parts[turn % len(parts)]).click)


def in_the_page(jupyterlab, name):
    """Press keys, and use the mouse; give the times from each key and each of its moves to the new picture."""
    times = []
    with jupyterlab.opened("one_widget.ipynb", source(name)) as notebook:
        widget = WidgetPage(notebook).show_anew()
        parts = list(parts_to_press(widget, "key"))
        if (pad := widget.node.locator(".course-pad")).count():  # an empty one is read the same, whatever is pressed
            pad.drag_to(pad, source_position={"x": 60, "y": 40}, target_position={"x": 80, "y": 140})
            notebook.settle()
        for label, key in there_and_back(name, [hand.get_attribute("aria-label") for hand in widget.hands()]):
            if not widget.control(label).is_visible():
                continue
            widget.control(label).focus()
            times.append(until_painted(jupyterlab.page, "keydown", lambda: jupyterlab.page.keyboard.press(key)))  # noqa: B023
        drags = list(by_pointer(widget, parts))
    # None where the key changed nothing, as at the end of a slider.
    return [[took for took in kind if took is not None] for kind in (times, drags)]


def row(jupyterlab, name):
    """Measure a widget; give its row of the table."""
    kernel, (keys, drags) = in_the_kernel(name), in_the_page(jupyterlab, name)
    told = [f"{ms:.1f} ms" for ms in kernel]
    told += [f"{ms:.0f} ms" for ms in (statistics.median(keys), max(keys), statistics.median(drags), max(drags))]
    return f"| {name} | {' | '.join(told)} | {len(keys)} + {len(drags)} |"


def run_all(jupyterlab, name):
    """Give the seconds from Run All to the end of a notebook as it is handed out, and the KB of the file saved then."""
    with jupyterlab.opened(f"notebooks/{name}") as notebook:
        took = seconds(notebook.run_all)
        notebook.panel.evaluate("panel => panel.context.save()")
    wait_until(lambda: not sessions(jupyterlab.lab))  # else its next run would take the kernel that is just ending
    return took, (jupyterlab.lab.folder / "notebooks" / name).stat().st_size / 1000


def sessions(lab):
    """Give the notebooks that have a kernel, the one apart that all widgets share."""
    with urllib.request.urlopen(f"{lab.url}/api/sessions") as answer:
        return [one for one in json.load(answer) if one["path"].startswith("notebooks/")]


def main():
    widgets, lessons = [], []
    with serve(Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())) as lab, chromium() as browser:
        jupyterlab = JupyterLab(lab, browser.new_context(viewport=LAPTOP).new_page())
        for name in WIDGETS:
            widgets.append(row(jupyterlab, name))
            print(widgets[-1], file=sys.stderr, flush=True)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            runs = [run_all(jupyterlab, path.name) for _ in range(RUNS)]
            least, median, most = sorted(took for took, _ in runs)
            lessons.append(f"| {path.stem} | {median:.1f} s | {least:.1f} to {most:.1f} s | {runs[-1][1]:.0f} KB |")
            print(lessons[-1], file=sys.stderr, flush=True)
        recipe = playground.playground().run()["seconds"]
    text = f"""# What a learner waits for

Made by `make bench`, in JupyterLab and headless Chromium, on {os.cpu_count()} cores. The figures belong to one
machine and one hour: in this one the course's recipe, three epochs from memory without a browser, took {recipe} s. A
change is a key pressed on what can be grabbed or on a control of a widget, or a move of the mouse that drags, and a
click where nothing can be grabbed.

Wanted: in the kernel a median under 20 ms, from key or mouse to the painted picture under 100 ms; Run All of a lesson
in at most 15 s, of lesson 10, with the whole standard program, in at most 30.

| widget | kernel, median | slowest | key to picture, median | slowest | mouse to picture, median | slowest | changes |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(widgets)}

| lesson, untouched | Run All in the browser, a fresh kernel, median of {RUNS} | least to most | saved, with widgets |
| --- | ---: | ---: | ---: |
{chr(10).join(lessons)}
"""
    save(text, "benchmarks_widgets.md")


if __name__ == "__main__":
    main()
