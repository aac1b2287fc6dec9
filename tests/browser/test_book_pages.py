"""A walk through the book that ``make book`` has built: every page in a browser, without the network."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

import pytest
from lab import LAPTOP, ROOT

BOOK = ROOT / "artefacts" / "book" / "_build" / "html"
NARROW = {"width": 600, "height": 900}
LESSONS = sorted((ROOT / "solutions").glob("*.ipynb"))
# What one page holds; TeX that is left in the text was no formula for anybody.
LOOK = r"""() => {
    const prose = document.querySelector("article").cloneNode(true)
    prose.querySelectorAll("pre, code, math").forEach(part => part.remove())
    return {
        links: Array.from(document.querySelectorAll("a[href]"), link => link.href),
        places: Array.from(document.querySelectorAll("[id]"), part => part.id),
        pictures: Array.from(document.images, picture => [picture.alt, picture.complete && picture.naturalWidth > 0]),
        formulas: Array.from(document.querySelectorAll("math"), formula => formula.getBoundingClientRect().width),
        tex: prose.textContent.match(/\$|\\[a-z(\[]+/g) || [],
        marks: Array.from(document.querySelectorAll(".cell_input"), code => code.textContent).join()
            .match(/(BEGIN|END) SOLUTION/g) || [],
    }
}"""

pytestmark = pytest.mark.book


def place_of(url):
    """Give the file that an address of this book leads to, and the place on it."""
    page, place = urldefrag(url)
    return Path(unquote(urlparse(page).path)), unquote(place)


@pytest.fixture(scope="module")
def asked_outside():
    """The addresses outside of the book that any page asked for."""
    return []


@pytest.fixture(scope="module")
def reader(browser, asked_outside):
    """A page of a browser that refuses whatever is not in the book."""
    assert (BOOK / "index.html").exists(), "there is no book to walk through: run make book"
    context = browser.new_context(viewport=LAPTOP, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()

    def serve(route):
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            asked_outside.append(route.request.url)
            route.abort()

    page.route("**/*", serve)
    yield page
    context.close()


@pytest.fixture(scope="module")
def walk(reader):
    """Go from the first page to all that it leads to: file -> what stands there."""
    seen, ahead = {}, [BOOK / "index.html"]
    while ahead:
        file = ahead.pop()
        if file in seen or file.suffix != ".html" or not file.exists():
            continue
        reader.goto(file.as_uri())
        reader.wait_for_selector("article")
        file = place_of(reader.url)[0]  # index.html leads on to the first page
        seen[file] = reader.evaluate(LOOK)
        reader.set_viewport_size(NARROW)
        seen[file]["too wide"] = reader.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
        reader.set_viewport_size(LAPTOP)
        ahead += [place_of(link)[0] for link in seen[file]["links"] if link.startswith("file:")]
    return seen


def on_each(walk, what):
    """Give what was found on each page where there is any, by the page's name."""
    return {file.relative_to(BOOK).as_posix(): found[what] for file, found in walk.items() if found[what]}


def test_the_walk_comes_to_every_page(walk):
    made = {file for file in BOOK.rglob("*.html") if "_static" not in file.parts}
    assert made - walk.keys() == {BOOK / "index.html", BOOK / "search.html"}
    assert {BOOK / "solutions" / f"{lesson.stem}.html" for lesson in LESSONS} <= walk.keys()


def test_no_link_is_broken(walk):
    broken = []
    for file, found in walk.items():
        for link in found["links"]:
            if link.startswith("https:"):
                continue
            target, place = place_of(link)
            there = walk.get(target, {"places": [""]})["places"]
            if not target.is_file() or BOOK not in target.parents or (place and place not in there):
                broken.append((file.name, link))
    assert broken == []


def test_links_between_lessons_lead_to_pages_of_the_book(walk):
    links = {place_of(link)[0] for link in walk[BOOK / "solutions" / "00_welcome.html"]["links"]}
    assert {BOOK / "solutions" / f"{lesson.stem}.html" for lesson in LESSONS} <= links
    # Of the wording of a lesson's map no link may lead to a notebook, which the book does not hold.
    assert not [link for found in walk.values() for link in found["links"] if link.endswith(".ipynb")]


def test_every_picture_is_there_and_says_what_it_shows(walk):
    broken = [(file.name, alt) for file, found in walk.items() for alt, shown in found["pictures"] if not shown]
    assert broken == []
    assert sum(len(found["pictures"]) for found in walk.values()) > 60
    assert [file.name for file, found in walk.items() for alt, _ in found["pictures"] if len(alt) < 3] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_every_formula_is_drawn(walk, lesson):
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    formulas = re.findall(r"\$\$.+?\$\$|\$.+?\$", re.sub(r"```.*?```|`[^`]*`", "", prose, flags=re.S), flags=re.S)
    drawn = walk[BOOK / "solutions" / f"{lesson.stem}.html"]["formulas"]
    assert len(drawn) == len(formulas)
    assert all(width > 5 for width in drawn)


def test_no_formula_is_left_in_the_text_as_it_was_typed(walk):
    assert on_each(walk, "tex") == {}


def test_no_mark_of_a_solution_is_left_in_the_code(walk):
    assert on_each(walk, "marks") == {}


def test_no_page_is_wider_than_a_narrow_window(walk):
    assert on_each(walk, "too wide") == {}


def test_widgets_stand_there_as_still_pictures(reader, walk):
    reader.goto((BOOK / "solutions" / "06_linear_classifier.html").as_uri())
    still = reader.locator(".cell_output", has_text="Weights forming")
    assert still.locator("img").first.is_visible()
    assert still.locator("button, input").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_check_can_be_read_in_both_themes(reader, theme):
    reader.emulate_media(color_scheme=theme)
    reader.goto((BOOK / "solutions" / "00_welcome.html").as_uri())
    colours = reader.locator('[role="status"]').first.evaluate(
        """check => [check, document.body].map(
            part => getComputedStyle(part)[part === check ? "color" : "backgroundColor"].match(/\\d+/g).map(Number)
        )"""
    )
    text, ground = (sum(colour[:3]) / 3 for colour in colours)
    assert (text < 80 and ground > 220) if theme == "light" else (text > 180 and ground < 50)
    reader.emulate_media(color_scheme="light")


def test_the_search_finds_words_of_the_lessons(reader):
    reader.goto((BOOK / "search.html").as_uri() + "?q=momentum")
    reader.wait_for_selector("#search-results li a")
    found = {place_of(link.evaluate("a => a.href"))[0].name for link in reader.locator("#search-results li a").all()}
    assert {"08_train_by_hand.html", "glossary.html"} <= found


def test_the_pdf_file_holds_the_book_and_no_path_of_this_machine():
    printed = (BOOK / "course.pdf").read_bytes()
    assert printed.startswith(b"%PDF") and printed.rstrip().endswith(b"%%EOF")
    assert printed.count(b"/Type /Page\n") > 100
    assert b"/Outlines" in printed and b"/URI (https:" in printed
    assert b"file:/" not in printed


def test_nothing_outside_was_asked_for(walk, asked_outside):
    assert walk and asked_outside == []
