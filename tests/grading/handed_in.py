"""What a class may hand in: for each kind its files, and the verdict of each exercise; data, as code.

A kind is a name -> (files, verdicts): files are path -> cells, or bytes as they are; verdicts are exercise -> state, or
(state, mistake). `{address}` and `{place}` in a cell stand for a server and a file outside that nobody may reach.
"""

import json
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOLUTIONS = NOTEBOOKS.with_name("solutions")
LESSON = "from course_utils.exercises import mse_loss as lesson\n\nimport torch"
SQUARED = "def squared_error(pred, target):\n    return ((pred - target) ** 2).sum()"
RIGHT = "def mse_loss(pred, target):\n    return ((pred - target) ** 2).mean()"
CHECKS = "lesson.squared_error.check(squared_error)", "lesson.mse_loss.check(mse_loss)"
BOTH_RIGHT = {"squared_error": "right", "mse_loss": "right"}
PYTORCH = "from course_utils import one_hot\nfrom course_utils.exercises import pytorch_parts as lesson\n\nimport torch"
PYTORCH += "\nfrom torch import nn\nfrom torch.nn import functional as F"
NET = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))

    def forward(self, images):
        return self.layers(images.reshape(len(images), 784))
"""
STEP = """def train_step(net, optimizer, images, labels):
    loss = F.mse_loss(net(images), one_hot(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
"""
NET_CHECKS = "lesson.Net.check(Net)", "lesson.train_step.check(train_step)"


def notebook(*cells):
    """Make the bytes of a notebook."""
    made = [
        {"cell_type": "code", "execution_count": None, "id": f"c{i}", "metadata": {}, "outputs": [], "source": cell}
        for i, cell in enumerate(cells)
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def lesson_03(*mse_loss, squared_error=SQUARED, last=CHECKS[1]):
    """Give the cells of lesson 03 with an answer to its second exercise."""
    return [LESSON, squared_error, CHECKS[0], *mse_loss, last]


def one(*cells, **options):
    return {"03_mse_loss.ipynb": lesson_03(*cells, **options)}


def body(*lines):
    """Make an answer of some lines that end in a wrong result."""
    return "\n    ".join(["def mse_loss(pred, target):", *lines, "return pred.sum()"])


def verdict(state, mistake="", **others):
    return BOTH_RIGHT | others | {"mse_loss": (state, mistake)}


def solved(lesson, exercises, before="", after="", said=None):
    """Hand in a lesson as the course solves it, with one thing changed, and what that makes of its exercises."""
    text = (SOLUTIONS / f"{lesson}.ipynb").read_text(encoding="utf-8")
    was, now = (json.dumps(part)[1:-1] for part in (before, after))
    assert not before or text.count(was) == 1, f"expected {before!r} once in {lesson}, got it {text.count(was)} times"
    changed = text.replace(was, now) if before else text
    return {f"{lesson}.ipynb": changed.encode()}, dict.fromkeys(exercises.split(), "right") | (said or {})


KINDS = {
    # As learners do it.
    "right": (one(RIGHT), BOTH_RIGHT),
    "right, with a helper, a constant and an import of another cell": (
        one(
            "import math\nHALF = 0.5",
            "def difference(pred, target):\n    return (pred - target) * 2 * HALF",
            "def mse_loss(pred, target):\n    return (difference(pred, target) ** 2).sum() / math.prod(pred.shape)",
        ),
        BOTH_RIGHT,
    ),
    "right, a lambda in the check itself": (
        one(last="lesson.mse_loss.check(lambda pred, target: squared_error(pred, target) / pred.numel())"),
        BOTH_RIGHT,
    ),
    "right at last: the last definition counts": (one(body(), RIGHT.replace("mean()", "sum()"), RIGHT), BOTH_RIGHT),
    "right further down, below the check": (
        {"03_mse_loss.ipynb": [*lesson_03("def mse_loss(pred, target):\n    ...  # your code here"), RIGHT]},
        BOTH_RIGHT,
    ),
    "right, with magics": (one("%matplotlib inline\n!pip list\n" + RIGHT), BOTH_RIGHT),
    "right, with all names of PyTorch, a list filled in a loop and a setting changed": (
        one(
            "from torch import *\nscale, ones = {}, []\nscale['by'] = 2\nfor k in [0, 1, 2]:\n    ones.append(1.0)",
            "def mse_loss(pred, target):\n    return mean((pred - target) ** 2) * scale['by'] / 2 * ones[2]",
        ),
        BOTH_RIGHT,
    ),
    "right, with a question to Jupyter and one in the docstring": (
        one("torch.mean?\n" + RIGHT.replace("    return", '    """How far off?\n    Is it?"""\n    return')),
        BOTH_RIGHT,
    ),
    "right, though much is printed": (
        one(RIGHT.replace("    return", "    print('x' * 3_000_000)\n    return")),
        BOTH_RIGHT,
    ),
    "right, in a cell that trains for ever": (one(RIGHT, "while True:\n    torch.zeros(3)"), BOTH_RIGHT),
    "right, under another file name": ({"Aufgabe, final (2).ipynb": lesson_03(RIGHT)}, BOTH_RIGHT),
    "right, umlauts and spaces": ({"abgegeben am 3. Mai/Jörgs Lösung – ß.ipynb": lesson_03(RIGHT)}, BOTH_RIGHT),
    "two notebooks, one of them right": (
        {"03_mse_loss.ipynb": lesson_03(body()), "again/03_mse_loss.ipynb": lesson_03(RIGHT)},
        BOTH_RIGHT,
    ),
    "sum for mean": (one(RIGHT.replace("mean", "sum")), verdict("wrong", "sum for mean")),
    "root taken": (one(RIGHT + ".sqrt()"), verdict("wrong", "root taken")),
    "nothing returned": (one(RIGHT.replace("return ", "loss = ")), verdict("wrong")),
    "a function that is none": (one("mse_loss = 0.1"), verdict("wrong")),
    "a course's function on the way is right where the learner's is not": (
        one(
            "squared_error, = lesson.yours_or_ours(squared_error)",
            "def mse_loss(pred, target):\n    return squared_error(pred, target) / pred.numel()",
            squared_error=SQUARED.replace("sum", "mean"),
        ),
        {"squared_error": ("wrong", "mean instead of sum"), "mse_loss": "right"},
    ),
    "half of it": (one(), {"squared_error": "right", "mse_loss": "not started"}),
    "never opened": (
        {"03_mse_loss.ipynb": (NOTEBOOKS / "03_mse_loss.ipynb").read_bytes()},
        dict.fromkeys(BOTH_RIGHT, "not started"),
    ),
    "no cells": ({"03_mse_loss.ipynb": []}, dict.fromkeys(BOTH_RIGHT, "not started")),
    "syntax error": (one("def mse_loss(pred, target)\n    return 0"), verdict("crashed")),
    "a name that is not there": (one(RIGHT.replace("mean()", "mean() + nothing")), verdict("crashed")),
    "empty file": ({"03_mse_loss.ipynb": b""}, {"": "unreadable"}),
    "broken file": ({"03_mse_loss.ipynb": notebook(RIGHT)[:-40]}, {"": "unreadable"}),
    "a notebook of their own": ({"notes.ipynb": ["print('hello')"]}, {"": "unreadable"}),
    # Whole notebooks of the course.
    "lesson 01, solved": solved("01_pixels_to_vectors", "pixel_index normalize flatten_image flatten_batch"),
    "lesson 02, solved": solved("02_one_hot_labels", "one_hot from_one_hot distance"),
    "lesson 03, the sum for the mean": solved(
        "03_mse_loss",
        "squared_error mse_loss",
        "return ((pred - target) ** 2).mean()",
        "return ((pred - target) ** 2).sum()",
        {"mse_loss": ("wrong", "sum for mean")},
    ),
    "lesson 04, solved": solved("04_slopes", "finite_difference mse_gradient"),
    "lesson 05, uphill": solved(
        "05_gradient_descent",
        "gradient_step descend",
        "    return weight - learning_rate * grad\n",
        "    return weight + learning_rate * grad\n",
        {"gradient_step": ("wrong", "uphill")},
    ),
    "lesson 06, solved": solved("06_linear_classifier", "linear linear_gradients train_linear"),
    "lesson 07, solved": solved("07_backpropagation", "relu relu_gradient forward backward"),
    "lesson 08, solved": solved("08_train_by_hand", "start_layer momentum_step train_by_hand"),
    "lesson 09, solved": solved("09_pytorch_parts", "Net train_step"),
    "lesson 10, solved": solved("10_train_the_mlp", "make_loader train"),
    "lesson 11, rows and columns swapped": solved(
        "11_test_accuracy",
        "predict accuracy evaluate confusion_matrix",
        "counts[label, answer] += 1",
        "counts[answer, label] += 1",
        {"confusion_matrix": ("wrong", "rows and columns swapped")},
    ),
    # As a process does not survive it.
    "endless function": (one(body("while True: pass")), verdict("crashed")),
    "endless function that lets nothing through": (
        one(body("while True:", "    try:", "        while True: pass", "    except BaseException: pass")),
        verdict("crashed"),
    ),
    "endless cell that makes what the function needs": (
        one("def forever():\n    while True: pass", "START = forever()", RIGHT + " + START"),
        verdict("crashed"),
    ),
    "endless cell that no signal reaches": (
        one("import itertools", "START = sum(itertools.count())", RIGHT + " + START"),
        verdict("crashed"),
    ),
    "leaves by os._exit": (one("import os", body("os._exit(0)")), verdict("crashed")),
    "leaves by exit": (one(body("exit()")), verdict("crashed")),
    "kills its kernel": (one("import os, signal", body("os.kill(os.getpid(), signal.SIGKILL)")), verdict("crashed")),
    "takes 3 GB": (one(body("much = torch.zeros(750_000_000)")), verdict("crashed")),
    "a fork bomb": (one("import os", body("while True: os.fork()")), verdict("crashed")),
    # As a cheat does it, or malice.
    "writes files": (
        one(body(*(f"open({name!r}, 'w').write('!')" for name in ("here.txt", "{place}")))),
        verdict("crashed"),
    ),
    "asks the network": (
        one("import socket", body("socket.create_connection({address}, timeout=2)")),
        verdict("crashed"),
    ),
    "asks another program of this computer": (
        one("import socket", body("s = socket.socket(socket.AF_UNIX)", "s.connect('{place}')")),
        verdict("crashed"),
    ),
    "asks another program, by a pair of sockets": (
        one(
            "import socket",
            body("s, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)", "s.sendto(b'!', '{place}')"),
        ),
        verdict("crashed"),
    ),
    "takes 3 GB in four processes": (
        one(
            "import os, time",
            body(
                "for _ in range(4):",
                "    if os.fork() == 0:",
                "        much = torch.ones(200_000_000); time.sleep(30); os._exit(0)",
                "for _ in range(4): os.wait()",
            ),
        ),
        verdict("crashed"),
    ),
    "takes memory that is counted with no process": (
        one("import mmap", body("much = mmap.mmap(-1, 1_000_000_000)")),
        verdict("crashed"),
    ),
    "fills the disk": (
        one(body("for number in range(60):", "    open(f'{number}.bin', 'wb').write(bytes(19_000_000))")),
        verdict("crashed"),
    ),
    "forged progress": (
        one(
            "def mse_loss(pred, target):\n    ...",
            "from course_utils.exercises import progress\nprogress.record('mse_loss', 'mse_loss', 'right', 'x')",
        ),
        verdict("not started"),
    ),
    "forged progress, inside": (
        one(body("from course_utils.exercises import progress", "progress.record('mse_loss', 'mse_loss', 'right')")),
        verdict("wrong"),
    ),
    "the course's function handed in": (
        one(last="lesson.mse_loss.check(lesson.mse_loss.reference)"),
        verdict("not started"),
    ),
    "the course's function under their name": (one("mse_loss = lesson.mse_loss.reference"), verdict("not started")),
    "the course's function, wrapped": (
        one("def mse_loss(pred, target):\n    return lesson.mse_loss.reference(pred, target)"),
        verdict("crashed"),
    ),
    "another function handed in": (
        one(RIGHT, last="lesson.mse_loss.check(squared_error)"),
        verdict("wrong", "sum for mean"),
    ),
    "comparisons patched": (
        one(
            body(
                "always = lambda *given, **named: True",
                "torch.allclose = torch.equal = torch.isclose = always",
                "import math; math.isclose = always",
                "from course_utils.exercises._comparing import compare; compare.missed_rung = lambda *given: None",
            )
        ),
        verdict("wrong"),
    ),
    "an object that is like everything": (
        one(
            "class Like(float):\n    def __eq__(self, other): return True\n    __hash__ = None", body("return Like(1)")
        ),
        verdict("wrong"),
    ),
    "frames read": (
        one(
            "import sys",
            body(
                "frame = sys._getframe()",
                "while frame is not None:",
                "    for value in list(frame.f_locals.values()):",
                "        if hasattr(value, 'right'): return value.right",
                "        if hasattr(value, 'reference'): return value.reference(pred, target)",
                "    frame = frame.f_back",
            ),
        ),
        verdict("wrong"),
    ),
    "memory searched for the course's function": (
        one(
            "import gc, types",
            body(
                "for one in gc.get_objects():",
                "    if isinstance(one, types.FunctionType) and one.__code__.co_filename.endswith('_mse_loss.py'):",
                "        return one(pred, target)",
            ),
        ),
        verdict("wrong"),
    ),
    "writes to whoever judges": (
        one(
            "import os",
            body("for pipe in range(3, 30):", "    try: os.write(pipe, b'right' * 20)", "    except OSError: pass"),
        ),
        verdict("crashed"),
    ),
    # The whole program of lesson 11.
    "a program that crashes": (
        {
            "11_test_accuracy.ipynb": ["from course_utils.exercises import test_accuracy as lesson"],
            "my_program.py": b"import os\nopen('here.txt', 'w').write('!')\nprint(os.listdir())\n1 / 0\n",
        },
        dict.fromkeys(["predict", "accuracy", "evaluate", "confusion_matrix"], "not started")
        | {"my_program": "crashed"},
    ),
    # What is used where the learner's code runs: a class, and a training step.
    "right, in PyTorch": (
        {"09_pytorch_parts.ipynb": [PYTORCH, NET, NET_CHECKS[0], STEP, NET_CHECKS[1]]},
        {"Net": "right", "train_step": "right"},
    ),
    "in PyTorch, a ReLU too many, and no zero_grad": (
        {
            "09_pytorch_parts.ipynb": [
                PYTORCH,
                NET.replace("784))", "784)).relu()"),
                NET_CHECKS[0],
                STEP.replace("    optimizer.zero_grad()\n", ""),
                NET_CHECKS[1],
            ]
        },
        {"Net": ("wrong", "ReLU at the end"), "train_step": ("wrong", "zero_grad missing")},
    ),
    "in PyTorch, comparisons patched and the course's function wrapped": (
        {
            "09_pytorch_parts.ipynb": [
                PYTORCH,
                NET.replace("super()", "torch.equal = torch.isclose = lambda *given, **named: True; super()").replace(
                    "nn.ReLU()", "nn.Tanh()"
                ),
                NET_CHECKS[0],
                "def train_step(*given):\n    return lesson.train_step.reference(*given)",
                NET_CHECKS[1],
            ]
        },
        {"Net": "wrong", "train_step": "crashed"},
    ),
}
# What the message says of those that crash, so that it is for the right reason.
SAYS = {
    "a program that crashes": "ZeroDivisionError: division by zero\nin your line 4",
    "syntax error": "SyntaxError: expected ':'\nin your line 1: `def mse_loss(pred, target)`",
    "a name that is not there": "NameError: name 'nothing' is not defined",
    "endless function": "It did not come to an end",
    "endless function that lets nothing through": "It did not come to an end",
    "endless cell that makes what the function needs": "The cells that define it did not come to an end",
    "endless cell that no signal reaches": "The cells that define it did not come to an end",
    "leaves by os._exit": "Its process ended in the middle",
    "leaves by exit": "SystemExit",
    "kills its kernel": "Its process ended in the middle",
    "writes to whoever judges": "Its process ended in the middle",
    "takes 3 GB": "there is not enough memory",
    "a fork bomb": "BlockingIOError|Its process ended in the middle",  # its children answer, too
    "writes files": "PermissionError",
    "asks the network": "OSError",
    "asks another program of this computer": "PermissionError",
    "asks another program, by a pair of sockets": "PermissionError",
    "takes 3 GB in four processes": "Its process ended in the middle",
    "takes memory that is counted with no process": "PermissionError",
    "fills the disk": "No space left on device",
    "the course's function, wrapped": "expected your own `mse_loss`, got the course's",
}
# What needs a system that lets us forbid it: elsewhere the verdict may be another one.
LINUX_ONLY = {"takes 3 GB", "a fork bomb", "writes files", *(kind for kind in SAYS if kind.startswith("asks "))}
LINUX_ONLY |= {"takes 3 GB in four processes", "takes memory that is counted with no process", "fills the disk"}


def hand_in(kind, folder, address=("127.0.0.1", 9), place="/nowhere/there.txt"):
    """Put the files of a kind into the folder of a learner."""
    for name, content in KINDS[kind][0].items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            put = [cell.replace("{address}", repr(address)).replace("{place}", str(place)) for cell in content]
            content = notebook(*put)
        file.write_bytes(content)


def expected(kind):
    """Give (exercise, state, mistake) of each exercise."""
    pairs = KINDS[kind][1].items()
    return {(exercise, *(said if isinstance(said, tuple) else (said, ""))) for exercise, said in pairs}
