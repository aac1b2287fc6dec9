"""A ball that rolls through a valley with momentum, beside a step that forgets, from the same start."""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from course_utils.widgets._engine.controls import Value, held, play, slider
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.hands import grab
from course_utils.widgets._engine.numbers import fixed, short
from course_utils.widgets._engine.pictures.axes import Axes, Scale
from course_utils.widgets._engine.pictures.svg import Svg
from course_utils.widgets.train_by_hand.valley import LEARNING_RATE, NEAR, STEPS, loss, there_from, walk

_END = 4.3  # how far the valley is drawn to both sides
_START = held("start", "start", 1, 4, 3, 0.1)  # the valley is the same on both sides; nearer, a step or two would do
_STEP = held("step", "step", 0, STEPS, 0)
_MOMENTUM = slider("momentum", "momentum", 0, 0.99, 0.99, 0.01)
_WIDTH, _HEIGHT = 760, 500
# Both halves of the picture have the weight to the right: above it is the loss, below it the steps, downwards.
_ACROSS = Scale(-_END, _END, 64, 740)
_VALLEY = Axes(_ACROSS, Scale(0, loss(_END), 190, 16))
_PATHS = Axes(_ACROSS, Scale(0, STEPS, 244, 488))
_RADIUS = 11


def ball_view(*, start: float, step: int, momentum: float) -> View:
    """Show where the ball with momentum is after so many steps and where the one without, and how they came there."""
    with_it, without = walk(start, momentum), walk(start, 0.0)
    if step == 0:
        text = f"Both start at {short(start, 1)} with velocity 0. Which is the first to stay near the lowest point?"
    else:
        name = f"with momentum {short(momentum, 2)}"
        text = f"Step {step}: {name} it {_told(with_it, step)}; without momentum it {_told(without, step)}."
    return View(text, _picture(start, step, momentum))


def ball_link(changed: Collection[str], **values: Value) -> Mapping[str, Value]:
    """Begin anew from another start."""
    return {"step": 0} if "start" in changed and "step" not in changed else {}


def momentum_ball() -> Guided:
    """Show gradient descent with momentum as a ball in a valley, beside the steps without momentum.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> widget = momentum_ball()
    >>> widget.values = {**widget.values, "momentum": 0.9, "step": 100}
    >>> print(widget.text)
    Step 100: with momentum 0.9 it has stayed near 0 since step 46; without momentum it is on its way, at 1.1.
    """
    return Guided(
        "Momentum as a ball",
        "Drag the ball to a start from 1 to 4, choose the momentum, and let both go.",
        [_START, _STEP, play("step", "Let both go", main=True), _MOMENTUM],
        ball_view,
        ball_link,
        longest=(
            "Step 300: with momentum 0.99 it has stayed near 0 since step 224; without momentum it has stayed near 0 "
            "since step 120."
        ),
    )


def _told(path: tuple[float, ...], step: int) -> str:
    """Say how far a walk has come."""
    since, here = there_from(path), short(path[step], 2)
    if since <= step:
        return f"has stayed near 0 since step {since}"
    swings = any(weight * path[0] < 0 for weight in path[: step + 1])
    return f"still swings, now at {here}" if swings else f"is on its way, at {here}"


