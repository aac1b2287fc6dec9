"""Widget of lesson 06: the ten weight pictures of a linear classifier, forming while it trains."""

from course_utils.widgets.linear_classifier.weights_forming import weights_forming

__all__ = ["weights_forming"]
