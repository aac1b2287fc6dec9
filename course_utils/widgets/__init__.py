"""Widgets to play with: one folder a lesson holds what they show, ``_engine`` how any of them works.

In a notebook::

    from course_utils.widgets import pixels_to_vectors as widgets

    widgets.flatten_microscope()

Each gives one idea something to move. Where widgets cannot run, the same cell shows a picture and a sentence.
"""
