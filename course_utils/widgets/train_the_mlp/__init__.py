"""Widgets of lesson 10: a training to watch, and the shapes that a batch takes on its way through the network."""

from course_utils.widgets.train_the_mlp.ledger import shape_ledger
from course_utils.widgets.train_the_mlp.live import live_training

__all__ = ["live_training", "shape_ledger"]
