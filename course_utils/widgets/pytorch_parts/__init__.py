"""Widget of lesson 09: the shapes that a batch takes on its way through the network."""

from course_utils.widgets.pytorch_parts.batch_shapes import batch_shapes

__all__ = ["batch_shapes"]
