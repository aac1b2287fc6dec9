"""What a loop leaves out or overwrites, where a linear layer is written number by number."""

import torch


def filled(rows=slice(None), columns=slice(None)):
    """Make an answer that fills these rows and columns of its zeros alone."""

    def fill(x, weight, bias):
        out = torch.zeros(len(x), len(weight))
        out[rows, columns] = (x @ weight.T + bias)[rows, columns]
        return out

    return fill


_LOOP = "You need no loop: `x @ weight.T` makes the outputs of all pictures."


MISTAKES_OF_LOOPS = {
    "only the first picture, in a row": (
        f"You give the first picture's row alone: is a `return` inside a loop? {_LOOP}",
        lambda x, weight, bias: x[:1] @ weight.T + bias,
    ),
    "only the last picture": (
        f"You give the last picture's outputs alone: every picture has its row. {_LOOP}",
        lambda x, weight, bias: weight @ x[-1] + bias,
    ),
    "only the first picture filled": (
        f"Only the first row is filled: is a `return` inside a loop? {_LOOP}",
        filled(slice(1)),
    ),
    "only the first entry filled": (
        f"Only output 0 of the first picture is filled: is a `return` inside a loop? {_LOOP}",
        filled(0, 0),
    ),
    "last picture left out": (
        f"The last row is all 0: does a loop stop one picture too early? {_LOOP}",
        filled(slice(-1)),
    ),
    "last output left out": (
        f"The last column is all 0: does a loop stop one output too early? {_LOOP}",
        filled(columns=slice(-1)),
    ),
    "last pixel left out": (
        f"The last pixel is left out: does a loop stop one too early? {_LOOP}",
        lambda x, weight, bias: x[:, :-1] @ weight[:, :-1].T + bias,
    ),
    "only the last pixel": (
        "Only the last pixel counts: does a loop say `=` where `+=` is meant? Each product is added to the sum.",
        lambda x, weight, bias: x[:, -1:] @ weight[:, -1:].T + bias,
    ),
    "pictures added up": (
        f"You add up all pictures, as `(x * weight[i]).sum()` does: every picture has its own outputs. {_LOOP}",
        lambda x, weight, bias: (x @ weight.T).sum(dim=0) + bias,
    ),
    "pictures added up, in every row": (
        f"You add up all pictures, as `(x * weight[i]).sum()` does: every picture has its own outputs. {_LOOP}",
        lambda x, weight, bias: ((x @ weight.T).sum(dim=0) + bias).repeat(len(x), 1),
    ),
}
