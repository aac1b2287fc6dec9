"""How the course is hosted: the same on one machine as on a cluster, and as the teacher's page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

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


def test_the_lessons_are_there_when_the_server_starts_and_what_a_learner_wrote_stays(tmp_path):
    (tmp_path / "notebooks").mkdir()
    mine = tmp_path / "notebooks" / "01_pixels_to_vectors.ipynb"
    mine.write_text("mine")
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}

    said = subprocess.run([START, "env"], env=environment, capture_output=True, text=True, check=True).stdout

    assert mine.read_text() == "mine"
    lessons = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "notebooks").iterdir()} == lessons
    linked = {name for lesson in lessons for name in re.findall(r"\(\.\./([\w./]+)", read(f"notebooks/{lesson}"))}
    assert linked and all((tmp_path / name).is_file() for name in linked)
    assert (tmp_path / "notebooks" / "02_one_hot_labels.ipynb").read_text() == read("notebooks/02_one_hot_labels.ipynb")
    assert "OMP_NUM_THREADS=1\n" in said and f"JUPYTER_CONFIG_PATH={ROOT / 'deploy' / 'jupyter'}\n" in said


def test_a_teacher_may_choose_another_number_of_threads(tmp_path):
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "OMP_NUM_THREADS": "2"}

    said = subprocess.run([START, "env"], env=environment, capture_output=True, text=True, check=True).stdout

    assert "OMP_NUM_THREADS=2\n" in said


def test_binder_asks_conda_for_the_same_pytorch_as_environment_yml():
    binder, conda = (yaml.safe_load(read(name)) for name in [".binder/environment.yml", "environment.yml"])
    torch = [package for package in binder["dependencies"] if "torch" in package]

    assert binder["channels"] == conda["channels"]
    assert len(torch) == 2 and set(torch) <= {package for package in conda["dependencies"] if isinstance(package, str)}
