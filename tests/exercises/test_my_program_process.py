"""The process of a whole program: its own folder, its end, and the end of all that it has started."""

import os
import re
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest
from test_my_program import written

from course_utils.exercises import my_program as package
from course_utils.exercises.my_program import _process, my_program


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "import torch\nfor i in range(3)\n    pass\n",
            r"SyntaxError: expected ':'.*\nin your line 2: `for i in range\(3\)`",
        ),
        ("%matplotlib inline\n", r"Lines with % or ! belong to notebooks.*\nin your line 1: `%matplotlib inline`"),
        ("import os\nos._exit(3)\n", "ended before the file's last line, with exit code 3"),
        ("raise KeyboardInterrupt\n", "KeyboardInterrupt\nin your line 1"),
        (
            "print('one\\ntwo')\nx = [1][2]\n",
            r"IndexError: list index out of range. The list, or tuple, has fewer entries than that.*"
            r"\nin your line 2: `x = \[1\]\[2\]`",
        ),
    ],
)
def test_a_crash_is_told_with_the_learners_line(tmp_path, text, says):
    outcome = my_program.check(written(tmp_path / "work", text))
    assert outcome.state == "crashed" and re.search(says, outcome.message), outcome
    assert ("The last that it printed:\none\ntwo" in outcome.remarks) == ("two" in text)


LINES = "import os, sys\nprint(__name__, sys.argv == [os.path.join(os.getcwd(), 'my program ü.py')])\n"
LINES += "print(os.path.basename(os.getcwd()), 'größe')\n1 / 0\n"


def test_it_runs_as_the_main_program_in_its_own_folder_whatever_that_is_called(tmp_path, monkeypatch):
    written(tmp_path / "mein schöner Ordner", LINES, "my program ü.py")
    monkeypatch.chdir(tmp_path)
    outcome = my_program.check(os.path.join("mein schöner Ordner", "my program ü.py"))
    (printed,) = outcome.remarks
    assert printed.splitlines()[-2:] == ["__main__ True", "mein schöner Ordner größe"]


def test_two_checks_at_once_do_not_disturb_each_other(tmp_path):
    outcomes = {}

    def run(number):
        file = written(tmp_path / str(number), f"print('this is {number}')\nraise ValueError({number})\n")
        outcomes[number] = my_program.check(file)

    threads = [threading.Thread(target=run, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"ValueError: {number}" in outcomes[number].message for number in (1, 2))
    assert all(f"this is {number}" in outcomes[number].remarks[0] for number in (1, 2))


SLEEPS = "import os, subprocess, sys, time\nprint('x' * 100_000)\nprint(os.getpid())\n"
SLEEPS += "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\nprint(other.pid)\n"
SLEEPS += "while True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass\n"


def gone(pid):
    """Tell whether a process is gone, or is within seconds: a kill takes its time."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def pids(text):
    return [int(line) for line in text.splitlines() if line.isdigit()]


def test_an_endless_program_is_stopped_with_all_that_it_has_started(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "SECONDS", 3)
    outcome = my_program.check(written(tmp_path / "work", SLEEPS))
    assert outcome.state == "crashed" and "so it was stopped" in outcome.message
    assert len(pids(outcome.remarks[-1])) == 2 and all(map(gone, pids(outcome.remarks[-1])))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends interrupts in another way")
def test_an_interrupt_ends_the_check_and_the_program(tmp_path, monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(_process.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])
    threading.Timer(2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        my_program.check(written(tmp_path / "work", SLEEPS))
    assert started[0].poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process that its parent is gone")
def test_a_program_ends_when_the_kernel_that_checks_it_is_gone(tmp_path):
    pid = tmp_path / "pid"
    text = f"import os, pathlib, time\npathlib.Path({str(pid)!r}).write_text(str(os.getpid()))\ntime.sleep(600)\n"
    file = written(tmp_path / "work", text)
    command = [sys.executable, str(_process._CHILD), str(file), "answer", "data", "120"]
    kernel = subprocess.Popen([sys.executable, "-c", f"import subprocess; subprocess.run({command})"])
    while not (pid.exists() and pid.read_text()):
        time.sleep(0.05)
    kernel.kill()
    kernel.wait()
    assert gone(int(pid.read_text()))


@pytest.mark.parametrize(
    ("printed", "lines"),
    [("a\nb\n\n", ["a", "b"]), ("1%\r50%\r100%\nend", ["100%", "end"]), ("a\r\nb\r\n", ["a", "b"])],
)
def test_the_last_lines_are_those_that_a_terminal_shows(printed, lines):
    assert _process.last_lines(printed, 5) == lines
