"""What is wrong with a forward that no name fits: its layers are gone through from the first, each with its own slip.

Each layer is compared with what it would be after the learner's own layer before it: so of several slips the first is
told, and the next one once that is mended.
"""

from collections.abc import Callable, Sequence

from torch import Tensor

from course_utils.exercises._comparing.compare import same
from course_utils.exercises._comparing.compare_closer import comparable
from course_utils.exercises._content import Content
from course_utils.exercises.backpropagation._relu import relu

Layer = Callable[[Tensor, Tensor, Tensor], Tensor]  # of what enters, the weight and the bias


def _product(entering: Tensor, weight: Tensor) -> Tensor:
    return entering @ weight.T


def _beside(entering: Tensor, weight: Tensor) -> Tensor:
    return entering @ weight.reshape(weight.shape[::-1])


def _hidden(entering: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return relu(_product(entering, weight) + bias)


def _last(entering: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return _product(entering, weight) + bias


# What a layer gives that is wrong in one thing, or two, and the sentence on it: {bias} is its own.
_HIDDEN: tuple[tuple[Layer, str], ...] = (
    (lambda x, w, b: _product(x, w) + b, "ReLU is missing: put it around product plus bias"),
    (lambda x, w, b: relu(_product(x, w)), "no bias is added: write `+ {bias}` behind the product, before ReLU"),
    (lambda x, w, b: _product(x, w), "bias and ReLU are missing: write `+ {bias}` behind the product, and ReLU around"),
    (lambda x, w, b: relu(_product(x, w)) + b, "ReLU comes before the bias: put it around product plus bias"),
    (lambda x, w, b: _product(x, w) + relu(b), "ReLU takes the bias alone: put it around product plus bias"),
    (lambda x, w, b: relu(_product(x, w) - b), "the bias is subtracted: add it"),
    (lambda x, w, b: relu(_beside(x, w) + b), "`reshape` and `view` turn no rows into columns: `.T` does"),
    (lambda x, w, b: (_product(x, w) + b).abs(), "negative numbers lose their sign: ReLU puts 0 for them"),
    (lambda x, w, b: (_product(x, w) + b).clamp(max=0), "positive numbers become 0: ReLU puts 0 for negative ones"),
    (lambda x, w, b: (_product(x, w) + b > 0).to(x.dtype), "you give the mask: ReLU keeps the positive numbers"),
)
_LAST: tuple[tuple[Layer, str], ...] = (
    (lambda x, w, b: relu(_product(x, w) + b), "there is a ReLU too many: outputs may be negative"),
    (lambda x, w, b: _product(x, w), "no bias is added: write `+ {bias}` behind the product"),
    (lambda x, w, b: relu(_product(x, w)), "no bias is added, and there is a ReLU too many: outputs may be negative"),
    (lambda x, w, b: _product(x, w) - b, "the bias is subtracted: add it"),
    (lambda x, w, b: _beside(x, w) + b, "`reshape` and `view` turn no rows into columns: `.T` does"),
)


def from_the_front(forward: Content, cases: Sequence[tuple], results: Sequence[object]) -> str:
    """Say in which layer the first slip is, and which; "" where it is none of these, or no three tensors come."""
    rights = [forward.reference(*case) for case in cases]
    three: list[Sequence[Tensor]] = []
    for result, right in zip(results, rights, strict=True):
        if not isinstance(result, tuple | list) or len(result) != 3 or not all(map(comparable, result, right)):
            return ""
        three.append(result)
    made = [list(parts) for parts in zip(*three, strict=True)]  # h1 in all cases, then h2, then out
    entering = [x for x, _ in cases]
    for place, name in enumerate(forward.result_names):
        wanted, slips = (_hidden, _HIDDEN) if place < 2 else (_last, _LAST)
        layers = _layers(place, entering, cases)
        if not _all_give(wanted, layers, made[place]):
            if place < 2 and _all_give(_last, layers, made[place]):
                behind = _layers(place + 1, [relu(z) for z in made[place]], cases)
                if _all_give((_hidden, _last)[place], behind, made[place + 1]):
                    return f"You give what goes into ReLU as {name}: {name} is what comes out of it."
            told = next((sentence for slip, sentence in slips if _all_give(slip, layers, made[place])), "")
            if not told:
                return ""
            why = told.format(bias=f"b{place + 1}")
            return f"Looked at from the first layer on, the first slip shows in {name}: {why}."
        entering = made[place]
    return ""


def _layers(place: int, entering: list[Tensor], cases: Sequence[tuple]) -> list[tuple[Tensor, Tensor, Tensor]]:
    """Give what enters a layer, its weight and its bias, for each case."""
    return [(before, *params[2 * place : 2 * place + 2]) for before, (_, params) in zip(entering, cases, strict=True)]


def _all_give(layer: Layer, layers: list[tuple[Tensor, Tensor, Tensor]], made: list[Tensor]) -> bool:
    return all(same(layer(*one), part) for one, part in zip(layers, made, strict=True))
