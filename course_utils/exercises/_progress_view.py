"""How progress shows itself: one lesson, or the map of the whole course; as text and as HTML."""

import html
from dataclasses import dataclass

from course_utils._terminal import printable

# State of an exercise -> sign and word. Both: a sign alone says nothing to a screen reader.
_SIGNS = {"right": "✓ solved", "seen": "◐ solution seen", "": "○ open"}


@dataclass(frozen=True)
class LessonProgress:
    """How far a lesson is; it shows itself.

    Parameters
    ----------
    lesson : str
        The stem of the lesson.
    states : dict
        exercise -> "right", "seen" or "".
    """

    lesson: str
    states: dict[str, str]

    @property
    def solved(self) -> str:
        """How many are solved, such as "1 of 4 solved"."""
        return f"{sum(state == 'right' for state in self.states.values())} of {len(self.states)} solved"

    def __repr__(self) -> str:
        lines = [f"  {_SIGNS[state]}: {name}" for name, state in self.states.items()]
        return printable("\n".join([f"{self.lesson}: {self.solved}", *lines]))

    def _repr_html_(self) -> str:
        lines = [f"<li>{_SIGNS[state]}: <code>{html.escape(name)}</code></li>" for name, state in self.states.items()]
        head = f"<p><strong>{html.escape(self.lesson)}: {self.solved}</strong></p>"
        return f'{head}<ul style="list-style: none">{"".join(lines)}</ul>'


@dataclass(frozen=True)
class CourseProgress:
    """The map of the course: every lesson with its exercises, and where to go on; it shows itself.

    Parameters
    ----------
    lessons : dict
        number and stem of a lesson, such as "01_pixels_to_vectors" -> its progress.
    """

    lessons: dict[str, LessonProgress]

    @property
    def next(self) -> str:
        """Where to go on: the first exercise that is still open, or what is left to do when none is."""
        for number, lesson in self.lessons.items():
            for name, state in lesson.states.items():
                if not state:
                    return f"Go on with {name} in lesson {number[:2]}."
        return "Every exercise is done."

    def __repr__(self) -> str:
        lines = [
            f"{number}: {lesson.solved}\n  "
            + ", ".join(f"{_SIGNS[state]} {name}" for name, state in lesson.states.items())
            for number, lesson in self.lessons.items()
        ]
        return printable("\n".join([*lines, self.next]))

    def _repr_html_(self) -> str:
        rows = []
        for number, lesson in self.lessons.items():
            names = "<br>".join(f"{_SIGNS[state]}: <code>{html.escape(n)}</code>" for n, state in lesson.states.items())
            link = f'<a href="{number}.ipynb">{number}</a>'
            cells = "".join(f'<td style="text-align: left">{cell}</td>' for cell in (link, lesson.solved, names))
            rows.append(f"<tr>{cells}</tr>")
        head = "".join(f'<th scope="col" style="text-align: left">{n}</th>' for n in ("lesson", "solved", "exercises"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table><p>{self.next}</p>"
