"""Several processes that train one network together: ``torchrun --standalone --nproc-per-node 2 -m course_utils``.

Each process goes through the same batches in the same order, and takes its share of each. Before a step the gradients
are added up over all processes, each times the part of the batch that its share is. So every process takes the step
that one process would take with the whole batch, also where a batch cannot be cut into equal shares.
"""

import datetime
import re
import signal
from collections.abc import Iterator

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader

from course_utils._messages import Phrase, counted, sentence

# A process that was killed is noticed at once, one that hangs after this time.
_PATIENCE = datetime.timedelta(minutes=2)


class Team:
    """The processes that torchrun has started, or this one alone, as one of them sees it.

    Parameters
    ----------
    size : int
        How many they are.
    rank : int
        Which of them this is, 0 to size - 1. The first, 0, speaks for all.
    """

    def __init__(self, size: int = 1, rank: int = 0) -> None:
        self.size, self.rank = size, rank
        self._parts: list[float] = []  # of each batch of this epoch so far: how much of it was this process's share

    @classmethod
    def join(cls) -> "Team":
        """Wait for all processes that torchrun has started; without torchrun, be alone."""
        if not (dist.is_available() and dist.is_torchelastic_launched()):
            return cls()
        dist.init_process_group("gloo", timeout=_PATIENCE)
        signal.signal(signal.SIGTERM, _stopped)  # torchrun ends the others so, often before they notice anything
        return cls(dist.get_world_size(), dist.get_rank())

    def __enter__(self) -> "Team":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        """Part from the others; where one of them is gone, end with a sentence instead of a traceback."""
        if self.size == 1:
            return
        signal.signal(signal.SIGTERM, signal.SIG_IGN if error else signal.SIG_DFL)  # what follows is said once
        if isinstance(error, RuntimeError):
            expected = f"process {self.rank} of 0 to {self.size - 1} to train together with the others"
            got = Phrase(f'no answer from one of them, which was stopped or killed, or hangs ("{_cause(error)}")')
            raise SystemExit(sentence(expected, got, "start all of them again")) from error
        if isinstance(error, ValueError):
            raise SystemExit(str(error) if self.rank == 0 else 1) from error
        dist.destroy_process_group()

    def share_network(self, net: nn.Module) -> nn.Module:
        """Give what trains `net` itself in all processes at once: backward() adds up their gradients."""
        if self.size == 1:
            return net
        shared = DistributedDataParallel(net)
        shared.register_comm_hook(self._parts, _add_up)
        return shared

    def share_batches(self, loader: DataLoader) -> "DataLoader | Shares":
        """Give this process's share of each batch."""
        return Shares(loader, self.size, self.rank, self._parts) if self.size > 1 else loader

    def whole_losses(self, losses: list[float]) -> list[float]:
        """Make the losses of the whole batches of an epoch from those of this process's shares."""
        if self.size == 1:
            return losses
        parts = torch.tensor(losses, dtype=torch.float64) * torch.tensor(self._parts, dtype=torch.float64)
        dist.all_reduce(parts)
        return parts.tolist()


class Shares:
    """One process's share of each batch of a loader, and which part of the batch that is.

    Parameters
    ----------
    loader : DataLoader
        Gives whole batches of images and labels, in the same order in each process.
    size, rank : int
        How many processes there are, and which of them takes these shares.
    parts : list of float
        Is emptied when an epoch begins; a number is added for each batch, 0 to 1.
    """

    def __init__(self, loader: DataLoader, size: int, rank: int, parts: list[float]) -> None:
        self._loader, self._size, self._rank, self._parts = loader, size, rank, parts

    def __len__(self) -> int:
        return len(self._loader)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        self._parts.clear()
        for images, labels in self._loader:
            if len(labels) < self._size:
                got = Phrase(f"{self._size} processes for a batch of {counted(len(labels), 'picture')}")
                raise ValueError(sentence("a picture of each batch for each process", got, "start fewer processes"))
            share = labels.tensor_split(self._size)[self._rank]
            self._parts.append(len(share) / len(labels))
            yield images.tensor_split(self._size)[self._rank], share


def _add_up(parts: list[float], bucket: dist.GradBucket) -> torch.futures.Future[Tensor]:
    """Add up gradients over all processes; DistributedDataParallel alone would weigh unequal shares alike."""
    gradients = bucket.buffer().mul_(parts[-1])
    done = dist.all_reduce(gradients, async_op=True).get_future()
    return done.then(lambda future: future.value()[0])


def _stopped(number: int, frame: object) -> None:
    raise RuntimeError("torchrun stops all of them where one has ended")


def _cause(error: BaseException) -> str:
    """Give the first sentence of an error, without the place in gloo's source with which it begins.

    >>> _cause(RuntimeError("[a/b.cc:534] Connection closed by peer [::1]:3. This is typically caused by a crash."))
    'Connection closed by peer [::1]:3'
    """
    return re.sub(r"^(.*RuntimeError: )?\[\S+:\d+\] ", "", str(error)).split(". ")[0]
