"""Widgets of lesson 07: kinks that add up to a bend, a tiny network number by number, three witnesses."""

from course_utils.widgets.backpropagation.kinks import kinks_against_a_curve
from course_utils.widgets.backpropagation.stepper import backprop_stepper
from course_utils.widgets.backpropagation.truth_panel import gradient_truth_panel

__all__ = ["backprop_stepper", "gradient_truth_panel", "kinks_against_a_curve"]
