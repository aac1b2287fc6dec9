"""Helpers of the course "from a 28×28 digit to a trained network".

The map, in the order in which the lessons meet them:

==============================================  =======================================================
:func:`check_setup`                             is everything installed, and is the data whole?
:func:`load_mnist`, :func:`batches`             all 70,000 pictures in memory, and mini-batches of them
:func:`mnist_root`                              the folder that ``torchvision.datasets.MNIST`` reads
:func:`plot_image`, :func:`plot_curve`          six digits with their labels; a loss curve
:func:`plot_numbers`                            one picture with the number of every pixel printed on it
:func:`one_hot`, :func:`from_one_hot`           labels to rows with a single 1, and back
:func:`plot_outputs`                            ten outputs of a network beside their targets
:func:`plot_curves`, :func:`plot_contours`      several curves; a loss over a plane
:func:`progress_bar`                            how far a loop is
:class:`MLP`, :func:`train`, :func:`evaluate`   the network 784-256-64-10, its training, its accuracy
:func:`plot_confusion`, :func:`plot_weights`,   what it confuses, what it looks at,
:func:`plot_histogram`                          how sure it is
==============================================  =======================================================

``python -m course_utils`` checks the set-up and runs the whole job once from a terminal.
"""

import os

if "OMP_WAIT_POLICY" not in os.environ:
    # GNU's OpenMP reads this when PyTorch is loaded: so often its threads look whether there is work before they sleep.
    # By default it is 300,000 times, and beside others who compute they stand in the way meanwhile. Three epochs of
    # train() on two cores, side by side: alone 1.80 s, with 1,000 times 2.06 s, by default 1.65 s; three learners at
    # once 4.0 s each, with 1,000 times 4.2 s, as the number of threads follows the free cores (_threads.py).
    os.environ.setdefault("GOMP_SPINCOUNT", "30000")

from course_utils import _loading

__version__ = "0.2.0"

_loading.show_slow_imports()  # before anything loads PyTorch

from course_utils import _threads
from course_utils._progress_bar import in_a_kernel as _in_a_kernel
from course_utils._progress_bar import progress_bar
from course_utils.labels import from_one_hot, one_hot
from course_utils.mnist import MEAN, STD, batches, load_mnist, mnist_root
from course_utils.network import MLP, evaluate, train
from course_utils.plots import (
    plot_confusion,
    plot_contours,
    plot_curve,
    plot_curves,
    plot_histogram,
    plot_image,
    plot_numbers,
    plot_outputs,
    plot_weights,
)
from course_utils.setup_check import check_setup

if _in_a_kernel():
    _threads.adjust_before_each_cell()

__all__ = [
    "MEAN",
    "MLP",
    "STD",
    "batches",
    "check_setup",
    "evaluate",
    "from_one_hot",
    "load_mnist",
    "mnist_root",
    "one_hot",
    "plot_confusion",
    "plot_contours",
    "plot_curve",
    "plot_curves",
    "plot_histogram",
    "plot_image",
    "plot_numbers",
    "plot_outputs",
    "plot_weights",
    "progress_bar",
    "train",
]
