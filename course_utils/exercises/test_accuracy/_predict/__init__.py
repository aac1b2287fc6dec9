"""Exercise ``predict`` of lesson 11."""

import torch
from torch.nn import functional as F

from course_utils.exercises.exercise import Exercise, two_things
from course_utils.exercises.test_accuracy._predict._how_it_is_used import cases, observe, remark


def predict(net, images):
    """Give the digit that the net sees in each picture, int64 [b]."""
    with torch.no_grad():
        return net(images).argmax(dim=1)


def _of_the_outputs(result):
    return lambda net, images: result(net(images))


exercise = Exercise(
    lesson="test_accuracy",
    task="Give the net's answer for each picture of [b, 1, 28, 28]: the place of its largest output, int64 [b].",
    reference=predict,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "argmax over the wrong axis": (
            "You look down the columns, from picture to picture: `dim=1` looks along each picture's ten outputs.",
            _of_the_outputs(lambda out: out.argmax(dim=0)),
        ),
        "argmax of everything": (
            "You look for the largest of all outputs: `dim=1` gives one answer for each picture.",
            _of_the_outputs(lambda out: out.argmax()),
        ),
        "value instead of place": (
            "You give how large the largest output is: `argmax` gives its place, and that is the digit.",
            _of_the_outputs(lambda out: out.max(dim=1).values),
        ),
        "value instead of place, cut": (
            "You give how large the largest output is, cut to a whole number: `argmax` gives its place, the digit.",
            _of_the_outputs(lambda out: out.max(dim=1).values.long()),
        ),
        "dim=0, picture by picture": (
            "Every answer is 0: with a single picture `dim=0` has one row to choose from. Write `dim=1`.",
            _of_the_outputs(lambda out: torch.zeros(len(out), dtype=torch.int64)),
        ),
        "value and place": (
            "`max(dim=1)` gives two things, the values and their places: the places are the answer.",
            _of_the_outputs(lambda out: tuple(out.max(dim=1))),
        ),
        "the largest of everything": (
            "You give the largest of all outputs: one answer for each picture is asked for, a place.",
            _of_the_outputs(lambda out: out.max()),
        ),
        "dimension kept": (
            "Each answer stands in brackets of its own, [b, 1]: leave out `keepdim`, or take the column, `[:, 0]`.",
            _of_the_outputs(lambda out: out.argmax(dim=1, keepdim=True)),
        ),
        "the smallest": (
            "You take the place of the smallest output: the largest is the answer, `argmax`.",
            _of_the_outputs(lambda out: out.argmin(dim=1)),
        ),
        "the furthest from 0": (
            "You drop the sign first: take the largest output. A very negative one is no answer.",
            _of_the_outputs(lambda out: out.abs().argmax(dim=1)),
        ),
        "nearest to 1": (
            "You take the output nearest to 1: the largest is the answer, wherever it lies, `argmax`.",
            _of_the_outputs(lambda out: (out - 1).abs().argmin(dim=1)),
        ),
        "the first above one half": (
            "You take the first output above 0.5, and there may be none or several: the largest is the answer.",
            _of_the_outputs(lambda out: (out > 0.5).long().argmax(dim=1)),
        ),
        "rounded first": (
            "You round the outputs first, and then several may be equal: take the largest of them as they are.",
            _of_the_outputs(lambda out: out.round().argmax(dim=1)),
        ),
        "nine outputs": (
            "You look at nine of the ten outputs: `range(10)` goes from 0 to 9.",
            _of_the_outputs(lambda out: out[:, :9].argmax(dim=1)),
        ),
        "search begun at 0": (
            "Outputs below 0 are not looked at, and all ten may lie there: begin with the first of them, and use no "
            "ReLU.",
            _of_the_outputs(lambda out: out.clamp(min=0).argmax(dim=1)),
        ),
        "outputs": (
            "You give the ten outputs: which of them is the largest?",
            _of_the_outputs(lambda out: out),
        ),
        "shares": (
            "You give ten shares for each picture: which of them is the largest?",
            _of_the_outputs(lambda out: out.softmax(dim=1)),
        ),
        "softmax over the batch": (
            "Your softmax compares pictures with each other, and answers change: leave it out.",
            _of_the_outputs(lambda out: out.softmax(dim=0).argmax(dim=1)),
        ),
        "the smallest, over the wrong axis": (
            two_things(
                "you look down the columns: `dim=1` looks along each picture's ten outputs.",
                "you look for the smallest: the largest is the answer, `argmax`.",
            ),
            _of_the_outputs(lambda out: out.argmin(dim=0)),
        ),
        "value instead of place, over the wrong axis": (
            two_things(
                "you look down the columns: `dim=1` looks along each picture's ten outputs.",
                "you give how large the largest is: `argmax` gives its place.",
            ),
            _of_the_outputs(lambda out: out.max(dim=0).values),
        ),
        "outputs rounded": (
            "You round the ten outputs: which of them is the largest? Its place is the digit, `argmax`.",
            _of_the_outputs(lambda out: out.round()),
        ),
        "one-hot": (
            "You turn the answers into one-hot rows: the digits themselves are asked for, [b].",
            _of_the_outputs(lambda out: F.one_hot(out.argmax(dim=1), 10)),
        ),
        "counted from 1": (
            "You add 1, but places count from 0: the place is the digit.",
            _of_the_outputs(lambda out: out.argmax(dim=1) + 1),
        ),
        "sorted": (
            "You sort all ten places: only that of the largest output is asked for.",
            _of_the_outputs(lambda out: out.argsort(dim=1)),
        ),
        "floats": (
            "Your answers are floats: give whole numbers, as `argmax` does.",
            _of_the_outputs(lambda out: out.argmax(dim=1).float()),
        ),
        "list": (
            "You give a list: leave out `.tolist()`, or make a tensor of it. A tensor can be compared with all labels "
            "at once.",
            _of_the_outputs(lambda out: out.argmax(dim=1).tolist()),
        ),
        "one number taken out": (
            "`.item()` takes out a single number: leave it out, because there is an answer for each picture.",
            _of_the_outputs(lambda out: out.argmax(dim=1).item()),
        ),
        "nothing returned": (
            "You return nothing: the last line gives the answers, with `return` before it.",
            _of_the_outputs(lambda out: None),
        ),
        "first picture only": (
            "You give an answer for the first picture only: does a `return` stand inside a loop, or an index such as "
            "`[0]` behind what is meant as a whole?",
            _of_the_outputs(lambda out: out[:1].argmax(dim=1)),
        ),
        "last picture only": (
            "You give an answer for the last picture only: does each turn of a loop overwrite the answer before?",
            _of_the_outputs(lambda out: out[-1:].argmax(dim=1)),
        ),
        "one digit, of the first picture": (
            "You give one digit, that of the first picture: there is one for each, and `argmax(dim=1)` gives them all.",
            _of_the_outputs(lambda out: out[0].argmax()),
        ),
        "one digit, of the last picture": (
            "You give one digit, that of the last picture: keep those before it too, in a list that you append to.",
            _of_the_outputs(lambda out: out[-1].argmax()),
        ),
        "first picture left out": (
            "The first picture gets no answer: places count from 0.",
            _of_the_outputs(lambda out: torch.tensor(out[1:].argmax(dim=1).tolist())),
        ),
        "last picture left out": (
            "The last picture gets no answer: `range(len(images))` goes through them all.",
            _of_the_outputs(lambda out: torch.tensor(out[:-1].argmax(dim=1).tolist())),
        ),
        "through numpy": (
            "numpy cannot look at what autograd watches: leave numpy out. Tensors have an `argmax` of their own.",
            _of_the_outputs(lambda out: out.numpy()),
        ),
        "brightest pixel": (
            "You look for the brightest pixel: send the pictures through the net first.",
            lambda net, images: images.flatten(1).argmax(dim=1),
        ),
    },
    hints=(
        "The net gives ten outputs for each picture, [b, 10]. Which of the ten is its answer?",
        "The place of the largest, along each row: there is a method for that, and `dim` says along which direction.",
        "Call the net inside `with torch.no_grad():`, then `argmax`; rows go along dimension 1.",
    ),
    consequence="Ten outputs have become one answer. Any net that gives ten outputs can be asked like this.",
)
