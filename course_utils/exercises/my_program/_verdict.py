"""From what was found out about a learner's program to words: which part is missing or wrong, and who taught it.

Right is a network that reads 0.85 to 0.995 of the test pictures, and an `accuracy` within 0.01 of that. The recipe of
the course gives 0.875 to 0.893. Networks that look at neighbouring pixels reach 0.99 to 0.994 in two minutes; what is
above has seen the test pictures. An honest figure differs from ours where it is rounded to a whole per cent, averaged
over batches, or measured with dropout on.
"""

import ast
import re
import warnings
from typing import Any

from course_utils.exercises import LESSONS
from course_utils.exercises._advice.errors import advice
from course_utils.exercises.my_program._process import Ran, last_lines

Verdict = tuple[str, str, tuple[str, ...]]

ENOUGH, TOO_GOOD, AGREES, EXACT, GUESSING = 0.85, 0.995, 0.01, 0.0015, 0.2
AS_ROUNDED = 0.00006  # a figure with four places
# Part of the program -> the stem of the lesson that taught it.
TAUGHT = {"data": "train_the_mlp", "network": "pytorch_parts", "training": "train_the_mlp", "test": "test_accuracy"}
# What a line that crashed says about its part; the first that fits.
_WORDS = {
    "data": r"MNIST|DataLoader|transforms|dataset",
    "test": r"argmax|accuracy|right|correct|no_grad",
    "training": r"loss|optim|backward|step|zero_grad|one_hot|epoch",
    "network": r"nn\.|Linear|Net|forward|relu|view|reshape|flatten|self\.",
}
_WARNING = re.compile(r"^.*:\d+: \w*Warning: .*\n?(?:^ +.*\n?)?", re.MULTILINE)  # and the line that it is about
_NAMES = "The check looks for the names `net` and `accuracy` at the file's top level, not inside a function."


