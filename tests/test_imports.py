"""What importing the package costs, and that its public names are documented."""

import ast
import graphlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import course_utils

LATE = ["torchvision", "ipywidgets", "matplotlib", "IPython", "jupyter_client", "packaging.requirements"]
FUNCTIONS = [name for name in course_utils.__all__ if callable(getattr(course_utils, name))]


def test_what_is_not_always_used_is_imported_late():
    code = f"""if True:
        import sys
        from course_utils.exercises import course_progress
        course_progress()
        print([name for name in {LATE} if name in sys.modules])"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr


@pytest.mark.parametrize(
    ("own", "waits"),
    [({}, "30000"), ({"GOMP_SPINCOUNT": "5"}, "5"), ({"OMP_WAIT_POLICY": "ACTIVE"}, "None")],
    ids=["the course's", "the learner's", "the learner's policy"],
)
def test_threads_soon_stop_waiting_before_torch_is_loaded_unless_the_learner_says_otherwise(own, waits):
    code = """if True:
        import os, sys
        def tell(event, names):
            if event == "import" and names[0] == "torch":
                print(os.environ.get("GOMP_SPINCOUNT"), flush=True)
                os._exit(0)
        sys.addaudithook(tell)
        import course_utils"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OMP", "GOMP"))} | own
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert result.stdout == f"{waits}\n", result.stderr


def test_the_map_names_every_public_function():
    assert all(name in course_utils.__doc__ for name in FUNCTIONS)


def test_all_lists_every_public_name_in_order():
    public = {name for name, value in vars(course_utils).items() if name[0] != "_" and not inspect.ismodule(value)}
    assert course_utils.__all__ == sorted(public)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_is_documented_with_an_example_that_runs(name):
    function = getattr(course_utils, name)
    documentation, signature = inspect.getdoc(function), inspect.signature(function)
    wanted = {
        "Examples": True,
        "Parameters": bool(signature.parameters),
        "Returns": inspect.isfunction(function) and signature.return_annotation is not None,
    }
    assert ">>> " in documentation
    assert {title: f"\n{title}\n{'-' * len(title)}\n" in documentation for title in wanted} == wanted


def test_no_modules_import_each_other_in_a_circle():
    root = Path(course_utils.__file__).parent
    names = {path: ".".join(path.relative_to(root.parent).with_suffix("").parts) for path in root.rglob("*.py")}
    names = {path: name.removesuffix(".__init__") for path, name in names.items()}
    needs = {name: imported(path, name, set(names.values())) for path, name in names.items()}
    graphlib.TopologicalSorter(needs).prepare()  # a CycleError names the modules


def imported(path, name, modules):
    """Give the modules of the course that one imports when it is loaded, types too; a package is not its parts."""
    found = set()
    for node in at_load(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & modules
            found |= inner or {node.module} & modules
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
    return {other for other in found if other != name and not name.startswith(f"{other}.")}


def at_load(node):
    """Give what stands in a module outside of its functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from at_load(child)
