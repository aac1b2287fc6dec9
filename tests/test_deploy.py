"""How the course is hosted: the same on one machine as on a cluster, and as the teacher's page says."""

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

from course_utils._lesson_versions import KEY, handed_out
from course_utils.grading.notebooks import find_submissions

ROOT = Path(__file__).parents[1]
START = ROOT / "deploy" / "start"
GB = 2**30

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a hub runs on Linux")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def one_machine(monkeypatch):
    """Give what JupyterHub reads on a machine with 64 GB."""
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 64 * GB // 4096}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__)
    monkeypatch.setenv("PATH", os.environ["PATH"])  # a folder is put before it
    return PyFileConfigLoader(str(ROOT / "deploy" / "jupyterhub_config.py")).load_config()


def test_learners_get_the_same_on_one_machine_as_on_a_cluster(one_machine):
    cluster = yaml.safe_load(read("deploy/zero-to-jupyterhub.yaml"))
    hub, learner = cluster["hub"]["config"], cluster["singleuser"]
    [culler] = one_machine.JupyterHub.services

    assert learner["memory"]["limit"] == f"{one_machine.Spawner.mem_limit // GB}G"
    assert learner["cpu"]["limit"] == one_machine.Spawner.cpu_limit
    assert learner["defaultUrl"] == one_machine.Spawner.default_url
    assert f"--timeout={cluster['cull']['timeout']}" in culler["command"]
    assert hub["JupyterHub"]["authenticator_class"] == one_machine.JupyterHub.authenticator_class
    assert hub["FirstUseAuthenticator"] == one_machine.FirstUseAuthenticator
    assert set(hub["Authenticator"].pop("admin_users")) == one_machine.Authenticator.pop("admin_users")
    assert hub["Authenticator"] == one_machine.Authenticator


def test_a_machine_with_64_gb_serves_as_many_as_the_teacher_is_told(one_machine):
    guarantee = yaml.safe_load(read("deploy/zero-to-jupyterhub.yaml"))["singleuser"]["memory"]["guarantee"]

    assert one_machine.JupyterHub.active_server_limit == 60 and "64 GB serves sixty learners" in read("docs/host.md")
    assert guarantee == "1G" and "count 1 GB for a learner" in " ".join(read("docs/host.md").split())


def start(home, **environment):
    """Start what a hub starts for a learner; give what the server's surroundings would be, and what was said."""
    own = {"HOME": str(home), "PATH": os.environ["PATH"], **environment}
    done = subprocess.run([START, "env"], env=own, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line), done.stdout + done.stderr


def lesson_in_two_versions(name):
    """Give a lesson, and as a version before handed it out: its first text and its first exercise were others."""
    newer, older = (json.loads(read(f"notebooks/{name}")) for _ in range(2))
    for cell in [older["cells"][0], exercise_of(older)]:
        cell["source"] = ["of an older version # your code here"]
    older["metadata"][KEY] = handed_out(older)
    return newer, older


def exercise_of(notebook):
    return next(cell for cell in notebook["cells"] if "# your code here" in cell["source"][-1])


def test_what_the_teacher_is_told_of_memory_and_cores_is_what_the_benchmark_measured_and_what_it_adds_up_to():
    page = " ".join(read("docs/host.md").split())
    rows = re.findall(r"^\| \d\d_\w+ \|.*?(\d+) MB \| (\d+) MB \|$", read("docs/benchmarks_shared.md"), flags=re.M)
    peak, end = (max(map(int, own)) for own in zip(*rows, strict=True))
    assert f"up to {peak} MB of its own" in page and f"together {peak + 120} MB" in page
    assert f"{end} + 120 = {end + 120} MB" in page
    assert f"arrives at {(64_000 - 4_000) // (end + 120)} learners" in page
    sizes = re.findall(r"\| (\d+) \| 4 \+ (\d+) = (\d+) GB \| (\d+) / 4, so (\d+) \|", page)
    assert [row[0] for row in sizes] == ["30", "60", "200"]
    for learners, one_each, memory, four_to_one, cores in sizes:
        assert learners == one_each == four_to_one
        assert (int(memory), int(cores)) == (4 + int(learners), math.ceil(int(learners) / 4))


def test_the_lessons_are_there_when_the_server_starts(tmp_path):
    surroundings, _ = start(tmp_path)

    lessons = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "notebooks").iterdir()} == lessons
    linked = {name for lesson in lessons for name in re.findall(r"\(\.\./([\w./]+)", read(f"notebooks/{lesson}"))}
    assert linked and all((tmp_path / name).is_file() for name in linked)
    assert (tmp_path / "notebooks" / "02_one_hot_labels.ipynb").read_text() == read("notebooks/02_one_hot_labels.ipynb")
    assert surroundings["JUPYTER_CONFIG_PATH"] == str(ROOT / "deploy" / "jupyter")


def test_a_half_solved_lesson_of_an_older_version_gets_what_is_new_and_keeps_what_was_written(tmp_path):
    path = tmp_path / "notebooks" / "02_one_hot_labels.ipynb"
    newer, mine = lesson_in_two_versions(path.name)
    written = {**exercise_of(newer), "source": ["def one_hot(labels, depth=10):\n", "    return mine"]}
    mine["cells"] = [written if cell["id"] == written["id"] else cell for cell in mine["cells"]]
    path.parent.mkdir()
    path.write_text(json.dumps(mine), encoding="utf-8")
    (path.parent / "my_program.py").write_text("mine")

    start(tmp_path)

    kept = [written if cell["id"] == written["id"] else cell for cell in newer["cells"]]
    assert json.loads(path.read_text(encoding="utf-8")) == {**newer, "cells": kept}
    assert (path.parent / "my_program.py").read_text() == "mine"


