"""Check the set-up and run the course's whole job once: ``python -m course_utils`` without a command.

Started with ``torchrun``, several processes do the job together, and the first of them says what there is to say.
"""

from collections.abc import Callable

import torch

from course_utils import MLP, batches, check_setup, evaluate, load_mnist, mnist_root, train
from course_utils._processes import Team
from course_utils.setup_check import SetupReport

EPOCHS = 3
# Sixty seeds gave 0.875 to 0.893.
BAND = (0.870, 0.900)


def check_train_test() -> int:
    """Do the whole job; give the exit code: 0 only when the set-up is right and the accuracy lies where it should."""
    report = check_setup()
    with Team.join() as team:
        return _do(report, team, print if team.rank == 0 else _nothing)


def _do(report: SetupReport, team: Team, say: Callable[..., None]) -> int:
    """Do the job as one of a team; give the exit code."""
    say(report)
    if not report.ok:
        return 1
    mnist_root()  # with load_mnist below all that the cache can hold is there: so an administrator fills one for all
    together = f" in {team.size} processes" if team.size > 1 else ""
    say(f"\nTraining 784-256-64-10 on 60,000 digits{together}.")
    torch.manual_seed(0)
    net = MLP()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    loader = batches(*load_mnist(train=True))
    shared, shares = team.share_network(net), team.share_batches(loader)
    for epoch in range(EPOCHS):
        losses = train(shared, shares, optimizer, epochs=1)
        if len(losses) == len(loader):
            losses = team.whole_losses(losses)
        for batch in range(0, len(losses), 10):
            say(f"epoch {epoch}  batch {batch:3}  loss {losses[batch]:.4f}")
        if len(losses) < len(loader):
            say("The training was stopped, so there is nothing to test.")
            return 1
    if team.rank > 0:
        return 0
    accuracy = evaluate(net, batches(*load_mnist(train=False), shuffle=False))
    low, high = BAND
    say(f"\ntest accuracy {accuracy:.4f}  (expected between {low:.3f} and {high:.3f})")
    if not low <= accuracy <= high:
        say("That is outside what sixty runs gave: please tell whoever handed you this course, with the table above.")
        return 1
    say("All is right: open notebooks/00_welcome.ipynb and begin.")
    return 0


def _nothing(*_: object) -> None:
    """Say nothing: the first process has said it."""
