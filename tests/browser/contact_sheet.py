"""Make the pictures of docs/ from the screenshots that the browser's tests took: ``make contact-sheet``.

All widgets on one sheet a theme, and the two pictures of the README; one of them moves, a digit that is drawn and read.
"""

import io
import tempfile
from pathlib import Path

from lab import LAPTOP, ROOT, SCREENSHOTS, chromium, serve
from notebook_page import JupyterLab
from PIL import Image
from test_draw_digit import Desk, drawing
from twins import twin_of
from widget_keys import WIDGETS, source

COLUMN, GAP = 640, 12
GROUNDS = {"light": "white", "dark": "#111111"}
# Widgets that train show more once they have: another picture, of test_training or test_playground.
TRAINED = {
    "train_the_mlp.live_training": "live_training-trained",
    "playground.playground": "playground-two-runs",
    "playground.break_it_lab": "break_it_lab-diagnosed",
}

README = {"a-check": "states/wrong-light.png"}
# The digit of the moving picture, one that is read surely; milliseconds of a frame, and of the last.
DRAWN, MOMENT, LAST = 4, 120, 2500


def sheet(theme):
    """Set the pictures below each other in two columns, each where there is more room."""
    columns, placed = [GAP, GAP], []
    for name in WIDGETS:
        file = TRAINED.get(name, name.split(".")[1])
        picture = Image.open(SCREENSHOTS / "widgets" / f"{file}-{theme}.png").convert("RGB")
        picture = picture.resize((COLUMN, round(picture.height * COLUMN / picture.width)), Image.Resampling.LANCZOS)
        column = columns.index(min(columns))
        placed.append((picture, (GAP + column * (COLUMN + GAP), columns[column])))
        columns[column] += picture.height + GAP
    paper = Image.new("RGB", (2 * COLUMN + 3 * GAP, max(columns)), GROUNDS[theme])
    for picture, place in placed:
        paper.paste(picture, place)
    return paper


def moving_picture():
    """Draw a digit in a real JupyterLab and save what is seen as a picture that moves."""
    frames = []
    with serve(Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())) as lab, chromium() as browser:
        jupyterlab = JupyterLab(lab, browser.new_context(viewport=LAPTOP).new_page())
        with jupyterlab.opened("draw.ipynb", source("test_accuracy.draw_digit")) as notebook_page:
            notebook_page.run_all()
            desk = Desk(notebook_page)

            def keep():
                notebook_page.settle()
                frames.append(Image.open(io.BytesIO(desk.node.screenshot())).convert("RGB"))

            keep()
            for line in drawing(DRAWN):
                first, *others = desk.points(line)
                desk.page.mouse.move(*first)
                desk.page.mouse.down()
                for point in others:
                    desk.page.mouse.move(*point, steps=3)
                    keep()
                desk.page.mouse.up()
                keep()
    colours = frames[-1].quantize(64)
    small = [frame.resize((720, round(frame.height * 720 / frame.width)), Image.Resampling.LANCZOS) for frame in frames]
    first, *others = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in small]
    times = [LAST // 2, *[MOMENT] * (len(others) - 1), LAST]
    first.save(
        ROOT / "docs" / "draw-a-digit.gif", save_all=True, append_images=others, duration=times, loop=0, optimize=True
    )


def main():
    moving_picture()
    twins = {name: twin_of(name) for name in WIDGETS}
    lines = [f"- **{twin.title}** (`widgets.{name}`): {twin.teaches}" for name, twin in twins.items()]
    for theme in GROUNDS:
        sheet(theme).save(ROOT / "docs" / f"widgets-{theme}.webp", quality=85, method=6)  # with all its colours
    titles = ", ".join(twin.title.lower() for twin in twins.values())
    for name, file in README.items():
        picture = Image.open(SCREENSHOTS / file).convert("RGB").quantize(128)
        picture.save(ROOT / "docs" / f"{name}.png", optimize=True)
    text = f"""# The widgets, light and dark

{chr(10).join(lines)}

![All widgets in JupyterLab's light theme: {titles}.](widgets-light.webp)

![The same widgets in the dark theme.](widgets-dark.webp)
"""
    (ROOT / "docs" / "widgets.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
