"""What the process of a learner's program does: run it as ``python my_program.py`` does, then test its network.

Started by ``_process`` as a script, with the file, the place of the answer, the folder of the data and the seconds that
it may take. It needs torch and torchvision alone, so that the program finds as fresh an interpreter as by itself.
It writes what it has found out as JSON; the words for it stand in ``_verdict``.
"""

import contextlib
import copy
import json
import os
import reprlib
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from numbers import Real
from typing import Any

# A program may prepare its pictures in another way than the lecture, or not at all, as long as it does so throughout.
PREPARATIONS: dict[str, Callable] = {
    "normalised": lambda pixels: (pixels / 255 - 0.1307) / 0.3081,
    "from 0 to 1": lambda pixels: pixels / 255,
    "from -1 to 1": lambda pixels: (pixels / 255 - 0.5) / 0.5,
    "from 0 to 255": lambda pixels: pixels,
}
SHAPES = ([1, 28, 28], [784])
SAME = 0.0005


def main(path: str, answer: str, data: str, seconds: str) -> None:
    """Run the program, look at what it leaves, write that down; end at once, whatever still runs beside it."""
    threading.Thread(target=_end_with_the_parent, args=(float(seconds),), daemon=True).start()
    with open(path, "rb") as file:
        source = file.read()
    # Where it is not named, a second is saved: a slip in the first line is then told at once.
    data_sets = lend_data(data) if b"torchvision" in source else []
    namespace, error = run(path, source)
    facts: dict[str, Any] = {"error": error and tell(error, path), "missing data": missing_data(data_sets)}
    if error is None or (isinstance(error, SystemExit) and {"net", "accuracy"} <= namespace.keys()):
        facts |= look_at(namespace, path, data_sets, data)
    with open(answer, "w", encoding="utf-8") as written:
        json.dump(facts, written)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # a program may close or replace them
            stream.flush()
    os._exit(0)


def run(path: str, source: bytes) -> tuple[dict[str, Any], BaseException | None]:
    """Run the source of a file as Python's main program; give the names that it leaves, and what stopped it."""
    warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")  # plt.show() where no window can open
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"], sys.argv, sys.path[0] = module, [path], os.path.dirname(path)
    try:
        exec(compile(source, path, "exec"), vars(module))
    except BaseException as error:  # SystemExit, and whatever else a program raises
        return vars(module), error
    return vars(module), None


def lend_data(folder: str) -> list:
    """Let torchvision's MNIST read the course's files whatever its root is; give the list of all that are made.

    So nothing is downloaded and nothing written into the learner's folder, and a half download there does no harm.
    Putting a copy there instead would leave 55 MB behind, and we cannot know the root before the program runs.
    """
    from torchvision.datasets import MNIST

    made: list = []

    def raw_folder(self):
        if type(self) is not MNIST:  # FashionMNIST and others have data of their own
            return _own_folder(self)
        if self not in made:
            made.append(self)
        return os.path.join(folder, "MNIST", "raw")

    MNIST.raw_folder = property(raw_folder)
    return made


def missing_data(data_sets: list) -> str:
    """Name a folder in which the program, run by itself, would find no data, or give ""."""
    return next((str(one.root) for one in data_sets if not os.path.isdir(_own_folder(one))), "")


def look_at(namespace: dict[str, Any], path: str, data_sets: list, data: str) -> dict[str, Any]:
    """Say what `net` and `accuracy` are, and how many pictures the network really reads right."""
    import torch
    from torch import nn

    torch.set_default_device("cpu")
    net, accuracy = namespace.get("net"), namespace.get("accuracy")
    claimed = share(accuracy)
    facts: dict[str, Any] = {
        "has net": "net" in namespace,
        "net": describe(net),
        "networks": [name for name, value in namespace.items() if isinstance(value, nn.Module) and _learns(value)],
        "has accuracy": "accuracy" in namespace,
        "accuracy": describe(accuracy),
        "claimed": claimed,
        "impossible": "" if claimed is not None or (number := read(accuracy)) is None else f"{number:g}",
    }
    if not isinstance(net, nn.Module):
        return facts
    facts["the course's"] = type(net).__module__.split(".")[0] == "course_utils"
    from torchvision.datasets import MNIST

    test = MNIST(data, train=False)
    net.eval()
    try:
        shape = find_shape(net, test.data)
    except Exception as error:  # a network of the learner's raises anything
        return facts | {"net error": tell(error, path)}
    if isinstance(shape, str):
        return facts | {"gives": shape}
    facts["finite"] = all(bool(torch.isfinite(parameter).all()) for parameter in net.parameters())
    tested = {}
    for name, prepare in PREPARATIONS.items():
        tested[name] = share_right(net, prepare(test.data.float()), test.targets, shape)
        if claimed is not None and abs(tested[name] - claimed) < SAME:
            break
    else:  # only now: each picture by itself takes a second for all
        tested |= with_own_transforms(net, data_sets, test.targets, shape)
    # A figure that none of them gives may be that of a test without net.eval(): dropout, batch norm.
    loose = {}
    if claimed is not None and all(abs(share - claimed) >= SAME for share in tested.values()):
        kept = copy.deepcopy(net.state_dict())  # batch norm learns from what it is shown
        net.train()
        for name, prepare in PREPARATIONS.items():
            torch.manual_seed(0)
            loose[name] = share_right(net, prepare(test.data.float()), test.targets, shape)
        net.load_state_dict(kept)
        net.eval()
    best = best_fit(claimed, tested, loose)
    if tested[best] < 0.85:
        best = max(tested, key=tested.__getitem__)
    facts |= {"tested": tested[best], "prepared": best}
    differs = claimed is not None and abs(tested[best] - claimed) >= SAME
    if best in PREPARATIONS and (differs or tested[best] > 0.99):
        train = MNIST(data, train=True)
        facts["train"] = share_right(net, PREPARATIONS[best](train.data.float()), train.targets, shape)
        facts |= {"not eval": loose[best]} if best in loose else {}
    return facts


