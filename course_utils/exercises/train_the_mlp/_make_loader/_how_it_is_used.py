"""How a loader is looked at: how many pictures, in which batches, in which order, and every number of them."""

import contextlib
import dis
import functools
import inspect
import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sized
from pathlib import Path
from typing import Any
from unittest import mock

import torch
from torch import Tensor
from torch.utils.data import Dataset

from course_utils._messages import counted, describe
from course_utils.exercises._running.guarded_call import call
from course_utils.exercises.exercise import Wrong
from course_utils.exercises.train_the_mlp._make_loader._root import COUNTS, normalised, root
from course_utils.mnist import MEAN, STD

_NOT_FOUND = "Dataset not found"  # torchvision's own words
_SHUFFLE = "With `shuffle=train` the loader mixes the training pictures alone, anew in each epoch."
_NO_DATA = "expected the pictures to be read from root\ngot      another folder, without pictures"


def cases(generator):
    return [(root(), False), (root(), True)]


def observe(make_loader, root, train):
    """Look at a loader; at one of the course's own once a process, since every look decodes a thousand pictures."""
    ours = getattr(make_loader, "__module__", "").startswith("course_utils.")
    found, error = (_look if ours else _look.__wrapped__)(make_loader, root, train)
    if error is not None:
        raise error
    return found


def remark(make_loader):
    """Say where the function would stop, though it is right here: in a file of its own, and in an empty folder."""
    return " ".join(filter(None, (_made_elsewhere(make_loader), _not_downloaded(make_loader))))


def _made_elsewhere(make_loader: Callable) -> str:
    """Name what a cell of the notebook has made: in a file of its own the function would stop there."""
    code = getattr(make_loader, "__code__", None)
    steps = dis.get_instructions(code) if code else ()
    names = {step.argval for step in steps if step.opname == "LOAD_GLOBAL"} & set(
        make_loader.__globals__ if code else ()
    )
    made = [name for name in sorted(names) if not _is_defined_or_imported(make_loader.__globals__[name])]
    if not made:
        return ""
    return (
        f"It uses {', '.join(f'`{name}`' for name in made)} from another cell. In an empty file that name would be "
        "missing: make it inside the function."
    )


def _not_downloaded(make_loader: Callable) -> str:
    """Tell by an empty folder whether missing pictures would be fetched."""
    with tempfile.TemporaryDirectory() as folder, _nothing_is_downloaded():
        errors = [call(make_loader, (Path(folder), train)).error for train in (True, False)]
    if not any(isinstance(error, RuntimeError) and _NOT_FOUND in str(error) for error in errors):
        return ""
    return (
        f"In an empty folder it would stop with the error '{_NOT_FOUND}': with `download=True` in the brackets of "
        "`datasets.MNIST(...)` the pictures are fetched first."
    )


def _is_defined_or_imported(value: object) -> bool:
    return inspect.ismodule(value) or inspect.isclass(value) or inspect.isroutine(value)


@functools.cache
def _look(make_loader, root, train):
    try:
        return _found(make_loader, root, train), None
    except Exception as error:
        return None, error


def _found(make_loader, root, train):
    with torch.random.fork_rng(devices=[]), _nothing_is_downloaded():  # a loader draws whenever it starts
        loader = _made(make_loader, root, train)
        if loader is None:
            return None
        _check_kind(loader)
        if _made(make_loader, root, train) is loader:
            raise Wrong(
                "You keep a loader from an earlier call, whatever `root` is now: make it inside the function.\n"
                "expected a new loader at each call\ngot      the same one twice"
            )
        _check_count(len(loader.dataset), train)
        images, labels = _epoch(loader, train)
        order = _order(images, train)
        in_the_order_of_the_file = torch.equal(order, torch.arange(len(order)))
        if not train and not in_the_order_of_the_file:
            raise Wrong(f"{_SHUFFLE}\nexpected the test pictures in the order of the file\ngot      another order")
        if train and in_the_order_of_the_file:
            raise Wrong(f"{_SHUFFLE}\nexpected the training pictures in a random order\ngot      that of the file")
        if train and torch.equal(order, _order(_epoch(loader, train)[0], train)):
            raise Wrong(f"{_SHUFFLE}\nexpected another order in each epoch\ngot      the same one in the second epoch")
        back = order.argsort()
        _check_numbers(images[back], normalised(train))
        return {"the images": images[back], "the labels": labels[back], "`len()` of the loader": len(loader)}


@contextlib.contextmanager
def _nothing_is_downloaded() -> Iterator[None]:
    """Refuse what would go to the network and fill a folder of the learner's."""
    from torchvision.datasets import MNIST  # late: see _torchvision

    def download(self: MNIST) -> None:
        if not self._check_exists():
            raise Wrong(_NO_DATA)

    with mock.patch.object(MNIST, "download", download):
        yield


def _made(make_loader, root, train) -> Any:
    try:
        return make_loader(root, train)
    except RuntimeError as error:
        if _NOT_FOUND not in str(error):
            raise
        raise Wrong(_NO_DATA) from error


