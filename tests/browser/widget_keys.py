"""All widgets that need nothing to be shown, and the keys that move each: what the tests of the browser go through."""

# Widget -> the keys that move it, by the label of a control, and the values that are then expected.
WIDGETS = {
    "pixels_to_vectors.unroll_picture": [
        ("rows in the line", "ArrowRight", {"laid": 8}),
        ("the line", "End", {"laid": 28}),
        ("the line", "ArrowLeft", {"laid": 27}),
        ("rows in the line", "Home", {"laid": 0}),
    ],
    "pixels_to_vectors.flatten_microscope": [
        ("the picture", "ArrowDown", {"row": 11, "place": 320}),
        ("the picture", "ArrowRight", {"col": 13, "place": 321}),
        ("the picture", "End", {"col": 27, "place": 335}),
        ("the vector", "ArrowRight", {"place": 336, "row": 12, "col": 0}),
        ("the vector", "Home", {"row": 0, "col": 0, "place": 0}),
    ],
    "one_hot_labels.label_dial": [
        ("cell 9", "Enter", {"label": 9, "other": 3, "seen": 1}),
        ("cell 3", "Space", {"label": 9, "other": 9, "seen": 1}),
        ("cell 9", "Space", {"label": 9, "other": 9, "seen": 1}),  # stays: one cell is always on
        ("cell 1", "Enter", {"label": 1, "other": 9, "seen": 1}),
    ],
    "mse_loss.loss_mixer": [
        ("output 5", "ArrowUp", {"output5": 0.85}),
        ("label", "ArrowDown", {"label": "6"}),
        ("all zeros", "Enter", {"zeros": 1}),
        ("all 0.1", "Space", {"tenths": 1}),
        ("as at the beginning", "Enter", {"first": 1}),
        ("output 0", "Home", {"output0": -0.5}),
    ],
    "slopes.secant_to_tangent": [
        ("point", "ArrowLeft", {"d": 0.45}),
        ("second point", "Home", {"h": -1}),
        ("second point", "ArrowRight", {"h": -0.95}),
        ("step 0.001", "Enter", {"h": 0.001}),
    ],
    "slopes.bump_one_output": [
        ("bump output 5", "Enter", {"output": "5"}),
        ("bump by", "End", {"bump": "0.1"}),
        ("bump output 0", "Space", {"output": "0"}),
        ("as at the beginning", "Enter", {"again": 1}),
    ],
    "gradient_descent.descent_on_two_weights": [
        ("start", "ArrowRight", {"middle": 0.01}),
        ("start", "ArrowUp", {"left": 0.01}),
        ("one step", "Enter", {"step": 1}),
        ("learning rate", "End", {"rate": 3}),
        ("back to the start", "Enter", {"reset": 1}),
    ],
    "linear_classifier.weights_forming": [
        ("batches so far", "ArrowRight", {"moment": 1}),
        ("picture of output 3", "Enter", {"digit": 3}),
        ("batches so far", "End", {"moment": 11}),
        ("batches so far", "Home", {"moment": 0}),
    ],
    "backpropagation.kinks_against_a_curve": [
        ("kink 1", "ArrowRight", {"place1": 0.1}),
        ("kink 1", "ArrowUp", {"slope1": 1.1}),
        ("kink 2", "End", {"place2": 3.5}),
        ("kink 2", "ArrowDown", {"slope2": -2.1}),
        ("kinks", "ArrowDown", {"kinks": "3"}),
        ("curve to follow", "ArrowDown", {"curve": "rise"}),
        ("kink 3", "Home", {"place3": 0}),
        ("as at the beginning", "Enter", {"again": 1}),
    ],
    "backpropagation.backprop_stepper": [
        ("next", "Enter", {"next": 1}),
        ("back", "Space", {"back": 1}),
        ("step", "End", {"step": 10}),
        ("x[0]", "End", {"x0": 2}),
        ("x[1]", "ArrowLeft", {"x1": 1}),
        ("w1[0, 1]", "Home", {"w": -2}),
        ("target", "ArrowDown", {"target": "[0, 1]"}),
    ],
    "backpropagation.gradient_truth_panel": [
        ("formula", "ArrowDown", {"formula": "mask forgotten"}),
        ("parameter", "End", {"parameter": "b3"}),
        ("step size, as a power of ten", "Home", {"step": -12}),
        ("entry, the largest first", "End", {"entry": 10}),
    ],
    "train_by_hand.momentum_ball": [
        ("step", "ArrowDown", {"step": 1}),
        ("step", "End", {"step": 300}),
        ("momentum", "ArrowLeft", {"momentum": 0.98}),
        ("start", "ArrowLeft", {"start": 2.9, "step": 0}),
        ("start", "Home", {"start": 1, "step": 0}),
    ],
    "pytorch_parts.batch_shapes": [
        ("batch size", "Home", {"batch_size": 1}),
        ("batch size", "ArrowDown", {"batch_size": 2}),  # the edge hangs: down is more
        ("batch size", "End", {"batch_size": 512}),
        ("h1", "Enter", {"station": "h1"}),
        ("loss", "Space", {"station": "loss"}),
    ],
    "train_the_mlp.live_training": [
        ("Train on", "Enter", {"go_on": 1}),
        ("Train on", "Space", {"go_on": 2}),
    ],
    "test_accuracy.draw_digit": [
        (
            "prepare it as MNIST was: as large as its digits, its ink balanced around the middle",
            "Space",
            {"prepare": False},
        ),
        ("read again", "Enter", {"again": 1}),
    ],
    "test_accuracy.mistakes_browser": [
        ("place in the list", "ArrowRight", {"place": 2}),
        ("next", "Enter", {"place": 3}),
        ("previous", "Enter", {"place": 2}),
        ("place in the list", "End", {"place": 100}),
        ("pair of digits", "ArrowDown", {"label": 0}),
        ("pair of digits", "ArrowRight", {"answer": 0}),
    ],
    "test_accuracy.weights_over_training": [
        ("batches so far", "ArrowRight", {"moment": 1}),
        ("batches so far", "End", {"moment": 6}),
        ("batches so far", "Home", {"moment": 0}),
    ],
    "playground.playground": [
        ("learning rate", "ArrowDown", {"learning_rate": "0.03"}),
        ("Run", "Enter", {"run": 1}),  # asks for a prediction first
        ("your prediction in the table", "ArrowRight", {"prediction": 50.5}),
        ("your prediction in %", "ArrowRight", {"prediction": 51}),
        ("epochs", "ArrowRight", {"epochs": 4}),
        ("Stop", "Enter", {"stop": 1}),
    ],
    "playground.break_it_lab": [
        ("program B, not trained", "Enter", {"program": "B"}),
        ("program D, not trained", "Space", {"program": "D"}),
    ],
}
TRAINING = ["Run", "Train it"]  # buttons that train: pressed in test_playground
NOTHING_TO_GRAB = [
    "one_hot_labels.label_dial",
    "slopes.bump_one_output",
    "train_the_mlp.live_training",
    "test_accuracy.draw_digit",
    "playground.break_it_lab",
]
TO_PRESS = [  # parts of the picture
    "pixels_to_vectors.unroll_picture",
    "one_hot_labels.label_dial",
    "slopes.secant_to_tangent",
    "slopes.bump_one_output",
    "linear_classifier.weights_forming",
    "pytorch_parts.batch_shapes",
    "train_the_mlp.live_training",
    "test_accuracy.mistakes_browser",
    "playground.break_it_lab",
]
SHOWN_TWICE = ["pixels_to_vectors.flatten_microscope", "test_accuracy.draw_digit"]

# Live training needs something to train: two batches, at their end at once, and the same wherever they run.
TINY_TRAINING = """import torch
from course_utils import MLP, batches
from course_utils.widgets import train_the_mlp

torch.manual_seed(0)
net, few = MLP(), batches(torch.zeros(8, 1, 28, 28), torch.arange(8), batch_size=4, shuffle=False)
live = train_the_mlp.live_training(net, few, torch.optim.SGD(net.parameters(), lr=0.01), epochs=1)
live.wait()
live"""


def source(name):
    """Code that shows a widget."""
    if name == "train_the_mlp.live_training":
        return TINY_TRAINING
    return f"from course_utils.widgets import {name.split('.')[0]}\n\n{name}()"
