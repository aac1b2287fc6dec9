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
        torch.tensor(LABELS)[:, None],
        np.array(LABELS)[:, None],
        [[3], [0]],
    ],
    ids=lambda label: f"{type(label).__name__}-{getattr(label, 'dtype', '')}-{len(label)}",
)
def test_every_row_holds_a_single_one_at_its_label(label):
    targets = one_hot(label)

    assert targets.shape == (len(label), 10) and targets.dtype == torch.float32
    assert targets.sum(dim=1).eq(1).all()
    assert targets.argmax(dim=1).tolist() == [torch.as_tensor(value).item() for value in label]


@pytest.mark.parametrize("depth", [2, np.int64(2), torch.tensor(2), torch.tensor([2])])
def test_depth_is_the_length_of_each_row(depth):
    assert one_hot([1, 0], depth=depth).tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_no_labels_give_no_rows():
    assert one_hot(torch.tensor([], dtype=torch.int64)).shape == (0, 10)
    assert from_one_hot(torch.zeros(0, 10)).shape == (0,)


@pytest.mark.gpu
@pytest.mark.parametrize("pack", [list, torch.stack])
def test_rows_are_made_of_labels_on_a_gpu(pack):
    labels = pack([torch.tensor(label, device="cuda") for label in LABELS])
    rows = one_hot(labels)
    assert rows.argmax(dim=1).tolist() == LABELS
    assert rows.device.type == ("cuda" if isinstance(labels, torch.Tensor) else "cpu")
    assert from_one_hot(rows).device == rows.device


def test_rows_lie_where_the_labels_lie_whatever_the_default_device_is():
    with torch.device("meta"):
        assert from_one_hot(one_hot(LABELS)).tolist() == LABELS
        assert one_hot(torch.tensor(LABELS, device="cpu")).device.type == "cpu"


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64, torch.bool])
def test_from_one_hot_is_the_way_back(dtype):
    labels = torch.arange(10).repeat(3)
    back = from_one_hot(one_hot(labels).to(dtype))
    assert torch.equal(back, labels) and back.dtype == torch.int64


def test_the_labels_that_came_in_are_unchanged():
    labels = torch.tensor(LABELS)
    one_hot(labels).zero_()
    assert labels.tolist() == LABELS
