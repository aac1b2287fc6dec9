"""Widget of lesson 10: a training to watch, to stop and to go on with."""

from course_utils.widgets.train_the_mlp.live_curve import live_training

__all__ = ["live_training"]
