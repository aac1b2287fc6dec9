"""Settings that a whole program shares: put back once a learner's function has run, and noted where it changed them."""

import builtins
import contextlib
import gc
import inspect
import operator
import os
import random
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

_HOW_TENSORS_ARE_PRINTED = "precision", "threshold", "edgeitems", "linewidth", "sci_mode"

# Its other names come, and some change, when a part of it is imported.
_TORCHS_OWN = tuple(name for name, value in vars(torch).items() if inspect.isbuiltin(value))


class Setting(NamedTuple):
    """Something that a whole program shares: how it is read, put back, and compared."""

    name: str
    get: Callable[[], Any]
    put: Callable[[Any], object]
    same: Callable[[Any, Any], bool] = operator.eq


def _put_environment(before: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(before)


def _names(what: str, holder: Any, these: Collection[str] = ()) -> Setting:
    """Make a setting of what all names of a module or class mean, or these."""

    def get() -> dict[str, Any]:
        now = vars(holder)
        return dict(zip(these, map(now.get, these), strict=True)) if these else dict(now)

    def put(before: dict[str, Any]) -> None:
        now = get()
        for name in now.keys() - before.keys():
            delattr(holder, name)
        for name, value in before.items():
            if now.get(name) is not value:
                setattr(holder, name, value)

    return Setting(what, get, put, _same_names)


def _same_names(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return a.keys() == b.keys() and all(map(operator.is_, a.values(), map(b.get, a)))


def _folder() -> str:
    """Give the current folder, "" where it has been moved or removed."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def _go_back(folder: str) -> None:
    if folder:
        os.chdir(folder)


def _umask() -> int:
    """Give the rights that new files do not get: the system tells it only to who sets it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _same_numpy_state(a: tuple, b: tuple) -> bool:
    return np.array_equal(a[1], b[1]) and a[2:] == b[2:]


def _print_options() -> dict[str, Any]:
    return {name: getattr(torch._tensor_str.PRINT_OPTS, name) for name in _HOW_TENSORS_ARE_PRINTED}


def default_device() -> torch.device:
    """Give PyTorch's default device: up to 2.4, torch.get_default_device fails once one was set and taken back."""
    return torch.empty(0).device


RANDOM_STATES = (
    Setting("torch's random state", torch.get_rng_state, torch.set_rng_state, torch.equal),
    Setting("numpy's random state", np.random.get_state, np.random.set_state, _same_numpy_state),
    Setting("Python's random state", random.getstate, random.setstate),
)
OF_TORCH = (
    Setting("torch's default dtype", torch.get_default_dtype, torch.set_default_dtype),
    Setting("torch's grad mode", torch.is_grad_enabled, torch.set_grad_enabled),
    Setting("torch's default device", default_device, torch.set_default_device),
    Setting("torch's number of threads", torch.get_num_threads, torch.set_num_threads),
    RANDOM_STATES[0],
    Setting(
        "torch's deterministic mode", torch.are_deterministic_algorithms_enabled, torch.use_deterministic_algorithms
    ),
)
SETTINGS = (
    *OF_TORCH,
    Setting("torch's anomaly mode", torch.is_anomaly_enabled, torch.autograd.set_detect_anomaly),
    Setting("how torch prints", _print_options, lambda before: torch.set_printoptions(**before)),
    Setting("how numpy prints", np.get_printoptions, lambda before: np.set_printoptions(**before)),
    Setting("numpy's warnings", np.geterr, lambda before: np.seterr(**before)),
    *RANDOM_STATES[1:],
    Setting("Python's recursion limit", sys.getrecursionlimit, sys.setrecursionlimit),
    Setting("`sys.path`", lambda: list(sys.path), lambda before: sys.path.__setitem__(slice(None), before)),
    Setting("the environment", lambda: dict(os.environ), _put_environment),
    Setting("the current folder", _folder, _go_back),
    Setting("who may read new files", _umask, os.umask),
    _names("what Python's own names mean", builtins),
    _names("what the methods of tensors do", torch.Tensor),
    _names("what the methods of networks do", nn.Module),
    _names("what the functions of `torch.nn.functional` do", functional),
    _names("what the functions of `torch` do", torch, _TORCHS_OWN),
    Setting("whether Python clears up", gc.isenabled, lambda before: gc.enable() if before else gc.disable()),
)


@contextlib.contextmanager
def other_random_numbers() -> Iterator[None]:
    """Let the random numbers begin anew for a while: each call of an answer begins with the same ones otherwise."""
    with unchanged(RANDOM_STATES, []):
        torch.default_generator.seed()
        np.random.seed()  # noqa: NPY002 - it is what learners write that is seeded
        random.seed()
        yield


@contextlib.contextmanager
def unchanged(settings: Sequence[Setting], changed: list[str]) -> Iterator[None]:
    """Put back settings of the program, and note which ones the learner's function had changed."""
    before = [setting.get() for setting in settings]
    try:
        yield
    finally:
        for setting, value in zip(settings, before, strict=True):
            if not setting.same(setting.get(), value):
                setting.put(value)
                changed.append(setting.name)
