"""Widgets of lesson 12: train with settings of your own and compare the runs; five broken programs to diagnose."""

from course_utils.widgets.playground.widgets import break_it_lab, playground

__all__ = ["break_it_lab", "playground"]
