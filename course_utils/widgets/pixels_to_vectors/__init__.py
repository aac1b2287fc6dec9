"""Widgets of lesson 01: a picture that unrolls into a vector of 784, and where each pixel stands in it."""

from course_utils.widgets.pixels_to_vectors.microscope import flatten_microscope
from course_utils.widgets.pixels_to_vectors.unroll import unroll_picture

__all__ = ["flatten_microscope", "unroll_picture"]
