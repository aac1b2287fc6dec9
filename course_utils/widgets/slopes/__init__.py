"""Widgets of lesson 04: a secant that becomes a tangent, and ten outputs of which one is bumped."""

from course_utils.widgets.slopes.bump_one_output import bump_one_output
from course_utils.widgets.slopes.secant_to_tangent import secant_to_tangent

__all__ = ["bump_one_output", "secant_to_tangent"]
