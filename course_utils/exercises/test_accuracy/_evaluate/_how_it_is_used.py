"""How a test is looked at: loaders whose last batch is short, and a net that notes how it is called."""

import torch
from torch.utils.data import DataLoader, TensorDataset

from course_utils.exercises._guarded_call import call
from course_utils.exercises.test_accuracy._accuracy import one_number
from course_utils.exercises.test_accuracy._predict import Witness, a_net, pictures_of
from course_utils.exercises.train_the_mlp._train._asked import asking
from course_utils.exercises.train_the_mlp._train._how_it_is_used import TODO
from course_utils.mnist import batches


def cases(generator):
    def drawn(right, batch_size, load=batches, **options):
        """Make a net, and a loader of pictures of which it reads these right: a string of 1 and 0."""
        net = a_net(generator)
        digits, wrong = torch.randint(1, 10, (2, len(right)), generator=generator)
        labels = torch.where(torch.tensor([digit == "1" for digit in right]), digits, (digits + wrong) % 10)
        return net, load(pictures_of(net, digits, generator), labels, batch_size=batch_size, **options)

    def plain(images, labels, batch_size):
        return DataLoader(TensorDataset(images, labels), batch_size=batch_size)

    return [
        drawn("11110", 4, plain),
        drawn("0111110", 3, shuffle=False),
        drawn("110100101110", 8, shuffle=False),
        drawn("1011001110", 10, plain),
        drawn("1", 8, shuffle=False),
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
