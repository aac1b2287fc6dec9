"""How answers are judged that one returned tensor says too little about: several tensors, in place, classes, floats."""

import importlib
import linecache
import re
import time
import warnings

import pytest
import torch
from test_catalogue import EXERCISES
from torch import nn

from course_utils.exercises import (
    _cases,
    backpropagation,
    one_hot_labels,
    pixels_to_vectors,
    pytorch_parts,
    test_accuracy,
    train_by_hand,
    train_the_mlp,
)
from course_utils.exercises._learner_source import is_stub, source, what_to_write
from course_utils.exercises._running.program_settings import default_device
from course_utils.exercises.exercise import Exercise, Wrong


def halves(x):
    return x[:2], x[2:]


def scale(tensors, factor):
    for tensor in tensors:
        tensor.mul_(factor)


def use_scale(scale, tensors, factor):
    scale([*tensors], factor)
    return {"the first tensor": tensors[0], "the second tensor": tensors[1]}


def losses(x):
    return x.tolist()


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(3))

    def forward(self, x):
        return x * self.weight


def use_layer(make, x):
    net = make()
    if not isinstance(net, nn.Module):
        raise Wrong("expected a network.")
    return {"out": net(x)}


def exercise(reference, cases, observe=None, result_names=(), mistakes=None):
    options = {"observe": observe} if observe else {}
    return Exercise(
        lesson="none",
        task="Do it.",
        reference=reference,
        cases=lambda generator: cases,
        mistakes=mistakes or {},
        hints=("a.", "b.", "c."),
        consequence="Done.",
        result_names=result_names,
        **options,
    )


@pytest.fixture(autouse=True)
def _progress_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_UTILS_PROGRESS", str(tmp_path / "progress.json"))


HALVES = exercise(halves, [(torch.arange(4.0),)], result_names=("low", "high"))


@pytest.mark.parametrize("answer", [halves, lambda x: [x[:2], x[2:]], lambda x: x.split(2)])
def test_several_tensors_may_come_as_tuple_or_list(answer):
    assert HALVES.judge(answer).state == "right"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda x: x, "expected 2 tensors: low, high\ngot      a float32 tensor of shape [4]"),
        (lambda x: (x,), "expected 2 tensors: low, high\ngot      1"),
        (lambda x: (x[:2], x[1:3]), "high, at [0]:\nexpected 2\ngot      1"),
        (lambda x: (x[:2], None), "high:\nexpected a float32 tensor of shape [2]\ngot      None"),
        (lambda x: {"low": x}, "expected 2 tensors: low, high\ngot      the dict"),
    ],
)
def test_several_tensors_are_named_when_one_is_wrong(answer, says):
    outcome = HALVES.check(answer)
    assert outcome.state == "wrong" and says in outcome.message


def pieces(x):
    return tuple(x.split(1))


def test_a_list_of_tensors_without_names_is_asked_for_by_its_length():
    lists = exercise(pieces, [(torch.arange(3.0),)])
    assert "expected a list of 3 tensors\ngot      a list of 2" in lists.check(lambda x: list(pieces(x))[1:]).message
    assert "expected a list of 3 tensors\ngot      a float32 tensor of shape [3]" in lists.check(lambda x: x).message


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (torch.tensor([1.0, -2.5]), "torch.tensor([1.0, -2.5])"),
        (torch.tensor([[1, 2]]), "torch.tensor([[1, 2]])"),
        (torch.tensor([True]), "torch.tensor([True])"),
        (torch.tensor([0, 255], dtype=torch.uint8), "torch.tensor([0, 255], dtype=torch.uint8)"),
        (torch.zeros(13), "a float32 tensor of shape [13]"),
        (0.1, "0.1"),
    ],
)
def test_a_call_in_a_message_can_be_copied(given, shown):
    def same_again(x):
        return x + 0

    assert f"`same_again({shown})`" in exercise(same_again, [(given,)]).check(lambda x: "no").message


