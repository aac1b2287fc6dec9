"""What widgets train has numbers of its own: a cell or a training in another thread may draw at the same time."""

import pytest
import torch

from course_utils import MLP, batches
from course_utils._own_numbers import batches_of, network_of
from course_utils.widgets.backpropagation import gradient_check
from course_utils.widgets.linear_classifier import ten_pictures
from course_utils.widgets.test_accuracy import networks_to_ask


def test_weights_and_batches_are_those_of_the_seed():
    images, labels = torch.arange(1300.0)[:, None], torch.arange(1300)
    generator = torch.Generator().manual_seed(3)
    ours = network_of(MLP, generator), [batch for _ in range(2) for batch in batches_of(images, labels, generator)]

    with torch.random.fork_rng():
        torch.manual_seed(3)
        usual = MLP(), [batch for _ in range(2) for batch in batches(images, labels)]
    assert all(map(torch.equal, ours[0].parameters(), usual[0].parameters()))
    assert [[part.tolist() for part in batch] for batch in ours[1]] == [
        [part.tolist() for part in batch] for batch in usual[1]
    ]


@pytest.mark.parametrize("made", [networks_to_ask.course_training, ten_pictures.record, gradient_check.case])
def test_what_widgets_train_leaves_torchs_numbers_alone(made, monkeypatch):
    before = torch.get_rng_state()
    for name in ["manual_seed", "set_rng_state"]:  # fork_rng ends with the second
        monkeypatch.setattr(torch, name, pytest.fail)
        monkeypatch.setattr(torch.random, name, pytest.fail)

    made.__wrapped__()

    assert torch.equal(torch.get_rng_state(), before)
