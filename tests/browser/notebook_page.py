"""A notebook in JupyterLab as a person handles it: open, run, look. What has ended, the application says."""

import re
import time
from contextlib import contextmanager
from functools import cached_property

import nbformat
from lab import LAPTOP
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

# Without both, JupyterLab asks which kernel to take.
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What the server and the extensions say about themselves, what a closed network answers, and that an output gave up to
# wait for its widget, where the notebook is slow to open: it is drawn anew, which close() sees.
HARMLESS = re.compile(
    r"favicon|net::ERR_|Failed to load resource|deprecat|preload|restore the debugger|Error: widget model not found",
    re.I,
)
# Opens a notebook, or takes the one that is shown, and gives its panel once its kernel answers; asked keeps what the
# kernel has not come to the end of.
OPEN = """async args => {
    const { commands, shell } = jupyterapp;
    const panel = args ? await commands.execute("docmanager:open", args) : shell.currentWidget;
    await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
    const { kernel } = panel.sessionContext.session;
    await kernel.info;
    panel.asked = new Set();
    kernel.anyMessage.connect((_, { msg, direction }) => {
        if (direction === "send" && msg.channel === "shell") panel.asked.add(msg.header.msg_id);
        if (msg.content.execution_state === "idle") panel.asked.delete(msg.parent_header.msg_id);
    });
    return panel;
}"""
# Without a connection of its own, which would get the messages of the widgets instead of the notebook's.
NEW_KERNEL = """async () => {
    const kernel = await jupyterapp.serviceManager.kernels.startNew({ name: "python3" });
    kernel.dispose();
    return kernel.model;
}"""
# Gives a command to run cells at a code cell, counted from 0; another notebook may have been opened since.
RUN = """async ([panel, command, number]) => {
    jupyterapp.shell.activateById(panel.id);
    const code = panel.content.widgets.flatMap(({ model }, place) => (model.type === "code" ? [place] : []));
    panel.content.activeCellIndex = code[number];
    await Promise.race([
        jupyterapp.commands.execute(`notebook:${command}`),
        new Promise((_, fail) => setTimeout(() => fail(Error("the run does not come to an end")), 300_000)),
    ]);
}"""
# JupyterLab makes a cell that is out of sight when it has nothing else to do, and then in a way of its own.
LAY_OUT = """async ({ content }) => {
    content.notebookConfig = { ...content.notebookConfig, windowingMode: "defer" };
    for (const [number, cell] of content.widgets.entries()) {
        if (cell.isPlaceholder()) await content._updateForDeferMode(cell, number);
    }
}"""
# What is moved is sent a frame later, and what comes back is drawn another one later.
QUIET = """async panel => {
    const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let quiet = 0, end = Date.now() + 60_000; quiet < 2; quiet = panel.asked.size ? 0 : quiet + 1) {
        await (panel.asked.size ? new Promise(done => setTimeout(done, 20)) : frames());
        if (Date.now() > end) throw Error("the kernel does not come to an end");
    }
}"""


def wait_until(what, seconds=30):
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def write_notebook(path, *sources):
    """Write a notebook of code cells."""
    cells = [new_code_cell(source) for source in sources]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), path)


