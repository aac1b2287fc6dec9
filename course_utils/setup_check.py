"""Is the set-up right? One table: what was looked at, what was found, what is wanted, what to do."""

import html
import importlib
import importlib.metadata
import io
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from course_utils import _files
from course_utils._messages import counted
from course_utils._progress_bar import progress_bar
from course_utils._terminal import printable
from course_utils._threads import all_cores, allowed_cores, threads

# Package -> the name that Python imports, where it is another.
_IMPORTED_AS = {"pillow": "PIL"}
_NOT_IMPORTED = {"jupyterlab"}  # that takes seconds, and who reads the table in a notebook has seen it start
_AGAIN = "run make lab again, or: pip install -e ."


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    what, found, wanted : str
        What was looked at, what is there, what should be.
    todo : str
        What to do about it; empty when all is right.
    """

    what: str
    found: str
    wanted: str
    todo: str = ""


@dataclass(frozen=True)
class SetupReport:
    """What :func:`check_setup` found; it shows itself as a table, in a notebook and in a terminal.

    Parameters
    ----------
    rows : tuple of Row
        One a thing that was looked at.
    """

    rows: tuple[Row, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing needs doing."""
        return not any(row.todo for row in self.rows)

    @property
    def summary(self) -> str:
        """The outcome in one sentence."""
        wrong = [row.what for row in self.rows if row.todo]
        if not wrong:
            return f"Your set-up is right: {len(self.rows)} of {len(self.rows)} checks passed."
        return f"Not ready yet: look at {', '.join(wrong)}; the last column says what to do."

    def __repr__(self) -> str:
        cells = [["", "what", "found", "wanted", "what to do"], *self._cells()]
        widths = [max(len(line[column]) for line in cells) for column in range(5)]
        lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
        return printable("\n".join([*(line.rstrip() for line in lines), "", self.summary]))

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" style="text-align: left">{name}</th>'
            for name in ["", "what", "found", "wanted", "what to do"]
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align: left">{html.escape(text)}</td>' for text in line) + "</tr>"
            for line in self._cells()
        )
        # Where all is right the sentence is all that one needs; the table opens by itself where something is to do.
        folded = "" if self.ok else " open"
        table = f"<table><tr>{head}</tr>{body}</table>"
        return f"<details{folded}><summary>{html.escape(self.summary)}</summary>{table}</details>"

    def _cells(self) -> list[list[str]]:
        # A sign and a word: colour alone would say nothing to some.
        return [["✗ to do" if row.todo else "✓ ok", row.what, row.found, row.wanted, row.todo] for row in self.rows]


def check_setup() -> SetupReport:
    """Look at everything the course needs: Python, packages, data, kernel, widgets, plots.

    Returns
    -------
    SetupReport
        A table that shows itself; ``.ok`` is True when nothing needs doing.

    Examples
    --------
    >>> report = check_setup()
    >>> report.ok
    True
    """
    looks: list[Callable[[], list[Row]]] = [_python, _packages, _data, _threads, _kernel, _widgets, _plots]
    return SetupReport(tuple(row for look in looks for row in look()))


def _python() -> list[Row]:
    todo = "" if sys.version_info >= (3, 10) else "install Python 3.10 or newer"
    return [Row("Python", platform.python_version(), ">=3.10", todo)]


def _packages() -> list[Row]:
    """Compare what is installed with what pyproject.toml asks for."""
    from packaging.requirements import Requirement

    try:
        wanted = importlib.metadata.requires("course-utils") or []
    except importlib.metadata.PackageNotFoundError:
        return [Row("course-utils", "not installed", "installed", _AGAIN)]
    rows = []
    requirements = [Requirement(text) for text in wanted]
    # JupyterLab counts where it is there: lessons may be opened by a hub, an editor or a hosted service as well.
    extras = {"extra": "lab" if _is_installed("jupyterlab") else ""}
    needed = [one for one in requirements if not one.marker or one.marker.evaluate(extras)]
    for requirement in progress_bar(needed, unit="package"):
        bounds = ",".join(sorted(map(str, requirement.specifier), reverse=True))
        try:
            found = importlib.metadata.version(requirement.name)
            if requirement.name not in _NOT_IMPORTED:
                importlib.import_module(_IMPORTED_AS.get(requirement.name, requirement.name))
        except Exception as error:  # a package can fail to import in any way: all are one line of the table
            missing = isinstance(error, importlib.metadata.PackageNotFoundError)
            rows.append(Row(requirement.name, "missing" if missing else "does not start", bounds, _AGAIN))
            continue
        right = requirement.specifier.contains(found, prereleases=True)
        todo = "" if right else f'pip install "{requirement.name}{requirement.specifier}"'
        rows.append(Row(requirement.name, found, bounds, todo))
    return rows


