"""Widget of lesson 02: a label as a number and as a one-hot row, and how far it is from every other label."""

from course_utils.widgets.one_hot_labels.label_dial import label_dial

__all__ = ["label_dial"]
