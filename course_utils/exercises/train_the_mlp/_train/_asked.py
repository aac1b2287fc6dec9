"""What a net, and the functions of the lessons that take one, are called with: the wrong thing is said, not a crash."""

import re
import traceback
from collections.abc import Callable

from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader

from course_utils._messages import describe
from course_utils.exercises.exercise import Wrong
from course_utils.exercises.pytorch_parts._train_step._how_it_is_used import set_not_to_learn

_WHOLE_LOADER = (
    "You hand over the whole loader, but the net takes one batch of images. Go through it: `for images, labels in "
    "loader`."
)
_ORDER = "An optimizer is handed to the net: the order is `train_step(net, optimizer, images, labels)`."
_KINDS = {
    "net": lambda value: isinstance(value, nn.Module),
    "optimizer": lambda value: isinstance(value, Optimizer),
    "images": lambda value: isinstance(value, Tensor) and value.dim() > 1,
    "labels": lambda value: isinstance(value, Tensor) and value.dim() == 1,
}


def asking(use_it: Callable, net: nn.Module, count: int, source: str, todo: str) -> object:
    """Use an answer that asks a net about pictures: refuse other things, and more pictures than a source has."""

    def refuse(module, given):
        images = given[0] if given else None
        if not isinstance(images, Tensor) or (images.dim() < 2 and not images.is_floating_point()):
            why = _WHOLE_LOADER if isinstance(images, DataLoader) else todo
            why = _ORDER if isinstance(images, Optimizer) else why
            raise Wrong(f"{why}\nexpected images for the net\ngot      {describe(images)}")
        if images.dim() < 2:
            raise Wrong(
                "Each picture must stay a row of its own: `.reshape(len(images), 784)`.\n"
                f"expected images for the net\ngot      {describe(images)}"
            )
        if images.numel() > 784 * count:
            wanted = f"the {count} pictures in {source}"
            raise Wrong(f"{todo}\nexpected {wanted}\ngot      {len(images)} others")

    net.register_forward_pre_hook(refuse)
    try:
        return use_it()
    except Exception as error:
        if "does not require grad" in str(error) and (said := set_not_to_learn(net)):
            raise Wrong(said) from error
        if said := _in_wrong_places(error) or _no_such_method(error):
            raise Wrong(said) from error
        raise


def _in_wrong_places(error: BaseException) -> str:
    """Say that a function of the lessons got its arguments in another order than it names them in; "" if it did not."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        code, local = frame.f_code, frame.f_locals
        names = code.co_varnames[: code.co_argcount]
        got = [next((kind for kind, fits in _KINDS.items() if fits(local.get(name))), "") for name in names]
        if got != [*names] and sorted(got) == sorted(names):
            call = f"{code.co_name}({{}})".format
            pair = ", and a batch gives images, then labels" if "labels" in names else ""
            why = f"The arguments stand in another order: the net comes first{pair}."
            return f"{why}\nexpected {call(', '.join(names))}\ngot      {call(', '.join(got))}"
    return ""


def _no_such_method(error: BaseException) -> str:
    """Say that a net is called, where something was looked for in it; "" where nothing was."""
    found = re.fullmatch(r"'(?:Sequential|Net|MLP)' object has no attribute '(\w+)'", str(error))
    if not found or not isinstance(error, AttributeError):
        return ""
    return (
        "Call the net first, `net(images)`, and go on with what it gives.\n"
        f"expected the outputs of the net\ngot      net.{found[1]}, which it does not have"
    )
