"""What must hold in every notebook, whatever its lesson says."""

import functools
import json
import re
import statistics
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

every_notebook = pytest.mark.parametrize(
    "path", SOLUTIONS + NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
every_solution = pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
every_handed_out = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

FORBIDDEN = {
    "an absolute path": r"(?<![\w.:/])/(home|root|Users|work|tmp|usr|var|opt|private)/\w|\b[A-Z]:\\\\",
    "an address": r"https?://|\b\d{1,3}(\.\d{1,3}){3}\b|\blocalhost\b",
    "a date": r"\b(19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](19|20)\d\d\b",
    "an object's place in memory": r"\bat 0x[0-9a-f]{6,}",
}


@functools.cache
def read(path):
    return nbformat.read(path, as_version=4)


def cells(path, kind=None):
    return [cell for cell in read(path).cells if kind in (None, cell.cell_type)]


def words(cell):
    prose = re.sub(r"\$[^$]*\$|!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)]*\)|<[^>]+>", " ", cell.source)
    return len(re.findall(r"[^\W_]+", prose))


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


def texts(path):
    """All that a reader can see, without the bytes of pictures."""
    for cell in cells(path):
        yield cell.source
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            yield from (value for kind, value in output.get("data", {}).items() if kind.startswith("text/"))


def test_there_are_lessons():
    assert len(SOLUTIONS) >= 3


@every_notebook
def test_it_is_valid_and_its_cells_have_ids(path):
    nbformat.validate(read(path))
    ids = [cell.id for cell in cells(path)]
    assert len(set(ids)) == len(ids)


@every_notebook
def test_jupyterlab_knows_its_kernel_without_asking(path):
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert metadata["language_info"]["name"] == "python"


@every_notebook
def test_it_holds_nothing_of_one_machine_or_one_day(path):
    for what, pattern in FORBIDDEN.items():
        found = [match for text in texts(path) if (match := re.search(pattern, text))]
        assert not found, f"{path.name} holds {what}: {found[0].group()}"


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an absolute path", "see /home/someone/data"),
        ("an absolute path", "PosixPath('/tmp/data')"),
        ("an address", "get it from https://example.org"),
        ("an address", "listening on 127.0.0.1"),
        ("a date", "run on 2026-01-31"),
        ("an object's place in memory", "<Net object at 0x7f3a12345678>"),
    ],
)
def test_the_guard_recognises_what_must_not_be_there(what, text):
    assert re.search(FORBIDDEN[what], text)


@every_notebook
def test_every_picture_has_a_text(path):
    for output in outputs(path):
        data = output.get("data", {})
        if any(kind.startswith("image/") for kind in data):
            assert not data.get("text/plain", "<").startswith("<"), "a picture without a text that says what it shows"
            assert output.metadata["image/png"]["alt"] == data["text/plain"]
    for text in texts(path):
        for tag in re.findall(r"<img[^>]*>", text):
            assert re.search(r'alt="[^"]{3,}"', tag), tag[:80]
        for alt in re.findall(r"!\[([^\]]*)\]\(", text):
            assert len(alt) > 20, "a linked picture without a text"


@every_notebook
def test_links_between_lessons_and_to_pictures_resolve(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)#]+)\)", cell.source):
            assert (path.parent / target).is_file(), f"{path.name} links to {target}"


@every_notebook
def test_it_is_under_one_megabyte(path):
    assert path.stat().st_size < 300_000


@every_solution
def test_its_cells_were_run_from_top_to_bottom(path):
    """nbval compares nothing in a cell without a count, so a gap would hide a changed output."""
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@every_solution
def test_no_cell_ended_in_an_error_or_a_warning(path):
    for output in outputs(path):
        assert output.output_type != "error"
        assert output.get("name") != "stderr", output.text


@every_handed_out
def test_what_learners_open_holds_no_output_and_no_solution(path):
    for cell in cells(path, "code"):
        assert cell.outputs == [] and cell.execution_count is None
        assert "SOLUTION" not in cell.source
    for cell in cells(path):
        assert cell.metadata == {}


@every_solution
def test_it_opens_with_its_question_and_closes_with_what_was_reached(path):
    first, *others = (cell.source for cell in cells(path))
    (last,) = [place for place, source in enumerate(others) if source.startswith("## You have")]
    closing = "\n".join(others[last:])
    lines = first.splitlines()
    assert lines[0].startswith("# ") and lines[0].endswith("?")
    verbs = re.findall(r"^- \*\*\w+\*\*", first, flags=re.M)
    assert "You will" in lines and len(verbs) == 3
    assert len(re.findall(r"^- \*\*\w+\*\*", closing, flags=re.M)) == 3
    assert "**One thing to try:**" in closing and "**Next:**" in closing


@every_solution
def test_it_keeps_the_rhythm_of_the_house(path):
    code = [cell for cell in cells(path, "code") if code_lines(cell)]
    prose = cells(path, "markdown")
    # More cells than the house has in mind: one idea a cell, and a lesson takes the cells that its ideas need.
    assert 18 <= len(code) + len(prose) <= 110
    assert statistics.median(len(code_lines(cell)) for cell in code) <= 4
    assert max(len(code_lines(cell)) for cell in code) <= 20
    assert 20 <= statistics.median(map(words, prose)) <= 75
    assert statistics.quantiles(map(words, prose), n=10, method="inclusive")[-1] <= 81  # nine in ten are short
    assert max(map(words, prose)) <= 140
    assert sum(line.lstrip().startswith(("import ", "from ")) for line in code_lines(code[0])) <= 4
    run = longest = 0
    for cell in cells(path):
        run = run + 1 if cell.cell_type == "code" else 0
        longest = max(longest, run)
    assert longest <= 3


@every_solution
def test_its_code_can_be_read_in_a_narrow_window_without_scrolling(path):
    for cell in cells(path, "code"):
        assert max(map(len, cell.source.splitlines())) <= 79, cell.source


@every_solution
def test_a_sentence_that_begins_with_a_number_is_not_taken_for_a_list(path):
    """Markdown shows a paragraph "12. The output grows" as the twelfth entry of a list."""
    for cell in cells(path, "markdown"):
        numbers = [int(number) for number in re.findall(r"^ *(\d+)[.)] ", cell.source, flags=re.M)]
        assert len(numbers) != 1 and numbers == list(range(1, len(numbers) + 1)), cell.source


@every_solution
def test_it_never_calls_anything_simple(path):
    for cell in cells(path, "markdown"):
        assert not re.search(r"\b(simply|just|obviously|trivial(ly)?)\b", cell.source, flags=re.I), cell.source
