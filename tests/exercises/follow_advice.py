"""Follow a piece of advice as a learner would: write the code that stands in it at each place where it may belong."""

import ast
import copy
import difflib
import functools
import importlib
import re

import torch
from followed_by_hand import FOLLOWED, WHOLE
from torch import nn
from torch.nn import functional

from course_utils.exercises._learner_source import source

_CODE = re.compile(r"`([^`\n]+)`")
_NUMBERS = re.compile(r"(?:^|\n)(?:For |In the call|After |expected |It was called|in (?:your )?line )")
_SENTENCE = re.compile(r"(?<=[.?!:])\s+|\n")
# A sentence that says what to write.
_DO = re.compile(
    r"\b(?:write|use|take|leave out|pass|call|return|add|subtract|with|make|(?:divide|multiply)(?: it| them)? by)"
    r"(?: only| it)? `",
    re.IGNORECASE,
)
_AT_ONCE, _FROM = 3, 10  # so many things are followed together, and gone on from so many of the likeliest ways


def advice_of(message):
    """Give what a message says before it shows numbers, a call or a line."""
    return _NUMBERS.split(message)[0].strip()


def prescribed(message):
    """Give the code of the sentences that say what to write; a question, as in "does it use `x`?", says nothing."""
    sentences = [part for part in _SENTENCE.split(advice_of(message)) if _DO.search(part) and not part.endswith("?")]
    return [each for part in sentences for each in _CODE.findall(part)]


def followed(function, message):
    """Give the answer's text after each way to follow the advice, the likeliest first, and after several at once."""
    code = list(dict.fromkeys(_CODE.findall(advice_of(message))))
    begun, seen = [(source(function).strip(), [])], set()
    for count in range(min(_AT_ONCE, len(code))):
        gone_on = []
        for text, used in begun:
            tree, ways = _read(text), []
            for new, piece in _ways(tree, [each for each in code if each not in used]) if tree else ():
                if new not in seen:
                    seen.add(new)
                    ways.append((new, [*used, piece]))
            yield from (new for new, _ in (ways[:_FROM] if count else ways))
            gone_on += ways[:_FROM]
        begun = gone_on[: _FROM * _FROM]


def followed_by_hand(name, function, outcome):
    """Give the answer's text as a person has followed the advice, "" where a machine can."""
    advice, pairs = advice_of(outcome.message), None
    for key, each in FOLLOWED.get(name, {}).items():
        if key == outcome.mistake or (not outcome.mistake and advice.startswith(key)):
            pairs = each
    if pairs is None:
        return ""
    if pairs[0] == WHOLE:
        return pairs[1]
    text = _text(_read(source(function).strip()))
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, f"{name}, {advice}\nexpected {old!r} in\n{text}"
        text = text.replace(old, new)
    return text


def made(text, function):
    """Make an answer of its text, among the names that its notebook knows; None where it means nothing."""
    names = {**_notebook(), **_names_of(function)}
    try:
        if text.startswith("lambda"):
            return eval(text, names)
        exec(compile(text, "<followed>", "exec"), names, own := {})
        names.update(own)
        return next(iter(own.values()))
    except Exception:
        return None


@functools.cache
def _notebook():
    """Give what a notebook has imported by the end of the course."""
    course = importlib.import_module("course_utils")
    names = {name: getattr(course, name) for name in dir(course) if not name.startswith("_")}
    return {**names, "torch": torch, "nn": nn, "F": functional, "math": importlib.import_module("math")}


def _names_of(function):
    methods = vars(function).values() if isinstance(function, type) else [function]
    return next((one.__globals__ for one in methods if hasattr(one, "__globals__")), {})


def _read(text):
    """Read a def, a class, or a lambda that stands in a list; None where it is none of them."""
    text = text if text.startswith(("def ", "class ", "@")) else text[text.find("lambda") :]
    while text:
        try:
            tree = ast.parse(text)
        except SyntaxError:  # behind a lambda may stand what the list goes on with
            text = text[:-1] if text.startswith("lambda") else ""
            continue
        first = tree.body[0] if tree.body else None
        if isinstance(first, ast.Expr):
            first.value = first.value.elts[0] if isinstance(first.value, ast.Tuple) else first.value
            return tree if isinstance(first.value, ast.Lambda) else None
        return tree
    return None


def _ways(tree, code):
    """Give the texts of all ways to write one of some pieces of code, and the piece; the most alike first."""
    ways = []
    for piece in code:
        for parent, field, value in [(one, *each) for one in ast.walk(tree) for each in ast.iter_fields(one)]:
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                for new in _instead(node, piece) if isinstance(node, ast.AST) else ():
                    some = new if isinstance(new, list) else [new]
                    put = [*value[:place], *some, *value[place + 1 :]] if isinstance(value, list) else new
                    setattr(parent, field, put)
                    text = _text(tree)
                    setattr(parent, field, value)
                    both = [text, "" if isinstance(new, list) else _text(_everywhere(tree, node, new))]
                    ways += [(-_likeness(node, some), len(ways), each, piece) for each in both if each]
    for *_, text, piece in sorted(ways):
        yield text, piece


def _everywhere(tree, node, new):
    """Write a thing wherever the same stands as in the place of a node."""
    same = ast.dump(node)

    class Exchange(ast.NodeTransformer):
        def visit(self, one):
            return copy.deepcopy(new) if ast.dump(one) == same else self.generic_visit(one)

    return Exchange().visit(copy.deepcopy(tree))


def _text(tree):
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except Exception:  # what is put there may mean nothing at this place
        return ""


def _likeness(node, some):
    return difflib.SequenceMatcher(None, _text(node), " ".join(map(_text, some))).ratio()


def _parsed(text, mode="eval"):
    try:
        return ast.parse(text.strip(), mode=mode).body
    except (SyntaxError, ValueError):
        return None


