"""Widget of lesson 08: a ball that rolls through a valley with momentum, beside one without."""

from course_utils.widgets.train_by_hand.ball import momentum_ball

__all__ = ["momentum_ball"]
