"""A loader that counts how often it is gone through: once an epoch, because it may shuffle anew each time."""

from torch import Tensor

from course_utils._batches import FromMemory

KEPT = (
    "You keep the batches of the first epoch: go through `loader` anew in each epoch. A loader that shuffles then "
    "gives them in another order."
)


class CountedLoader(FromMemory):
    """Batches in the order of the pictures."""

    _passes = 0

    def __init__(self, images: Tensor, labels: Tensor, batch_size: int) -> None:
        super().__init__(images, labels, batch_size, shuffle=False, generator=None)

    def __iter__(self):
        self._passes += 1
        return super().__iter__()

    def passes(self, epochs: int) -> dict[str, int]:
        """Give how often it was gone through; once more than there are epochs, to look at a batch, does no harm."""
        return {"passes through the loader": min(self._passes, epochs)}


class Some:
    """Some of a loader's batches, chosen anew whenever they are gone through."""

    def __init__(self, loader, chosen) -> None:
        self._loader, self._chosen = loader, chosen

    def __iter__(self):
        return iter(self._chosen([*self._loader]))
