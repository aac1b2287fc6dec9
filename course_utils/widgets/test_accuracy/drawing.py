"""How the paper to draw on works: strokes come from the browser, what a network reads in them goes back.

On top of ``Guided``: the strokes are a trait beside the values, the network can be exchanged, and drawings are kept
under a name. The browser's side, ``drawing.js``, stands below ``guided.js`` in one module, so both share their parts.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import traitlets

from course_utils._messages import describe, sentence
from course_utils.widgets._engine import guided
from course_utils.widgets._engine.guided import Control, Guided, Values, View
from course_utils.widgets._engine.images import pixels
from course_utils.widgets.test_accuracy.networks_to_ask import Reader, reader
from course_utils.widgets.test_accuracy.strokes_to_pixels import PEN, RUBBER, Stroke, is_stroke, paper

_HERE = Path(__file__).parent
_ENGINE = Path(guided.__file__).parent
_CELLS = 14  # of the paper, for who draws with keys: two pixels of 28 each


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Drawing(Guided):
    """Paper to draw a digit on, read by a network at every stroke.

    Attributes: ``strokes`` is what is drawn; ``saved`` holds drawings, name -> strokes; both can be set. ``net`` is the
    network; setting it reads the same drawing again, also with the same network after more training.
    """

    _esm = _text(_ENGINE / "guided.js").split("export default")[0] + _text(_HERE / "drawing.js")
    _css = _text(_ENGINE / "guided.css") + _text(_HERE / "drawing.css")
    strokes: traitlets.List = traitlets.List().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    sizes = traitlets.Dict({"cells": _CELLS, "pen": PEN, "rubber": RUBBER}).tag(sync=True)

    def __init__(
        self,
        title: str,
        teaches: str,
        controls: Sequence[Control],
        view: Callable[[Reader, Sequence[Stroke], Values], View],
        net: object,
        strokes: Sequence[Stroke],
    ) -> None:
        self._net, self._reader = net, reader(net)
        super().__init__(title, teaches, controls, lambda values: view(self._reader, self.strokes, values))
        self.observe(lambda change: self._read(), names="strokes")
        self.strokes = list(strokes)

    @traitlets.validate("strokes")
    def _drawn(self, proposal: traitlets.Bunch) -> list:
        """Keep the drawing that is there when what comes is none: it could not be shown, nor anything after it."""
        if not all(map(is_stroke, proposal["value"])):
            wanted = "strokes, each {'points': [[x, y], ...]} with x and y from 0 to 1"
            raise traitlets.TraitError(sentence(wanted, describe(proposal["value"]), "draw one on the paper"))
        return proposal["value"]

    @property
    def net(self) -> object:
        """The network that reads, as it was given; None is the course's."""
        return self._net

    @net.setter
    def net(self, net: object) -> None:
        with self._lock:
            kept = self._net, self._reader
            self._net, self._reader = net, reader(net)
            try:
                self._read()
            except Exception:
                self._net, self._reader = kept
                raise

    def _read(self) -> None:
        with self._lock:
            self.show(self._show(self.values))

    def _repr_mimebundle_(self, **options: object) -> tuple[dict, dict]:
        """Read again before it is shown: the network may have been trained since; a still shows the drawing too."""
        self._read()
        data, metadata = super()._repr_mimebundle_(**options)
        head, rest = data["text/html"].split("</p>", 1)
        drawn = pixels(np.asarray(paper(self.strokes)), 196, "the drawing")
        return {**data, "text/html": f"{head}</p><p>The drawing:</p>{drawn}{rest}"}, metadata
