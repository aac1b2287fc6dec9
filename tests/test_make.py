"""``make lab`` on machines where something is in the way. Python's venv and pip are stand-ins: nothing is installed."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("make") is None, reason="make is for Linux and macOS"
)

# Makes .venv without pip's seconds: its pip tells what it is asked for, and links the course; JupyterLab says hello.
VENV = r"""
import os, pathlib, shutil, sys

if "VENV_SAYS" in os.environ:
    sys.exit(os.environ["VENV_SAYS"])
folder = pathlib.Path(sys.argv[-1])
shutil.rmtree(folder, ignore_errors=True)
packages = folder.joinpath("lib", "python%d.%d" % sys.version_info[:2], "site-packages")
packages.mkdir(parents=True)
(folder / "bin").mkdir()
(folder / "bin" / "python").symlink_to(sys.executable)
(folder / "pyvenv.cfg").write_text("home = " + os.path.dirname(sys.executable))
# As pip itself writes it where a path holds a space.
start = "#!/bin/sh\n'''exec' \"" + str(folder / "bin" / "python") + "\" \"$0\" \"$@\"\n' '''\n"
(folder / "bin" / "pip").write_text(start + "from pip import main; main()")
(folder / "bin" / "pip").chmod(0o755)
(packages / "ipykernel.py").touch()
(packages / "jupyterlab.py").write_text("import os; print('JupyterLab in', os.environ['HOME'])")
(packages / "pip").mkdir()
(packages / "pip" / "__main__.py").write_text("from pip import main; main()")
(packages / "pip" / "__init__.py").write_text('''
import os, pathlib, sys, time
def main():
    if sys.argv[1:] == ["--version"]:
        print("pip 25 from", os.path.dirname(__file__), "(python %d.%d)" % sys.version_info[:2])
        return
    if sys.argv[1:] == ["config", "list"]:
        print(os.environ.get("PIP_CONF", ""))
        return
    place = ["user =", os.environ.get("PIP_USER"), "target =", os.environ.get("PIP_TARGET")]
    print("pip", *sys.argv[1:], "with", *place, flush=True)
    if "--editable" in sys.argv:
        time.sleep(float(os.environ.get("PIP_TAKES", 0)))
        pathlib.Path(__file__).parents[1].joinpath("course.pth").write_text(os.getcwd())
        sys.exit(os.environ.get("PIP_SAYS"))
''')
"""


SETTINGS = [f"tools/jupyterlab/{name}.json" for name in ("overrides", "html_export", "nbconvert")]


@pytest.fixture
def course(tmp_path):
    """Give a copy of what make reads, in a folder with a space in its name."""
    folder = tmp_path / "my course"
    (folder / "tools" / "jupyterlab").mkdir(parents=True)
    for name in ["Makefile", "pyproject.toml", "tools/install.py", *SETTINGS]:
        shutil.copy(ROOT / name, folder / name)
    (folder / "course_utils").mkdir()
    (folder / "course_utils" / "__init__.py").touch()
    (tmp_path / "stand-ins").mkdir()
    (tmp_path / "stand-ins" / "venv.py").write_text(VENV)
    return folder


def start(folder, *arguments, command=("make", "lab", f"PYTHON={sys._base_executable}"), **environment):
    hidden = ("MAKE", "MFLAGS", "PIP", "PYTHON", "VIRTUAL_ENV")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    return subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(folder.parent / "stand-ins"), "HOME": str(folder.parent), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def make_lab(folder, *arguments, **environment):
    process = start(folder, *arguments, **environment)
    said = process.communicate(timeout=60)[0]
    return process.returncode, said


def test_it_installs_once_and_starts(course):
    first, second = make_lab(course), make_lab(course)

    assert first[0] == 0 and "pip install --editable .[lab] " in first[1] and "JupyterLab in" in first[1], first
    assert second == (0, f"JupyterLab in {course.parent}\n")


def test_without_make_it_says_how_to_start(course):
    code, said = make_lab(course, command=[sys._base_executable, "tools/install.py", "--tests"])

    assert code == 0 and "pip install --editable .[lab,test] " in said
    assert said.endswith("Start with: .venv/bin/python -m jupyterlab notebooks/00_welcome.ipynb\n")


def test_an_interrupted_installation_goes_on_where_it_stopped(course):
    code, said = make_lab(course, PIP_SAYS="no connection")
    assert code != 0 and "no connection" in said and "check the connection" in said

    code, said = make_lab(course)
    assert code == 0 and "making it again" not in said and "--editable" in said


def moved(course):
    return course.rename(course.parent / "moved")


def copied(course):
    return Path(shutil.copytree(course, course.parent / "copied", symlinks=True))


def python_gone(course):
    program = course / ".venv" / "bin" / "python"
    program.unlink()
    program.symlink_to("/gone/python3")
    return course


def python_upgraded(course):
    [packages] = course.glob(".venv/lib/python3*")
    packages.rename(packages.with_name("python3.1"))
    return course


@pytest.mark.parametrize("change", [moved, copied, python_gone, python_upgraded])
def test_an_environment_that_no_longer_works_is_made_again(course, change):
    make_lab(course)
    folder = change(course)

    code, said = make_lab(folder)

    assert code == 0 and "making it again" in said and "JupyterLab in" in said, said
    assert "making it again" not in make_lab(folder)[1]


def test_a_folder_reached_through_a_link_is_the_same_folder(course):
    make_lab(course)
    (course.parent / "link").symlink_to(course)

    code, said = make_lab(course.parent / "link")

    assert code == 0 and "pip" not in said


@pytest.mark.parametrize(
    ("says", "todo"),
    [
        ("The virtual environment was not created: ensurepip is not available.", "python3-venv"),
        ("Error: Refusing to create a venv", "see to what it names"),
    ],
)
def test_why_the_environment_could_not_be_made_is_said(course, says, todo):
    code, said = make_lab(course, VENV_SAYS=says)

    assert code != 0 and says in said and todo in said
    assert ("python3-venv" in said) == (todo == "python3-venv")


FULL = "import shutil; shutil.disk_usage = lambda folder: type('', (), {'free': 0})"
READ_ONLY = "import os; os.access = lambda *arguments: False"


@pytest.mark.parametrize(
    ("machine", "step", "todo"),
    [
        (FULL, "VENV_SAYS", "make room, there are only 0.0 GB left in"),
        (FULL, "PIP_SAYS", "make room, there are only 0.0 GB left in"),
        (READ_ONLY, "VENV_SAYS", "copy the course to a folder in which you may write"),
    ],
)
def test_what_neither_venv_nor_pip_need_name_is_said(course, machine, step, todo):
    (course.parent / "stand-ins" / "sitecustomize.py").write_text(machine)

    code, said = make_lab(course, **{step: "ensurepip: non-zero exit status 1"})

    assert code != 0 and todo in said and "python3-venv" not in said


@pytest.mark.parametrize("python", ["/gone/python3", "false"])
def test_a_python_that_is_missing_or_too_old_is_said(course, python):
    code, said = make_lab(course, f"PYTHON={python}")

    assert code != 0 and "needs Python 3.10 or newer" in said


def test_settings_for_pip_elsewhere_do_not_matter(course):
    code, said = make_lab(course, PIP_USER="1", PIP_TARGET="/elsewhere")

    assert code == 0 and said.count("with user = 0 target = None") == 2


def test_an_old_pip_is_made_new_enough_to_install_the_course(course):
    said = make_lab(course)[1]
    assert "pip install pip>=21.3" in said and said.index("pip>=21.3") < said.index("--editable")


def test_pytorch_can_come_from_another_address(course):
    said = make_lab(course, "TORCH_INDEX=file:///packages")[1]
    assert "pip install --index-url file:///packages torch torchvision" in said


def test_the_second_of_two_at_once_waits(course):
    with start(course, PIP_TAKES="1") as first:
        while not list(course.glob(".venv/bin/pip")):
            time.sleep(0.02)

        code, said = make_lab(course)

        assert code == 0 and "waiting" in said and "making it again" not in said, said
        assert first.communicate()[0].endswith(f"JupyterLab in {course.parent}\n")


def test_a_home_that_cannot_be_written_to_is_replaced(course):
    code, said = make_lab(course, HOME="/gone")

    assert code == 0 and "cannot be written to" in said
    assert said.endswith(f"JupyterLab in {course / '.home'}\n")


def test_every_pip_of_the_makefile_installs_where_it_is_asked_to(course):
    shown = ["--eval=show: ; @echo user $$PIP_USER, target $$PIP_TARGET", "show"]
    environment = {**os.environ, "PIP_USER": "1", "PIP_TARGET": "elsewhere"}
    result = subprocess.run(["make", *shown], cwd=course, env=environment, capture_output=True, text=True)
    assert "user 0, target" in result.stdout.splitlines()  # not the last line where make runs within make


def test_what_a_moved_environment_starts_is_its_python():
    """The first line of any other program there names the folder in which the environment was made."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert not re.findall(r"(?:\.venv-book|\.nbgrader|\$\(LOWEST\))/bin/(?!python\b)\w+", makefile)


@pytest.mark.parametrize("line", ["global.target='/elsewhere'", "install.prefix='/elsewhere'"])
def test_a_file_of_pip_that_sends_all_elsewhere_is_said(course, line):
    code, said = make_lab(course, PIP_CONF=f"global.timeout='60'\n{line}")
    assert code and f"python -m pip config unset {line.partition('=')[0]};" in said and "--editable" not in said
