"""``make lab`` itself: it starts without questions, prints its address, takes a free port, and its page answers."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from lab import ROOT
from notebook_page import wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed; Windows has its plain commands"),
]


@pytest.fixture
def make_lab(tmp_path):
    """Start make lab with a home of its own and no display; give the address it prints."""
    started = []

    def start(*options):
        log = tmp_path / f"lab-{len(started)}.log"
        hidden = ("JUPYTER", "DISPLAY", "WAYLAND", "BROWSER")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        with log.open("w") as file:
            process = subprocess.Popen(
                ["make", "lab", *options],
                cwd=ROOT,
                env={**environment, "HOME": str(tmp_path)},
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        started.append(process)
        for _ in range(600):
            if found := re.search(r"http://(?:localhost|127\.0\.0\.1):(\d+)/lab\S*", log.read_text()):
                return found.group(), int(found.group(1))
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        raise AssertionError(log.read_text())

    yield start
    for process in started:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=30)
        finally:
            with suppress(ProcessLookupError):  # all have ended, as they should
                os.killpg(process.pid, signal.SIGKILL)


def answers(port):
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def states_of_kernels(address):
    """What the server says of its kernels; the page shows one that is only just starting as idle, too."""
    with urllib.request.urlopen(urlsplit(address)._replace(path="/api/kernels").geturl()) as answer:
        return [kernel["execution_state"] for kernel in json.load(answer)]


def test_it_takes_a_free_port_and_opens_the_first_lesson_without_a_question(make_lab, page):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        address, got = make_lab(f"LAB_OPTIONS=--ServerApp.port={port}")
    assert got != port

    wait_until(lambda: answers(got))  # on a busy machine the address is printed a moment before
    page.goto(address)

    page.locator(".jp-NotebookPanel:visible h1", has_text="How does this course work?").wait_for(timeout=60_000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]:visible").wait_for(timeout=60_000)
    # A server that is told to end while it starts a kernel never ends: one of its threads is left over.
    wait_until(lambda: states_of_kernels(address) == ["idle"], seconds=60)
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
