"""Errors about sizes, shapes and dimensions, and what is usually behind them: data only, as in ``table``."""

_INNER_SIZES = "The inner sizes must agree: is a `.T` missing, or one too many?"
_MEASURED = (
    "The lesson's loop measures the slopes of a single row: use the formula, which is exact and takes all rows at once."
)
_SIZES = (
    "Is a size fixed, as in `torch.zeros(2, 3)` or `range(2)`, or is it that of something else? Take it from what has "
    "this size, as `len(...)` does. Or have two indices changed places?"
)
_DIMENSIONS = "The numbers in `flatten(...)` name dimensions: `reshape(...)` takes the sizes of the new shape."
_FIXED_RANGE = "`torch.arange(10)` has ten places, and a row need not have as many: count them, `targets.shape[1]`."
_ROWS = "Each picture must become a row of its own: the new shape begins with the number of pictures."
_OUTPUTS_AND_LABELS = (
    "The outputs are ten numbers a picture, [b, 10], and the labels one digit, [b]: take the argmax first, as "
    "`predict` does."
)
PART = (
    "That is less than one picture, 784 numbers: is there an index too many? Or have images and labels changed places?"
)
_ALL_PICTURES = (
    "Those are all 60,000 pictures of the notebook: is `images` written where the function's argument is meant?"
)
ONE_ROW = "The whole batch became one row. Each picture must become a row of its own: `.reshape(len(images), 784)`."
# As in ``table``; these come first.
OF_SHAPES = (
    ("vec (10)", "targets @ torch.arange(10", _FIXED_RANGE),
    (
        ", vec (",
        "@ w",
        "A bias stands where a weight belongs: `params` holds w1, b1, w2, b2, w3, b3, and is taken apart in this "
        "order.",
    ),
    ("shape '[512, ", "", "The last batch may be shorter: use `len(images)`."),
    ("is invalid for input of size 47040000", "", _ALL_PICTURES),
    ("shape '[784]' is", "", _ROWS),
    ("shape '[1, 784]' is", "", _ROWS),
    (
        "is invalid for input of size",
        "bincount(",
        "`torch.bincount` ends at the largest number that it finds: `minlength=...` makes it count up to the last one.",
    ),
    (
        "stack expects each tensor to be equal size",
        "",
        "Only tensors of one shape can be stacked, and the last batch may be shorter: `torch.cat(...)` puts them one "
        "behind the other.",
    ),
    ("is invalid for input of size", "", "The sizes of the new shape must multiply to that number."),
    ("out of bounds for dimension", "0.001", _MEASURED),
    ("out of bounds for dimension", "", _SIZES),
    ("shape mismatch: indexing tensors", "", _SIZES),
    ("too many indices for tensor", "", "There are more indices than the tensor has dimensions: print its shape."),
    ("x28 and 784x", "", "Each picture must become a row of 784 first: `.reshape(len(images), 784)`."),
    (
        "mat1 and mat2 shapes cannot be multiplied",
        "nn.Linear(",
        "`nn.Linear(...)` makes a new layer with random numbers, for rows as long as its first number says: is a new "
        "one meant here?",
    ),
    ("mat1 and mat2 shapes cannot be multiplied", "", _INNER_SIZES),
    ("must match the existing size", "F.linear(weight", "`F.linear` takes what comes in first, then the weight."),
    (
        "of batch2 tensor",
        "",
        "A tensor of more than two dimensions came into a product `@`: print the shapes. (Images are flattened first.)",
    ),
    (
        "must match the size of tensor",
        "== torch.arange(",
        "Each label is to be compared with all places of its own row: `labels.reshape(len(labels), 1)` stands the "
        "labels in a column first.",
    ),
    ("tensor a (10) must match the size", "== labels", _OUTPUTS_AND_LABELS),
    ("must match the size of tensor b (10)", "labels ==", _OUTPUTS_AND_LABELS),
    (
        "must match the size of tensor",
        ".T + b",
        "A layer adds its own bias: has this bias as many numbers as the product has columns?",
    ),
    (
        "must match the size of tensor",
        "mse_loss(",
        "Outputs and targets need one shape: are the labels made one-hot rows first, as by `one_hot(labels)`?",
    ),
    ("must match the size of tensor b (10)", "targets * torch.arange(10", _FIXED_RANGE),
    ("must match the size of tensor b (", "torch.arange(10) * targets", _FIXED_RANGE),
    (
        "must match the size of tensor",
        "",
        "Entry by entry the shapes must agree: print both. (A product of matrices is `@`.)",
    ),
    *(
        ("Dimension out of range", f"net(images.{line})", "`images` go into the net as they come: `net(images)`.")
        for line in ("flatten()", "reshape(-1)", "view(-1)")
    ),
    *(
        ("Dimension out of range", f".flatten({line}", _DIMENSIONS)
        for line in ("1, 784)", "len(images)", "784", "images.shape[0]")
    ),
    (
        "Dimension out of range",
        "",
        "The tensor has fewer dimensions than that `dim`: print its shape. (A sum or mean over all needs no `dim`.)",
    ),
)