def best_fit(claimed: float | None, tested: dict[str, float], loose: dict[str, float]) -> str:
    """Name the preparation that comes nearest to the learner's figure, in either mode, or without one the best."""
    if claimed is None:
        return max(tested, key=tested.__getitem__)
    apart = {name: [abs(share[name] - claimed) for share in (tested, loose) if name in share] for name in tested}
    return min(apart, key=lambda name: min(apart[name]))


def find_shape(net: Callable, pixels: Any) -> list[int] | str:
    """Give the shape of a picture that a network takes, or say what it makes of them; raise what both shapes raise."""
    import torch

    wrong, errors = "", []
    for shape in SHAPES:
        try:
            out = ask(net, pixels[:7].float() / 255, shape)
        except Exception as error:
            errors.append(error)
            continue
        if isinstance(out, torch.Tensor) and list(out.shape) == [7, 10]:
            return shape
        wrong = wrong or describe(out)
    if wrong:
        return wrong
    raise errors[0]


def share_right(net: Callable, images: Any, labels: Any, shape: list[int]) -> float:
    """Give the share of pictures that a network reads right."""
    pairs = zip(images.split(1000), labels.split(1000), strict=True)
    return sum((ask(net, x, shape).argmax(dim=1).cpu() == y).sum().item() for x, y in pairs) / len(labels)


def ask(net: Any, images: Any, shape: list[int]) -> Any:
    """Give what a network makes of pictures, on its own device and in its own dtype."""
    import torch

    first = next((parameter for parameter in net.parameters() if parameter.is_floating_point()), images)
    with torch.no_grad():
        return net(images.reshape(-1, *shape).to(first.device, first.dtype))


def with_own_transforms(net: Callable, data_sets: list, labels: Any, shape: list[int]) -> dict[str, float]:
    """Test a network on pictures as the program's own test set gives them."""
    import torch

    tested = {}
    for number, data_set in enumerate(data_sets):
        if not data_set.train and data_set.transform is not None:
            with contextlib.suppress(Exception):  # a transform that gives no tensors, or another number of pixels
                images = torch.stack([image for image, _ in _each(data_set)])
                tested[f"by its own transform {number}"] = share_right(net, images, labels, shape)
    return tested


def share(accuracy: Any) -> float | None:
    """Read an accuracy, 0 to 1 or per cent, as a share; None where it is no such number."""
    number = read(accuracy)
    if number is None:
        return None
    number = number / 100 if number > 1 else number
    return number if 0 <= number <= 1 else None


def read(accuracy: Any) -> float | None:
    """Give any number, also one in a tensor, as a float; None where it is none."""
    with contextlib.suppress(Exception):  # an object of the learner's may refuse anything
        if isinstance(accuracy, Real) and not isinstance(accuracy, bool):
            return float(accuracy)
        if hasattr(accuracy, "item") and not isinstance(accuracy, type):  # a tensor, or a number of numpy
            return float(accuracy.item())
    return None


def describe(value: Any) -> str:
    """Say what a value is, short enough to stand inside a sentence."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if hasattr(value, "shape"):
        return f"a {type(value).__name__} of shape {list(value.shape)}"
    shown = type(value).__name__
    with contextlib.suppress(Exception):
        shown = f"the {shown} {reprlib.repr(value)}"
    return "None" if value is None else f"the function {value.__name__}" if hasattr(value, "__code__") else shown


def tell(error: BaseException, path: str) -> dict[str, Any]:
    """Say what an error is, and which line of the program it comes from."""
    said = type(error).__name__
    with contextlib.suppress(Exception):  # an error whose text cannot be made
        said = f"{said}: {str(error).strip().splitlines()[0]}"
    if isinstance(error, SyntaxError) and error.filename == path:
        return {"said": said, "number": error.lineno, "line": (error.text or "").strip()}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return {"said": said, "number": frames[-1].lineno, "line": frames[-1].line} if frames else {"said": said}


def _each(data_set: Any) -> Iterator[tuple]:
    return (data_set[index] for index in range(len(data_set)))


def _own_folder(data_set: Any) -> str:
    return os.path.join(data_set.root, type(data_set).__name__, "raw")


def _learns(net: Any) -> bool:
    return any(True for _ in net.parameters())


def _end_with_the_parent(seconds: float) -> None:
    """End when the check is gone, as when its kernel is restarted, or the time is long over."""
    parent, end = os.getppid(), time.monotonic() + seconds + 10
    while os.getppid() == parent and time.monotonic() < end:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
