"""The picture that a widget of lesson 01 shows."""

import numpy as np

from course_utils._inputs import whole_number
from course_utils._messages import sentence
from course_utils.mnist import load_pixels


def chosen_picture(index: object) -> np.ndarray:
    """Give a training picture, uint8 [28, 28], or say which indices there are."""
    place = whole_number(index)
    if place is None or not 0 <= place < 60_000:
        wanted = "index to be a whole number from 0 to 59,999"
        raise ValueError(sentence(wanted, index, "the first picture has index=0"))
    picture: np.ndarray = load_pixels()[0][place, 0].numpy()
    return picture
