"""Widgets of lesson 11: draw a digit and see it read; the worst mistakes; the first layer's weights in training."""

from course_utils.widgets.test_accuracy.draw_digit import draw_digit
from course_utils.widgets.test_accuracy.mistakes_browser import mistakes_browser
from course_utils.widgets.test_accuracy.weights_over_training import weights_over_training

__all__ = ["draw_digit", "mistakes_browser", "weights_over_training"]
