"""What hands meet in every widget: a mouse that hovers or drags far, keys that stop nowhere in vain, room in use."""

import json
import re
import time

import pytest
from seen_in_page import COVERED
from twins import twin_of
from widget_keys import NOTHING_TO_GRAB, WIDGETS, source
from widget_page import WidgetPage

pytestmark = pytest.mark.browser

EVERY_HAND = ["mse_loss.loss_mixer", "slopes.secant_to_tangent"]  # of the others the first one is tried
MICROSCOPE, STEPPER = "pixels_to_vectors.flatten_microscope", "backpropagation.backprop_stepper"
# All of them take minutes: in make test those whose hands and buttons differ most.
FEW = [MICROSCOPE, STEPPER, "mse_loss.loss_mixer", "test_accuracy.mistakes_browser", "playground.playground"]
LARGE = {"width": 1280, "height": 900}

# The place of what has the focus among all that a widget holds; -1 outside.
FOCUS = "node => [...node.querySelectorAll('*')].indexOf(document.activeElement)"
# What a press is for: a picture or a sentence, also that of the paper to draw on, and the word on a button.
SEEN = """node => [...node.querySelectorAll(".course-spoken, .course-where, .course-shown")].map(part => part.innerHTML)
    .concat(...[...node.querySelectorAll("button")].map(button => button.textContent)).join()"""


def each(names):
    return [pytest.param(name, marks=[] if name in FEW else pytest.mark.thorough) for name in names]


@pytest.fixture(scope="module")
def notebook_page(jupyterlab):
    with jupyterlab.opened("hands.ipynb", *map(source, WIDGETS)) as notebook_page:
        notebook_page.lay_out_every_cell()
        yield notebook_page


@pytest.fixture
def begin(notebook_page):
    """Show a widget as it is at the beginning."""
    return lambda name: WidgetPage(notebook_page, list(WIDGETS).index(name)).show_anew()


def test_the_mouse_shows_a_pixel_before_anything_is_pressed(begin):
    microscope, twin = begin(MICROSCOPE), twin_of(MICROSCOPE)
    for hand, share in zip(microscope.hands(), [(0.33, 0.78), (0.62, 0.5)], strict=True):
        before = microscope.shown()
        place, chosen = microscope.points(hand, *share)
        microscope.page.mouse.move(*place)
        microscope.follows(twin, chosen)
        microscope.notebook_page.settle()
        assert microscope.shown() != before


def beyond(widget, hand, x, y):
    """The values at a place of the window, however far from a hand; they end where its axes end."""
    box = (hand.locator("rect").first if widget.knobs(hand) else hand).bounding_box()
    return widget.points(hand, (x - box["x"]) / box["width"], (y - box["y"]) / box["height"])[1]


@pytest.mark.parametrize("name", each(name for name in WIDGETS if name not in NOTHING_TO_GRAB))
def test_a_hand_that_leaves_what_it_holds_goes_on_moving_it_until_it_lets_go(begin, name):
    widget, twin = begin(name), twin_of(name)
    mouse, hands = widget.page.mouse, widget.hands()
    for number, hand in enumerate(hands if name in EVERY_HAND else hands[:1]):
        mouse.move(*widget.hold(hand, (0.33, 0.5)))
        mouse.down()
        box = widget.node.bounding_box()
        outside = box["x"] + box["width"] + 20, 5  # in the menu: right of all that it shows, and above
        mouse.move(*outside)
        widget.follows(twin, beyond(widget, hand, *outside))
        other = hands[number - 1].bounding_box()
        over = other["x"] + other["width"] * 0.4, other["y"] + other["height"] * 0.4
        mouse.move(*over)
        widget.follows(twin, beyond(widget, hand, *over))
        mouse.move(*outside)
        widget.follows(twin, beyond(widget, hand, *outside))

        mouse.up()

        if not json.loads(hand.get_attribute("data-grab"))["hover"]:
            mouse.move(*over)
        widget.notebook_page.settle()
        assert widget.spoken() == twin.text
        assert widget.node.locator(".course-held").count() == 0


def test_a_finger_on_what_is_grabbed_moves_that_and_not_the_page(begin):
    hand = begin("mse_loss.loss_mixer").hands()[0]
    touch = "node => node.dispatchEvent(new Event('touchstart', { bubbles: true, cancelable: true }))"
    assert hand.evaluate(touch) is False  # held back: some browsers know no touch-action
    assert hand.evaluate("node => getComputedStyle(node).touchAction") == "none"


def test_a_second_finger_takes_nothing_from_the_first_and_moves_nothing(begin):
    mixer, twin = begin("mse_loss.loss_mixer"), twin_of("mse_loss.loss_mixer")
    fifth, zeroth = (mixer.node.locator(f'css:light=[data-grab][aria-label="output {digit}"]') for digit in (5, 0))
    other = mixer.hold(zeroth, (0.5, 0.5))
    beside = other[0], other[1] - 30  # where the second finger goes while the first one holds
    for share, one_by_one in [(0.9, False), (0.35, True)]:  # both at once, or the second one before
        end, chosen = mixer.points(fifth, 0.5, share)
        first = mixer.hold(fifth, (0.5, 0.5))
        lifted = [[first], [end]] if one_by_one else [[end, beside]]
        mixer.touch_with([[first], [first, other], [first, beside], *lifted])
        mixer.follows(twin, chosen)
        mixer.notebook_page.settle()
        assert mixer.spoken() == twin.text
    assert mixer.node.locator(".course-held").count() == 0


