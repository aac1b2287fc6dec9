"""Errors of Python itself, of numpy, and of brackets that hold the wrong thing: data only, as in ``table``."""

_ROUND = "Square brackets take an entry: what is called, a function or a class, gets round ones, `(...)`."
_SIZES_ARE_WHOLE = (
    "Only whole numbers may stand in its brackets: is one of them a shape, a text, a number with a decimal point, or a "
    "method without its brackets? `len(...)` is how many rows there are."
)
_NOT_NUMPY = "Numpy's functions do not fit a tensor here: use those of the tensor, such as `.mean()` and `.sum(dim=0)`."
_SEVERAL = (
    "Several numbers in brackets, `(..., ...)`, are no number: does a bracket stand at the wrong place, or a comma "
    "where a point belongs, as in `0.5`?"
)
_TEXT = (
    "What stands in quotation marks is a text, and no number: leave the marks out, or, in `print(...)`, write a comma "
    "between the two."
)
_ONE_THING = "A network or a layer is called with one thing: `net(images)`, or `self.layer1(x)`."
_NONE_LEFT = "`optimizer` is None there: is it overwritten, as in `optimizer = optimizer.zero_grad()`?"
_FLATTEN_IMAGE = "`flatten_image` gives nothing back: solve it first, or write the `reshape` out here."
_ENTRY_BY_ENTRY = "`@` adds products up: slopes and mask are multiplied entry by entry, with `*`."
_MASK = (
    "A comparison such as `> 0` gives True and False, and these do not go into a product `@`. As a mask it stands in "
    "brackets of its own, `... * (h > 0)`; ReLU keeps the positive numbers, as `.clamp(min=0)` does."
)
_A_LIST = "One cannot calculate with a list as a whole: go through it, and calculate with its entries."
_IN_A_LIST = "`torch.cat` and `torch.stack` take all tensors in one list: `torch.cat([a, b])`."
_FEWER_PLACES = "The list, or tuple, has fewer entries than that: the first is `[0]`."
# (a part of the error's text, a part of the line that raised it, what usually is behind both); the first that fits.
OF_PYTHON = (
    (
        "Concatenation operation is not",
        "",
        "Numpy and tensors do not mix: leave numpy out. A product of matrices is `@`.",
    ),
    ("context manager protocol", "torch.no_grad", "Its brackets are missing: `with torch.no_grad():`."),
    ("__enter__", "torch.no_grad", "Its brackets are missing: `with torch.no_grad():`."),  # as Python 3.10 has it
    ("unexpected keyword argument 'axis'", "np.", _NOT_NUMPY),
    ("unexpected keyword argument 'out'", "np.", _NOT_NUMPY),
    ("out=NoneType", "np.", _NOT_NUMPY),  # as PyTorch 2.4 has it
    ("builtin_function_or_method", "np.size(", "The number of entries of a tensor is `.numel()`: leave numpy out."),
    (
        "is an invalid keyword argument for sum()",
        "",
        "Python's own `sum` knows no `dim`: write `.sum(dim=...)` behind it.",
    ),
    (
        "object is not subscriptable",
        "loader[",
        "A loader has no places: go through it, `for images, labels in loader`.",
    ),
    ("'int' object is not subscriptable", "", "A single number has no entries: is a `*` missing before the bracket?"),
    ("'float' object is not subscriptable", "", "A single number has no entries: is a `*` missing before the bracket?"),
    ("'builtin_function_or_method' object is not subscriptable", "", _ROUND),
    ("'method' object is not subscriptable", "", _ROUND),
    ("'function' object is not subscriptable", "", _ROUND),
    *(
        ("torch.nn.functional' has no attribute", f"F.{name}(", "The loss of this course is `F.mse_loss(...)`.")
        for name in ("mse", "MSE", "mean_squared_error", "squared_error", "loss")
    ),
    ("expected Tensor as element 0 in argument 0, but got NoneType", "flatten_image(", _FLATTEN_IMAGE),
    (
        "expected Tensor as element 0 in argument 0, but got NoneType",
        "",
        "The list holds None: what makes its entries gives nothing back. Is it an exercise that is still to be solved?",
    ),
    ("vectors to have same dtype, but found", "> 0", _ENTRY_BY_ENTRY),
    ("vectors to have same dtype, but found", "mask", _ENTRY_BY_ENTRY),
    *(
        (f"to have the same dtype, but got: {two}", "", _MASK)
        for two in ("bool != float", "float != bool", "bool != double", "double != bool")
    ),
    ("is not subscriptable", "nn.", _ROUND),
    ("is not subscriptable", "self.", _ROUND),
    ("len() takes exactly one argument (0", "", "Something must stand in the brackets of `len(...)`."),
    ("len() takes exactly one argument", "", "`len(...)` takes one thing: does its bracket close too late?"),
    ("object of type 'int' has no len()", "", "That is a number already: leave out `len(...)`."),
    ("object of type 'float' has no len()", "", "That is a number already: leave out `len(...)`."),
    (
        "can be converted to an index",
        "range(",
        "Whole numbers are wanted here, and a tensor came: `range(len(...))` counts its rows.",
    ),
    (
        "cannot be interpreted as an integer",
        "range(",
        "`range` takes a whole number: `range(len(...))` counts, and a loop over the thing itself needs no `range`.",
    ),
    (
        "tensors used as indices must be",
        "",
        "Places are whole numbers, and these are floats: leave out what makes them floats; and a loop that gives the "
        "entries gives no places, which `range(len(...))` does.",
    ),
    (
        "tuple index out of range",
        ".shape[",
        "The shape has fewer sizes than that: a vector of three numbers has the shape [3], and only `.shape[0]`.",
    ),
    ("tuple index out of range", "", _FEWER_PLACES),
    ("list index out of range", "", _FEWER_PLACES),
    (
        "list indices must be integers or slices, not tuple",
        "params[",
        "One index takes one entry: `params[2], params[4]`.",
    ),
    (
        "list indices must be integers or slices, not str",
        "params[",
        "`params` is a list without names: begin with `w1, b1, w2, b2, w3, b3 = params`.",
    ),
    ("too many values to unpack", "= params[", "All six stand in `params` itself: no index behind it."),
    ("too many values to unpack", "= params", "`params` holds six: `w1, b1, w2, b2, w3, b3 = params`."),
    ("'append' is read-only", "", "`append` is called, without `=`: `losses.append(...)`."),
    ("descriptor 'append' for 'list'", "", "`list` is the kind itself: an empty list to append to is `[]`."),
    ("values to unpack", ".shape", "A shape has as many sizes as there are dimensions: print it, and name as many."),
    ("can only concatenate str", "", _TEXT),
    ("can only concatenate list", "", "One more thing is put into a list by `append(...)`."),
    ("could not convert string to float", "", "What stands in quotation marks is a text: a name stands without them."),
    (
        "the number of sizes provided (1)",
        "",
        "What is put into a row must be a row: make one of it first, `.flatten()`.",
    ),
    (
        "at non-singleton dimension 0.  Target sizes",
        "",
        "What is put there is not as long as its place: print the shapes of both.",
    ),
    (
        "iteration over a 0-d tensor",
        "for ",
        "A loop with two names wants pairs: `enumerate(...)` counts along, `zip(...)` goes through two at once.",
    ),
    (
        "can be converted to an index",
        "",
        "A list takes one place at a time, and a tensor of several came: go through them in a loop.",
    ),
    ("cat(): argument 'dim' (position 2) must be int, not Tensor", "", _IN_A_LIST),
    ("cat() received an invalid combination of arguments - got (Tensor", "", _IN_A_LIST),
    ("cat(): argument 'tensors' (position 1) must be tuple of Tensors", "", _IN_A_LIST),
    ("stack(): argument 'dim' (position 2) must be int, not Tensor", "", _IN_A_LIST),
    ("stack(): argument 'tensors' (position 1) must be tuple of Tensors", "", _IN_A_LIST),
    ("maximum(): argument 'input'", "", "It compares two tensors: `.clamp(min=...)` compares with a number."),
    ("for -: 'list' and", "", _A_LIST),
    ("for /: 'list' and", "", _A_LIST),
    (": 'tuple' and", "", _SEVERAL),
    ("and 'str'", "", _TEXT),
    (": 'str' and", "", _TEXT),
    ("'NoneType' object has no attribute 'step'", "optimizer.", _NONE_LEFT),
    ("reshape() takes 1 positional argument but", "", _SIZES_ARE_WHOLE),
    ("reshape(): argument 'shape' failed to unpack", "", _SIZES_ARE_WHOLE),
    ("view() takes 1 positional argument but", "", _SIZES_ARE_WHOLE),
    ("view() received an invalid combination", "", _SIZES_ARE_WHOLE),
    ("eye() received an invalid combination of arguments - got (Tensor", "", _SIZES_ARE_WHOLE),
    (
        "eye() received an invalid combination of arguments - got (int, Tensor",
        "",
        "In the brackets stands how many rows the table has, and in a `[ ]` behind them the labels, which choose some.",
    ),
    (
        "Boolean value of Tensor",
        "max(net",
        "Python's own `max` cannot choose among rows: `.argmax(dim=1)` behind a tensor gives the place of the largest.",
    ),
    (
        "pic should be PIL Image",
        "",
        "A transform is not called on a data set: hand it over when the data set is made, `transform=...`.",
    ),
    ("only one dimension can be inferred", "", "`-1` may stand once: write the other size out."),
    ("At least one of 'min' or 'max'", "", "`clamp` needs a limit in its brackets: `min=...` or `max=...`."),
    (
        "backward through the graph a second time",
        "",
        "`backward()` is called twice for one loss: call it once for each loss that is computed anew.",
    ),
    ("number of dimensions as self tensor", "scatter", "The labels must be a column here: `labels.reshape(-1, 1)`."),
    (
        "Boolean value of Tensor",
        "==",
        "`==` compares entry by entry, with as many answers. Where two comparisons must both be True, each stands in "
        "brackets with `&` between them, `(a == b) & (c == d)`; `.sum()` counts those that are True.",
    ),
    (
        "got (Tensor, Tensor)",
        "mean(",
        "A mean is taken of one tensor: calculate what is to be averaged first.",
    ),
    (
        "argument 'input' (position 1) must be Tensor, not int",
        "F.linear(",
        "`nn.Linear(...)` makes a layer, and F.linear none.",
    ),
    ("Linear.__init__() missing", "", "`nn.Linear` takes two numbers: how many come in, how many go out."),
    ("Linear.forward() takes 2 positional arguments", "", f"{_ONE_THING} Its widths stand in `__init__`."),
    ("Sequential.forward() takes 2 positional arguments", "", _ONE_THING),
    (
        "Module.eval() takes 1 positional",
        "",
        "`net.eval()` takes nothing and asks nothing: `net(images)` asks the net, in a line of its own.",
    ),
    (
        "list is not a Module subclass",
        "",
        "`nn.Sequential` takes its layers one by one: leave out the square brackets.",
    ),
    (
        "is not a Module subclass",
        "",
        "A class stands where a layer belongs: its brackets are missing, as in `nn.ReLU()`.",
    ),
    (
        "relu_gradient() missing",
        "relu_gradient(",
        "It takes two things: the numbers that ReLU has seen, then the slopes that come back.",
    ),
)
