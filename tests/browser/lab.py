"""A real JupyterLab on a copy of the notebooks, and a real Chromium to look at it."""

import json
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

from chromium import find
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "artefacts" / "screenshots"
LAPTOP = {"width": 1280, "height": 900}
START_SECONDS = 60


class Lab:
    """A running JupyterLab server.

    Parameters
    ----------
    folder : Path
        What it serves.
    url : str
        Where it answers, without a slash at the end.
    """

    def __init__(self, folder, url):
        self.folder, self.url = folder, url

    def set_theme(self, theme):
        """Choose "JupyterLab Light" or "JupyterLab Dark", as the settings menu does."""
        body = json.dumps({"raw": json.dumps({"theme": theme})}).encode()
        self._ask("PUT", "lab/api/settings/@jupyterlab/apputils-extension:themes", body)

    def end_kernels(self):
        """Shut down the kernel of every notebook that was opened."""
        for session in json.loads(self._ask("GET", "api/sessions")):
            self._ask("DELETE", f"api/sessions/{session['id']}")

    def _ask(self, method, path, body=None):
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/{path}", body, method=method)) as answer:
            return answer.read()


@contextmanager
def serve(folder, home):
    """Serve a copy in a folder, so that running a notebook changes nothing here, with a home folder of its own."""
    for name in ["notebooks", "solutions", "docs"]:
        shutil.copytree(ROOT / name, folder / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "MPLBACKEND"))}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}"]
    command += [f"--ServerApp.root_dir={folder}", "--ServerApp.allow_root=True", "--IdentityProvider.token="]
    # No token and no check for it: the server listens on this machine only and lives for this test run.
    command += ["--ServerApp.disable_check_xsrf=True"]
    log = (home / "server.log").open("w")
    server = subprocess.Popen(command, env={**environment, "HOME": str(home)}, stdout=log, stderr=log, cwd=folder)
    lab = Lab(folder, f"http://127.0.0.1:{port}")
    try:
        _wait_for(lab.url, server, home / "server.log")
        yield lab
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


@contextmanager
def chromium():
    """Start a browser that asks nobody outside for anything."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    options += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=options)
        yield browser
        browser.close()


def _wait_for(url, server, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/api/status").close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")
