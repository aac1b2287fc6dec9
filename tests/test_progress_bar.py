"""The bar in a cell and in a terminal, and the line that shows while PyTorch is loaded."""

import io
import os
import subprocess
import sys

import pytest
from jupyter_client.manager import start_new_kernel

from course_utils import progress_bar


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run code in a kernel; give what it shows, as a list of (kind, text)."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "slow.py").write_text("import time; time.sleep(0.1)")
    (folder / "broken.py").write_text("1 / 0")
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))

    def run(code):
        shown = []

        def note(message):
            content = message["content"]
            if message["msg_type"] in ("display_data", "update_display_data", "execute_result"):
                # No widget: a saved notebook has none any more. No data: JupyterLab shows no output then.
                assert list(content["data"]) in (["text/plain"], [])
                shown.append((message["msg_type"], content["data"].get("text/plain")))
            elif message["msg_type"] == "clear_output":
                shown.append(("clear_output", None))
            elif message["msg_type"] in ("stream", "error"):
                shown.append((message["msg_type"], content.get("text") or content["evalue"]))

        client.execute_interactive(code, timeout=120, output_hook=note)
        return shown

    run("import course_utils, sys, time, torch")
    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_quick_loop_shows_nothing_in_a_cell(run):
    assert run("for _ in course_utils.progress_bar(range(5)): pass") == []


def test_a_slow_loop_shows_its_bar_as_text_that_goes_away(run):
    first, *_, last = run("for _ in course_utils.progress_bar(range(6)): time.sleep(0.4)")

    assert first[0] == "display_data"
    assert "/6 [00:01<00:0" in first[1] and "batch/s" in first[1]
    assert last == ("update_display_data", None)


def test_the_bar_goes_away_when_the_loop_fails(run):
    code = "with course_utils.progress_bar(total=9) as bar:\n    time.sleep(1.2)\n    bar.update()\n    1 / 0"
    shown, emptied, error = run(code)

    assert "1/9" in shown[1]
    assert emptied == ("update_display_data", None)
    assert error == ("error", "division by zero")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stderr", "shown"), [(Terminal(), True), (io.StringIO(), False), (None, False)])
def test_a_terminal_shows_a_bar_and_a_file_or_a_pipe_keeps_none(monkeypatch, stderr, shown):
    monkeypatch.setattr(sys, "stderr", stderr)
    with progress_bar(total=2) as bar:
        bar.delay = 0
        bar.refresh()
    assert shown == bool(stderr and "0/2" in stderr.getvalue())


@pytest.mark.parametrize(("rank", "shown"), [("0", True), ("1", False)])
def test_of_the_processes_of_torchrun_the_first_alone_shows_a_bar(monkeypatch, rank, shown):
    monkeypatch.setenv("RANK", rank)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert progress_bar(total=2).disable != shown


@pytest.mark.thorough
def test_all_bars_can_be_switched_off_from_outside():
    code = (
        "import sys; sys.stderr.isatty = lambda: True; import course_utils; print(course_utils.progress_bar().disable)"
    )
    switched_off = {**os.environ, "TQDM_DISABLE": "1"}
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=switched_off).stdout == b"True\n"


def test_a_slow_import_shows_a_line_that_goes_away(run):
    run("from course_utils import _loading; _loading._SLOW.update(slow='something slow', broken='something broken')")

    line = [("display_data", "Loading something slow: a few seconds …"), ("update_display_data", None)]
    assert run("seen = True; import slow") == line
    assert run("del sys.modules['slow']") == []
    assert run("import slow") == [*line, ("clear_output", None)]  # a cell of imports is as if it had shown nothing
    *shown, error = run("import broken")
    assert [text for _, text in shown] == ["Loading something broken: a few seconds …", None]
    assert error == ("error", "division by zero")


@pytest.mark.parametrize("name", ["torch", "torch._dynamo", "torchvision"])
def test_what_takes_long_is_loaded_under_a_line(run, name):
    code = f"import {name}; sys.modules['{name}'].__spec__.loader.exec_module.__module__"
    assert run(code)[-1] == ("execute_result", "'course_utils._loading'")


@pytest.mark.thorough
def test_the_first_optimizer_loads_what_is_watched_as_its_compiler():
    code = (
        "import sys, torch; before = 'torch._dynamo' in sys.modules; torch.optim.SGD([torch.zeros(1)], lr=1.0);"
        "print(before, 'torch._dynamo' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "False True\n", result.stderr


@pytest.mark.thorough
def test_outside_a_notebook_imports_are_left_alone():
    code = "import sys, course_utils; print([finder for finder in sys.meta_path if 'course_utils' in repr(finder)])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr
