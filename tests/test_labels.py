"""Labels to one-hot rows and back, whatever a learner keeps labels in."""

import numpy as np
import pytest
import torch

from course_utils import from_one_hot, one_hot

LABELS = [3, 0, 9]


@pytest.mark.parametrize(
    "label",
    [
        LABELS,
        tuple(LABELS),
        range(3),
        np.array(LABELS),
        np.array(LABELS, dtype=np.uint8),
        torch.tensor(LABELS),
        torch.tensor(LABELS, dtype=torch.int32),
        torch.tensor(LABELS, dtype=torch.uint8),
        [torch.tensor(3), torch.tensor(0)],
        [np.int64(3)],
        torch.tensor([3, 8, 0, 8, 9, 8])[::2],
        np.array(LABELS, dtype=np.int16),
        np.array(LABELS, dtype=">i4"),  # the byte order of MNIST's own files
        np.array(LABELS)[::-1],
        torch.arange(512) % 10,
    ],
    ids=lambda label: f"{type(label).__name__}-{getattr(label, 'dtype', '')}-{len(label)}",
)
def test_every_row_holds_a_single_one_at_its_label(label):
    targets = one_hot(label)

    assert targets.shape == (len(label), 10) and targets.dtype == torch.float32
    assert targets.sum(dim=1).eq(1).all()
    assert targets.argmax(dim=1).tolist() == [int(value) for value in label]


def test_depth_is_the_length_of_each_row():
    assert one_hot([1, 0], depth=2).tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_no_labels_give_no_rows():
    assert one_hot(torch.tensor([], dtype=torch.int64)).shape == (0, 10)
    assert from_one_hot(torch.zeros(0, 10)).shape == (0,)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")
def test_the_rows_lie_where_the_labels_lie():
    assert one_hot(torch.tensor(LABELS, device="cuda")).device.type == "cuda"


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64, torch.bool])
def test_from_one_hot_is_the_way_back(dtype):
    labels = torch.arange(10).repeat(3)
    back = from_one_hot(one_hot(labels).to(dtype))
    assert torch.equal(back, labels) and back.dtype == torch.int64


def test_the_labels_that_came_in_are_unchanged():
    labels = torch.tensor(LABELS)
    one_hot(labels).zero_()
    assert labels.tolist() == LABELS
