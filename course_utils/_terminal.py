"""Text for a terminal whose encoding knows no ✓: Windows behind a pipe, Git Bash, ``LC_ALL=C``."""

import codecs
import sys

PLAIN = "course_utils.plain"  # the name of an error handler, for whoever opens or reconfigures a stream
# What stands for a sign, as wide as the sign where tables have it; the word beside it says the same.
_SIGNS = {"✓": "+", "✗": "x", "○": "o", "◐": "~", "×": "x", "−": "-", "·": "*", "’": "'", "“": '"', "”": '"'}
_SIGNS |= {"→": "->", "²": "^2", "√": "sqrt ", "…": "..."}


def printable(text: str) -> str:
    """Give a text as the terminal can show it, unchanged where it can show all of it.

    Examples
    --------
    >>> printable("4 × 7 ✓".encode("cp1252", PLAIN).decode("cp1252"))
    '4 × 7 +'
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        return text.encode(encoding, PLAIN).decode(encoding, "replace")
    except LookupError:  # whatever stands for stdout here is no file of text
        return text


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Put plain signs, or the escapes of Python's own strings, for what an encoding does not know."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end]
    return "".join(_SIGNS.get(sign) or ascii(sign)[1:-1] for sign in unknown), error.end


codecs.register_error(PLAIN, _plain)
