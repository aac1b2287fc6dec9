"""What a check answers, and how it shows itself: as text in a terminal, as HTML in a notebook."""

import html
from dataclasses import dataclass

from course_utils._palette import GREEN, LINE, ORANGE
from course_utils._terminal import printable

# State -> the sign that stands before it. A sign and a word: colour alone would say nothing to some.
SIGNS = {"not started": "○", "crashed": "!", "wrong": "✗", "right": "✓"}
# Mixed with the theme's own colours, so that light and dark both stay readable.
_EDGES = {"not started": LINE, "crashed": ORANGE, "wrong": ORANGE, "right": GREEN}


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
    """

    exercise: str
    state: str
    message: str
    hints: tuple[str, ...] = ()
    mistake: str = ""
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        lines = [f"{SIGNS[self.state]} {self.exercise}: {self.state}", self.message, *self.remarks]
        return printable("\n".join(line for line in lines if line))

    def _repr_html_(self) -> str:
        edge = _EDGES[self.state]
        body = "".join(f"<p>{_inline(text)}</p>" for text in (self.message, *self.remarks) if text)
        hints = "".join(
            f"<details><summary>Hint {number} of {len(self.hints)}</summary><p>{_inline(hint)}</p></details>"
            for number, hint in enumerate(self.hints, start=1)
        )
        return (
            f'<div role="status" style="border-left: 4px solid {edge}; padding: 0.2em 0.8em">'
            f"<strong>{SIGNS[self.state]} {html.escape(self.exercise)}: {self.state}</strong>{body}{hints}</div>"
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


def _inline(text: str) -> str:
    """Escape a text for HTML; what stands between backquotes becomes code, new lines stay."""
    parts = html.escape(text).split("`")
    coded = [f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts)]
    return "".join(coded).replace("\n", "<br>")
