"""A text in place of anything else, for every parameter of every widget: the error quotes it as Python writes it."""

import dataclasses
import importlib
import inspect
import pkgutil

import pytest
import torch

import course_utils.widgets
from course_utils import MLP, batches
from course_utils.exercises import own_network
from course_utils.widgets._engine.guided import Guided
from course_utils.widgets.playground.settings import Settings

IMAGES, LABELS = torch.zeros(4, 1, 28, 28), torch.arange(4)
NET = MLP()
RIGHT = {
    "net": NET,
    "loader": batches(IMAGES, LABELS, 2),
    "optimizer": torch.optim.SGD(NET.parameters(), lr=0.01),
}
MODULES = [
    importlib.import_module(f"course_utils.widgets.{module.name}")
    for module in pkgutil.iter_modules(course_utils.widgets.__path__)
    if not module.name.startswith("_")
]
WIDGETS = {
    name: made
    for module in MODULES
    for name, made in vars(module).items()
    if inspect.isfunction(made) and inspect.isclass(given := made.__annotations__.get("return"))
    if issubclass(given, Guided)
}
BYTES = IMAGES.byte(), LABELS
# The methods that take an argument, of what widgets and own_network give.
METHODS = {
    "run": WIDGETS["playground"]((IMAGES, LABELS), (IMAGES, LABELS)).run,
    "train": WIDGETS["break_it_lab"](BYTES, BYTES).train,
    "assemble": own_network.assemble,
    "assemble.train": own_network.assemble().train,
}
CASES = [
    (name, each)
    for name, function in [*WIDGETS.items(), *METHODS.items()]
    for each in inspect.signature(function).parameters
    if each != "settings"
]
CASES += [("run", field.name) for field in dataclasses.fields(Settings)]


@pytest.mark.parametrize(("name", "parameter"), CASES)
def test_a_text_is_refused_and_quoted(name, parameter):
    function = {**WIDGETS, **METHODS}[name]
    own = inspect.signature(function).parameters
    right = {each: value for each, value in RIGHT.items() if each in own}

    with pytest.raises((TypeError, ValueError), match=r"^expected .+, got the str '512'; .+\.$"):
        function(**{**right, parameter: "512"})


def test_all_widgets_of_the_course_are_looked_at():
    assert len(WIDGETS) == 19
