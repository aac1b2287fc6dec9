"""Errors of Python and PyTorch whose own words do not help a beginner, and what is usually behind them: data only."""

NO_FUNCTION = "Something that is no function is called here: is a `*` missing before a bracket, or is `[ ]` meant?"
_ITS_OWN_NAME = "A name that is assigned in a function belongs to it: give it a value before you use it."
_METHOD = "A method takes `self` first, and then what comes in: `def forward(self, images):`."
_WHOLE_NUMBERS = "Whole numbers are wanted here, and a tensor came: `len(labels)` is how many labels there are."
_TOGETHER = "for param", "in predicted, labels", "in labels, predicted", "in params, grads"
_ZIP = "`zip(...)` goes through several lists together: is it missing?"
# (a part of the error's text, a part of the line that raised it, what usually is behind both); the first that fits.
ADVICE = (
    ("and 'function'", "", "A function alone is no number: call it, as in `f(x)`."),
    (": 'function' and", "", "A function alone is no number: call it, as in `f(x)`."),
    ("maximum recursion depth", "", "The function calls itself without an end: give the answer without that call."),
    ("objects is not writable", ".shape", "A shape is not set: `.reshape(...)` gives the numbers in another one."),
    ("__round__", "", "`round` takes one Python number: a tensor has a method of that name, `.round()`."),
    (
        "expected labels of shape [b], one a picture, got an int64 tensor of shape []",
        "",
        "Only one label came: a loop over a batch or a data set gives single pictures, and a whole batch is meant.",
    ),
    (
        "expected labels of shape [b]",
        "mse_loss(",
        "The targets that come in are one-hot rows already: leave out `one_hot(...)`.",
    ),
    ("cdist only supports", "", "`torch.cdist` takes tables of rows: for two vectors write out the formula."),
    (
        "only applicable to index tensor",
        "one_hot(",
        "It takes labels, int64: are these one-hot rows already? Or is a `.float()` too early?",
    ),
    ("not a torch image", "", "This transform wants a whole picture: write out the formula, for numbers of any shape."),
    ("with a bool tensor", "", "A mask holds True and False: multiply by it, or make numbers of it, `.float()`."),
    ("bitwise_xor", "", "A power is written `**`, not `^`."),
    ("unsupported operand type(s) for ^", "", "A power is written `**`, not `^`."),
    ("'Tensor' object is not callable", ".T(", "`.T` takes no brackets."),
    (
        "'torch.dtype' object is not callable",
        "",
        "A dtype is changed by a method: `.float()`, or `.to(torch.float32)`.",
    ),
    ("'Tensor' object is not callable", ".step(", "`optimizer.step()` takes nothing in its brackets."),
    ("'SGD' object is not callable", "", "An optimizer stands where the net should: the net comes first."),
    *(
        ("'torch.Size' object is not callable", f".shape({place})", f"One size is taken out with `.shape[{place}]`.")
        for place in (0, 1, -1, 2, 3)
    ),
    ("'torch.Size' object is not callable", "", "`.shape` says what shape there is: `.reshape(...)` gives another."),
    ("' object is not callable", "", NO_FUNCTION),
    (
        "grad can be implicitly created only for scalar",
        "",
        "`backward()` begins at one number: average first, `.mean()`.",
    ),
    ("1D tensors expected, but got 2D", "", "`dot` takes two rows only: the product of matrices is `@`."),
    ("outer: Expected 1-D", "", "`torch.outer` takes two rows: call it for each picture, or write a product `@`."),
    (
        "the number of sizes provided (0)",
        "",
        "Several numbers do not fit into one entry: is an index missing in what is put there, as in `bias[j]`? Or has "
        "the table another shape than what is asked for?",
    ),
    (
        "doesn't match the broadcast shape",
        "",
        "In place, a tensor keeps its shape, and here a larger one would come out: print the shapes of both. Where it "
        "may be larger, make a new one, `x = x + ...`.",
    ),
    ("for @: 'float'", "", "A number and a tensor are multiplied with `*`."),
    ("argument 'size' (position 1) must be tuple of ints", "nn.Linear(", "`nn.Linear` takes two widths, not tensors."),
    ("ToTensor.__init__() takes 1 positional", "", "`ToTensor` is a class: its brackets `()` make the transform."),
    ("sqrt(): argument 'input' (position 1) must be Tensor", "", "The root of a plain number n is `n**0.5`."),
    ("must be Tensor, not ReLU", "", "`nn.ReLU` is a class: `F.relu(...)` is the function."),
    ("must be Tensor, not Linear", "", "A layer is called with what comes in: `F.relu(self.layer1(x))`."),
    ("maximum(): argument 'other'", "", "It compares two tensors: `.clamp(min=...)` compares with a number."),
    ("module 'torch.nn' has no attribute", "", "Layers begin with a capital letter: `nn.Linear`, `nn.ReLU`."),
    ("argument: 'out_features'", "", "`nn.Linear` takes two numbers: how many come in, how many go out."),
    ("list.append() takes exactly one", "", "`append` puts in one thing at a time."),
    (
        "source and destination dtypes match",
        "",
        "`torch.zeros(...)` is float32: `torch.zeros_like(x)` has the dtype of x.",
    ),
    (
        "not implemented for 'Long'",
        "",
        "Whole numbers came where floats are wanted: `.float()` makes them, `one_hot(labels)` gives them.",
    ),
    ("builtin_function_or_method", "", "Are the brackets of a call missing, as in `.numel()`?"),
    (
        "only one element tensors",
        "math.",
        "Python's `math` takes one number; a tensor has methods of its own, such as `.sqrt()`.",
    ),
    ("only one element tensors", "torch.tensor(", "`torch.stack(...)` makes one tensor of a list of tensors."),
    ("only one element tensors", "float(", "`.float()` makes floats of all entries of a tensor."),
    (
        "only one element tensors",
        "",
        "A tensor of many numbers does not become one number: add them up or average them first.",
    ),
    (
        "could not infer output dtype",
        "",
        "Whole numbers have no mean, nor have True and False: write `.float()` first. It makes 1 and 0 of True and "
        "False.",
    ),
    (
        "std and var only support",
        "",
        "Whole numbers have no standard deviation: write `.float()` first.",
    ),
    ("can't be cast", "", "Turn the numbers into floats first: `.float()`."),
    (
        "does not require grad",
        "",
        "PyTorch did not watch how this came about: no `no_grad`, `detach` or `.item()` before `backward()`, and a "
        "tensor of your own needs `requires_grad_()` first.",
    ),
    ("Boolean value of Tensor", "nn.", "A layer or a loss of `nn` is made first, `nn.MSELoss()`, and then called."),
    (
        "Boolean value of Tensor",
        "",
        "`if`, `and`, `max` and `min` want one True or False, and a tensor has many: a comparison such as "
        "`x > 0` takes all its entries at once, and so does `clamp`.",
    ),
    ("'bool' object has no attribute", "", "The comparison gave a single True or False: are both sides tensors?"),
    ("before Module.__init__()", "", "`super().__init__()` must come first in `__init__`."),
    (
        "train_step() missing",
        "train_step(",
        "A batch is two things: take it apart in the loop, `for images, labels in loader`, and pass both.",
    ),
    (
        "Tensor.index() missing",
        "",
        "`index` finds a place in a Python list. For a tensor `argmax()` gives that of its largest number.",
    ),
    (
        "missing 1 required positional argument: 'self'",
        "",
        "A class is used there, and no object of it: are the brackets missing where it is made, as in `net = Net()`?",
    ),
    ("() takes 1 positional argument but 2", "self.", _METHOD),
    ("forward() takes 1 positional argument but 2", "", _METHOD),
    ("zeros() takes 1 positional argument but", "", _WHOLE_NUMBERS),
    ("ones() takes 1 positional argument but", "", _WHOLE_NUMBERS),
    ("zeros() received an invalid combination of arguments - got (Tensor", "", _WHOLE_NUMBERS),  # as PyTorch 2.4 has it
    ("ones() received an invalid combination of arguments - got (Tensor", "", _WHOLE_NUMBERS),
    ("argument 'size'", "", _WHOLE_NUMBERS),
    (
        "eye(): argument 'n' (position 1) must be int",
        "eye(labels",
        "Size and labels have changed places: in the brackets stands how many rows the table has, and in the `[ ]` "
        "behind it the labels, which choose some of them.",
    ),
    ("eye(): argument 'n' (position 1) must be int", "", _WHOLE_NUMBERS),
    ("can be converted to an index", "range(", _WHOLE_NUMBERS),
    (
        "modified by an inplace operation",
        "",
        "`backward()` still needs a tensor that was changed in place: write `x = x / 2`, not `x /= 2`.",
    ),
    ("used in an in-place operation", "", "A parameter is moved in place under `torch.no_grad()`, or by an optimizer."),
    (
        "cannot be converted to Scalar",
        "",
        "`.item()` takes out a single number, and this tensor has several: leave it out, or make one number first.",
    ),
    (
        "'NoneType' object has no attribute",
        ".append",
        "`append(...)` gives nothing: no `=` before it, and no method behind it.",
    ),
    ("'NoneType'", ".item(", "It is None: `backward()` and `step()` give nothing back, so no `=` before them."),
    ("'NoneType'", ".grad", "`.grad` is None until `backward()` has been called."),
    (
        "can't multiply sequence",
        "velocities",
        "`velocities` is a list: go through it with `zip`, and change each velocity in it.",
    ),
    (
        "can't multiply sequence",
        "",
        "A list, or a pair of results, is not multiplied by a number: take one of its entries, with `[0]` or `[1]`.",
    ),
    ("'NoneType' object is not iterable", "zip(", "One of these is None: what was to make it gives nothing back."),
    ("'int' object is not iterable", "", "A loop goes over `range(...)`, not over a number."),
    ("and 'list'", "", "One cannot calculate with a list as a whole: go through it, and calculate with its entries."),
    *(("values to unpack", line, _ZIP) for line in _TOGETHER),
    ("values to unpack", "= net(", "A network gives its outputs alone, as one tensor: `out = net(images)`."),
    (
        "values to unpack",
        "loader",
        "A loader gives two things a turn: `for images, labels in loader`. With a number before them it is "
        "`for number, (images, labels) in enumerate(loader)`.",
    ),
    (
        "'float' object is not iterable",
        "zip(",
        "`zip` goes through lists together: leave single numbers out of it.",
    ),
    (
        "'float' object is not iterable",
        "",
        "One number is put into a list by `append(...)`; `+=` and `extend` take a list.",
    ),
    ("'float' object has no attribute 'item'", "", "That is a Python number already: leave out `.item()`."),
    (
        "list assignment index out of range",
        "",
        "A list has only the places that were appended: `append(...)` adds one.",
    ),
    (
        "list indices must be integers or slices, not tuple",
        "",
        "A list of lists is indexed twice, `rows[i][j]`; a tensor takes `[i, j]`.",
    ),
    (
        "object is not subscriptable",
        "loader[",
        "A loader has no places: go through it with `for images, labels in loader`.",
    ),
    (
        "one_hot() missing 1 required positional argument",
        "",
        "`depth` has a default value in the task, for calls that leave it out: `depth=10` in the `def` line.",
    ),
    ("'module' object is not callable", "datasets(", "`datasets` holds several: `datasets.MNIST(...)` is meant."),
    ("'DataLoader'", "/", "`len(loader.dataset)` is how many pictures there are: divide by that."),
    ("'TensorDataset'", "/", "`len(loader.dataset)` is how many pictures there are: divide by that."),
    (
        "'NoneType' object has no attribute 'zero_grad'",
        "",
        "`optimizer` is None there: is the one passed in overwritten?",
    ),
    ("and 'tuple'", "", "A number is written with a point, `0.5`: with a comma it is two."),
    (
        "'torch.Size'",
        "",
        "A shape is several numbers: `len(...)` is how many rows there are, `.numel()` how many entries.",
    ),
    ("not associated with a value", "", _ITS_OWN_NAME),  # Python 3.11 and later
    ("referenced before assignment", "", _ITS_OWN_NAME),
)