def test_the_server_starts_whatever_is_in_the_way_of_the_lessons(tmp_path):
    (tmp_path / "notebooks").mkdir()
    broken = tmp_path / "notebooks" / "01_pixels_to_vectors.ipynb"
    broken.write_text("{")

    _, said = start(tmp_path)

    assert broken.read_text() == "{" and "01_pixels_to_vectors.ipynb: cannot be read as a notebook" in said
    assert (tmp_path / "notebooks" / "02_one_hot_labels.ipynb").is_file() and "Not every lesson" in said


def test_the_server_starts_where_nothing_can_be_written(tmp_path):
    # The shell's limit of 0 for files that it and its children write: pipes still work, as on a full disk.
    command = ["sh", "-c", 'ulimit -f 0; exec "$0" env', START]
    own = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, env=own, capture_output=True, text=True)
    assert done.returncode == 0 and "JUPYTER_CONFIG_PATH=" in done.stdout and "Not every lesson" in done.stderr


def test_the_course_sees_for_itself_how_many_threads_are_best_unless_a_teacher_has_chosen(tmp_path):
    surroundings, _ = start(tmp_path, CPU_LIMIT="2.0")
    assert not {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OMP_WAIT_POLICY"} & set(surroundings)
    assert surroundings["OMP_THREAD_LIMIT"] == "2" and surroundings["GOMP_SPINCOUNT"] == "1000"
    assert start(tmp_path, OMP_NUM_THREADS="2")[0]["OMP_NUM_THREADS"] == "2"
    for none in ["", "0.5"]:
        assert "OMP_THREAD_LIMIT" not in start(tmp_path, CPU_LIMIT=none)[0]


def test_learners_on_the_machine_of_the_hub_cannot_read_the_answers():
    closed = re.search(r"^ExecStartPre=-/bin/chmod 0700 (.+)$", read("deploy/jupyterhub.service"), flags=re.M)[
        1
    ].split()
    assert set(closed) == {f"/opt/course/{name}" for name in ["solutions", "tests", ".git"]}
    assert "The service closes" in read("docs/host.md")
    image = read(".dockerignore").splitlines()
    assert "*" in image and not {"!solutions", "!tests", "!.git"} & set(image)
    wheel = tomllib.loads(read("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    parts = [part.strip("/") for part in (*wheel["include"], *wheel["shared-data"])]
    sent = [line[1:] for line in image if line.startswith("!")]
    is_sent = {part: any(f"{part}/".startswith(f"{one}/") for one in sent) for part in parts}
    assert all(is_sent.values()), is_sent  # what the wheel is made of


def test_a_class_is_collected_as_the_page_says_with_nothing_but_the_rights_of_each_learner(tmp_path):
    lines = re.search(r"<!-- collect -->\n```sh\n(.*?)```", read("docs/host.md"), flags=re.S)[1]
    homes, programs = tmp_path / "home", tmp_path / "programs"
    for learner in ["ada", "ben"]:
        (homes / f"learner-{learner}" / "notebooks" / ".ipynb_checkpoints").mkdir(parents=True)
        for name in ["03_mse_loss.ipynb", ".ipynb_checkpoints/03_mse_loss-checkpoint.ipynb"]:
            (homes / f"learner-{learner}" / "notebooks" / name).write_text(read("notebooks/03_mse_loss.ipynb"))
    (tmp_path / "secret.ipynb").write_text("{}")
    (homes / "learner-ben" / "notebooks" / "04_slopes.ipynb").symlink_to(tmp_path / "secret.ipynb")
    programs.mkdir()
    # There are no such accounts here: the first says who was asked to do what, and the second makes no account.
    asked = f'echo "$2: $4" >> {tmp_path}/asked; shift 3; exec "$@"'
    for name, does in {"runuser": asked, "useradd": f"mkdir {homes}/grader"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    subprocess.run(["sh", "-euc", lines.replace("/home/", f"{homes}/")], env={"PATH": path}, check=True)

    found = find_submissions(homes / "grader" / "class")
    assert [(it.learner, it.lesson, it.trouble) for it in found] == [(name, "mse_loss", "") for name in ("ada", "ben")]
    assert not list((homes / "grader").rglob("*-checkpoint.ipynb"))
    read_as = {f"learner-{learner}: tar" for learner in ("ada", "ben")}
    assert set((tmp_path / "asked").read_text().splitlines()) == {"grader: mkdir", "grader: tar", *read_as}


def test_binder_asks_conda_for_the_same_pytorch_as_environment_yml():
    binder, conda = (yaml.safe_load(read(name)) for name in [".binder/environment.yml", "environment.yml"])
    torch = [package for package in binder["dependencies"] if "torch" in package]

    assert binder["channels"] == conda["channels"]
    assert len(torch) == 2 and set(torch) <= {package for package in conda["dependencies"] if isinstance(package, str)}
