"""The pictures of the course: digits, curves, and what a trained network does.

Every picture carries a text that says what it shows, for a screen reader and for the notebook test.
"""

from course_utils.plots._curves import plot_curve, plot_curves, plot_histogram
from course_utils.plots._digits import plot_confusion, plot_outputs
from course_utils.plots._pictures import plot_image, plot_numbers, plot_weights
from course_utils.plots._surfaces import plot_contours

__all__ = [
    "plot_confusion",
    "plot_contours",
    "plot_curve",
    "plot_curves",
    "plot_histogram",
    "plot_image",
    "plot_numbers",
    "plot_outputs",
    "plot_weights",
]
