"""What to do about errors whose own words do not help a beginner."""

# A part of the error's text -> what usually is behind it.
_ADVICE = {
    "bitwise_xor": "A power is written `**`, not `^`.",
    "unsupported operand type(s) for ^": "A power is written `**`, not `^`.",
    "'int' object is not callable": "Is a `*` missing before a bracket?",
    "'float' object is not callable": "Is a `*` missing before a bracket?",
    "'Tensor' object is not callable": "Is a `*` missing before a bracket?",
    "builtin_function_or_method": "Are the brackets of a call missing, as in `.numel()`?",
    "only one element tensors": "Python's `math` takes one number; a tensor has methods of its own, such as `.sqrt()`.",
    "can't be cast": "Turn the numbers into floats first: `.float()`.",
    "does not require grad": "PyTorch was not asked to watch: `requires_grad_()` comes before the computation.",
    "Boolean value of Tensor": "A layer or a loss of `nn` is made first, `nn.MSELoss()`, and then called.",
    "is invalid for input of size": "The sizes of the new shape must multiply to that number.",
    "missing 1 required positional argument": "Is the name of an argument too many, or its default value missing?",
    "mat1 and mat2 shapes cannot be multiplied": "The inner sizes must agree: is a `.T` missing, or one too many?",
    "used in-place": "A parameter is moved in place under `torch.no_grad()`, or by an optimizer.",
    "UnboundLocalError": "A name that is assigned in a function belongs to it: give it a value before you use it.",
}


def advice(said: str) -> str:
    """Give a sentence that helps with an error, ready to be put behind it, or "".

    Examples
    --------
    >>> advice("shape '[512, 784]' is invalid for input of size 1568")
    '. The sizes of the new shape must multiply to that number.'
    >>> advice("no")
    ''
    """
    return next((f". {text}" for part, text in _ADVICE.items() if part in said), "")
