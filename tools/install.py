r"""Install the course into ``.venv``, or repair what is there: ``make lab`` calls this; without make, call it yourself.

    python3 tools/install.py          (on Windows: py tools\install.py)

It needs nothing but Python. Run again, it goes on where it stopped.
"""

import argparse
import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = BIN / f"python{EXE}"
NEW_PIP = "pip>=21.3"  # the first that installs a folder with pyproject.toml alone in such a way that its changes count
AGAIN = "then run this again: it goes on where it stopped."


def main():
    parser = argparse.ArgumentParser(description="Install the course into .venv, or repair it there.")
    parser.add_argument("--tests", action="store_true", help="what the tests need, too")
    parser.add_argument("--torch-index", default="", help="the address of other PyTorch packages than PyPI's")
    parser.add_argument("--works", action="store_true", help="say only whether this Python has this course")
    chosen = parser.parse_args()
    if chosen.works:
        return 0 if has_this_course() else 1
    if sys.version_info < (3, 10):  # noqa: UP036 - an older Python can read this file, and be told so
        return f"The course needs Python 3.10 or newer, this is {sys.version.split()[0]}: run this with a newer one."
    with one_at_a_time():
        make_environment()
        pip(NEW_PIP)
        if chosen.torch_index:
            pip("--index-url", chosen.torch_index, "torch", "torchvision")
        pip("--editable", ".[lab,test]" if chosen.tests else ".[lab]")
        register_kernel()
    if "MAKELEVEL" not in os.environ:
        print(f"Installed. Start with: {PYTHON.relative_to(ROOT)} -m jupyterlab notebooks{os.sep}00_welcome.ipynb")
    return 0


def has_this_course():
    """Say whether the Python that runs this imports course_utils from this folder."""
    found = importlib.util.find_spec("course_utils")
    return found is not None and found.origin is not None and Path(found.origin).parents[1].samefile(ROOT)


@contextlib.contextmanager
def one_at_a_time():
    """Wait while another process installs here; the system lifts the lock when a process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing there starts two by itself
        yield
        return
    with open(ROOT / "pyproject.toml") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("The course is being installed here already: waiting until that is done.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
        yield


def make_environment():
    """Make .venv, unless the one that is there was made in this folder and its Python and pip start."""
    if pip_starts():
        return
    if VENV.exists():
        print("The folder .venv does not work here (was it moved, or Python changed?): making it again.", flush=True)
    code, said = run(sys.executable, "-m", "venv", "--clear", VENV)
    if code:
        print(said, file=sys.stderr)
        sys.exit(f"Python could not make .venv and says why above: {what_to_do(said)}; {AGAIN}")


def pip_starts():
    """Start pip as a program: the program's first line names the folder in which .venv was made."""
    try:
        said = run(BIN / f"pip{EXE}", "--version")[1]
    except OSError:
        return False
    found = re.search(r" from (.+) \(python 3\.(\d+)\)", said)
    return bool(found and int(found[2]) >= 10 and any(folder.samefile(VENV) for folder in Path(found[1]).parents))


def what_to_do(said):
    """Find the advice that fits why .venv could not be made."""
    if "ensurepip is not available" in said or not importlib.util.find_spec("ensurepip"):
        return "on Debian and Ubuntu install the package python3-venv"
    if not os.access(ROOT, os.W_OK):
        return "copy the course to a folder in which you may write"
    if VENV.exists() and not os.access(VENV, os.W_OK):
        return "remove the folder .venv, which belongs to somebody else"
    return full_disk() or "see to what it names, and that there is room for you on the disk"


def pip(*what):
    """Install something into .venv, whatever the environment says about the place."""
    settings = run(PYTHON, "-m", "pip", "config", "list")[1]
    elsewhere = re.search(r"^(global|install)\.(target|prefix)=", settings, re.MULTILINE)  # nothing outranks a file's
    if elsewhere:
        todo = f"take that out with python -m pip config unset {elsewhere[1]}.{elsewhere[2]}"
        sys.exit(f"Your settings for pip put all packages into one other folder: {todo}; {AGAIN}")
    environment = {name: value for name, value in os.environ.items() if name not in {"PIP_TARGET", "PIP_PREFIX"}}
    environment.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1")
    if subprocess.call([str(PYTHON), "-m", "pip", "install", *what], cwd=str(ROOT), env=environment):
        todo = full_disk() or "check the connection"
        sys.exit(f"The installation did not finish; pip says why above: {todo}; {AGAIN}")


def full_disk():
    """Say which folder has too little room; nothing when all have enough."""
    for folder in [ROOT, Path(tempfile.gettempdir())]:
        free = shutil.disk_usage(folder).free / 1e9
        if free < 1:
            return f"make room, there are only {free:.1f} GB left in {folder}"
    return ""


def register_kernel():
    """Tell Jupyter in .venv of its Python."""
    code, said = run(PYTHON, "-m", "ipykernel", "install", "--sys-prefix")
    if code:
        print(said, file=sys.stderr)
        sys.exit(f"The notebook kernel could not be registered: remove the folder .venv; {AGAIN}")


def run(*command):
    """Run a command to its end; give its exit code and all that it said."""
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode(errors="replace")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(f"Stopped; {AGAIN}")