def _check_kind(loader: object) -> None:
    if isinstance(loader, Dataset):
        raise Wrong("expected a loader, which gives batches\ngot      a data set, which gives one picture at a time")
    if isinstance(loader, tuple | list) and len(loader) == 2 and all(isinstance(part, Tensor) for part in loader):
        raise Wrong("expected a loader, which gives batches\ngot      a single batch")
    if not isinstance(loader, Iterable) or not isinstance(loader, Sized) or not hasattr(loader, "dataset"):
        todo = "What you return is no loader: return what `DataLoader(...)` makes."
        raise Wrong(f"{todo}\nexpected a loader with len() and .dataset\ngot      a {type(loader).__name__}")


def _check_count(count: int, train: bool) -> None:
    if count == COUNTS[train]:
        return
    kinds = {True: "training", False: "test"}
    wanted = f"expected the {COUNTS[train]} {kinds[train]} pictures that are in root\ngot     "
    if count == COUNTS[not train]:
        raise Wrong(f"{wanted} the {count} {kinds[not train]} pictures")
    raise Wrong(f"Make the data set from `root`, and hand that one to the loader.\n{wanted} {count:,} entries")


def _epoch(loader: Iterable, train: bool) -> tuple[Tensor, Tensor]:
    """Go through the loader once, and see that its batches are what they should be."""
    transform = getattr(loader.dataset, "transform", None)  # type: ignore[attr-defined]
    if isinstance(transform, list | tuple):
        raise Wrong(
            "`transform` takes one thing: put `transforms.Compose([...])` around your transforms, which makes one of "
            f"several.\nexpected one transform\ngot      a {type(transform).__name__} of them"
        )
    try:
        batches = list(itertools.islice(loader, 3))  # two would be right; more of them say nothing new
    except TypeError as error:
        if "should be Tensor Image" in str(error):
            no_batch = f"No batch can be taken from your loader: TypeError: {error}"
            raise Wrong(f"{no_batch}\nexpected a tensor for Normalize\ngot      a picture") from error
        if "found <class 'PIL" not in str(error):
            raise
        raise Wrong("expected tensors\ngot      pictures that are no tensors yet") from error
    for batch in batches:
        pair = isinstance(batch, tuple | list) and len(batch) == 2
        if not pair or not all(isinstance(part, Tensor) for part in batch):
            raise Wrong(f"expected batches (images, labels) of two tensors\ngot      {describe(batch)}")
    sizes, right = [len(images) for images, _ in batches], [512, COUNTS[train] - 512]
    if sizes != right:
        more = ", …" if len(sizes) > 2 else ""
        got = f"{counted(len(sizes), 'batch', 'batches')} of {', '.join(map(str, sizes))}"
        got = f"batches of {', '.join(map(str, sizes))}{more}" if len(sizes) > 1 else got
        todo = "" if sizes[:1] == [512] else "The loader takes `batch_size=512`.\n"
        raise Wrong(f"{todo}expected batches of 512 and {right[1]} pictures\ngot      {got}")
    images, labels = (torch.cat(parts) for parts in zip(*batches, strict=True))
    if images.shape[1:] != (1, 28, 28):
        raise Wrong(
            "Each picture keeps the shape that `transforms.ToTensor()` gives it.\n"
            f"expected images [512, 1, 28, 28]\ngot      {list(batches[0][0].shape)}"
        )
    return images, labels


def _check_numbers(images: Tensor, right: Tensor) -> None:
    """Say with which two numbers pictures are normalised, where others are: one line goes through all their points."""
    if not images.is_floating_point() or torch.allclose(images.double(), right.double(), atol=1e-4):
        return
    x, y = (right.double() * STD + MEAN).flatten(), images.detach().double().flatten()
    slope = torch.cov(torch.stack([x, y]))[0, 1] / x.var()
    std, mean = 1 / slope.item(), (x.mean() - y.mean() / slope).item()
    if torch.allclose((x - mean) / std, y, rtol=1e-3, atol=1e-3 * y.abs().max().item()):
        found = mean if abs(mean) > 1e-5 else 0.0, std
        mean, std = (float(f"{number:.4g}") + 0.0 for number in found)
        later = ""
        if (mean, std) == (MEAN, STD):
            later = f"The course uses {MEAN} and {STD}: your two numbers differ from these in later digits only.\n"
            mean, std = (float(f"{number:.5g}") for number in found)
        got = "pixels as ToTensor() gives them" if (mean, std) == (0, 1) else f"with {mean} and {std}"
        raise Wrong(f"{later}expected pixels normalised with {MEAN} and {STD}\ngot      {got}")


def _order(images: Tensor, train: bool) -> Tensor:
    """Find out which picture of the file each one is, also where its numbers were changed on the way."""
    given, stored = (_centred(pictures) for pictures in (images, normalised(train)))
    return (given @ stored.T).abs().argmax(dim=1)


def _centred(images: Tensor) -> Tensor:
    rows = images.detach().flatten(1).float()
    return torch.nn.functional.normalize(rows - rows.mean(dim=1, keepdim=True))
