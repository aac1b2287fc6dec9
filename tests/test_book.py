"""What the book is made of; tests/browser/test_book_pages.py looks at the book itself, once make book has built it."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_the_book_holds_every_lesson_and_every_page_once_and_under_its_title_in_the_readme():
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8"))
    chapters = {chapter["file"]: chapter["title"] for part in toc["parts"] for chapter in part["chapters"]}
    assert sum(len(part["chapters"]) for part in toc["parts"]) == len(chapters)
    pages = {f"docs/{page.stem}" for page in (ROOT / "docs").glob("*.md")}
    assert pages == {file for file in chapters if file.startswith("docs/")}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lessons = re.findall(r"^\| \[(\d\d .+?)\]\(notebooks/(.+)\.ipynb", readme, flags=re.M)
    assert {f"solutions/{stem}": title for title, stem in lessons} == {
        file: title for file, title in chapters.items() if file.startswith("solutions/")
    }
