"""The set-up check: right where all is right, and a line that says what to do for everything that can be missing."""

import importlib.metadata
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_utils import _files, check_setup, setup_check


def line(report, what):
    return next(row for row in report.rows if row.what == what)


def test_this_set_up_is_right():
    report = check_setup()
    assert report.ok and "Your set-up is right" in repr(report)


def versions_with(patch, **changed):
    """Let some packages have another version, or be missing."""
    real = importlib.metadata.version

    def version(name):
        if name in changed and changed[name] is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return changed.get(name) or real(name)

    patch.setattr(importlib.metadata, "version", version)


def old_version(patch, tmp_path):
    versions_with(patch, torch="1.0")


def missing_package(patch, tmp_path):
    versions_with(patch, matplotlib=None)


def broken_package(patch, tmp_path):
    def fail(name):
        raise ImportError(name)

    patch.setattr(setup_check.importlib, "import_module", fail)


def old_jupyterlab(patch, tmp_path):
    versions_with(patch, jupyterlab="3.6.8")


def course_not_installed(patch, tmp_path):
    def fail(name):
        raise importlib.metadata.PackageNotFoundError(name)

    patch.setattr(importlib.metadata, "requires", fail)


def damaged_data(patch, tmp_path):
    patch.setattr(_files, "PACKED", tmp_path)


def no_kernel(patch, tmp_path):
    patch.setattr("jupyter_client.kernelspec.KernelSpecManager.get_kernel_spec", lambda self, name: 1 / 0)


def kernel_with(patch, program):
    spec = SimpleNamespace(argv=[str(program)])
    patch.setattr("jupyter_client.kernelspec.KernelSpecManager.get_kernel_spec", lambda self, name: spec)


def link(path, target):
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this machine lets nobody make links")
    return path


def kernel_of_another_python(patch, tmp_path):
    kernel_with(patch, link(tmp_path / "python", sys.executable))


def kernel_of_a_python_that_is_gone(patch, tmp_path):
    kernel_with(patch, tmp_path / "gone" / "python")


def widgets_in(patch, folder):
    patch.setattr(setup_check.sys, "prefix", "/nowhere")
    patch.setattr(setup_check.sys, "base_prefix", "/nowhere")
    patch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [str(folder.joinpath(*parts))])


def no_widgets(patch, tmp_path):
    widgets_in(patch, tmp_path)


def no_jupyter(patch, tmp_path):
    patch.setattr(setup_check.sys, "base_prefix", str(tmp_path))
    patch.setitem(sys.modules, "jupyter_core.paths", None)


def no_plots(patch, tmp_path):
    patch.setattr("matplotlib.figure.Figure.savefig", lambda *arguments, **options: 1 / 0)


def old_python(patch, tmp_path):
    patch.setattr(setup_check.sys, "version_info", (3, 9))


@pytest.mark.parametrize(
    ("breaks", "what", "todo"),
    [
        (old_python, "Python", "install Python 3.10"),
        (old_version, "torch", "pip install"),
        (missing_package, "matplotlib", "make lab"),
        (old_jupyterlab, "jupyterlab", "pip install"),
        (broken_package, "numpy", "make lab"),
        (course_not_installed, "course-utils", "make lab"),
        (damaged_data, "MNIST data", "git checkout"),
        (no_kernel, "kernel", "ipykernel install"),
        (kernel_of_another_python, "kernel", "ipykernel install"),
        (kernel_of_a_python_that_is_gone, "kernel", "ipykernel install"),
        (no_widgets, "widgets", "pip install"),
        (no_jupyter, "widgets", "pip install"),
        (no_plots, "plots", "pip install"),
    ],
)
def test_what_is_missing_gets_a_line_that_says_what_to_do(monkeypatch, tmp_path, breaks, what, todo):
    with monkeypatch.context() as patch:
        breaks(patch, tmp_path)
        report = check_setup()

    assert not report.ok
    assert todo in line(report, what).todo
    assert what in report.summary and report.summary in repr(report)
    assert "✗ to do" in repr(report) and "✗ to do" in report._repr_html_()


def widgets_in_the_users_folder(patch, tmp_path):
    (tmp_path / "labextensions" / "@jupyter-widgets" / "jupyterlab-manager").mkdir(parents=True)
    widgets_in(patch, tmp_path)


def widgets_of_the_python_whose_packages_are_borrowed(patch, tmp_path):
    (tmp_path / "share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager").mkdir(parents=True)
    widgets_in(patch, Path("/nowhere"))
    patch.setattr(setup_check.sys, "base_prefix", str(tmp_path))


def kernel_of_this_python_through_a_link(patch, tmp_path):
    kernel_with(patch, link(tmp_path / "link", Path(sys.executable).parent) / Path(sys.executable).name)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (widgets_in_the_users_folder, "widgets"),
        (widgets_of_the_python_whose_packages_are_borrowed, "widgets"),
        (kernel_of_this_python_through_a_link, "kernel"),
    ],
)
def test_what_is_right_in_another_way_raises_no_alarm(monkeypatch, tmp_path, changes, what):
    with monkeypatch.context() as patch:
        changes(patch, tmp_path)
        rows = [*setup_check._widgets(), *setup_check._kernel()]

    assert next(row for row in rows if row.what == what).todo == ""


def test_jupyterlab_need_not_be_there(monkeypatch):
    with monkeypatch.context() as patch:
        versions_with(patch, jupyterlab=None)
        report = check_setup()
    assert report.ok and "jupyterlab" not in repr(report)


def test_the_table_is_folded_where_all_is_right_and_open_where_something_is_to_do():
    right = setup_check.SetupReport((setup_check.Row("Python", "3.11", ">=3.10"),))
    wrong = setup_check.SetupReport((setup_check.Row("Python", "3.9", ">=3.10", "install Python 3.10 or newer"),))
    said = "Your set-up is right: 1 of 1 checks passed."
    assert right._repr_html_().startswith(f"<details><summary>{said}</summary><table>")
    assert wrong._repr_html_().startswith("<details open><summary>Not ready yet: look at Python;")


def test_the_html_holds_no_markup_of_what_was_found():
    report = setup_check.SetupReport((setup_check.Row("<b>", "&", '"'),))
    assert "<b>" not in report._repr_html_() and "&lt;b&gt;" in report._repr_html_()
