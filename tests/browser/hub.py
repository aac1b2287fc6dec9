"""A real JupyterHub with the settings of deploy/, and learners who come to it, each with a browser of their own."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from lab import LAPTOP, ROOT, Lab, free_port, wait_for
from notebook_page import JupyterLab
from playwright.sync_api import sync_playwright

CONFIG = ROOT / "deploy" / "jupyterhub_config.py"
# All that differs from deploy/: where things lie, and that learners need no account of this machine.
OVERRIDES = """
load_subconfig({config!r})
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.JupyterHub.bind_url, c.JupyterHub.hub_bind_url, c.ConfigurableHTTPProxy.api_url = {urls!r}
# The tests talk to the application itself, window.jupyterapp.
c.Spawner.args = ["--LabApp.expose_app_in_browser=True", "--ServerApp.allow_root=True"]
"""
PASSWORD = "a-class-of-three"


class Hub(NamedTuple):
    """A running JupyterHub: its folder, which holds the homes and the log, and where it answers, without a slash."""

    folder: Path
    url: str

    @property
    def log(self):
        return (self.folder / "hub.log").read_text(encoding="utf-8")

    def home(self, name):
        return self.folder / "homes" / name


@contextmanager
def serve_hub(folder):
    """Start JupyterHub in a folder of its own, and end it with all that it started."""
    urls = [f"http://127.0.0.1:{free_port()}" for _ in range(3)]
    settings = OVERRIDES.format(config=str(CONFIG), homes=str(folder / "homes" / "{username}"), urls=urls)
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "OMP", "COURSE"))}
    command = [sys.executable, "-m", "jupyterhub", f"--config={folder / 'settings.py'}"]
    with (folder / "hub.log").open("w") as log:
        server = subprocess.Popen(command, env=kept, stdout=log, stderr=log, cwd=folder)
        try:
            wait_for(f"{urls[0]}/hub/api/", server, folder / "hub.log", seconds=180)
            yield Hub(folder, urls[0])
        finally:
            server.terminate()  # JupyterHub stops its proxy, its services and every learner's server
            server.wait(timeout=180)


def proxy():
    """Give the path of JupyterHub's proxy: in the environment of the tests, or where the system looks for programs."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return shutil.which("configurable-http-proxy", path=places)


def log_in(hub, name, page, then="/hub/home"):
    """Fill in the form of the first page."""
    page.goto(f"{hub.url}/hub/login?next={then}")
    page.fill("#username_input", name)
    page.fill("#password_input", PASSWORD)
    page.click("#login_submit")


@contextmanager
def learner(hub, name, browser_port, then="/hub/home"):
    """Log in with a name in a browser window that shares no cookie with another; give its page.

    Playwright can be used by one thread only: each learner has their own way to the one browser.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{browser_port}")
        context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
        context.set_default_timeout(120_000)
        page = context.new_page()
        log_in(hub, name, page, then)
        page.wait_for_url(f"{hub.url}{then}*")
        yield page
        context.close()


def enrol(hub, names, browser_port):
    """Add names on the admin page, as the teacher does before the first lesson."""
    with learner(hub, "teacher", browser_port, then="/hub/admin") as page:
        page.get_by_text("Add Users").click()
        page.locator("textarea").fill("\n".join(names))
        page.get_by_role("button", name="Add Users").click()
        for name in names:
            page.get_by_test_id(f"user-name-div-{name}").wait_for()


def open_lab(hub, name, page):
    """Start a learner's server and wait for its JupyterLab."""
    page.goto(f"{hub.url}/hub/spawn")
    page.wait_for_url(f"{hub.url}/user/{name}/lab**", timeout=180_000)
    return JupyterLab(Lab(hub.home(name), f"{hub.url}/user/{name}"), page, seconds=180)
