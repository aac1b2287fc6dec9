"""How a test is looked at: loaders whose last batch is short, and a net that notes how it is called."""

import torch
from torch.utils.data import DataLoader, TensorDataset

from course_utils.exercises._running.guarded_call import call
from course_utils.exercises.test_accuracy._accuracy._how_it_is_used import one_number
from course_utils.exercises.test_accuracy._predict._how_it_is_used import Witness, a_net, pictures_of
from course_utils.exercises.train_the_mlp._train._asked import asking
from course_utils.exercises.train_the_mlp._train._how_it_is_used import TODO
from course_utils.mnist import batches

# What the label of a picture is more than the digit that the net reads. Answers that are one too high or too low, and
# those of the smallest output, five higher, are each right a certain number of times: so chance gives them no name.
_MORE = {"1": 0, "+": 1, "-": 9, "v": 5}


def cases(generator):
    def drawn(pictures, batch_size, load=batches, reads=(), **options):
        """Make a net, and a loader of pictures: of each, a sign of ``_MORE``, or 0 where it reads another digit."""
        net = a_net(generator)
        digits, others = torch.randint(1, 9, (2, len(pictures)), generator=generator)
        digits[: len(reads)] = torch.tensor(reads, dtype=torch.int64)
        more = torch.tensor([_MORE.get(one, 2) for one in pictures])
        labels = (digits + more + torch.where(more == 2, others % 3, 0)) % 10
        return net, load(pictures_of(net, digits, generator), labels, batch_size=batch_size, **options)

    def plain(images, labels, batch_size):
        return DataLoader(TensorDataset(images, labels), batch_size=batch_size)

    return [
        drawn("11110", 4, plain),
        drawn("0111110", 3, shuffle=False),
        drawn("11v1++1-1110", 8, shuffle=False),
        # The second label is 0, and of all pictures the first is read most clearly as a 1: what looks down the columns
        # of these ten finds one right.
        drawn("1-110+1110", 10, plain, reads=(1, 1)),
        drawn("1", 8, reads=(9,), shuffle=False),
        drawn("0100010", 5, shuffle=False),
        drawn("1" * 30, 8, shuffle=True),  # answers and labels have to come from one and the same pass
    ]


def observe(evaluate, net, loader):
    with torch.random.fork_rng(
        devices=[]
    ):  # a loader draws a number whenever it starts, and where it shuffles an order
        torch.manual_seed(0)
        share = asking(lambda: evaluate(net, loader), net, len(loader.dataset), "loader", TODO)
    return one_number(share)


def remark(evaluate):
    net = Witness()
    call(evaluate, (net, batches(torch.zeros(3, 1, 28, 28), torch.arange(3), batch_size=2, shuffle=False)))
    advice = []
    if net.with_gradients:
        advice.append("Inside `torch.no_grad()` it would save time and memory: no `backward()` follows.")
    if net.for_training:
        advice.append("`net.eval()` would spare you surprises with nets that act differently in training.")
    return " ".join(advice)
