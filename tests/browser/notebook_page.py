"""A notebook in JupyterLab as a person handles it: open, run, save, look."""

import re
import time

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

# Without both, JupyterLab asks which kernel to take.
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
RUN_SECONDS = 300
# What the server and the extensions say about themselves, and what a closed network answers.
HARMLESS = re.compile(r"favicon|net::ERR_|Failed to load resource|deprecat|preload", re.I)


def write_notebook(path, *sources):
    """Write a notebook of code cells."""
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources], metadata=KERNEL), path)


class NotebookPage:
    """One notebook, opened in a page of the browser.

    Parameters
    ----------
    lab : Lab
        The server.
    page : playwright Page
        The browser's page.
    name : str
        The notebook's path below the folder that the server serves.
    """

    def __init__(self, lab, page, name):
        self.page, self.path = page, lab.folder / name
        self.console_errors, self.asked_outside = [], []
        page.on("request", lambda request: self._note_request(lab, request))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.goto(f"{lab.url}/lab/tree/{name}?reset")
        page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for(timeout=60_000)
        # The sign in the toolbar says idle before there is a kernel; who runs a cell then is asked for one. The status
        # bar names the kernel once it is connected.
        page.get_by_text(re.compile(r"^Python 3.* \| Idle$")).first.wait_for(timeout=60_000)
        self.wait_until_idle()

    def _note(self, message):
        if message.type == "error" and not HARMLESS.search(message.text):
            self.console_errors.append(message.text)

    def _note_request(self, lab, request):
        own = (lab.url, lab.url.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.asked_outside.append(request.url)

    def dialogs(self):
        """What stands in the way: dialogs and notifications that ask something."""
        return self.page.locator(".jp-Dialog, .Toastify__toast").all_inner_texts()

    def run_all(self):
        """Choose Run, Run All Cells, and wait for the end."""
        self.choose("Run", "Run All Cells")
        deadline = time.monotonic() + RUN_SECONDS
        while time.monotonic() < deadline:
            time.sleep(0.5)
            assert self.dialogs() == [], self.dialogs()
            notebook = self.saved()
            counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
            if all(counts) or any(output.output_type == "error" for output in self.outputs(notebook)):
                return notebook
        self.page.screenshot(path=f"artefacts/{self.path.stem}-not-at-its-end.png")
        raise AssertionError(f"{self.path.name} was not at its end after {RUN_SECONDS} s: {counts}")

    def run_cell(self, number):
        """Select a code cell, counted from 0, and press Shift+Enter."""
        self.page.locator(".jp-NotebookPanel:visible .jp-CodeCell .jp-InputPrompt").nth(number).click()
        self.page.keyboard.press("Shift+Enter")

    def interrupt(self):
        """Press ■ in the toolbar."""
        self.page.locator(".jp-NotebookPanel:visible .jp-Toolbar [data-command='notebook:interrupt-kernel']").or_(
            self.page.get_by_role("button", name="Interrupt the kernel")
        ).first.click()

    def wait_until_idle(self, seconds=60):
        """Wait until the kernel is ready: what is asked between an error's text and its end is refused unseen."""
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]:visible")
        indicator.wait_for(timeout=seconds * 1000)

    def wait_for_output(self, number, text, seconds=30):
        """Wait until a code cell, counted from 0, shows a text."""
        cell = self.page.locator(".jp-NotebookPanel:visible .jp-CodeCell").nth(number)
        cell.locator(".jp-OutputArea", has_text=text).first.wait_for(timeout=seconds * 1000)

    def choose(self, menu, entry):
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$")).click()

    def saved(self):
        """Save and read what is on the disk."""
        self.page.keyboard.press("Control+s")
        time.sleep(0.5)
        return nbformat.read(self.path, as_version=4)

    @staticmethod
    def outputs(notebook):
        return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]

    def screenshots(self, folder, name):
        """Take one picture a screen, from top to bottom."""
        folder.mkdir(parents=True, exist_ok=True)
        area = self.page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer")
        area.evaluate("node => node.scrollTo(0, 0)")
        for number in range(40):
            time.sleep(0.3)
            self.page.screenshot(path=folder / f"{name}-{number:02}.png")
            moved = area.evaluate(
                "node => { const before = node.scrollTop; node.scrollBy(0, node.clientHeight - 60);"
                " return node.scrollTop > before }"
            )
            if not moved:
                break