def _instead(node, piece):
    """Give what may be written in the place of a node."""
    if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield from _expressions(node, piece)
        yield from _left_out(node, piece)
    elif isinstance(node, ast.stmt):
        yield from _statements(node, piece)
    elif isinstance(node, ast.operator | ast.cmpop):
        both, update = _parsed(f"a {piece} b"), _parsed(f"a {piece} b", "exec")
        if isinstance(both, ast.BinOp | ast.Compare):
            yield both.op if isinstance(both, ast.BinOp) else both.ops[0]
        elif update and isinstance(update[0], ast.AugAssign):
            yield update[0].op


def _expressions(node, piece):
    """Write an expression, around what stands there, behind it, as what is passed, or in its place."""
    whole = None if piece.startswith("...") else _parsed(piece)
    if whole is not None:
        yield _filled(whole, node)
        if isinstance(node, ast.Call):
            yield from (ast.Call(node.func, given, node.keywords) for given in ([whole, *node.args], [whole]))
            yield ast.Call(node.func, [*node.args, whole], node.keywords)
        if isinstance(node, ast.Call) and isinstance(whole, ast.Name | ast.Attribute):
            yield ast.Call(whole, node.args, node.keywords)
    if "..." in piece:  # what stands there already, without what is around it
        shape = re.compile(re.escape(piece).replace(r"\.\.\.", ".+"))
        yield from (one for one in ast.walk(node) if isinstance(one, ast.expr) and shape.fullmatch(_text(one)))
    behind = piece if piece.startswith((".", "/", "*", "@", "[", "+", "- ")) else f".{piece}"
    if (after := _parsed(f"_here{behind}")) is not None:
        yield _filled(after, node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield _filled(after, node.func.value)  # another method
        inner = node
        while isinstance(inner, ast.BinOp):  # another end of a chain, as in `/ (2 * little)`
            inner = inner.left
            yield _filled(after, inner)
    given = _parsed(f"f({piece})")
    if isinstance(node, ast.Call) and isinstance(given, ast.Call) and given.keywords:
        others = [one for one in node.keywords if one.arg not in [each.arg for each in given.keywords]]
        yield ast.Call(node.func, node.args, [*others, *given.keywords])


def _left_out(node, piece):
    """Leave out what a piece of code names: a call, what is passed by name, an attribute, one side of an operator."""
    word = re.sub(r"\W.*", "", piece.lstrip("."))
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if word and word == name:
            yield from [node.func.value] if isinstance(node.func, ast.Attribute) else []
            yield from node.args[:1]
        if any(one.arg == word for one in node.keywords):
            yield ast.Call(node.func, node.args, [one for one in node.keywords if one.arg != word])
    elif isinstance(node, ast.Attribute) and node.attr == word:
        yield node.value
    elif isinstance(node, ast.BinOp):
        yield from (one for one, other in ((node.left, node.right), (node.right, node.left)) if _text(other) == piece)


def _statements(node, piece):
    """Write a statement in the place of another one, before it, behind it, around it; move a return, leave one out."""
    update = _parsed(f"a {piece} b", "exec")
    if isinstance(node, ast.Assign) and update and isinstance(update[0], ast.AugAssign):
        yield ast.AugAssign(node.targets[0], update[0].op, node.value)
    for new in _parsed(piece, "exec") or []:  # such as `weight -= ...`, where `weight = weight - step` stands
        value = getattr(node, "value", None)
        step = value.right if isinstance(value, ast.BinOp) else value
        if isinstance(new, ast.AugAssign) and isinstance(value, ast.BinOp) and _text(value.left) == _text(new.target):
            yield ast.AugAssign(new.target, new.op, step)
        elif isinstance(new, ast.AugAssign) and isinstance(node, ast.AugAssign):
            yield ast.AugAssign(node.target, new.op, value)
        elif isinstance(new, ast.Assign) and isinstance(new.value, ast.BinOp) and _has_dots(new.value.right) and step:
            yield ast.Assign(new.targets, ast.BinOp(new.value.left, new.value.op, step))
    if piece.startswith("return") and isinstance(node, ast.Expr | ast.Assign):
        yield ast.Return(node.value)
        yield from (ast.Return(one) for one in getattr(node.value, "args", [])[:1])
    if piece.startswith("return") and isinstance(node, ast.For) and isinstance(node.body[-1], ast.Return):
        yield [ast.For(node.target, node.iter, node.body[:-1] or [ast.Pass()], []), node.body[-1]]
    if isinstance(node, ast.Expr | ast.Assign | ast.AugAssign) and piece in _text(node):
        yield ast.Pass()
    for new in _parsed(piece, "exec") or _parsed(f"{piece.rstrip(':')}: pass", "exec") or []:
        if isinstance(new, ast.For):
            yield ast.For(new.target, new.iter, node.body if isinstance(node, ast.For) else [node], [])
        elif isinstance(new, ast.With):
            yield ast.With(new.items, [node])
        elif isinstance(new, ast.FunctionDef) and isinstance(node, ast.FunctionDef):
            yield ast.FunctionDef(node.name, new.args, node.body, node.decorator_list)
        elif not isinstance(new, ast.Expr) or isinstance(new.value, ast.Call):
            yield from (new, [new, node], [node, new])


def _has_dots(node):
    return isinstance(node, ast.Constant) and node.value is ...


def _filled(tree, node):
    """Put a node where the dots of a piece of code stand."""

    class Fill(ast.NodeTransformer):
        def visit_Constant(self, one):
            return copy.deepcopy(node) if one.value is ... else one

        def visit_Name(self, one):
            return copy.deepcopy(node) if one.id == "_here" else one

    return Fill().visit(copy.deepcopy(tree))
