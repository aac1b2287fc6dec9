"""Widget of lesson 03: ten outputs to move, and how wrong they are."""

from course_utils.widgets.mse_loss.loss_mixer import loss_mixer

__all__ = ["loss_mixer"]
