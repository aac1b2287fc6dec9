"""The page for contributors, docs/add_a_widget.md: the widget that it writes works as it stands there."""

import doctest
import importlib.util
import re
from pathlib import Path

import pytest
import test_every_widget

PAGE = (Path(__file__).parents[2] / "docs" / "add_a_widget.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    (code,) = re.findall(r"<!-- module -->\n```python\n(.*?)```", PAGE, flags=re.S)
    path = tmp_path_factory.mktemp("page") / "ink.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("ink", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_example_runs(module):
    assert doctest.testmod(module) == (0, 1)


def test_it_passes_what_every_widget_passes(module):
    for test in test_every_widget.OF_EACH:
        test(module.ink_of_a_digit())


def test_its_button_does_what_the_page_says(module):
    widget = module.ink_of_a_digit()
    widget.values = {**widget.values, "level": 255}
    widget.values = {**widget.values, "half": 1}
    assert widget.values == {"level": 128, "half": 1}