def test_a_function_that_an_answer_was_called_with_is_said_to_be_one():
    def called(f):
        return f(1.0)

    message = exercise(called, [(halve,)]).check(lambda f: 2 * f).message
    assert message.endswith("It was called with `f`: the function halve.")


def halve(x):
    return x / 2


def in_place():
    tensors = [torch.ones(2), torch.ones(3)]
    slips = {"not in place": ("You make new tensors.", lambda tensors, factor: [t * factor for t in tensors])}
    return exercise(scale, [(tensors, 3.0), (tensors, 0.5)], observe=use_scale, mistakes=slips)


def rebinding(tensors, factor):
    for place, tensor in enumerate(tensors):
        tensors[place] = tensor * factor


def test_what_is_changed_in_place_is_looked_at_in_the_tensors_that_were_given():
    assert in_place().judge(scale).state == "right"
    outcome = in_place().check(rebinding)
    assert (outcome.state, outcome.mistake) == ("wrong", "not in place")
    assert "the first tensor, at [0]:\nexpected 3\ngot      1" in outcome.message


def first_only(tensors, factor):
    tensors[0].mul_(factor)


def test_each_of_several_things_is_compared():
    outcome = in_place().check(first_only)
    assert outcome.mistake == "" and "the second tensor, at [0]:\nexpected 3\ngot      1" in outcome.message


@pytest.mark.parametrize(
    "change",
    [lambda pair: pair[0].add_(1), lambda pair: pair.append(pair[0]), list.pop, list.clear],
    ids=["number", "longer", "shorter", "empty"],
)
def test_what_the_reference_leaves_alone_must_be_left_alone_in_lists_too(change):
    def added(pair):
        return pair[0] + pair[1]

    outcome = exercise(added, [([torch.ones(2), torch.ones(2)],)]).check(lambda pair: (added(pair), change(pair))[0])
    assert outcome.state == "wrong" and "`pair` was changed on the way. Work on a copy." in outcome.message


@pytest.mark.parametrize("change", [nn.Module.double, lambda net: net.requires_grad_(False), nn.init.zeros_])
def test_a_net_that_is_only_asked_stays_as_it_is(change):
    def ask(net):
        return net.weight.detach().float() * 1

    def answer(net):
        result = ask(net)
        change(net.weight if change is nn.init.zeros_ else net)
        return result

    outcome = exercise(ask, [(nn.Linear(2, 2),)]).check(answer)
    assert outcome.state == "wrong" and "`net` was changed on the way. It is only asked here" in outcome.message


def test_a_tensor_that_autograd_watches_from_then_on_is_said():
    def doubled(x):
        return 2 * x

    outcome = exercise(doubled, [(torch.ones(2),)]).check(lambda x: 2 * x.requires_grad_())
    assert outcome.state == "right"
    assert outcome.remarks[0].startswith("`x` is watched by autograd from now on")
    assert exercise(doubled, [(torch.ones(2),)]).check(lambda x: 2 * x.clone().requires_grad_()).remarks == ()


def test_a_tensor_that_is_to_be_changed_may_be_watched():
    def watching(tensors, factor):
        for tensor in tensors:
            tensor.mul_(factor).requires_grad_()

    assert in_place().check(watching).remarks == ()


@pytest.mark.parametrize(
    ("lesson", "name", "answer", "says"),
    [
        (train_the_mlp, "train", "train_yields", "got      a loop that has not run"),
        (train_the_mlp, "train", "train_full_batches_only", "No batch is trained with: are some left out?"),
        (pytorch_parts, "train_step", "train_step_of_a_net_from_outside", "got      one that is never asked"),
        (pytorch_parts, "train_step", "train_step_relu_on_the_outputs", "they have gradients, and all of these are 0"),
        (pytorch_parts, "Net", "ShiftsItsInput", "expected images that stay as they are"),
        (backpropagation, "relu_gradient", "blanks_x", "You change x itself"),
        (test_accuracy, "confusion_matrix", "the_small_table", "gives the same whatever it is given"),
        (train_by_hand, "momentum_step", "momentum_step_popping", "lists to stay as long as they were"),
        (train_by_hand, "momentum_step", "on_the_lists", "`velocities` is a list: go through it with `zip`"),
    ],
)
def test_what_went_wrong_on_the_way_is_said(lesson, name, answer, says):
    written = importlib.import_module(f"answers.{lesson.__name__.rpartition('.')[2]}.{name}")
    assert says in getattr(lesson, name).judge(getattr(written, answer)).message


