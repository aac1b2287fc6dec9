"""The bar in a cell and in a terminal, and the one that shows while PyTorch is loaded."""

import os
import subprocess
import sys

import pytest
from jupyter_client.manager import start_new_kernel

SLOW = """\
import time
for name in ["one", "two", "three"]:
    time.sleep(0.3)
    __import__(f"slow_{name}")
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run code in a kernel; give what it shows, as a list of (kind, text)."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "slow.py").write_text(SLOW)
    for name in ["one", "two", "three"]:
        (folder / f"slow_{name}.py").write_text("")
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))

    def run(code):
        shown = []

        def note(message):
            content = message["content"]
            if message["msg_type"] in ("display_data", "update_display_data", "execute_result"):
                assert list(content["data"]) == ["text/plain"]  # no widget: a saved notebook has none any more
                shown.append((message["msg_type"], content["data"]["text/plain"]))
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


def test_a_slow_loop_shows_its_bar_as_text_that_is_empty_at_the_end(run):
    first, *_, last = run("for _ in course_utils.progress_bar(range(6)): time.sleep(0.4)")

    assert first[0] == "display_data"
    assert "/6 [00:01<00:0" in first[1] and "batch/s" in first[1]
    assert last == ("update_display_data", "")


def test_the_bar_goes_away_when_the_loop_fails(run):
    code = "with course_utils.progress_bar(total=9) as bar:\n    time.sleep(1.2)\n    bar.update()\n    1 / 0"
    shown, emptied, error = run(code)

    assert "1/9" in shown[1]
    assert emptied == ("update_display_data", "")
    assert error == ("error", "division by zero")


@pytest.mark.parametrize(("switch", "shown"), [({}, True), ({"TQDM_DISABLE": "1"}, False)])
def test_all_bars_can_be_switched_off_from_outside(switch, shown):
    code = "import course_utils, time\nfor _ in course_utils.progress_bar(range(3)): time.sleep(0.6)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **switch})
    assert ("batch/s" in result.stderr) == shown


def test_a_slow_import_shows_how_many_modules_it_has_loaded(run):
    run("from course_utils import _loading; _loading._SLOW['slow'] = 'loading something slow'")

    first, *_, last = run("import slow")

    assert first[0] == "display_data"
    assert first[1].startswith("loading something slow: 2 modules [00:00")  # after half a second, not after one
    assert last == ("update_display_data", "")
    assert run("slow.__spec__.loader.get_source('slow')[:11], 'slow_three' in sys.modules") == [
        ("execute_result", "('import time', True)")
    ]


@pytest.mark.parametrize("name", ["torch", "torch._dynamo", "torchvision"])
def test_what_takes_long_is_loaded_under_a_bar(run, name):
    code = f"import {name}; sys.modules['{name}'].__spec__.loader.exec_module.__module__"
    assert run(code)[-1] == ("execute_result", "'course_utils._loading'")


def test_the_first_optimizer_loads_what_is_watched_as_its_compiler():
    code = (
        "import sys, torch; before = 'torch._dynamo' in sys.modules; torch.optim.SGD([torch.zeros(1)], lr=1.0);"
        "print(before, 'torch._dynamo' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "False True\n", result.stderr


def test_an_import_that_fails_says_so_and_the_next_one_works(run):
    run("_loading._SLOW['slow_broken'] = 'loading'; open('slow_broken.py', 'w').write('1 / 0')")
    assert run("import slow_broken") == [("error", "division by zero")]
    assert run("import gc; _loading.sys.meta_path[0].bar is None, gc.isenabled()") == [
        ("execute_result", "(True, True)")
    ]


def test_outside_a_notebook_imports_are_left_alone_and_the_bar_is_a_terminal_s():
    code = (
        "import sys, course_utils; from tqdm.std import tqdm;"
        "print([type(finder) for finder in sys.meta_path if 'course_utils' in repr(finder)],"
        "type(course_utils.progress_bar(total=1)) is tqdm)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[] True\n", result.stderr
