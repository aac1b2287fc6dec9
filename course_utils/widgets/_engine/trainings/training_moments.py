"""Some moments of a training as a curve of the accuracy, which is grabbed to go to one of them."""

from collections.abc import Sequence

from course_utils.widgets._engine.controls import Control, Values
from course_utils.widgets._engine.hands import cell_edges, grab
from course_utils.widgets._engine.pictures.svg import Svg


def draw_moments(
    svg: Svg,
    control: Control,
    at: Values,
    batches: Sequence[int],
    accuracies: Sequence[float],
    place: tuple[float, float, float, float],
) -> None:
    """Draw the accuracies of the moments up to the present one; what comes later is not told yet.

    `batches` and `accuracies`, from 0 to 1, have an entry for each value of the control, a whole number from 0 on;
    `place` says left, top, width and height.
    """
    left, top, width, height = place
    now, column = int(at[control.name]), width / len(batches)
    xs = [left + (k + 0.5) * column for k in range(len(batches))]
    floor = top + height - 38
    heights = [floor - share * (floor - top) for share in accuracies]
    for share, name in ((0.0, "0"), (0.5, "50"), (1.0, "100")):
        y = floor - share * (floor - top)
        svg.line([(left, y), (left + width, y)], "line", 0.7)
        svg.text(left - 5, y + 4, name, "end", halo=False)
    svg.text(left - 33, (top + floor) / 2, "% right", turned=-90, halo=False)  # short: no longer than the axis
    for k, count in enumerate(batches):
        svg.text(xs[k], floor + 17, str(count), bold=k == now, halo=False)
        svg.line([(xs[k], floor), (xs[k], floor + 4)], "line", 1)
    svg.text(left + width / 2, floor + 34, "batches so far (not to scale)", halo=False)
    svg.line([(xs[now], floor), (xs[now], top)], "soft", 1.5, dashed="4 3")
    svg.line(list(zip(xs, heights, strict=True))[: now + 1], "green", 2.5)
    for k in range(now):
        svg.dot(xs[k], heights[k], 3.5, "green")
    svg.dot(xs[now], heights[now], 9, "green")
    anchor, x = ("end", xs[now] - 14) if now > len(batches) / 2 else ("start", xs[now] + 14)
    y = heights[now] + (28 if heights[now] - top < 30 else -12)
    svg.text(x, y, f"{100 * accuracies[now]:.0f} of 100 right", anchor, bold=True)
    if now == 0:
        svg.text(x, y - 18, "drag the dot through the training", anchor)
    told = f"after {batches[now]} batches"
    hand = grab(control.label, across=control, at=at, edges=cell_edges(control), told=told)
    svg.area(left, top - 12, width, height + 11, hand)