class JupyterLab:
    """JupyterLab in a page of the browser that stays open; with another place "notebooks/…" it is Notebook 7."""

    def __init__(self, lab, page, place="lab", keeps_pictures=False, seconds=60):
        self.lab, self.page, self.keeps_pictures, self.complaints = lab, page, keeps_pictures, []
        page.on("request", self._note_request)
        page.on("console", self._note)
        page.on("pageerror", self._note_error)
        page.goto(f"{lab.url}/{place}?reset")
        page.wait_for_function("window.jupyterapp?.restored.then(() => true)", timeout=seconds * 1000)

    def _note(self, message):
        if message.type == "error" and not HARMLESS.search(message.text):
            self.complaints.append(message.text)

    def _note_error(self, error):
        if "Canceled future" not in str(error):  # what JupyterLab itself had asked a kernel that was restarted
            self.complaints.append(str(error))

    def _note_request(self, request):
        own = (self.lab.url, self.lab.url.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            self.complaints.append(f"asked outside: {request.url}")

    def dialogs(self):
        """What stands in the way: dialogs and notifications that ask something."""
        return self.page.locator(".jp-Dialog, .Toastify__toast").all_inner_texts()

    def set_theme(self, theme):
        """Choose "Light" or "Dark", as the settings menu does."""
        name = f"JupyterLab {theme}"
        # JupyterLab covers the page with its splash while it changes.
        shown = "name => document.body.dataset.jpThemeName === name && !document.querySelector('#jupyterlab-splash')"
        if not self.page.evaluate(shown, name):
            self.page.evaluate("theme => void jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
            self.page.wait_for_function(shown, arg=name)

    def set_size(self, size=LAPTOP):
        """Make the window that large; where it is smaller than a laptop's the list of files is closed."""
        self.page.set_viewport_size(size)
        side = "collapseLeft" if size["width"] < LAPTOP["width"] else "expandLeft"
        self.page.evaluate(f"jupyterapp.shell.{side}()")

    @contextmanager
    def opened(self, name, *sources, theme="Light", kernel=None):
        """Open a notebook of the course with a kernel of its own, or write one of code cells, which all share one.

        JupyterLab hands what widgets say to one open notebook of a kernel only: to show some, a second needs another.
        """
        if sources:
            write_notebook(self.lab.folder / name, *sources)
        self.set_theme(theme)
        notebook = NotebookPage(self, name, (kernel or self.kernel) if sources else None)
        try:
            yield notebook
        finally:
            notebook.close(keep_kernel=bool(sources))

    def new_kernel(self):
        """Start a kernel that no notebook uses yet."""
        return self.page.evaluate(NEW_KERNEL)

    @cached_property
    def kernel(self):
        """Which kernel the tests' own notebooks share: PyTorch and MNIST are loaded once."""
        return self.new_kernel()


class NotebookPage:
    """One notebook in JupyterLab, opened with a running kernel or a new one; without a name the one that is shown."""

    def __init__(self, jupyterlab, name=None, kernel=None):
        self.jupyterlab, self.page = jupyterlab, jupyterlab.page
        args = name and {"path": name, "kernel": kernel, "factory": "Notebook"}
        self.panel = self.page.evaluate_handle(OPEN, args)
        # Light: not in shadow roots, for which each look would go through all elements of all widgets.
        self.node = self.page.locator(f"css:light=[id='{self.panel.evaluate('panel => panel.id')}']")
        self.cells = self.node.locator("css:light=.jp-CodeCell")

    def close(self, keep_kernel=False):
        """Close the notebook, saved or not, once every widget is drawn; end its kernel, or what still runs in it."""
        expect(self.node.get_by_text("Error displaying widget")).to_have_count(0, timeout=20_000)
        ends = "interrupt" if keep_kernel else "shutdown"
        if not keep_kernel or self.panel.evaluate("panel => panel.asked.size"):
            self.panel.evaluate(f"panel => void panel.sessionContext.session.kernel.{ends}().catch(() => 0)")
        self.panel.evaluate("panel => panel.dispose()")

    def code_cells(self):
        """Give the code cells as they are now, outputs included."""
        notebook = nbformat.from_dict(self.panel.evaluate("panel => panel.content.model.toJSON()"))
        return [cell for cell in notebook.cells if cell.cell_type == "code"]

    def run_all(self):
        """Choose Run, Run All Cells, and wait for the end; give the code cells."""
        self._run("run-all-cells", 0)
        return self.code_cells()

    def run_above(self, number):
        """Choose Run, Run All Above Selected Cell, at a code cell, counted from 0, and wait for the end."""
        self._run("run-all-above", number)

    def run_below(self, number):
        """Choose Run, Run Selected Cell and All Below, at a code cell, counted from 0, and wait for the end."""
        self._run("run-all-below", number)

    def run_cell(self, number):
        """Run a code cell, counted from 0, and wait for its end."""
        self._run("run-cell", number)

    def _run(self, command, number):
        self.page.evaluate(RUN, [self.panel, command, number])
        self.settle()

    def begin_cell(self, number):
        """Select a code cell, counted from 0, and press Shift+Enter."""
        self.cells.nth(number).locator("css:light=.jp-InputPrompt").first.click()
        self.page.keyboard.press("Shift+Enter")

    def interrupt(self):
        """Press ■ in the toolbar."""
        self.node.locator(".jp-Toolbar [data-command='notebook:interrupt-kernel']").first.click()

    def settle(self):
        """Wait until the kernel has come to the end of all it was asked, and what it answered is drawn."""
        self.panel.evaluate(QUIET)

    def wait_for_output(self, number, text, seconds=30):
        """Wait until a code cell, counted from 0, shows a text."""
        self.cells.nth(number).locator("css:light=.jp-OutputArea", has_text=text).first.wait_for(timeout=seconds * 1000)

    def lay_out_every_cell(self):
        """Lay out also what is out of sight, which JupyterLab leaves until it is scrolled to."""
        self.panel.evaluate(LAY_OUT)
        self.settle()

    def screens(self):
        """Scroll from top to bottom; give the number of each screen once it is drawn."""
        area = self.node.locator(".jp-WindowedPanel-outer")
        area.evaluate("node => node.scrollTo(0, 0)")
        for number in range(40):
            self.settle()  # what comes into sight is drawn
            yield number
            before = area.evaluate("node => node.scrollTop")
            if area.evaluate("node => { node.scrollBy(0, node.clientHeight - 60); return node.scrollTop }") <= before:
                break

    def screenshots(self, folder, name):
        """Take one picture a screen, from top to bottom."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in self.screens():
            self.page.screenshot(path=folder / f"{name}-{number:02}.png", caret="initial")  # hiding it takes long
