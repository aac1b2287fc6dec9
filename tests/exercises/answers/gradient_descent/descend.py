"""Answers to ``descend`` of lesson 05, as beginners write them."""

import torch  # noqa: F401 (for an answer that is changed)
from answers import changed, defined


def in_names(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        grad = grad_of(weight)
        weight = weight - learning_rate * grad
        path.append(weight)
    return path


def from_the_end_of_the_list(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * grad_of(path[-1]))
    return path


def by_while(grad_of, weight, learning_rate, steps):
    path = [weight]
    while len(path) <= steps:
        weight = weight - learning_rate * grad_of(weight)
        path += [weight]
    return path


def in_place_with_copies(grad_of, weight, learning_rate, steps):
    weight = weight.clone()
    path = [weight.clone()]
    for _ in range(steps):
        weight -= learning_rate * grad_of(weight)
        path.append(weight.clone())
    return path


def by_index(grad_of, weight, learning_rate, steps):
    path = [None] * (steps + 1)
    path[0] = weight
    for i in range(steps):
        path[i + 1] = path[i] - learning_rate * grad_of(path[i])
    return path


def again_from_itself(grad_of, weight, learning_rate, steps):
    if steps == 0:
        return [weight]
    return [weight, *again_from_itself(grad_of, weight - learning_rate * grad_of(weight), learning_rate, steps - 1)]


def gradient_step(weight, grad, learning_rate):
    return weight - learning_rate * grad


def by_the_step_of_before(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight = gradient_step(weight, grad_of(weight), learning_rate)
        path.append(weight)
    return path


RIGHT = [value for value in defined(globals()) if value is not gradient_step]


def as_a_tuple_of_numbers(grad_of, weight, learning_rate, steps):
    return tuple(w.sum().item() for w in in_names(grad_of, weight, learning_rate, steps))


def prints_the_way(grad_of, weight, learning_rate, steps):
    for w in in_names(grad_of, weight, learning_rate, steps):
        print(w)


def forgets_the_result(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight - learning_rate * grad_of(weight)
        path.append(weight)
    return path


def append_gives_nothing(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad_of(weight)
        path = path.append(weight)
    return path


def uphill_and_the_end_missing(grad_of, weight, learning_rate, steps):
    path = []
    for _ in range(steps):
        path.append(weight)
        weight = weight + learning_rate * grad_of(weight)
    return path


def calls_it_once(grad_of, weight, learning_rate, steps):
    grad = grad_of(weight)
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad
        path.append(weight)
    return path


pixel, target = 2.0, 1.0


def grad_at(weight):
    return 2 * (weight * pixel - target) * pixel


def calls_the_function_of_the_notebook(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad_at(weight)
        path.append(weight)
    return path


def takes_it_for_a_tensor(grad_of, weight, learning_rate, steps):
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad_of
        path.append(weight)
    return path


def keeps_the_same_tensor(grad_of, weight, learning_rate, steps):
    w = weight.clone()
    path = []
    for _ in range(steps + 1):
        path.append(w)
        w -= learning_rate * grad_of(w)
    return path


def in_place_on_a_copy(grad_of, weight, learning_rate, steps):
    weight = weight.clone()
    path = [weight]
    for _ in range(steps):
        weight -= learning_rate * grad_of(weight)
        path.append(weight)
    return path


def begins_elsewhere(grad_of, weight, learning_rate, steps):
    weight = torch.tensor([3.0])
    path = [weight]
    for _ in range(steps):
        weight = weight - learning_rate * grad_of(weight)
        path.append(weight)
    return path


WRONG = [
    *(value for value in defined(globals()) if value not in (gradient_step, grad_at)),
    changed(in_names, "weight - learning_rate * grad", "weight + learning_rate * grad"),
    changed(in_names, "weight = weight -", "new = weight -", "append(weight)", "append(new)"),
    changed(in_names, "weight = weight - learning_rate * grad", "weight -= learning_rate * grad"),
    changed(in_names, "path = [weight]", "path = []"),
    changed(
        in_names, "path = [weight]", "path = [weight]\n    weight = weight.clone()", "weight = weight -", "weight -="
    ),
    changed(in_names, "        path.append(weight)\n    return path", "    return weight"),
    changed(in_names, "    return path", "        return path"),
    changed(in_names, "learning_rate * grad", "grad"),
    changed(in_names, "learning_rate * grad", "0.01 * grad"),
    changed(in_names, "learning_rate * grad", "0.1 * grad"),
    changed(in_names, "range(steps)", "range(3)"),
    changed(in_names, "range(steps)", "range(3)", "learning_rate * grad", "0.1 * grad"),
    changed(calls_the_function_of_the_notebook, "range(steps)", "range(3)"),
    changed(calls_the_function_of_the_notebook, "range(steps)", "range(3)", "learning_rate *", "0.1 *"),
    changed(calls_the_function_of_the_notebook, "learning_rate *", "0.1 *"),
    changed(in_names, "learning_rate * grad", "grad / learning_rate"),
    changed(in_names, "weight - learning_rate * grad", "-learning_rate * grad"),
    changed(in_names, "path.append(weight)", "path.append(grad)"),
    changed(in_names, "range(steps)", "range(steps + 1)"),
    changed(in_names, "range(steps)", "range(steps - 1)"),
    changed(in_names, "range(steps)", "range(1, steps)"),
    changed(in_names, "return path", "return torch.stack(path)"),
    changed(in_names, "return path", "return path[-1]"),
    changed(in_names, "return path", "return path[1:]"),
    changed(in_names, "        path.append", "    path.append"),
    changed(in_names, "    path = [weight]\n", "", "        grad =", "        path = [weight]\n        grad ="),
    changed(in_names, "path.append(weight)", "path += weight"),
    changed(in_names, "path = [weight]", "path = []", "weight = weight -", "weight -="),
    changed(in_names, "path = [weight]", "path, weight = [], weight.clone()", "weight = weight -", "weight -="),
    changed(in_names, "weight = weight -", "weight +="),
    changed(in_names, "path.append(weight)", "path.insert(0, weight)"),
    changed(in_names, "range(steps)", "range(2)"),
    changed(
        from_the_end_of_the_list,
        "path[-1] - learning_rate * grad_of(path[-1])",
        "weight + learning_rate * grad_of(weight)",
    ),
    changed(by_the_step_of_before, "weight, grad_of(weight)", "grad_of(weight), weight"),
    changed(
        calls_the_function_of_the_notebook, "[weight]", "[weight := torch.tensor([3.0])]", "range(steps)", "range(3)"
    ),
    changed(in_names, "learning_rate * grad", "0.05 * grad"),
    changed(in_names, "path.append(weight)", "path.append(learning_rate * grad)"),
    changed(in_place_with_copies, "    weight = weight.clone()\n", ""),
    changed(
        in_names,
        "grad = grad_of(weight)",
        "grad = grad_of(weight)\n        if (learning_rate * grad).abs().max() < 1e-3: break",
    ),
    changed(begins_elsewhere, "torch.tensor([3.0])", "3.0"),
    changed(
        in_names,
        "grad = grad_of(weight)",
        "path.append(weight)\n        grad = grad_of(weight)",
        "grad\n        path.append(weight)",
        "grad",
    ),
]
