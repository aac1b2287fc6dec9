"""What a net, and the functions of the lessons that take one, are called with: the wrong thing is said, not a crash."""

import re
import traceback
from collections.abc import Callable

from torch import Tensor, nn
from torch.optim import Optimizer

from course_utils._messages import describe
from course_utils.exercises.core import Wrong

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
            raise Wrong(f"expected images for the net, got {describe(images)}. {todo}")
        if images.dim() < 2:
            raise Wrong(
                f"expected images for the net, got {describe(images)}. Each picture must stay a row of its own: "
                "`.reshape(len(images), 784)`."
            )
        if images.numel() > 784 * count:
            raise Wrong(f"expected the {count} pictures of `{source}` for the net, got {len(images)} others. {todo}")

    net.register_forward_pre_hook(refuse)
    try:
        return use_it()
    except Exception as error:
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
            return f"expected `{call(', '.join(names))}`, got `{call(', '.join(got))}`: the net comes first{pair}."
    return ""


def _no_such_method(error: BaseException) -> str:
    """Say that a net is called, where something was looked for in it; "" where nothing was."""
    found = re.fullmatch(r"'(?:Sequential|Net|MLP)' object has no attribute '(\w+)'", str(error))
    if not found or not isinstance(error, AttributeError):
        return ""
    return (
        f"expected the outputs of the net, `net(images)`, got `net.{found[1]}`, which it does not have. Call the net "
        "itself, or a function that you hand it to."
    )
