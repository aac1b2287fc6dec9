"""No lesson uses a term, a name or Python's syntax before it, or a lesson before it, has introduced it."""

import nbformat
import order
import pytest
from order import Cell
from test_guards import ROOT, SOLUTIONS

# Terms that are also everyday words: before their lesson they are used in the everyday sense.
EVERYDAY = {
    "method": "a way to do something",
}
# Names that a text introduces without backticks, or that no text need introduce.
KNOWN = {
    "append": "of lists, which the learner knows",
}

GLOSSARY = order.read_glossary((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
CELLS = [
    Cell(path.stem, place, cell.cell_type, cell.source)
    for path in SOLUTIONS
    for place, cell in enumerate(nbformat.read(path, as_version=4).cells)
]


def test_every_term_is_in_italics_where_it_is_first_used():
    assert order.terms_used_too_early(CELLS, GLOSSARY, EVERYDAY) == []


def test_what_stands_in_italics_is_in_the_glossary():
    assert order.italics_without_entry(CELLS, GLOSSARY) == []


def test_every_name_is_in_backticks_before_code_uses_it():
    assert order.names_used_too_early(CELLS, KNOWN) == []


def test_syntax_that_beginners_may_not_know_is_introduced_before_code_uses_it():
    assert order.syntax_used_too_early(CELLS, GLOSSARY) == []


def test_the_glossary_is_in_alphabetical_order():
    assert list(GLOSSARY) == sorted(GLOSSARY, key=str.casefold)


def test_every_lesson_leads_to_the_glossary():
    for path in SOLUTIONS:
        assert any("(../docs/glossary.md)" in cell.source for cell in CELLS if cell.lesson == path.stem), path.name


def move_behind_first_use(term):
    """Move the cell that introduces a term to the end of the course."""
    introduced = next(n for n, cell in enumerate(CELLS) if term in order.italics(cell))
    return CELLS[:introduced] + CELLS[introduced + 1 :] + [CELLS[introduced]]


@pytest.mark.parametrize("term", ["shape", "target", "slope", "epoch", "mask", "velocity", "optimizer"])
def test_a_definition_behind_its_first_use_is_found(term):
    found = order.terms_used_too_early(move_behind_first_use(term), {term: GLOSSARY[term]}, EVERYDAY)
    assert len(found) == 1 and term in found[0]


def lesson(*cells):
    """Make a lesson of texts and code, "> " before code."""
    return [
        Cell("01_tiny", place, "code" if cell.startswith("> ") else "markdown", cell.removeprefix("> "))
        for place, cell in enumerate(cells)
    ]


@pytest.mark.parametrize(
    ("cells", "terms", "found"),
    [
        (["A *slope* is steep.", "Slopes have signs."], ["slope"], 0),
        (["Slopes have signs.", "A *slope* is steep."], ["slope"], 1),
        (["A **slope** is steep, and *no more*."], ["slope"], 1),  # nowhere in italics
        (["`slope`, $slope$ and [slope](x.md)", "A *slope* is steep."], ["slope"], 0),
        (["A slope-free text", "A *slope* is steep."], ["slope"], 0),
        (["A *linear layer*", "A *layer* has units."], ["layer", "linear layer"], 0),
        (["A layer, a *linear layer*", "A *layer* has units."], ["layer", "linear layer"], 1),
    ],
)
def test_terms_are_found_in_prose_alone_and_a_longer_term_is_no_shorter_one(cells, terms, found):
    opening = "# How?"  # which may name them
    glossary = dict.fromkeys(terms, "01")
    assert len(order.terms_used_too_early(lesson(opening, *cells), glossary)) == found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["`torch.zeros(3)` gives zeros.", "> import torch\ntorch.zeros(3)"], 0),
        (["Zeros come next.", "> import torch\ntorch.zeros(3)", "`torch.zeros(3)` gave zeros."], 2),
        (["> %%writefile a.py\nimport torch\ntorch.zeros(3)"], 2),
        (["> def add(a, b):\n    return a + b\n\nadd(1, b=2)"], 0),
        (["`view`", "> x = 3\nx.view(1, size=x)"], 1),
    ],
)
def test_names_are_introduced_by_a_text_above_or_by_the_code_itself(cells, found):
    assert len(order.names_used_too_early(lesson(*cells))) == found


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("lambda", "lambda x: x"),
        ("list comprehension", "[x for x in (1, 2)]"),
        ("condition in a comprehension", "sum(x for x in (1, 2) if x)"),
        ("dictionary", "{1: 2}"),
        ("slice", "x[:2]"),
        ("slice in two dimensions", "x[0, :2]"),
        ("unpacking", "a, b = x"),
        ("unpacking in a call", "f(*x)"),
        ("default argument", "def f(x=1): ..."),
        ("format", "f'{x:.2f}'"),
        ("class", "class A: ..."),
        ("decorator", "@cache\ndef f(): ..."),
        ("with block", "with x: ..."),
        ("try block", "try: ...\nexcept ValueError: ..."),
        ("in place", "x -= 1"),
    ],
)
def test_syntax_is_found_before_its_term_and_not_after_it(term, code):
    found = order.syntax_used_too_early(lesson(f"> {code}", f"*{term}*"), {})
    assert f"01_tiny[0] uses a {term} before it is introduced" in found
    everything_else = [f"*{other}*" for other in order.SYNTAX]
    assert order.syntax_used_too_early(lesson(*everything_else, f"> {code}"), {}) == []