def _is_installed(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _data() -> list[Row]:
    damaged = []
    for name in _files.SHA256:
        try:
            _files.read(name)
        except OSError:
            damaged.append(name)
    found = f"{len(_files.SHA256) - len(damaged)} of {len(_files.SHA256)} files whole"
    todo = "fetch them again: git checkout -- course_utils/data" if damaged else ""
    return [Row("MNIST data", found, "SHA-256 of all 4 files", todo)]


def _threads() -> list[Row]:
    """Say how many threads PyTorch works with, and why: where there are more than cores, they wait for each other."""
    count, allowed = torch.get_num_threads(), allowed_cores()
    found = f"{counted(count, 'thread')}, {counted(allowed, 'core')} of {all_cores()}"
    if threads.chosen_by:  # a variable may be set by others, as torchrun does
        found += f", as {threads.chosen_by} says"
    elif threads.others >= 0.5:
        found += f", others use {threads.others:.1f}"
    todo = "" if count <= allowed else f"set the environment variable OMP_NUM_THREADS to {allowed} at most, or unset it"
    return [Row("threads", found, "at most one a core", todo)]


def _kernel() -> list[Row]:
    """Find the kernel python3 that the notebooks ask for: it must be the Python that has the course."""
    wanted = "kernel python3 with this Python"
    try:
        from jupyter_client.kernelspec import KernelSpecManager

        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except Exception:  # no such kernel, or Jupyter itself does not start
        return [Row("kernel", "none", wanted, "python -m ipykernel install --sys-prefix")]
    # A kernel written as plain "python" starts with the Python that runs Jupyter. The folders are compared, not the
    # programs: every environment's python is a link to the one that it was made with.
    mine = not Path(program).is_absolute() or _is_same(Path(program).parent, Path(sys.executable).parent)
    todo = "" if mine else "python -m ipykernel install --sys-prefix"
    return [Row("kernel", "this Python" if mine else "another Python", wanted, todo)]


def _is_same(one: Path, other: Path) -> bool:
    """Say whether both are one folder, whatever links lead to it."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is gone
        return False


def _widgets() -> list[Row]:
    """Look for ipywidgets' part of JupyterLab wherever Jupyter looks for such parts."""
    # An environment that borrows its packages is shown by the JupyterLab that it borrows.
    folders = [str(Path(sys.base_prefix, "share", "jupyter", "labextensions"))]
    try:
        from jupyter_core.paths import jupyter_path

        folders += jupyter_path("labextensions")
    except ImportError:
        pass  # a row of its own says so
    ready = any(Path(folder, "@jupyter-widgets", "jupyterlab-manager").is_dir() for folder in folders)
    todo = "" if ready else "pip install --force-reinstall jupyterlab_widgets"
    return [Row("widgets", "ready" if ready else "missing in JupyterLab", "ready", todo)]


def _plots() -> list[Row]:
    try:
        from matplotlib.figure import Figure

        figure = Figure(figsize=(1, 1))
        figure.subplots().plot([0, 1])
        figure.savefig(io.BytesIO(), format="png")
    except Exception:  # fonts, freetype, a broken installation: all are one line of the table
        return [Row("plots", "drawing fails", "a picture", "pip install --force-reinstall matplotlib")]
    return [Row("plots", "a picture", "a picture")]
