"""The flat valley of lesson 08, and gradient descent with momentum through it.

The loss is ``0.025 · weight²``, its slope ``0.05 · weight``. A step is ``velocity = momentum · velocity + slope``,
then ``weight = weight - learning rate · velocity``.
"""

import functools

LEARNING_RATE = 0.2
STEPS = 300  # that can be seen
NEAR = 0.3  # so near to the lowest point is there
_LONG = 1500  # steps in which every ball comes to rest


def loss(weight: float) -> float:
    """Give the height of the valley.

    Examples
    --------
    >>> loss(4.0)
    0.4
    """
    return 0.025 * weight * weight


@functools.lru_cache(maxsize=64)
def walk(start: float, momentum: float) -> tuple[float, ...]:
    """Give the weight before the first step, and after each step until it has come to rest.

    Examples
    --------
    >>> [round(weight, 4) for weight in walk(3.0, 0.9)[:3]]
    [3.0, 2.97, 2.9133]
    """
    weight, velocity = float(start), 0.0
    path = [weight]
    for _ in range(_LONG):
        velocity = momentum * velocity + 0.05 * weight
        weight = weight - LEARNING_RATE * velocity
        path.append(weight)
    return tuple(path)


def there_from(path: tuple[float, ...]) -> int:
    """Give the step from which on a walk stays near the lowest point.

    Examples
    --------
    >>> there_from((3.0, 0.1, -0.5, 0.2, 0.1))
    3
    """
    return max((step + 1 for step, weight in enumerate(path) if abs(weight) > NEAR), default=0)
