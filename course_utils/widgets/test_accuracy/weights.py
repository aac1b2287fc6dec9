"""What units of the first layer look for, at some moments of a training."""

from course_utils.widgets._engine.guided import Guided, slider, switch
from course_utils.widgets.test_accuracy.first_layer import record, weights_view
from course_utils.widgets.test_accuracy.networks_to_ask import MOMENTS


def weights_over_training() -> Guided:
    """Show what 12 units of the first layer look for, at seven moments of a training; it takes about 1.5 s, once.

    Returns
    -------
    Guided
        Shows itself.

    Examples
    --------
    >>> widget = weights_over_training()
    >>> widget.values = {**widget.values, "moment": 0}
    >>> widget
    Weights over training: After 0 batches these weights are random; loss 0.111 and accuracy 0.14 on the test pictures.
    """
    film = record()
    return Guided(
        "Weights over training",
        "Training adds a faint picture to the random weights of each unit; the loss falls with it.",
        [
            slider("moment", "moment", 0, len(MOMENTS) - 1, len(MOMENTS) - 1),
            switch("change", "only what training has changed"),
        ],
        lambda values: weights_view(film, values),
    )