def test_a_layer_without_self_in_front_of_it_is_told_so():
    written = importlib.import_module("answers.pytorch_parts.Net")
    answer = written.changed(written._Right, "(self.fc1(", "(fc1(")
    assert "NameError: `fc1` is kept in the object: write `self.fc1`" in pytorch_parts.Net.judge(answer).message


def lists_added(params, grads, velocities, learning_rate, momentum):
    params -= velocities


def lists_without_zip(params, grads, velocities, learning_rate, momentum):
    for param, grad, velocity in params, grads, velocities:
        param -= learning_rate * (momentum * velocity + grad)


@pytest.mark.parametrize(
    ("answer", "says"),
    [(lists_added, "calculate with a list as a whole: go through it"), (lists_without_zip, "`zip(...)` goes through")],
)
def test_a_list_where_its_entries_are_meant_is_explained(answer, says):
    assert says in train_by_hand.momentum_step.judge(answer).message


def test_of_two_mistakes_the_message_and_the_numbers_are_about_the_same_one():
    written = importlib.import_module("answers.train_by_hand.train_by_hand")
    said = train_by_hand.train_by_hand.judge(written.batch_swallowed_and_labels_as_they_are).message
    # Once in some ten thousand times the loss of a single picture happens to be that of its label as it is.
    assert "turn the labels into rows first" in said and re.search(r"the losses, entry [01]:\nexpected", said)


def momentum_step_unwritten(params, grads, velocities, learning_rate, momentum): ...


def momentum_step_uphill(params, grads, velocities, learning_rate, momentum):
    for param, grad in zip(params, grads, strict=True):
        param += learning_rate * grad


@pytest.mark.parametrize("step", [momentum_step_unwritten, momentum_step_uphill])
def test_a_loop_is_judged_by_itself_whatever_the_learners_step_does(step):
    written = importlib.import_module("answers.train_by_hand.train_by_hand")
    own = {**vars(written), "momentum_step": step}
    exec(source(written.as_the_lesson), own)
    assert train_by_hand.train_by_hand.judge(own["as_the_lesson"]).state == "right"
    assert own["momentum_step"] is step


def test_a_step_that_is_not_there_is_told():
    own = dict(vars(importlib.import_module("answers.train_by_hand.train_by_hand")))
    exec(source(own["as_the_lesson"]), own)
    del own["momentum_step"]
    assert "name 'momentum_step' is not defined" in train_by_hand.train_by_hand.judge(own["as_the_lesson"]).message


def test_a_warning_is_said_once_and_short():
    def answer(x):
        warnings.warn("Using a target of another size. Please do not. (Triggered internally at a.cpp:1)", stacklevel=1)
        warnings.warn("", stacklevel=1)
        return x.split(2)

    outcome = HALVES.check(answer)
    assert outcome.state == "right"
    assert outcome.remarks == ("A warning came with it: Using a target of another size.",)


LOSSES = exercise(losses, [(torch.tensor([0.5, 0.25]),)])


def test_an_exercise_that_is_not_of_the_course_makes_its_name_no_other_ones():
    assert LOSSES.name == "losses"
    assert "another exercise" not in HALVES.check(losses).message


