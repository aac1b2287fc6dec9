"""A real JupyterLab on a copy of the notebooks, and a real Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from chromium import find
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "artefacts" / "screenshots"
LAPTOP = {"width": 1280, "height": 900}
START_SECONDS = 60


class Lab(NamedTuple):
    """A running JupyterLab server: the folder it serves, and where it answers, without a slash at the end."""

    folder: Path
    url: str


@contextmanager
def serve(folder, home):
    """Serve a copy in a folder, so that running a notebook changes nothing here, with a home folder of its own."""
    for name in ["notebooks", "solutions", "docs"]:
        shutil.copytree(ROOT / name, folder / name)
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "MPLBACKEND"))}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}"]
    # No token: the server listens on this machine only and lives for this test run.
    command += [f"--ServerApp.root_dir={folder}", "--ServerApp.allow_root=True", "--IdentityProvider.token="]
    # The tests talk to the application itself, window.jupyterapp.
    command += [f"--{app}.expose_app_in_browser=True" for app in ["LabApp", "JupyterNotebookApp"]]
    log = (home / "server.log").open("w")
    server = subprocess.Popen(command, env={**environment, "HOME": str(home)}, stdout=log, stderr=log, cwd=folder)
    lab = Lab(folder, f"http://127.0.0.1:{port}")
    try:
        wait_for(f"{lab.url}/api/status", server, home / "server.log")
        yield lab
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def free_port():
    """Give a port at which nobody listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def chromium(*more):
    """Start a browser that asks nobody outside for anything, with more options."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    options += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=[*options, *more])
        yield browser
        browser.close()


def wait_for(url, server, log, seconds=START_SECONDS):
    """Wait until a server answers there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url).close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()}")
