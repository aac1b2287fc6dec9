"""The rooms of the widgets: a folder a lesson, what a browser runs in the engine alone, and tests that mirror them."""

import re
from pathlib import Path

from course_utils import widgets

WIDGETS, TESTS = Path(widgets.__file__).parent, Path(__file__).parent
LESSONS = sorted(folder.name for folder in WIDGETS.iterdir() if folder.is_dir() and folder.name[0] not in "_.")


def test_each_folder_of_widgets_has_its_folder_of_tests():
    assert len(LESSONS) >= 12
    assert [name for name in LESSONS if not any((TESTS / name).glob("test_*.py"))] == []


def test_a_folder_of_a_lesson_knows_no_html():
    files = [path for name in LESSONS for path in (WIDGETS / name).iterdir() if path.name != "__pycache__"]
    assert {path.suffix for path in files} == {".py"}
    makes = re.compile(r"</?[a-z]+[ >]|\bparts\.element\(|import .*\belement\b|ElementTree import (?!Element$)")
    found = [
        f"{path.name}: {line}" for path in files for line in path.read_text("utf-8").splitlines() if makes.search(line)
    ]
    assert found == []