@pytest.mark.parametrize("answer", [losses, lambda x: tuple(x.tolist()), lambda x: list(x.numpy())])
def test_a_list_of_floats_may_hold_numpys_and_be_a_tuple(answer):
    assert LOSSES.judge(answer).state == "right"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            list,
            "`.item()` makes a Python float of a single number.\nFor `losses(torch.tensor([0.5, 0.25]))`, entry 0:\n",
        ),
        (lambda x: x, "`.tolist()` makes a list of your numbers.\nFor `losses(torch.tensor([0.5, 0.25]))`:\n"),
        (lambda x: [0.5], "expected a list of 2 Python floats\ngot      a list of 1"),
        (lambda x: (1, 2, 3), "A comma behind `return` gives several things: a list of all of them is asked for"),
        (lambda x: [(0, 0.5)], "Each entry holds several things in brackets: append the number alone."),
        (lambda x: [0.5, 0.5], "entry 1:\nexpected 0.25\ngot      0.5"),
        (lambda x: [0.5, None], "entry 1:\nexpected a Python float\ngot      None"),
        (lambda x: [1, 2], "entry 0:\nexpected a Python float\ngot      the int 1"),
        (lambda x: 3.0, "expected a list of 2 Python floats\ngot      the float 3.0"),
    ],
)
def test_a_list_of_floats_says_what_is_not_one(answer, says):
    outcome = LOSSES.check(answer)
    assert outcome.state == "wrong" and says in outcome.message


LAYER = exercise(Layer, [(torch.ones(3),)], observe=use_layer)


def test_a_class_is_judged_by_what_its_objects_do():
    assert LAYER.judge(Layer).state == "right"
    assert LAYER.check(lambda: nn.Linear(3, 3)).state == "wrong"
    outcome = LAYER.check(lambda: 3)
    assert (outcome.state, outcome.message) == ("wrong", "expected a network.")


@pytest.mark.parametrize("setting", [torch.no_grad, torch.inference_mode, lambda: torch.device("meta")])
def test_a_check_works_whatever_the_notebook_has_set_and_leaves_it(setting):
    with setting():
        before = torch.is_grad_enabled(), torch.is_inference_mode_enabled(), default_device()
        assert pytorch_parts.train_step.judge(pytorch_parts.train_step.reference).state == "right"
        assert before == (torch.is_grad_enabled(), torch.is_inference_mode_enabled(), default_device())


def test_all_of_a_check_runs_in_one_thread_with_random_numbers_apart():
    seen = []

    def noted(x):
        seen.append(torch.get_num_threads())
        return x + 0 * torch.rand(1)

    before = torch.get_num_threads()
    torch.set_num_threads(before + 1)
    torch.manual_seed(3)
    try:
        outcome = exercise(noted, [(torch.ones(3),)]).judge(noted)
        assert outcome.remarks == ("Your function changed torch's random state; it has been put back.",)
        assert set(seen) == {1} and torch.get_num_threads() == before + 1
    finally:
        torch.set_num_threads(before)
    drawn = torch.rand(1)
    torch.manual_seed(3)
    assert torch.equal(drawn, torch.rand(1))


class Untouched(nn.Module):
    """A network."""

    def __init__(self):
        super().__init__()
        ...

    def forward(self, images):
        """Ten outputs."""
        ...


class Begun(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)

    def forward(self, images): ...


class WithoutMethods(nn.Module):
    """A network."""

    ...


class Inherits(Layer):
    def __init__(self):
        super().__init__()


@pytest.mark.parametrize(
    ("written", "stub"),
    [
        (Untouched, True),
        (WithoutMethods, True),
        (Begun, False),
        (nn.Linear, False),
        (Layer, False),
        (Inherits, False),
    ],
)
def test_a_class_is_a_stub_until_something_is_written(written, stub):
    assert is_stub(written) == stub


def dots(number):
    """Twice."""
    ...  # your code here


def bare(number):
    return  # twice


def passes(number):
    pass


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (dots, "Put your code where `...` stands"),
        (Untouched, "Put your code where `...` stands"),
        (bare, "nothing stands behind `return`"),
        (passes, "write your code in the function"),
    ],
)
def test_a_stub_is_told_of_three_dots_only_where_they_stand(written, says):
    assert is_stub(written) and says in what_to_write(written)
    outcome = pixels_to_vectors.normalize.judge(written)
    assert outcome.state == "not started" and says in outcome.message


