"""Widgets of lesson 12: train with settings of your own and compare the runs; five broken programs to diagnose."""

from torch import Tensor

from course_utils._messages import sentence
from course_utils.mnist import load_pixels
from course_utils.widgets.playground.break_it import BreakItLab
from course_utils.widgets.playground.broken_programs import Pixels
from course_utils.widgets.playground.run import Pictures, mnist
from course_utils.widgets.playground.training_ground import Playground


def playground(train: Pictures | None = None, test: Pictures | None = None) -> Playground:
    """Train with settings of your own, keep every run in a table, lay one over another.

    Parameters
    ----------
    train, test : tuple of Tensor, float32, shape [n, 1, 28, 28], and Tensor, int64, shape [n], optional
        Pictures and labels to train and to test on; all of MNIST by default, loaded at the first run.

    Returns
    -------
    Playground
        Shows itself. ``run(learning_rate=0.1)`` does what the button Run does and waits for the end, ``runs`` is the
        table, ``code()`` the program that does the same as the latest run.

    Raises
    ------
    TypeError
        Something else than a pair of tensors of as many pictures as labels.

    Examples
    --------
    >>> import torch
    >>> some = torch.zeros(20, 1, 28, 28), torch.arange(20) % 10
    >>> play = playground(some, some)
    >>> play.run(learning_rate=0.1, epochs=1, prediction=50)["accuracy"]
    10.0
    >>> play.text[:48]
    'Run 1: test accuracy 10 %, you predicted 50 %; 1'
    """
    _check("train", train, "load_mnist")
    _check("test", test, "load_mnist")
    return Playground(lambda: (train or mnist()[0], test or mnist()[1]))


def break_it_lab(train: Pixels | None = None, test: Pixels | None = None) -> BreakItLab:
    """Show five broken programs to train and to diagnose from their curves.

    Parameters
    ----------
    train, test : tuple of Tensor, uint8, shape [n, 1, 28, 28], and Tensor, int64, shape [n], optional
        Grey levels and labels to train and to test on; all of MNIST by default, loaded at the first training.

    Returns
    -------
    BreakItLab
        Shows itself. ``train("A")`` does what the button does and waits for the end.

    Raises
    ------
    TypeError
        Something else than a pair of tensors of as many pictures as labels.

    Examples
    --------
    >>> import torch
    >>> some = torch.zeros(20, 1, 28, 28, dtype=torch.uint8), torch.arange(20) % 10
    >>> break_it_lab(some, some).train("D").text[:28]
    'Program D: first loss 28.5, '
    """
    _check("train", train, "load_pixels")
    _check("test", test, "load_pixels")
    return BreakItLab(lambda: (train or load_pixels(), test or load_pixels(train=False)))


def _check(name: str, given: object, giver: str) -> None:
    """Refuse what is no pair of pictures and as many labels, at least one."""
    if given is None:
        return
    parts = given if isinstance(given, tuple | list) else ()
    shapes = [part.shape for part in parts if isinstance(part, Tensor)]
    if len(parts) != 2 or len(shapes) != 2 or len(shapes[0]) != 4 or not shapes[0][0] or shapes[1] != shapes[0][:1]:
        wanted = f"{name} to be pictures [n, 1, 28, 28] and their labels [n]"
        raise TypeError(sentence(wanted, given, f"pass what course_utils.mnist.{giver}() gives"))