def test_a_finger_that_is_lost_without_being_lifted_keeps_nobody_out(begin):
    mixer, twin = begin("mse_loss.loss_mixer"), twin_of("mse_loss.loss_mixer")
    fifth = mixer.node.locator('css:light=[data-grab][aria-label="output 5"]')
    fifth.evaluate("""node => {
        const shown = node.closest(".course-shown"), down = { bubbles: true, pointerId: 77, pointerType: "touch" };
        shown.setPointerCapture = () => {};
        node.dispatchEvent(new PointerEvent("pointerdown", down));
        delete shown.setPointerCapture;
        shown.dispatchEvent(new PointerEvent("lostpointercapture", down));
    }""")
    mixer.notebook_page.settle()
    assert mixer.node.locator(".course-held").count() == 0
    mixer.follows(twin, mixer.swipe(fifth, (0.5, 0.5), (0.5, 0.3)))


def tab_stops(widget):
    """Go through it with Tab, once; give where it stopped, as places among all that it holds."""
    first, *_ = widget.node.locator("button, [tabindex='0'], input, select, summary").all()
    first.focus()
    widget.page.keyboard.press("Shift+Tab")
    stops = []
    while True:
        widget.page.keyboard.press("Tab")
        place = widget.node.evaluate(FOCUS)
        if place < 0 or place in stops:
            return stops
        stops.append(place)


def seen(widget):
    widget.notebook_page.settle()
    return re.sub(r'data-press="[^"]*"', "", widget.node.evaluate(SEEN))  # which counts how often it was pressed


def becomes_another(widget, before, seconds=1):
    """Tell whether something else is seen within a moment: what is played begins a little later."""
    end = time.monotonic() + seconds
    while not (is_another := seen(widget) != before) and time.monotonic() < end:
        pass
    return is_another


@pytest.mark.parametrize("name", each(WIDGETS))
def test_keys_stop_at_nothing_that_does_nothing(begin, name):
    widget = begin(name)
    in_vain, before = [], seen(widget)
    for place in tab_stops(widget):
        stop = widget.node.locator("*").nth(place)
        kind = stop.evaluate("node => node.role ?? (node.localName === 'button' ? 'button' : '')")
        down = (
            stop.get_attribute("aria-pressed") == "true"
        )  # which says that it is chosen, as it would be after a press
        if kind not in ("button", "slider") or down:
            continue
        for key in ["Enter"] if kind == "button" else ["ArrowRight", "ArrowLeft"]:
            stop.focus()
            widget.page.keyboard.press(key)
            if becomes_another(widget, before):
                break
        else:
            in_vain.append(stop.evaluate("node => node.ariaLabel ?? node.textContent"))
            continue
        widget = begin(name)
    assert in_vain == []


def test_a_button_that_can_do_no_more_keeps_the_focus_and_is_passed_by_afterwards(begin):
    stepper = begin(STEPPER)
    reached = len(tab_stops(stepper))
    for control, key, shown in [("step", "End", 10), ("back", "Enter", 9), ("next", "Enter", 10)]:
        stepper.press(control, key)
        stepper.says(f"Step {shown} of 10")  # at first one message may overtake another
    stepper.notebook_page.settle()
    following = stepper.control("next")
    assert following.evaluate("node => node === document.activeElement")
    assert following.get_attribute("aria-disabled") == "true"
    assert len(tab_stops(stepper)) == reached  # without "next", but with "back"
    assert following.evaluate("node => node !== document.activeElement")
    stepper.press("back")
    stepper.says("Step 9 of 10")
    stepper.notebook_page.settle()
    assert following.get_attribute("aria-disabled") == "false"


def box(widget, part):
    """Where a part is seen: left, top, right, lower edge."""
    found = widget.node.locator(part).first.bounding_box()
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def stands_left_of(widget, left, right):
    """Tell whether one part ends before the other begins, and some of both is at the same height."""
    one, other = box(widget, left), box(widget, right)
    return one[2] <= other[0] and one[1] < other[3] and other[1] < one[3]


def test_the_settings_of_the_playground_stand_left_of_curve_and_accuracy(begin, jupyterlab):
    jupyterlab.set_size(LARGE)
    play = begin("playground.playground")
    assert stands_left_of(play, ".course-side", "css=.course-shown svg[aria-label*='loss']")
    assert stands_left_of(play, ".course-side", "css=.course-shown :text('test accuracy')")


def test_each_widget_uses_the_width_that_it_has(jupyterlab, notebook_page):
    jupyterlab.set_size(LARGE)
    notebook_page.run_all()
    shares = {name: WidgetPage(notebook_page, number).node.evaluate(COVERED) for number, name in enumerate(WIDGETS)}
    assert {name: share for name, share in shares.items() if share < 0.6} == {}
