"""Your own network: the functions that you wrote, put together into one training on MNIST.

The source of every right answer is kept with your progress. :func:`assemble` runs it again, and only when you ask:
from your own progress file, in a namespace of its own, and a part is used only if it still passes its check. Where one
is missing or no longer passes, the course's stands in, and is named.
"""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from course_utils import mnist
from course_utils._messages import Phrase, sentence
from course_utils._progress_bar import progress_bar
from course_utils._terminal import printable
from course_utils.exercises import progress
from course_utils.exercises._kept_answers import Part, gather
from course_utils.exercises._network_file import compile_program, put_together, save_file

# The parts, in the order of the training.
PARTS = (
    *("normalize", "flatten_batch", "one_hot", "mse_loss", "mse_gradient"),
    *("forward", "backward", "momentum_step", "predict", "accuracy"),
)
# No parts, but kept with them: lesson 10 goes on with what you wrote in lesson 9.
_LATER = ("Net", "train_step")
_WHERE_PICTURES_LIE = torch.device("cpu")  # whatever torch.set_default_device says
# Lessons whose functions a part may call: your backward may well use your own relu_gradient.
_LESSONS = (
    *("pixels_to_vectors", "one_hot_labels", "mse_loss", "slopes", "gradient_descent", "linear_classifier"),
    *("backpropagation", "train_by_hand", "pytorch_parts", "test_accuracy"),
)


def assemble(seed: int = 0) -> "OwnNetwork":
    """Put your functions together, each after its check; the course's stand in where one is missing.

    Parameters
    ----------
    seed : int
        For the random start of the weights and the order of the pictures; torch's own seed is not touched.

    Returns
    -------
    OwnNetwork
        Shows itself: which parts are yours.

    Raises
    ------
    TypeError
        A seed that is no whole number.

    Examples
    --------
    >>> mine = assemble()
    >>> mine.flatten_batch(torch.zeros(5, 1, 28, 28)).shape
    torch.Size([5, 784])
    """
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise TypeError(sentence("seed to be a whole number", seed, "the course takes seed=0"))
    return OwnNetwork(*gather(_LESSONS), seed)


class OwnNetwork:
    """The network 784-256-64-10 made of functions, yours where you have them; it shows which.

    Its parts are attributes: ``mine.forward`` is the function; so are your ``Net`` and ``train_step``, which lesson 10
    goes on with. :func:`assemble` makes one.

    Parameters
    ----------
    functions : dict
        name -> Part, every function that a part may call.
    namespace : dict
        Where these functions live.
    seed : int
        For the random start and the order of the pictures.
    """

    def __init__(self, functions: dict[str, Part], namespace: dict[str, Any], seed: int) -> None:
        self._functions, self._namespace = functions, namespace
        self.parts = {name: functions[name] for name in PARTS}
        exec(compile_program(), namespace)
        with torch.random.fork_rng(devices=[]), _WHERE_PICTURES_LIE:
            self.params: list[Tensor] = namespace["start"](seed)
        self.velocities = [torch.zeros_like(parameter) for parameter in self.params]
        self._order = torch.Generator().manual_seed(seed)

    def __getattr__(self, name: str) -> Callable:
        if name in PARTS + _LATER:
            return self._namespace[name]
        raise AttributeError(sentence(f"one of {', '.join(PARTS)}", Phrase(name), "ask for one of these parts"))

    def train_batch(self, images: Tensor, labels: Tensor) -> float:
        """Take one step with a batch of normalised pictures, [b, 1, 28, 28], and labels, [b]; give the loss."""
        with _WHERE_PICTURES_LIE:
            return self._namespace["train_batch"](images, labels, self.params, self.velocities)

    def train(self, epochs: int = 3) -> list[float]:
        """Train on all 60,000 pictures, batches of 512, learning rate 0.01, momentum 0.9, from where it stands.

        Interrupting it (the stop button, or Ctrl-C) ends the training; what is learnt stays.

        Parameters
        ----------
        epochs : int
            How often to go through all pictures, 0 or more.

        Returns
        -------
        list of float
            One loss a batch.

        Raises
        ------
        ValueError
            Something else than a whole number, 0 or more.
        """
        if not isinstance(epochs, int) or isinstance(epochs, bool) or epochs < 0:
            raise ValueError(sentence("epochs to be a whole number, 0 or more", epochs, "the course trains for 3"))
        losses: list[float] = []
        loader = mnist.batches(*mnist.load_pixels(train=True), generator=self._order)
        with progress_bar(total=epochs * len(loader)) as bar:
            try:
                for _ in range(epochs):
                    for pixels, labels in loader:
                        losses.append(self.train_batch(self.normalize(pixels), labels))
                        bar.update()
            except KeyboardInterrupt:
                print(f"Stopped after {len(losses)} batches; the network keeps what it has learnt so far.")
        return losses

    def accuracy_on_test(self) -> float:
        """Give the share of the 10,000 test pictures that it reads right, 0 to 1."""
        pixels, labels = mnist.load_pixels(train=False)
        with _WHERE_PICTURES_LIE:
            return self._namespace["share_right"](self.normalize(pixels), labels, self.params)

    def save(self, path: str | Path = "my_network.py", *, name: str = "") -> Path:
        """Write it as one plain Python file that needs torch and the pictures: it trains and prints its test accuracy.

        The file says whose it is, when it was written and which parts are the learner's; of this computer it says
        nothing else, so it can be handed in.

        Parameters
        ----------
        path : str or Path
            Where to write; a file that is there is replaced only if it was written by this.
        name : str
            Whose network it is; by default the name of the account on this computer or hub.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        FileExistsError
            Another file of that name is there.
        OSError
            The folder cannot be written.
        """
        save_file(put_together(self._functions, self.parts, self._count, name), Path(path))
        return Path(path)

    @property
    def _count(self) -> str:
        return f"{sum(not part.why for part in self.parts.values())} of {len(self.parts)}"

    @property
    def summary(self) -> str:
        """How many parts are yours, and whether your program in a file was right, in a sentence."""
        whose = f"Your own network: {self._count} parts are yours"
        if progress.load().get("my_program", {}).get("state") != "right":
            return f"{whose}."
        if any(part.why for part in self.parts.values()):
            return f"{whose}, and your program is right."
        return f"{whose}, and your program is right: together they are your certificate."

    def _lines(self) -> list[tuple[str, str, str]]:
        """Give sign and owner, name, and why, of each part."""
        return [
            ("○ the course's" if part.why else "✓ yours", name, f" ({part.why})" if part.why else "")
            for name, part in self.parts.items()
        ]

    def __repr__(self) -> str:
        lines = [f"  {whose}: {name}{why}" for whose, name, why in self._lines()]
        return printable("\n".join([self.summary, *lines]))

    def _repr_html_(self) -> str:
        lines = [
            f"<li>{html.escape(whose)}: <code>{name}</code>{html.escape(why)}</li>"
            for whose, name, why in self._lines()
        ]
        return f'<p><strong>{self.summary}</strong></p><ul style="list-style: none">{"".join(lines)}</ul>'
