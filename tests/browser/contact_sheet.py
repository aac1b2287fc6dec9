"""Put the screenshots of all widgets on one sheet a theme, for docs/: ``make contact-sheet`` after ``make browser``."""

from lab import ROOT, SCREENSHOTS
from PIL import Image
from test_widgets import WIDGETS, twin_of

COLUMN, GAP = 640, 12
GROUNDS = {"light": "white", "dark": "#111111"}
OWN_TESTS = ["train_the_mlp.live_training"]  # these run for a while, and have tests of their own


def sheet(theme, names):
    """Set the pictures below each other in two columns, each where there is more room."""
    columns, placed = [GAP, GAP], []
    for name in names:
        picture = Image.open(SCREENSHOTS / "widgets" / f"{name.split('.')[1]}-{theme}.png").convert("RGB")
        picture = picture.resize((COLUMN, round(picture.height * COLUMN / picture.width)), Image.Resampling.LANCZOS)
        column = columns.index(min(columns))
        placed.append((picture, (GAP + column * (COLUMN + GAP), columns[column])))
        columns[column] += picture.height + GAP
    paper = Image.new("RGB", (2 * COLUMN + 3 * GAP, max(columns)), GROUNDS[theme])
    for picture, place in placed:
        paper.paste(picture, place)
    return paper.quantize(128)  # few colours, a small file


def main():
    names = [*WIDGETS, *OWN_TESTS]
    lines = []
    for name in WIDGETS:
        twin = twin_of(name)
        lines.append(f"- **{twin.title}** (`widgets.{name}`): {twin.teaches}")
    for theme in GROUNDS:
        sheet(theme, names).save(ROOT / "docs" / f"widgets-{theme}.png", optimize=True)
    titles = ", ".join(twin_of(name).title.lower() for name in WIDGETS)
    text = f"""# The widgets, light and dark

{chr(10).join(lines)}

![All widgets in JupyterLab's light theme: {titles}, live training.](widgets-light.png)

![The same widgets in the dark theme.](widgets-dark.png)
"""
    (ROOT / "docs" / "widgets.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
