"""Widgets of lesson 12: train with settings of your own and compare the runs; five broken programs to diagnose."""

from course_utils.widgets.playground.break_it_lab import break_it_lab
from course_utils.widgets.playground.playground import playground

__all__ = ["break_it_lab", "playground"]
