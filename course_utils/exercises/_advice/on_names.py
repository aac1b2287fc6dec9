"""Names that beginners use and that are not there, and what is meant by them: data only."""

_IMPORTS = {
    "torch": "import torch",
    "nn": "from torch import nn",
    "F": "from torch.nn import functional as F",
    "DataLoader": "from torch.utils.data import DataLoader",
    "datasets": "from torchvision import datasets",
    "transforms": "from torchvision import transforms",
}
# (the lesson, or "" for all; the name; a part of the line that uses it; what to do); the first that fits.
NAMES = (
    ("slopes", "d", "f(", "The place is called `x` here, not `d`."),
    ("slopes", "d", "", "The difference is `pred - target`: give it that name first, or write it out."),
    ("slopes", "square", "little", "The function is handed in as `f`: `f(x + little)`."),
    (
        "gradient_descent",
        "grad_at",
        "",
        "The function that gives the slope is handed in as `grad_of`: `grad_of(weight)`.",
    ),
    *(
        (lesson, name, "", f"The network is handed in as `net`: write `net` for `{name}`.")
        for lesson in ("pytorch_parts", "train_the_mlp", "test_accuracy")
        for name in ("model", "network", "mlp")
    ),
    *(
        (lesson, name, f"{name}(", "The loss of this course is `F.mse_loss(...)`, of outputs and one-hot rows.")
        for lesson in ("pytorch_parts", "train_the_mlp")
        for name in ("criterion", "loss_fn", "loss_function")
    ),
    ("slopes", "number_of_entries", "", "The number of entries of a tensor is `pred.numel()`."),
    *(
        ("slopes", name, "f(", f"The argument that is the little step is called `little` here, not `{name}`.")
        for name in ("h", "step", "dx", "eps", "delta")
    ),
    (
        "",
        "b",
        "pred",
        "b is no input. The number of rows of `pred` is `len(pred)`, the number of its entries `pred.numel()`.",
    ),
    ("", "b", "", "b stands only in shapes and formulas: in Python it is the `len(...)` of the batch."),
    *(
        ("backpropagation", name, "", "It is one of the six in `params`: begin with `w1, b1, w2, b2, w3, b3 = params`.")
        for name in ("w1", "b1", "w2", "b2", "w3", "b3")
    ),
    ("", "n", "", "n is no input: a tensor has `len(...)` rows and `.numel()` entries."),
    *(
        ("", name, "", f"The number of pictures in a batch is the `len(...)` of the batch: `{name}` is not made here.")
        for name in ("batch_size", "batchsize")
    ),
    ("pixels_to_vectors", "mean", "- mean", "The mean is a number of the course: write 0.1307."),
    ("pixels_to_vectors", "std", "/ std", "The standard deviation is a number of the course: write 0.3081."),
    ("pixels_to_vectors", "width", "", "A row has 28 pixels: write 28."),
    *(
        ("", name, "", f"It belongs to PyTorch: `torch.{name}`.")
        for name in ("float32", "float64", "int64", "int32", "uint8", "float16", "long", "double", "pi", "inf", "nan")
    ),
    *(
        ("", name, "", f"It belongs to `transforms`: `transforms.{name}(...)`.")
        for name in ("ToTensor", "Normalize", "Compose")
    ),
    *(("", name, "", "Python's word for nothing is `None`.") for name in ("Null", "null", "NULL", "nil", "undefined")),
    ("", "MNIST", "", "It belongs to `datasets`: `datasets.MNIST(...)`."),
    ("", "self", "", "A method gets the object itself as its first argument: write `self` first in its brackets."),
    ("", "sqrt", "", "The root of a tensor is `.sqrt()` behind it, that of a plain number `n**0.5`."),
    ("", "math", "", "It is not imported: a root is `n**0.5`, or `.sqrt()` behind a tensor."),
    *(("", name, "", f"It is not imported: `{line}`.") for name, line in _IMPORTS.items()),
)

_SQUARE = "A square is written `** 2`, behind the bracket."
_MEAN = "The average is `.mean()`."
_SUM = "The sum is `.sum()`."
_COUNT = "How many entries a tensor has is `.numel()`, how many rows `len(...)`."
_DTYPE = (
    "`astype` is numpy's: a tensor has `.float()`, or `.to(...)` with a dtype such as `torch.float32` or `torch.int64`."
)
_GROWS = "A tensor does not grow: `append` to a list, made before the loop as `[]`."
# What has no such method or function: its name -> what to write.
OF_TENSORS = {
    **dict.fromkeys(["avg", "average", "Average"], _MEAN),
    **dict.fromkeys(["total", "summe", "add_up", "sum_all"], _SUM),
    **dict.fromkeys(["sqr", "squared", "pow2", "power2", "sq"], _SQUARE),
    **dict.fromkeys(["length", "len", "count"], _COUNT),
    **dict.fromkeys(["append", "extend"], _GROWS),
    **dict.fromkeys(["to_float", "tofloat", "as_float"], "`.float()` makes floats of all entries."),
    **dict.fromkeys(["value", "number"], "The number of a tensor that holds one is `.item()`."),
    "astype": _DTYPE,
    "copy": "A copy of a tensor is made by `.clone()`.",
    "root": "The root is `.sqrt()`.",
    "flat": "`.flatten()` makes one row of all.",
    "concatenate": "`torch.cat([...])` joins tensors.",
}
OF_TORCH = {
    **dict.fromkeys(["avg", "average"], "The average is `.mean()` behind a tensor, or `torch.mean(...)`."),
    **dict.fromkeys(["total", "add_up", "sum_all"], "The sum is `.sum()` behind a tensor, or `torch.sum(...)`."),
    **dict.fromkeys(["sqr", "squared", "pow2"], _SQUARE),
    "identity": "`torch.eye(n)` is the table with 1 on its diagonal and 0 elsewhere.",
    **dict.fromkeys(["array", "from_list"], "`torch.tensor(...)` makes a tensor of a list."),
    "uniform": "`torch.rand(...)` draws numbers that are uniform between 0 and 1.",
    "append": _GROWS,
    "astype": _DTYPE,
    "len": _COUNT,
    "copy": "A copy of a tensor is made by `.clone()`.",
    "transforms": "It is not in `torch`: `from torchvision import transforms`.",
    "datasets": "It is not in `torch`: `from torchvision import datasets`.",
}
OF_ARRAYS = dict.fromkeys(
    ["numel", "clone", "float", "long", "double", "backward", "to", "detach", "unsqueeze"],
    "That is a numpy array and no tensor: leave numpy out, or `torch.from_numpy(...)` makes a tensor of it.",
)
OF_LISTS = {
    "add": "A list grows by `append(...)`.",
    "push": "A list grows by `append(...)`.",
    "length": "How many entries a list has is `len(...)`.",
    "shape": "A list has no shape, only a `len(...)`: `torch.tensor(...)` or `torch.stack(...)` makes a tensor of it.",
}
OF_NUMBERS = {
    "sqrt": "That is a plain number: its root is `n**0.5`, with the number in the place of n.",
    "item": "That is a plain number already: leave out `.item()`.",
    "append": "That is a number, and only a list grows: make `[]` before the loop, under a name of its own.",
    "backward": "That is a plain number, from which there is no way back: take `.item()` only after `backward()`.",
}
