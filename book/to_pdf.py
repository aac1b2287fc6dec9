"""Print the book, built as one page, to a PDF file: ``make book`` calls this, with the page's folder and the file."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find

# What led to another page leads to a place on this one, and what led to another file leads nowhere. What is folded
# could not be opened on paper. What the book holds is listed on the first pages.
PREPARE = """
for (const link of document.querySelectorAll("a[href]:not([href^='http'])")) {
    const page = link.getAttribute("href").match(/^(\\w+)\\.html$/)  // on the map of the course
    const place = page ? "document-solutions/" + page[1] : link.hash.slice(1)
    if (document.getElementById(place)) link.setAttribute("href", "#" + place)
    else link.removeAttribute("href")
}
const list = document.createElement("ul")
for (const place of document.querySelectorAll("span[id^='document-']")) {
    const link = document.createElement("a")
    link.href = "#" + place.id
    link.textContent = place.nextElementSibling.querySelector("h1, h2, h3").firstChild.textContent
    list.appendChild(document.createElement("li")).appendChild(link)
}
document.querySelector("#the-lessons > :is(h1, h2, h3)").after(list)
for (const folded of document.querySelectorAll("details")) folded.open = true
"""
NUMBER = '<div style="font-size: 9px; width: 100%; text-align: center"><span class="pageNumber"></span></div>'


def main(folder, file):
    """Print the page in a folder, which Sphinx's builder singlehtml has filled, to a file."""
    # Sphinx writes all addresses of the one page as if it lay in the upper folder, and not with its source in book/.
    page = Path(shutil.copy(Path(folder, "book/index.html"), Path(folder, "printed.html")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        tab = browser.new_page(color_scheme="light")
        tab.goto(page.resolve().as_uri())
        tab.evaluate(PREPARE)
        tab.wait_for_function("Array.from(document.images).every(picture => picture.complete)")
        tab.pdf(
            path=file,
            format="A4",
            scale=0.8,
            margin={"top": "18mm", "bottom": "18mm", "left": "18mm", "right": "18mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=NUMBER,
            outline=True,
            tagged=True,
        )
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
