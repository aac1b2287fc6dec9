"""Several processes that train together: torchrun starts them, and the numbers are those of a single one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import torch

from course_utils import batches
from course_utils._processes import Shares, Team

TOGETHER = Path(__file__).parent / "scripts" / "train_together.py"
TORCHRUN = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node"]


needs_torchrun = pytest.mark.skipif(os.name == "nt", reason="PyTorch for Windows has no libuv, which torchrun needs")


def torchrun(count, *program):
    return subprocess.run([*TORCHRUN, str(count), *map(str, program)], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_shares_of_all_processes_are_the_batches_in_their_order(size):
    images, labels = torch.randn(56, 1, 2, 2), torch.arange(56)
    gone_through = []
    for rank in range(size):
        torch.manual_seed(3)
        parts = [0.5]  # of an epoch before
        shares = Shares(batches(images, labels, batch_size=16), size, rank, parts)
        gone_through.append((list(shares), parts, len(shares)))

    torch.manual_seed(3)
    for number, batch in enumerate(batches(images, labels, batch_size=16)):
        for kind in (0, 1):
            assert torch.equal(torch.cat([shares[number][kind] for shares, _, _ in gone_through]), batch[kind])
        assert sum(parts[number] for _, parts, _ in gone_through) == pytest.approx(1)
    assert all(length == len(parts) == 4 for _, parts, length in gone_through)


def test_more_processes_than_pictures_in_a_batch_are_said():
    shares = Shares(batches(torch.zeros(10, 1), torch.arange(10), batch_size=8), 3, 0, [])
    with pytest.raises(ValueError, match=r"^expected a picture of each batch for each process, got 3 processes for a"):
        list(shares)


def test_one_process_alone_is_no_team():
    net, loader = torch.nn.Linear(1, 1), batches(torch.zeros(4, 1), torch.arange(4), batch_size=2)
    team = Team.join()
    with team:
        assert (team.size, team.rank) == (1, 0) and team.share_network(net) is net
        assert team.share_batches(loader) is loader and team.whole_losses([0.5, 0.25]) == [0.5, 0.25]
    with pytest.raises(RuntimeError, match="as it was"), team:
        raise RuntimeError("as it was")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    subprocess.run([sys.executable, str(TOGETHER), str(folder), "1200", "3"], check=True)
    return torch.load(folder / "0_of_1.pt", weights_only=True)


@needs_torchrun
# 512, 512 and 176 pictures: two processes get equal shares of each batch, three never.
@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.thorough
def test_processes_that_train_together_give_the_losses_and_the_weights_of_one(alone, size, tmp_path):
    result = torchrun(size, TOGETHER, tmp_path, 1200, 3)

    assert result.returncode == 0, result.stderr
    kept = [torch.load(tmp_path / f"{rank}_of_{size}.pt", weights_only=True) for rank in range(size)]
    assert len(alone["losses"]) == 9
    for each in kept:
        assert each["losses"] == pytest.approx(alone["losses"], abs=1e-7)
        for name, weights in alone["net"].items():
            assert torch.allclose(each["net"][name], weights, rtol=0, atol=1e-7)
            assert torch.equal(each["net"][name], kept[0]["net"][name])  # to the last bit, the same in each process


@needs_torchrun
@pytest.mark.thorough
def test_too_many_processes_are_told_in_one_sentence(tmp_path):
    result = torchrun(2, TOGETHER, tmp_path, 513, 1)

    assert result.returncode != 0
    assert result.stderr.count("expected a picture of each batch for each process") == 1
    assert "got 2 processes for a batch of 1 picture; start fewer processes." in result.stderr


@needs_torchrun
@pytest.mark.thorough
def test_where_the_first_of_three_is_killed_the_others_say_so_and_end(tmp_path):
    endless = [*TORCHRUN, "3", str(TOGETHER), str(tmp_path), "600", "100000"]
    with (
        open(tmp_path / "stderr", "w") as stderr,
        subprocess.Popen(endless, stdout=subprocess.PIPE, stderr=stderr, text=True) as running,
    ):
        try:
            assert running.stdout.readline() == "once through\n"
            processes = psutil.Process(running.pid).children()
            (first,) = [child for child in processes if child.environ().get("RANK") == "0"]
            first.kill()
            running.communicate(timeout=300)
        finally:
            running.terminate()

    said = (tmp_path / "stderr").read_text()
    assert running.returncode != 0
    found = re.findall(r"^expected process (\d) of 0 to 2 to train together with the others, got no answer", said, re.M)
    assert found and "0" not in found, said
    assert "start all of them again." in said
