"""What beginners do with the bias of a linear layer, where the product of inputs and weights is right."""

from course_utils.exercises.exercise import capital

NO_BIAS = "the bias is left out: add it to the product."

SUBTRACTED = "you subtract the bias: add it."


def bias_for_one(picture):
    """Make an answer that adds the bias to one picture's outputs alone."""

    def fill(x, weight, bias):
        out = x @ weight.T
        out[picture] += bias
        return out

    return fill


def bias_of_the_picture(x, weight, bias):
    out = x @ weight.T
    for i in range(len(x)):
        out[i] += bias[i]
    return out


MISTAKES_OF_THE_BIAS = {
    "bias left out": (
        capital(NO_BIAS),
        lambda x, weight, bias: x @ weight.T,
    ),
    "bias subtracted": (
        capital(SUBTRACTED),
        lambda x, weight, bias: x @ weight.T - bias,
    ),
    "bias multiplied": (
        "You multiply by the bias: add it.",
        lambda x, weight, bias: x @ weight.T * bias,
    ),
    "bias as a column": (
        "You add the bias as a column, one for each picture: as it is, [m], it meets the m outputs of every row.",
        lambda x, weight, bias: x @ weight.T + bias[:, None],
    ),
    "one bias for all": (
        "You add the biases up into one number: every output has its own.",
        lambda x, weight, bias: x @ weight.T + bias.sum(),
    ),
    "bias averaged": (
        "You average the biases into one number: every output has its own.",
        lambda x, weight, bias: x @ weight.T + bias.mean(),
    ),
    "bias inside the product": (
        "You add the bias to the weights, so that every pixel multiplies it: add it behind the product.",
        lambda x, weight, bias: x @ (weight.T + bias),
    ),
    "bias added to x": (
        "You add the bias to x: it belongs to the outputs, after the product.",
        lambda x, weight, bias: (x + bias) @ weight.T,
    ),
    "bias for the first picture only": (
        "You add the bias to the first picture's outputs alone: add it to the whole product.",
        bias_for_one(0),
    ),
    "bias for the last picture only": (
        "You add the bias to the last picture's outputs alone: add it to the whole product.",
        bias_for_one(-1),
    ),
    "bias 0 for all outputs": (
        "You add the first bias to all outputs: every output has its own, so add the whole `bias`.",
        lambda x, weight, bias: x @ weight.T + bias[0],
    ),
    "a bias for each picture": (
        "You take the bias by the number of the picture: every output has its own, as in `bias[j]` beside `weight[j]`.",
        bias_of_the_picture,
    ),
    "bias of ones": (
        "You add 1 to every output: add the `bias` that comes in.",
        lambda x, weight, bias: x @ weight.T + 1,
    ),
    "bias for every pixel": (
        "You add the bias once for every pixel: add it once, to the sum of the products.",
        lambda x, weight, bias: x @ weight.T + x.shape[1] * bias,
    ),
    "bias twice": (
        "You add the bias twice: once is enough.",
        lambda x, weight, bias: x @ weight.T + 2 * bias,
    ),
    "bias alone": (
        "You give the biases alone: does a second `=` overwrite the product? Add the bias to it.",
        lambda x, weight, bias: bias.expand(len(x), -1),
    ),
}