def is_empty(source: bytes) -> bool:
    """Tell whether a file holds nothing that does anything: no code, or a docstring or dots alone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a backslash, say: the program will give it again
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # something stands there, and running it will say what is wrong with it
    return all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in body)


def judge(ran: Ran, source: bytes) -> Verdict:
    """Give state, message and remarks."""
    state, message, remarks = _judge(ran, source)
    # A warning takes two of these lines, in PyTorch's words; the error that stopped the program says more.
    printed = last_lines(_WARNING.sub("", ran.printed) if state == "crashed" else ran.printed, 5)
    if printed:
        remarks = (*remarks, "\n".join(["The last that it printed:", *printed]))
    return state, message, remarks


def _judge(ran: Ran, source: bytes) -> Verdict:
    if ran.code is None:
        why = (
            "Does a loop run for ever, or are there too many epochs? On a slow computer train for two, which "
            "is enough, and close other programs meanwhile."
        )
        return (
            "crashed",
            f"It did not come to its end within two minutes, so it was stopped. {why} {_see('training')}",
            (),
        )
    if ran.facts is None:
        why = "the file calls `os._exit`, or there was not enough memory"
        return "crashed", f"Its process ended before the file's last line, with exit code {ran.code}: {why}.", ()
    if "net" not in ran.facts:  # it did not come so far
        return "crashed", _crash(ran.facts["error"]), ()
    wrong = _wrong_net(ran.facts) or _wrong_result(ran.facts)
    if wrong:
        return "wrong", wrong, ()
    return "right", _praise(ran.facts), _remarks(ran.facts, source)


def _crash(error: dict[str, Any]) -> str:
    said, line = error["said"], error.get("line") or ""
    place = f"\nin your line {error['number']}: `{line}`" if "number" in error else ""
    if said.startswith("SystemExit"):
        return f"It ended early, by an exit, before `net` and `accuracy` were there.{place}"
    if said.startswith("EOFError") and "input" in line:
        return f"It waits for `input()`, and here nobody answers: write the value into the program.{place}"
    if said.startswith("SyntaxError") and line[:1] in ("%", "!"):
        said = f"{said}. Lines with % or ! belong to notebooks: leave them out"
    part = next((part for part, words in _WORDS.items() if re.search(words, line)), "")
    help_ = advice(said, line) or ("." if part else "")
    return f"{said}{help_}{place}" + (f"\n{_see(part)}" if part else "")


def _wrong_net(facts: dict[str, Any]) -> str:
    """Say what is wrong with the network itself, or give ""."""
    see = _see("network")
    if not facts["has net"]:
        others = [name for name in facts["networks"] if name != "net"]
        todo = f"`{others[0]}` is one: call it `net`." if others else f"Make one: `net = Net()`. {_NAMES}"
        return f"There is no `net` when the program has ended. {todo} {see}"
    if "the course's" not in facts:
        if facts["net"].startswith("the class "):
            return f"`net` is {facts['net']}, not a network: brackets make one of it, `net = Net()`. {see}"
        return f"expected `net` to be a network, an `nn.Module`, got {facts['net']}. {see}"
    if facts["the course's"]:
        return f"`net` is the network of course_utils: write a class `Net` of your own. {see}"
    if "net error" in facts:
        said = _crash(facts["net error"])
        return f"`net` takes pictures neither as `[b, 1, 28, 28]` nor as `[b, 784]`. It stops with {said}\n{see}"
    if "gives" in facts:
        return f"expected `net` to make `[7, 10]` of 7 pictures, ten outputs for each, got {facts['gives']}. {see}"
    if not facts["finite"]:
        return f"The weights of `net` are no numbers any more (nan): a smaller learning rate. {_see('training')}"
    return ""


def _wrong_result(facts: dict[str, Any]) -> str:
    """Say what is wrong with the training or with `accuracy`, or give ""."""
    tested, claimed = facts["tested"], facts["claimed"]
    reads = f"`net` reads {tested:.1%} of the 10,000 test pictures"
    if tested < ENOUGH and claimed is not None and claimed >= ENOUGH and abs(claimed - tested) > AGREES:
        why = "Was another network trained than `net`, or `net` made anew, or is `accuracy` of other pictures?"
        return f"`accuracy` says {claimed:.1%}, but {reads}. {why} {_see('training')}"
    impossible = f"`accuracy` is {facts['impossible']}; a share lies between 0 and 1." if facts["impossible"] else ""
    missing = "" if facts["has accuracy"] else "there is no `accuracy` when the program has ended."
    no_number = f"`accuracy` is {facts['accuracy']}. It is one number, 0 to 1 or per cent" if claimed is None else ""
    # A second fault is told along with the first.
    second = impossible or missing or (no_number and f"{no_number}.")
    also = f" And {second} {_see('test')}" if second else ""
    if tested < GUESSING:
        why = (
            "Does the loop call `zero_grad`, `backward` and `step`, with an optimizer of this net's parameters? Or is "
            "the learning rate too large?"
        )
        return f"{reads}, about as many as guessing does: it has not learnt. {why} {_see('training')}{also}"
    if tested < ENOUGH:
        why = "Three epochs, batches of 512, learning rate 0.01 and momentum 0.9 give about 88.7%."
        few = f"{reads}, and at least {ENOUGH:.0%} are asked for: it has learnt too little."
        return f"{few} {why} {_see('training')}{also}"
    if tested > TOO_GOOD or (tested > 0.99 and tested > facts.get("train", 0)):
        return f"{reads}, more than can be true: was it trained on them? `train=True` is for training. {_see('data')}"
    if missing:
        return f"{reads}, but {missing} {_NAMES} {_see('test')}"
    if impossible:
        todo = "Count the right answers of all batches, and divide once by the number of pictures."
        return f"{reads}, but {impossible} {todo} {_see('test')}"
    if no_number:
        return f"{reads}, but {no_number}: the share of test pictures that are right. {_see('test')}"
    off = abs(claimed - tested)
    # Rounded to whole per cent, or a mean over batches: that it meets the other share is chance.
    honest = round(tested, 2) == round(claimed, 4) or any(
        abs(claimed - mean) < AS_ROUNDED for mean in facts.get("averaged", [])
    )
    if "train" in facts and abs(claimed - facts["train"]) < EXACT < off and not honest:
        todo = "Count on the pictures that it never saw, `train=False`, over all batches, and divide once."
        that = "that" if abs(claimed - facts["train"]) < 1 / 60_000 else "nearly that"
        return f"`accuracy` says {claimed:.2%}, {that} of the training pictures; {reads}. {todo} {_see('test')}"
    if off > AGREES and abs(claimed - facts.get("not eval", tested)) > AGREES:
        todo = "Count over all batches of the test set, and divide once by how many pictures there are."
        return f"`accuracy` says {claimed:.1%}, but {reads}. {todo} {_see('test')}"
    return ""


def _praise(facts: dict[str, Any]) -> str:
    said = f"`net` reads {facts['tested']:.2%} of the 10,000 test pictures, and `accuracy` says {facts['claimed']:.2%}"
    return f"From an empty file to a network that reads digits: {said}. The next program you can write alone too."


def _remarks(facts: dict[str, Any], source: bytes) -> tuple[str, ...]:
    """Give what is worth knowing about a right program."""
    remarks = []
    tested, claimed, not_eval = facts["tested"], facts["claimed"], facts.get("not eval", facts["tested"])
    if abs(claimed - tested) > EXACT and abs(claimed - not_eval) < abs(claimed - tested) and not_eval != tested:
        remarks.append(f"Tested after `net.eval()`, which stops dropout and batch norm, it is {tested:.2%}.")
    elif abs(claimed - tested) > EXACT:
        remarks.append(
            f"Counted over all pictures and divided once, `accuracy` is {tested:.4f}; yours is {claimed:.4f}."
        )
    if facts.get("prepared") in ("from 0 to 1", "from 0 to 255"):
        remarks.append(
            f"Your network sees numbers {facts['prepared']}. Normalised with 0.1307 and 0.3081, as in lesson 10, it "
            "learns faster."
        )
    if tested > 0.99:
        remarks.append("Above 99% few networks get: were the test pictures kept out of the training?")
    if facts["missing data"] and b"download" not in source:
        todo = "with `download=True` torchvision fetches them there"
        remarks.append(
            f"Run by itself, it finds no pictures in {facts['missing data']!r}: {todo}. The check lent its own."
        )
    # The lesson allows one import of the course: the folder of the pictures.
    if b"course_utils" in re.sub(rb"(?m)^from course_utils import mnist_root *(#.*)?\r?$", b"", source):
        remarks.append("It imports `course_utils`: with torchvision's own data set it would need torch alone.")
    return tuple(remarks)


def _see(part: str) -> str:
    stem = TAUGHT[part]
    return f"See lesson {LESSONS.index(stem) + 1:02}_{stem}."
