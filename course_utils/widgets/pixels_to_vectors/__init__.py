"""Widget of lesson 01: where a pixel of the picture stands in the vector of 784."""

from course_utils.widgets.pixels_to_vectors.microscope import flatten_microscope

__all__ = ["flatten_microscope"]
