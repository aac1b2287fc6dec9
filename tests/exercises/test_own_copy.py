"""Arguments are copied for each call as deepcopy does, only faster."""

import torch

from course_utils.exercises._cases import own_copy


def test_a_copy_has_numbers_of_its_own_and_what_was_one_stays_one():
    x = torch.zeros(2, 3)
    first, again, inside = own_copy((x, x, [x]))
    first += 1
    assert first is again is inside[0] and first is not x
    assert not x.any()


def test_what_shares_numbers_shares_them_in_the_copy_too():
    x = torch.zeros(2, 3)
    whole, row = own_copy((x, x[0]))
    whole += 1
    assert row.tolist() == [1, 1, 1] and not x.any()


def test_what_lies_on_its_side_still_does():
    x = torch.arange(6.0).reshape(2, 3).T
    (turned,) = own_copy((x,))
    assert turned.equal(x) and turned.stride() == x.stride()
