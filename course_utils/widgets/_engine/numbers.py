"""Numbers as they are read in prose: rounded, with a real minus sign, and never "−0"."""

import math


def fixed(value: float, digits: int) -> str:
    """Write a number with so many digits after the point, for columns.

    Examples
    --------
    >>> fixed(-0.25, 3), fixed(-0.0001, 3)
    ('−0.250', '0.000')
    """
    return with_minus(f"{round(value, digits) + 0.0:.{digits}f}")


def short_loss(loss: float) -> str:
    """Write a loss with three digits that count; 4e9 is a 4 with nine zeros.

    Examples
    --------
    >>> short_loss(0.10912), short_loss(3.81e9), short_loss(float("nan"))
    ('0.109', '4e9', 'nan')
    """
    if not math.isfinite(loss):
        return "nan" if loss != loss else "inf"
    return f"{loss:.3g}" if loss < 1000 else f"{loss:.0e}".replace("e+0", "e").replace("e+", "e")


def with_minus(written: str) -> str:
    """Put the minus sign of prose into a written number."""
    return written.replace("-", "−")


def moved(how: str, before: str, after: str) -> str:
    """Say how a number has moved, given as it is written: where both read the same, nobody would see that it has.

    Examples
    --------
    >>> moved("fell", "0.11", "0.05"), moved("fell", "0.11", "0.11")
    ('fell from 0.11 to 0.05', 'is still 0.11')
    """
    return f"is still {after}" if before == after else f"{how} from {before} to {after}"


def short(value: float, digits: int) -> str:
    """Write a number with at most so many digits after the point, for sentences.

    Examples
    --------
    >>> short(0.1, 5), short(0.00516, 5), short(-2.0, 3)
    ('0.1', '0.00516', '−2')
    """
    return fixed(value, digits).rstrip("0").rstrip(".") if digits else fixed(value, 0)
