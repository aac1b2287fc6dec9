"""What a check answers, and how it shows itself: as text in a terminal, as HTML in a notebook."""

import html
import re
from dataclasses import dataclass

from course_utils._palette import GREEN, LINE, ORANGE
from course_utils._terminal import printable

# State -> the sign that stands before it. A sign and a word: colour alone would say nothing to some.
SIGNS = {"not started": "○", "crashed": "!", "wrong": "✗", "right": "✓"}
# Mixed with the theme's own colours, so that light and dark both stay readable.
_EDGES = {"not started": LINE, "crashed": ORANGE, "wrong": ORANGE, "right": GREEN}
_CALL = "The call"
_COMPARED = re.compile("expected |got      ")  # the two lines of a Difference


@dataclass(frozen=True)
class Outcome:
    """The answer of a check; it shows itself.

    Parameters
    ----------
    exercise : str
        The name of the exercise.
    state : str
        "not started", "crashed", "wrong" or "right".
    message : str
        What was found out, for the learner.
    hints : tuple of str
        From the idea to almost the code; folded in a notebook.
    mistake : str
        The name of the typical mistake that the answer behaves like, or "".
    remarks : tuple of str
        What is worth knowing beside the message, such as a setting of torch that was put back.
    called : str
        The call that the message speaks of, where it is too long to stand there; folded in a notebook.
    """

    exercise: str
    state: str
    message: str
    hints: tuple[str, ...] = ()
    mistake: str = ""
    remarks: tuple[str, ...] = ()
    called: str = ""

    def __repr__(self) -> str:
        call = f"{_CALL}: {self.called}" if self.called else ""
        lines = [f"{SIGNS[self.state]} {self.exercise}: {self.state}", self.message, call, *self.remarks]
        return printable("\n".join(line for line in lines if line))

    def _repr_html_(self) -> str:
        edge = _EDGES[self.state]
        body = "".join(f"<p>{_inline(text)}</p>" for text in (self.message, *self.remarks) if text)
        call = _folded(_CALL, f"<code>{html.escape(self.called)}</code>") if self.called else ""
        hints = "".join(
            _folded(f"Hint {number} of {len(self.hints)}", f"<p>{_inline(hint)}</p>")
            for number, hint in enumerate(self.hints, start=1)
        )
        return (
            f'<div role="status" style="border-left: 4px solid {edge}; padding: 0.2em 0.8em">'
            f"<strong>{SIGNS[self.state]} {html.escape(self.exercise)}: {self.state}</strong>{body}{call}{hints}</div>"
        )


@dataclass(frozen=True)
class Note:
    """A hint, or a solution; it shows itself.

    Parameters
    ----------
    exercise : str
        The name of the exercise.
    message : str
        What it says.
    code : str
        Code that belongs to it, or "".
    """

    exercise: str
    message: str
    code: str = ""

    def __repr__(self) -> str:
        return printable(f"{self.exercise}: {self.message}\n{self.code}".rstrip())

    def _repr_html_(self) -> str:
        code = f"<pre><code>{html.escape(self.code)}</code></pre>" if self.code else ""
        return f"<p><strong>{html.escape(self.exercise)}</strong>: {_inline(self.message)}</p>{code}"


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _inline(text: str) -> str:
    """Escape a text for HTML; what stands between backquotes becomes code, new lines stay, what is compared aligns."""
    parts = html.escape(text).split("`")
    coded = [f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts)]
    lines = "".join(coded).split("\n")
    aligned = [f'<code style="white-space: pre-wrap">{one}</code>' if _COMPARED.match(one) else one for one in lines]
    return "<br>".join(aligned)
