"""Widget of lesson 05: gradient descent on the loss of two weights, and the learning rate at which it diverges."""

from course_utils.widgets.gradient_descent.descent import descent_on_two_weights

__all__ = ["descent_on_two_weights"]
