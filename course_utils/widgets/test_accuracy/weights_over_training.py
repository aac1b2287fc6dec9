"""What units of the first layer look for, at some moments of a training."""

from course_utils.widgets._engine.controls import play
from course_utils.widgets._engine.guided import Guided
from course_utils.widgets.test_accuracy.first_layer import MOMENT, record, weights_view


def weights_over_training() -> Guided:
    """Show what 6 units of the first layer look for, at seven moments of a training; it takes about 1.5 s, once.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> weights_over_training()
    Weights over training: The weights are random and nothing has changed yet: test loss 0.111, 14 of 100 right.
    """
    film = record()
    return Guided(
        "Weights over training",
        "Six units of the first layer: above their weights, below what training has changed. Drag the dot.",
        [MOMENT, play("moment", "Play the training", main=True)],
        lambda **values: weights_view(film, **values),
        longest="After 354 batches these weights have moved by 0.000041 on average: test loss 0.105, 16 of 100 right.",
    )
