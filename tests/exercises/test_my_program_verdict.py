"""What was found out about a whole program is said in words, with the lesson that taught it."""

import pytest
from test_my_program import TEST

from course_utils.exercises import LESSONS
from course_utils.exercises.my_program import _network_test, _process, _verdict


def test_every_part_names_a_lesson_that_is_there():
    assert set(_verdict.TAUGHT.values()) <= set(LESSONS)
    assert set(_verdict._WORDS) == set(_verdict.TAUGHT)


def test_a_test_without_eval_is_not_taken_for_another_preparation():
    tested = {"normalised": 0.869, "from 0 to 1": 0.916}  # with dropout, prepared from 0 to 1
    loose = {"normalised": 0.838, "from 0 to 1": 0.8905}
    assert _network_test.best_fit(0.891, tested, loose) == "from 0 to 1"
    assert _network_test.best_fit(0.8692, tested, {}) == "normalised"
    assert _network_test.best_fit(None, tested, {}) == "from 0 to 1"


def test_a_mean_over_batches_counts_the_last_shorter_one_as_much_as_any_other():
    assert _network_test.mean_over_batches([True, True, True, False, False], 2) == pytest.approx((1 + 0.5 + 0) / 3)


FACTS = {"has net": True, "net": "a Net", "networks": ["net"], "has accuracy": True, "accuracy": "the float 0.887"}
FACTS |= {"claimed": 0.887, "impossible": "", "tested": 0.887, "the course's": False, "finite": True}
FACTS |= {"error": None, "missing data": ""}


@pytest.mark.parametrize(
    ("facts", "state", "says"),
    [
        ({}, "right", "`net` reads 88.70% of the 10,000 test pictures, and `accuracy` says 88.70%"),
        ({"tested": 0.8785}, "right", "`accuracy` is 0.8785; yours is 0.8870"),
        ({"tested": 0.91, "not eval": 0.885}, "right", "Tested after `net.eval()`"),
        ({"tested": 0.87}, "wrong", f"divide once by how many pictures there are. {TEST}"),
        ({"tested": 0.892, "train": 0.8871}, "wrong", "nearly that of the training pictures; `net` reads 89.2%"),
        ({"tested": 0.892, "train": 0.887}, "wrong", "`accuracy` says 88.70%, that of the training pictures"),
        ({"tested": 0.892, "train": 0.8871, "averaged": [0.8921, 0.88704]}, "right", "`accuracy` is 0.8920; yours is"),
        ({"prepared": "from 0 to 1"}, "right", "Your network sees numbers from 0 to 1. Normalised with 0.1307"),
        ({"tested": 0.927, "train": 0.9301, "claimed": 0.93}, "right", "`accuracy` is 0.9270; yours is 0.9300"),
        ({"tested": 0.1}, "wrong", "`accuracy` says 88.7%, but `net` reads 10.0%"),
        ({"tested": 0.1, "claimed": None}, "wrong", "it has not learnt"),
        ({"tested": 0.6, "claimed": 0.6}, "wrong", "it has learnt too little"),
        ({"tested": 0.993, "claimed": 0.993, "train": 0.998}, "right", "Above 99% few networks get"),
        ({"tested": 0.993, "claimed": 0.993, "train": 0.97}, "wrong", "was it trained on them?"),
        ({"tested": 0.998, "claimed": 0.998, "train": 1.0}, "wrong", "was it trained on them?"),
        (
            {"has accuracy": False, "claimed": None, "tested": 0.79},
            "wrong",
            f"10_train_the_mlp. And there is no `accuracy` when the program has ended. {TEST}",
        ),
        (
            {"claimed": None, "accuracy": "the function accuracy", "tested": 0.79},
            "wrong",
            f"And `accuracy` is the function accuracy. It is one number, 0 to 1 or per cent. {TEST}",
        ),
        ({"has accuracy": False, "claimed": None}, "wrong", "there is no `accuracy` when the program has ended"),
        (
            {"claimed": None, "accuracy": "the str '88.7 %'"},
            "wrong",
            "but `accuracy` is the str '88.7 %'. It is one number",
        ),
        (
            {"claimed": None, "impossible": "395.65"},
            "wrong",
            f"but `accuracy` is 395.65; a share lies between 0 and 1. Count the right answers of all batches, and "
            f"divide once by the number of pictures. {TEST}",
        ),
        (
            {"claimed": None, "impossible": "395.65", "tested": 0.79},
            "wrong",
            f"10_train_the_mlp. And `accuracy` is 395.65; a share lies between 0 and 1. {TEST}",
        ),
        ({"finite": False, "tested": 0.098, "claimed": 0.098}, "wrong", "a smaller learning rate"),
        ({"gives": "a Tensor of shape [10]"}, "wrong", "got a Tensor of shape [10]"),
        ({"the course's": True}, "wrong", "write a class `Net` of your own"),
    ],
)
def test_what_was_found_out_is_said_in_words(facts, state, says):
    verdict = _verdict.judge(_process.Ran(FACTS | facts, 0, ""), b"")
    assert verdict[0] == state and says in "\n".join([verdict[1], *verdict[2]])


def test_the_one_import_from_the_course_that_the_lesson_allows_is_not_remarked():
    facts = FACTS | {"tested": 0.887}
    assert _verdict._remarks(facts, b"from course_utils import mnist_root\nmnist_root()\n") == ()
    assert "It imports `course_utils`" in _verdict._remarks(facts, b"from course_utils import mnist_root, one_hot\n")[0]


def test_a_layer_made_before_super_is_answered_with_the_line_that_is_missing():
    said = "AttributeError: cannot assign module before Module.__init__() call"
    error = {"said": said, "number": 9, "line": "self.fc1 = nn.Linear(784, 256)"}
    state, message, _ = _verdict.judge(_process.Ran({"error": error}, 0, ""), b"")
    assert state == "crashed" and f"{said}. `super().__init__()` must come first in `__init__`.\nin your" in message


WARNED = "begin\n/home/a b/my_program.py:11: UserWarning: Using a target size\n  loss = F.mse_loss(out, labels)\nend\n"


def test_a_warning_does_not_stand_beside_the_error_that_stopped_the_program():
    crashed = _process.Ran({"error": {"said": "ValueError"}}, 1, WARNED)
    assert _verdict.judge(crashed, b"")[2] == ("The last that it printed:\nbegin\nend",)
    only_warned = _process.Ran({"error": {"said": "ValueError"}}, 1, WARNED[len("begin\n") : -len("end\n")])
    assert _verdict.judge(only_warned, b"")[2] == ()
    assert "Using a target size" in _verdict.judge(_process.Ran(FACTS, 0, WARNED), b"")[2][-1]