def _picture(start: float, step: int, momentum: float) -> Element:
    """Draw the valley with both, and below it each weight over the steps."""
    walks = {f"with momentum {short(momentum, 2)}": walk(start, momentum), "without momentum": walk(start, 0.0)}
    spoken = "; ".join(f"{name} at {fixed(path[step], 2)}, {_told(path, step)}" for name, path in walks.items())
    alt = f"A valley, lowest at 0; learning rate {LEARNING_RATE}, start {short(start, 1)}, step {step}: {spoken}"
    svg = Svg(_WIDTH, _HEIGHT, alt, most=860, size=15)
    left, right = _VALLEY.x(-NEAR), _VALLEY.x(NEAR)
    svg.rectangle(left, 80, right - left, _PATHS.y.end - 80, "green", opacity=0.15)
    _draw_valley(svg)
    _draw_paths(svg, walks, step)
    (with_it, without), middle = walks.values(), _VALLEY.x(0)
    # One on the ground and one below it: both are seen where they have come equally far.
    x, y = _VALLEY.at(without[step], loss(without[step]))
    svg.rectangle(x - _RADIUS, y + 2, 2 * _RADIUS, 2 * _RADIUS, "orange")
    x, y = _VALLEY.at(with_it[step], loss(with_it[step]))
    svg.dot(x, y - _RADIUS, _RADIUS - 1, "blue")
    if step:
        speed = 4 * (_VALLEY.x(with_it[step]) - _VALLEY.x(with_it[step - 1]))
        svg.arrow((x, y - _RADIUS), (x + speed, y - _RADIUS), "ink")
    else:
        svg.text(x - _RADIUS - 8, y - _RADIUS + 5, "drag me", "end")
    svg.dot(middle - 118, 20, 8, "blue")
    svg.text(middle - 102, 25, f"with momentum {short(momentum, 2)}", "start")
    svg.rectangle(middle - 126, 33, 16, 16, "orange")
    svg.text(middle - 102, 46, "without momentum", "start")
    svg.rectangle(middle - 126, 54, 16, 16, "green", opacity=0.25)
    svg.text(middle - 102, 67, f"near 0: within {NEAR} of it", "start")
    at, edges = {"start": start, "step": step}, {"start": (-_END, _END), "step": (STEPS, 0)}
    svg.area(64, 4, 676, 200, grab(_START.label, across=_START, at=at, edges=edges))
    svg.area(
        64, _PATHS.y.start, 676, _PATHS.y.end - _PATHS.y.start, grab(_STEP.label, upwards=_STEP, at=at, edges=edges)
    )
    return svg.part


def _draw_valley(svg: Svg) -> None:
    """Draw the loss over the weight, filled like a ground, and the weights at its foot."""
    xs = [-_END + k / 40 * 2 * _END for k in range(41)]
    curve = [_VALLEY.at(x, loss(x)) for x in xs]
    svg.line([(_VALLEY.x.start, 206), *curve, (_VALLEY.x.end, 206)], "line", 0, fill="line", opacity=0.35)
    svg.line(curve, "ink", 2)
    svg.text(20, 110, "loss", turned=-90, halo=False)
    for weight in range(-4, 5):
        svg.text(_VALLEY.x(weight), 226, short(weight, 0), halo=False)
    svg.text(2, 206, "weight", "start")


def _draw_paths(svg: Svg, walks: Mapping[str, tuple[float, ...]], step: int) -> None:
    """Draw the weights so far, the steps downwards, and the present step as a line across."""
    svg.text(20, (_PATHS.y.start + _PATHS.y.end) / 2, "step: drag here", turned=-90, halo=False)
    for mark in range(0, STEPS + 1, 100):
        y = _PATHS.y(mark)
        svg.line([(_PATHS.x.start, y), (_PATHS.x.end, y)], "line", 0.7)
        svg.text(_PATHS.x.start - 6, y + 5, str(mark), "end", halo=False)
    for (colour, dashed), path in reversed(list(zip([("blue", ""), ("orange", "7 4")], walks.values(), strict=True))):
        svg.line([_PATHS.at(weight, k) for k, weight in enumerate(path[: step + 1])], colour, 2.5, dashed=dashed)
    y = _PATHS.y(step)
    svg.line([(_PATHS.x.start, y), (_PATHS.x.end, y)], "soft", 1.5, dashed="4 3")
    with_it, without = (path[step] for path in walks.values())
    svg.rectangle(_PATHS.x(without) - 7, y - 7, 14, 14, "ground", stroke="orange", thick=3)
    svg.dot(_PATHS.x(with_it), y, 4.5, "blue")