def test_the_source_of_a_class_typed_into_a_cell_is_found():
    text = "import torch\n\nclass Cell(object):\n    def f(self):\n        return 1\n\nCell\n"
    linecache.cache["<cell>"] = (len(text), None, text.splitlines(keepends=True), "<cell>")
    space = {"__name__": "__main__"}
    exec(compile(text, "<cell>", "exec"), space)
    assert source(space["Cell"]) == "class Cell(object):\n    def f(self):\n        return 1\n"


@pytest.mark.parametrize("value", [len, 3, type("Bare", (), {})])
def test_what_has_no_source_has_an_empty_one(value):
    assert source(value) == ""


def flatten(images):
    return images.reshape(len(images), 784)


def stub(*arguments): ...


def test_yours_where_they_are_right_and_ours_elsewhere(capsys):
    lesson = pixels_to_vectors

    def pixel_index(row, col):
        return 28 * row + col

    chosen = lesson.yours_or_ours(pixel_index, stub, len, flatten)

    assert chosen[0] is pixel_index and chosen[3] is flatten
    assert chosen[1] is lesson.normalize.reference and chosen[2] is lesson.flatten_image.reference
    assert capsys.readouterr().out == "2 of 4 functions yours; the course's for now: normalize, flatten_image.\n"
    assert lesson.yours_or_ours(*chosen) == chosen
    assert capsys.readouterr().out.startswith("2 of 4 functions yours")
    checked_again = lesson.normalize.check(chosen[1])
    assert checked_again.state == "not started" and "stands in for yours" in checked_again.message


def test_the_first_functions_of_a_lesson_will_do(capsys):
    assert len(pixels_to_vectors.yours_or_ours(stub)) == 1
    with pytest.raises(TypeError, match=r"expected pixel_index, .*, got 5 functions; pass"):
        pixels_to_vectors.yours_or_ours(*[stub] * 5)


def converted(exercise, dtype_for):
    """Make an answer that is right but for the dtype of its tensors: that which a function of its arguments says."""

    def answer(*given):
        right = exercise.reference(*given)
        dtype = dtype_for(*given)
        return right.to(dtype) if isinstance(right, torch.Tensor) else tuple(part.to(dtype) for part in right)

    return answer


def test_a_dtype_that_follows_the_input_is_not_told_to_be_changed_back_which_loses_digits():
    told = {}
    for exercise in EXERCISES:
        if not (follows := _cases.draw_cases(exercise)[0].follows):
            continue
        said = [
            exercise.judge(converted(exercise, lambda *_, to=to: to)).message for to in (torch.float32, torch.float64)
        ]
        told[exercise.name] = all(
            "eave out what" in message and f"`dtype={follows}.dtype`" in message for message in said
        )
    assert {"flatten_image", "relu", "relu_gradient", "forward"} <= {name for name, always in told.items() if always}


def test_general_advice_is_left_out_beside_a_named_mistake_that_says_what_to_do():
    general = "write `.float()` first"  # followed, it would lead to the mean that the named mistake warns of
    named = pixels_to_vectors.normalize.judge(lambda pixels: pixels.mean())
    assert named.mistake == "its own mean, as uint8" and general not in named.message
    assert "could not infer output dtype" in named.message
    other = pixels_to_vectors.normalize.judge(lambda pixels: pixels / pixels.std())
    assert not other.mistake and general in other.message


