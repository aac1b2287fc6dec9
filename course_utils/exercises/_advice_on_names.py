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
    ("slopes", "number_of_entries", "", "The number of entries of a tensor is `pred.numel()`."),
    ("slopes", "h", "f(", "The argument that is the little step is called `little` here, not `h`."),
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
    ("", "sqrt", "", "The root of a tensor is `.sqrt()` behind it, that of a plain number `n**0.5`."),
    ("", "math", "", "It is not imported: a root is `n**0.5`, or `.sqrt()` behind a tensor."),
    *(("", name, "", f"It is not imported: `{line}`.") for name, line in _IMPORTS.items()),
)
