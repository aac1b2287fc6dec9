"""Widgets of lesson 07: a tiny network forward and backward, number by number; three witnesses for a gradient."""

from course_utils.widgets.backpropagation.stepper import backprop_stepper
from course_utils.widgets.backpropagation.truth_panel import gradient_truth_panel

__all__ = ["backprop_stepper", "gradient_truth_panel"]
