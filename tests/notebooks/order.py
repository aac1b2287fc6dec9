"""What the lessons use before they have introduced it: terms of the glossary, names of libraries, Python's syntax.

A term is introduced where it stands in italics; a name where a text names it in backticks; syntax where its term is
introduced. Everything here is given as cells in the order in which a reader meets them.
"""

import ast
import builtins
import re
from typing import NamedTuple

ITALIC = re.compile(r"(?<![\w*\\])\*(?![\s*])([^*\n]+?)(?<![\s*])\*(?![\w*])")
BACKTICKS = re.compile(r"```.*?```|`[^`]+`", re.S)
NOT_PROSE = re.compile(
    "|".join(
        [
            r"^\| \[[^\n]*\.ipynb\)[^\n]*$",  # the list of lessons and their questions
            r"```.*?```|`[^`]*`",  # code
            r"\$\$.*?\$\$|\$[^$\n]*\$",  # formulas
            r"!?\[[^\]]*\]\([^)]*\)",  # links and pictures
            r"<[^>]+>",
        ]
    ),
    re.S | re.M,
)

# Python that a beginner may not know -> how a syntax tree shows it. The glossary has each of these terms.
SYNTAX = {
    "lambda": lambda node: isinstance(node, ast.Lambda),
    "list comprehension": lambda node: isinstance(node, ast.ListComp),
    "dictionary": lambda node: isinstance(node, ast.Dict | ast.DictComp),
    "condition in a comprehension": lambda node: isinstance(node, ast.comprehension) and bool(node.ifs),
    "slice": lambda node: isinstance(node, ast.Slice),
    "slice in two dimensions": lambda node: (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Tuple)
        and any(isinstance(part, ast.Slice) for part in node.slice.elts)
    ),
    "unpacking": lambda node: (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Tuple)
        and not isinstance(node.value, ast.Tuple)
    ),
    "unpacking in a call": lambda node: isinstance(node, ast.Starred),
    "default argument": lambda node: isinstance(node, ast.arguments) and bool(node.defaults or any(node.kw_defaults)),
    "format": lambda node: isinstance(node, ast.FormattedValue) and node.format_spec is not None,
    "class": lambda node: isinstance(node, ast.ClassDef),
    "decorator": lambda node: bool(getattr(node, "decorator_list", [])),
    "with block": lambda node: isinstance(node, ast.With),
    "try block": lambda node: isinstance(node, ast.Try),
    "in place": lambda node: isinstance(node, ast.AugAssign),
}


class Cell(NamedTuple):
    """One cell: the lesson's number, its place there, "markdown" or "code", and its text."""

    lesson: str
    place: int
    kind: str
    source: str

    def __str__(self) -> str:
        return f"{self.lesson}[{self.place}]"


def read_glossary(text):
    """Give term -> number of the lesson, from the table of docs/glossary.md."""
    return dict(re.findall(r"^\| \*([^*]+)\* \|.*\[(\d\d)\b[^|]*\|$", text, re.M))


def forms(term):
    """Match a term as it is or in the plural, however its first letter is written."""
    body = re.escape(term).replace(r"\ ", r"[\s-]").replace("\\-", r"[\s-]")
    plural = "(?:s|es)?"
    return re.compile(rf"(?<![\w-]){body}{plural}(?![\w-])", re.I)


def prose(cell):
    """Give what a text cell says, without code, formulas, links and pictures."""
    return NOT_PROSE.sub(" ", cell.source) if cell.kind == "markdown" else ""


def italics(cell):
    """Give what stands in italics in a text cell."""
    return ITALIC.findall(re.sub(r"\*\*", "\0", prose(cell))) if cell.kind == "markdown" else []


def terms_used_too_early(cells, glossary, everyday=()):
    """Give one sentence a term that stands somewhere before it is introduced, or nowhere in italics in its lesson.

    The opening cell of its own lesson may say where the lesson leads.
    """
    found = []
    for term, lesson in glossary.items():
        introduced = next(
            (n for n, cell in enumerate(cells) if cell.lesson[:2] == lesson and term in italics(cell)), None
        )
        if introduced is None:
            found.append(f"*{term}* stands nowhere in italics in lesson {lesson}")
            continue
        if term in everyday:
            continue
        pattern = forms(term)
        longer = [forms(other) for other in glossary if other != term and pattern.search(other)]
        before = [cell for cell in cells[:introduced] if cell.place or cell.lesson[:2] != lesson]
        early = [str(cell) for cell in before if pattern.search(_without(longer, prose(cell)))]
        if early:
            found.append(f"*{term}* is introduced in {cells[introduced]}, and used before in {', '.join(early)}")
    return found


def _without(patterns, text):
    """Take longer terms out: who writes "linear layer" does not use "layer"."""
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text


def italics_without_entry(cells, glossary):
    """Give one sentence for what stands in italics and is no term of the glossary."""
    return [f"{cell}: *{text}*" for cell in cells for text in italics(cell) if text not in glossary]


def names_used_too_early(cells, known=()):
    """Give one sentence for each name that a code cell uses and no text above has named in backticks."""
    introduced, own, found = set(known) | set(dir(builtins)), set(), []
    for cell in cells:
        if cell.kind == "markdown":
            introduced |= set(re.findall(r"[A-Za-z_]\w*", " ".join(BACKTICKS.findall(cell.source))))
            continue
        tree = _parse(cell.source)
        own |= _defined(tree)
        new = _names(tree) - introduced - own
        found += [f"{cell}: {name}" for name in sorted(new)]
        introduced |= new  # said once
    return found


def syntax_used_too_early(cells, glossary):
    """Give one sentence for each kind of syntax that a code cell uses before its term is introduced."""
    open_kinds, found = dict(SYNTAX), []
    for cell in cells:
        if cell.kind == "markdown":
            for term in italics(cell):
                open_kinds.pop(term, None)
            continue
        nodes = list(ast.walk(_parse(cell.source)))
        for term in [term for term, shown in open_kinds.items() if any(shown(node) for node in nodes)]:
            found.append(f"{cell} uses a {term} before it is introduced")
            del open_kinds[term]
    return found


def _parse(source):
    """Read a cell as Python; the first line of a cell that is written into a file is none."""
    return ast.parse(re.sub(r"\A%%writefile .*\n", "", source))


def _defined(tree):
    """Give the names that a cell makes itself; what it imports is no name of its own."""
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    made = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    taken = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    kept = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    return stored | made | taken | kept


def _names(tree):
    """Give the names that a cell reads: variables, attributes and arguments passed by name."""
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    read |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    read |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    return read
