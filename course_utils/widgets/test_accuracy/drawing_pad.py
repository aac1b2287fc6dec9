"""How the paper to draw on works: strokes come from the browser, what a network reads in them goes back.

On top of ``Guided``: the strokes are a trait beside the values, the network can be exchanged, and drawings are kept
under a name. The browser's side is ``drawing_pad.js`` of the engine, which ``guided.js`` calls.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np
import torch
import traitlets

from course_utils._messages import Phrase, counted, sentence
from course_utils.widgets._engine.controls import Control
from course_utils.widgets._engine.guided import Guided, View
from course_utils.widgets._engine.parts import Part, beside, paragraph, together
from course_utils.widgets._engine.pictures.pixels import pixels
from course_utils.widgets._engine.shared_code import browser_file
from course_utils.widgets.test_accuracy.networks_to_ask import Reader, reader
from course_utils.widgets.test_accuracy.strokes_to_pixels import (
    MOST_POINTS,
    MOST_STROKES,
    PEN,
    RUBBER,
    Stroke,
    as_texts,
    count_points,
    is_stroke,
    paper,
    stroke,
    too_long,
)

_CELLS = 14  # of the paper, for who draws with keys: two pixels of 28 each
_MOST_SAVED, _LONGEST = 100, 100  # drawings, and letters of a name: more is no one's wish
_MOST_KEPT = 20_000  # points of all saved drawings: a notebook keeps them, and each browser gets them
# A small 3 near a corner: without the preparation it is read as something else.
_EXAMPLE = [
    stroke([(0.20, 0.21), (0.27, 0.18), (0.35, 0.19), (0.38, 0.25), (0.36, 0.31), (0.28, 0.36)]),
    stroke([(0.28, 0.36), (0.36, 0.39), (0.41, 0.45), (0.39, 0.52), (0.32, 0.57), (0.24, 0.57), (0.19, 0.53)]),
]


class Drawing(Guided):
    """Paper to draw a digit on, read by a network at every stroke.

    Attributes: ``strokes`` is what is drawn; ``saved`` holds drawings, name -> strokes; both can be set. ``net`` is the
    network; setting it reads the same drawing again, also with the same network after more training. A notebook
    keeps drawings as short texts.
    """

    strokes: traitlets.List = traitlets.List().tag(sync=True, to_json=lambda drawn, _: as_texts(drawn))
    saved = traitlets.Dict({"a small 3": _EXAMPLE}).tag(
        sync=True, to_json=lambda saved, _: {name: as_texts(drawn) for name, drawn in saved.items()}
    )
    sizes = traitlets.Dict(
        {
            "cells": _CELLS,
            "pen": PEN,
            "rubber": RUBBER,
            "strokes": MOST_STROKES,
            "points": MOST_POINTS,
            "drawings": _MOST_SAVED,
            "kept": _MOST_KEPT,
        }
    ).tag(sync=True)

    def __init__(
        self,
        title: str,
        teaches: str,
        controls: Sequence[Control],
        view: Callable[..., View],
        net: object,
        longest: str,
    ) -> None:
        self._net, self._reader, self._draw = net, _tried(net), view
        super().__init__(
            title, teaches, controls, lambda **values: view(self._reader, self.strokes, **values), longest=longest
        )
        self.extension, self.own_css = browser_file("drawing_pad.js"), browser_file("drawing_pad.css")
        self.observe(lambda change: self.show_again(), names="strokes")

    def _take(self, changes: dict) -> None:
        """Take what was drawn and saved, too; what is no drawing is left."""
        super()._take(changes)
        for name in {"strokes", "saved"} & changes.keys():
            with suppress(traitlets.TraitError):
                setattr(self, name, changes[name])

    @traitlets.validate("strokes")
    def _drawn(self, proposal: traitlets.Bunch) -> list:
        """Keep the drawing that is there when what comes is none: it could not be shown, nor anything after it."""
        return _checked(proposal["value"])

    @traitlets.validate("saved")
    def _kept(self, proposal: traitlets.Bunch) -> dict:
        """Keep the drawings that are there when what comes holds none: it would be put on the paper later."""
        given = proposal["value"]
        if len(given) > _MOST_SAVED or not all(map(_is_name, given)):
            wanted = f"at most {_MOST_SAVED} drawings, each under a name of at most {_LONGEST} letters"
            raise traitlets.TraitError(sentence(wanted, given, "save fewer, under shorter names"))
        points = sum(count_points(_checked(strokes)) for strokes in given.values())
        if points > _MOST_KEPT:
            wanted = f"at most {_MOST_KEPT} points in all saved drawings together"
            raise traitlets.TraitError(sentence(wanted, Phrase(f"{points} of them"), "save fewer drawings"))
        return given

    @property
    def net(self) -> object:
        """The network that reads, as it was given; None is the course's."""
        return self._net

    @net.setter
    def net(self, net: object) -> None:
        with self._lock:
            self._net, self._reader = net, _tried(net)
            self.show_again()

    def _still(self) -> Sequence[Part]:
        """Show the drawing too; in the place of an empty paper an example, for there is none to draw on."""
        drawn = self.strokes or _EXAMPLE
        view = self._view if self.strokes else self._draw(self._reader, drawn, **self.values)
        picture = together(paragraph("The drawing:"), pixels(np.asarray(paper(drawn)), 196, "the drawing"))
        head = [] if self.strokes else [paragraph(f"An example: {view.text}")]
        return [*head, beside(picture, together(*view.parts), wide=["196px", "30em"])]

    def _repr_mimebundle_(self, **options: object) -> tuple[dict, dict]:
        """Read again before it is shown: the network may have been trained since."""
        self.show_again()
        return super()._repr_mimebundle_(**options)


def _is_name(given: object) -> bool:
    """Say whether a drawing can be saved under it: half of a letter of two parts could not be sent."""
    return isinstance(given, str) and len(given) <= _LONGEST and not any("\ud800" <= part <= "\udfff" for part in given)


def _checked(given: object) -> list[Stroke]:
    """Give what can be drawn, and refuse the rest."""
    if not isinstance(given, list) or not all(map(is_stroke, given)):
        wanted = "strokes, each {'points': [[x, y], ...], 'rubber': False} with x and y from 0 to 1"
        raise traitlets.TraitError(sentence(wanted, given, "draw one on the paper"))
    if too_long(given):
        wanted = f"at most {MOST_STROKES} strokes with {MOST_POINTS} points in all"
        came = Phrase(f"{counted(len(given), 'stroke')} with {count_points(given)} points")
        raise traitlets.TraitError(sentence(wanted, came, "leave out points that are close together"))
    return given


def _tried(net: object) -> Reader:
    """Make a reader that has read once: what is no network is refused before anything is drawn."""
    made = reader(net)
    made.read(torch.from_numpy(np.zeros((1, 1, 28, 28), np.uint8)))
    return made
