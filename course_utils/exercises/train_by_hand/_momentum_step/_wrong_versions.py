"""Answers to ``momentum_step`` that are wrong in one place."""


def each(change):
    """Make a step that does something else with each param, grad and velocity."""

    def wrong_answer(params, grads, velocities, learning_rate, momentum):
        for param, grad, velocity in zip(params, grads, velocities, strict=True):
            change(param, grad, velocity, learning_rate, momentum)

    return wrong_answer


def slip(velocity=lambda v, g, rate, m: m * v + g, step=lambda v, g, rate, m: rate * v):
    """Make a step from two formulas: the new velocity v of the old one, and what it takes from the param."""

    def change(param, grad, old, learning_rate, momentum):
        old.copy_(velocity(old, grad, learning_rate, momentum))
        param -= step(old, grad, learning_rate, momentum)

    return each(change)


def nothing_in_place(param, grad, velocity, learning_rate, momentum):
    velocity = momentum * velocity + grad
    param = param - learning_rate * velocity


def velocity_not_kept(param, grad, velocity, learning_rate, momentum):
    param -= learning_rate * (momentum * velocity + grad)


def velocity_is_the_gradient(param, grad, velocity, learning_rate, momentum):
    velocity *= momentum
    param -= learning_rate * grad


def gradient_not_kept(param, grad, velocity, learning_rate, momentum):
    velocity *= momentum
    param -= learning_rate * (velocity + grad)


def param_first(param, grad, velocity, learning_rate, momentum):
    param -= learning_rate * velocity
    velocity.mul_(momentum).add_(grad)


def param_first_uphill(param, grad, velocity, learning_rate, momentum):
    param_first(param, grad, velocity, -learning_rate, momentum)


def step_behind_the_loop(params, grads, velocities, learning_rate, momentum):
    for grad, velocity in zip(grads, velocities, strict=True):
        velocity.mul_(momentum).add_(grad)
    params[-1].sub_(learning_rate * velocities[-1])
