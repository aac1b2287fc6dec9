"""The learner's own network as one plain file: its parts, and around them the program of ``_my_network``."""

import datetime
import getpass
import inspect
import os
from pathlib import Path
from types import CodeType

from course_utils._files import open_regular
from course_utils._lesson_folders import write
from course_utils._messages import Phrase, sentence
from course_utils.exercises import _my_network
from course_utils.exercises._kept_answers import Part, named, needed

_IMPORTS = {
    "math": "import math",
    "sys": "import sys",
    "Path": "from pathlib import Path",
    "np": "import numpy as np",
    "torch": "import torch",
    "nn": "from torch import nn",
    "F": "from torch.nn import functional as F",
}
_HEAD = '"""My network, made by hand and trained on MNIST'
_LICENCE = "# The course's parts and the program around the parts: MIT licence, the course's contributors."


def compile_program() -> CodeType:
    """Compile the program around the parts; a traceback counts lines as its own file does."""
    program = _program()
    above = inspect.getsource(_my_network).count("\n") - program.count("\n")
    return compile("\n" * above + program, _my_network.__file__, "exec")


def put_together(functions: dict[str, Part], parts: dict[str, Part], count: str, name: str) -> str:
    """Give the text of the file: what it is, imports, whose it is, parts, program."""
    others = [part for part in parts if parts[part].why]
    whose = f"{count} parts are mine" + (f"; the course's are {', '.join(others)}." if others else ".")
    code = "\n\n".join(needed(functions, tuple(parts))) + "\n\n" + _program()
    imports = "\n".join(line for name, line in _IMPORTS.items() if name in named(code))
    today = datetime.date.today().isoformat()
    signed = f"NAME = {name or _own_name()!r}\nDATE = {today!r}\nPARTS = {whose!r}"
    run = "Run it in a notebook with %run my_network.py, in a terminal with python my_network.py."
    head = f'{_HEAD}.\n\n{run}\n"""\n{_LICENCE}'
    return f'{head}\n\n{imports}\n\n{signed}\n\n\n{code}\n\nif __name__ == "__main__":\n    main()\n'


def save_file(text: str, path: Path) -> None:
    """Write the file; one that is there is replaced only if it was written by this."""
    if os.path.lexists(path) and not _was_saved(path):
        todo = 'choose a name of your own: mine.save("my_second_network.py")'
        raise FileExistsError(sentence(f"to write {path.name}", Phrase("another file of that name there"), todo))
    try:
        write(path, text.encode())
    except OSError as error:
        todo = 'name a place of your own: mine.save(Path.home() / "my_network.py")'
        raise OSError(f"expected to write {path.resolve()}, got '{error.strerror}'; {todo}.") from error


def _own_name() -> str:
    """Give the name of the account: on a hub all learners may have the same one in their container."""
    try:
        return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "somebody"


def _was_saved(path: Path) -> bool:
    """Tell whether a file is one that :func:`save_file` has written."""
    try:
        with open_regular(path) as file:
            return file.read(len(_HEAD)) == _HEAD.encode()
    except OSError:
        return False


def _program() -> str:
    """Give the program around the parts, without what stands above it in its own file."""
    text = inspect.getsource(_my_network)
    return text[text.index("BATCH_SIZE, ") :]