def test_a_table_made_outside_keeps_counts_and_is_not_told_to_be_always_the_same():
    table = torch.zeros(10, 10, dtype=torch.int64)

    def counts_on(predicted, labels):
        for p, label in zip(predicted, labels, strict=True):
            table[label, p] += 1
        return table

    message = test_accuracy.confusion_matrix.judge(counts_on).message
    assert message.startswith("Called twice with the same input, your function gives two different results.")
    losses = []

    def goes_on(net, loader, optimizer, epochs):
        for _ in range(epochs):
            losses.extend(pytorch_parts.train_step.reference(net, optimizer, *batch) for batch in loader)
        return losses

    assert train_the_mlp.train.judge(goes_on).message.startswith("Called twice with the same input")
    fixed = torch.eye(10, dtype=torch.int64)
    message = test_accuracy.confusion_matrix.judge(lambda predicted, labels: fixed + 0 * len(labels)).message
    assert message.startswith("Your function gives the same answer whatever it is given")


# fmt: off
def counts_with_the_sign_behind(predicted, labels):
    right = 0
    for answer, label in zip(predicted, labels, strict=True):
        if answer == label:
            right =+ 1
    return right / 10


def subtracts_with_the_sign_behind(predicted, labels):
    wrong = len(labels)
    for answer, label in zip(predicted, labels, strict=True):
        if answer == label:
            wrong =- 1
    return wrong


def is_below_0(predicted, labels):
    least=-1
    return max(predicted.sum() / labels.sum(), least)
# fmt: on


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (counts_with_the_sign_behind, "`right =+ 1` gives a new value: `+=` changes the old one."),
        (subtracts_with_the_sign_behind, "`wrong =- 1` gives a new value: `-=` changes the old one."),
        (is_below_0, ""),
    ],
)
def test_a_sign_behind_an_equals_sign_is_told(answer, says):
    message = test_accuracy.accuracy.judge(answer).message
    assert message.startswith(says) and ("changes the old one" in message) == bool(says)


def test_a_comparison_that_is_made_last_is_recognised():
    outcome = backpropagation.relu.judge(lambda x: x * x > 0)
    assert outcome.message.startswith("A comparison was made last: is it in brackets?")


def kept_for_each_shape():
    kept = {}

    def relu(x):
        return kept.setdefault((x.shape, x.dtype), x.clamp(min=0))

    return relu


def right_eight_times():
    calls = []

    def relu(x):
        calls.append(x)
        return x.clamp(min=0) if len(calls) <= 8 else x

    return relu


def test_a_wrong_answer_without_a_name_takes_not_much_longer_than_a_right_one():
    reference = backpropagation.backward.reference

    def seconds(answer):
        """Give the shortest time of several, of the processor: others may use it too."""
        times = []
        for _ in range(4):
            began = time.process_time()
            assert not backpropagation.backward.judge(answer).mistake
            times.append(time.process_time() - began)
        return min(times)

    wrong = seconds(lambda *given: [1.3 * part + 0.01 for part in reference(*given)])
    assert wrong < 3 * seconds(reference)  # of 218,058 numbers each: 1.5 times as long, once it was 6


def test_what_is_kept_until_the_shape_changes_is_refused():
    rows = torch.zeros(0, 0)

    def one_hot(labels, depth=10):
        nonlocal rows
        if rows.shape != (len(labels), depth):
            rows = torch.zeros(len(labels), depth)
        rows[torch.arange(len(labels)), labels] = 1
        return rows

    assert one_hot_labels.one_hot.judge(one_hot).state == "wrong"


def test_a_result_that_the_next_call_overwrites_is_refused_and_told():
    kept = {}

    def relu(x):
        out = kept.setdefault((x.shape, x.dtype), torch.empty_like(x))
        return torch.clamp(x, min=0, out=out)

    outcome = backpropagation.relu.judge(relu)
    assert outcome.state == "wrong" and outcome.message.startswith("Each result is right, until your next call")


@pytest.mark.parametrize("answer", [kept_for_each_shape, right_eight_times])
def test_what_is_right_only_in_its_first_calls_is_refused_and_told(answer):
    outcome = backpropagation.relu.judge(answer())
    assert outcome.state == "wrong"
    assert outcome.message.startswith("In some calls your function is right, and in others it is not.")
