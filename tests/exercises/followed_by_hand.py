"""What a learner writes who follows a piece of advice that a machine cannot follow: it leaves something to be found.

Exercise -> name of the mistake, or how what is said begins -> what stands in the answer, and what is written for it;
several such pairs one after the other. `WHOLE` stands for the whole answer.
"""

WHOLE = "(whole)"
_SLOPES = "grad_out = 2 * (out - targets) / out.numel()  # as mse_gradient gives them"

_COUNTED = (
    "def confusion_matrix(predicted, labels):\n"
    "    counts = torch.zeros(10, 10, dtype=torch.int64)\n"
    "    for label, answer in zip(labels, predicted):\n"
    "        counts[label, answer] += 1\n"
    "    return counts"
)
FOLLOWED = {
    "normalize": {
        # the next line has no effect either, and is told in the same words
        "`result / 255`": (
            "\n    result / 255",
            "\n    result = result / 255",
            "\n    result -",
            "\n    result = result -",
        ),
    },
    "double": {"a text": ("f'{2 * number}'", "2 * number")},
    "pixel_index": {"column inside the brackets": ("row * (28 + col)", "28 * row + col")},
    "distance": {
        "added instead of subtracted, mean instead of sum": ("a + b", "a - b", ".mean()", ".sum()"),
    },
    "from_one_hot": {"index of all rows": ("targets.tolist().index(1)", "targets.argmax(dim=1)")},
    "mse_loss": {
        "divided by the batch size, multiplied by ten": ("/ len(pred) * 10", "/ (10 * len(pred))"),
        "divided by ten, multiplied by the batch": ("/ 10 * len(pred)", "/ (10 * len(pred))"),
        "labels not one-hot": (
            "F.mse_loss(pred.argmax(dim=1).float(), target.argmax(dim=1).float())",
            "F.mse_loss(pred, target)",
        ),
    },
    "finite_difference": {
        "half a step to both sides": ("f(x + little / 2) - f(x - little / 2)", "f(x + little) - f(x)"),
        "wrong sign": ("f(x) - f(x + little)", "f(x + little) - f(x)"),
        "wrong sign, not divided": ("f(x) - f(x + little)", "(f(x + little) - f(x)) / little"),
        "both sides, not divided": ("f(x + little) - f(x - little)", "(f(x + little) - f(x - little)) / (2 * little)"),
        "Your function does not use its input `little`": ("f(x + 0.001)) / 0.001", "f(x + little)) / little"),
    },
    "mse_gradient": {"divided by ten, multiplied by the batch": ("/ 10 * len(pred)", "/ pred.numel()")},
    "gradient_step": {
        "learning rate left out, in place": ("weight.sub_(grad)", "weight - learning_rate * grad"),
        "uphill, divided by the learning rate": ("weight + grad / learning_rate", "weight - grad * learning_rate"),
        "uphill": ("weight + learning_rate", "weight - learning_rate"),
        "learning rate left out": ("weight - grad", "weight - learning_rate * grad"),
        "uphill, learning rate left out": ("weight + grad", "weight - learning_rate * grad"),
        "divided by the learning rate": ("grad / learning_rate", "grad * learning_rate"),
    },
    "descend": {
        "Your function returns nothing": (
            WHOLE,
            "def descend(grad_of, weight, learning_rate, steps):\n"
            "    path = [weight]\n"
            "    for w in in_names(grad_of, weight, learning_rate, steps)[1:]:\n"
            "        path.append(w)\n"
            "    return path",
        ),
        "in place on a copy": (
            "weight -= learning_rate * grad_of(weight)",
            "weight = weight - learning_rate * grad_of(weight)",
        ),
        "in place on a copy, start kept": ("weight -= learning_rate", "weight = weight - learning_rate"),
        "uphill": ("weight + learning_rate", "weight - learning_rate"),
        "learning rate left out": ("weight - grad", "weight - learning_rate * grad"),
        "divided by the learning rate": ("grad / learning_rate", "grad * learning_rate"),
        "in place, start missing": (
            "weight -= learning_rate",
            "weight = weight - learning_rate",
            "path = []",
            "path = [weight]",
        ),
        "in place on a copy, start missing": (
            "weight -= learning_rate",
            "weight = weight - learning_rate",
            "path, weight = ([], weight.clone())",
            "path = [weight]",
        ),
    },
    "linear": {
        "You always take 10": (
            "torch.zeros(len(x), 10)",
            "torch.zeros(len(x), len(weight))",
            "range(10)",
            "range(len(weight))",
        ),
        "everything added up, bias left out": ("(x * weight).sum()", "x @ weight.T + bias"),
        "the lesson's weights": (WHOLE, "lambda x, weight, bias: x @ weight.T + bias"),
    },
    "linear_gradients": {
        "bias summed over the outputs": ("grad_out.sum(1)", "grad_out.sum(dim=0)"),
        "bias all 0": ("torch.zeros(grad_out.shape[1])", "grad_out.sum(dim=0)"),
        "grad_weight without signs": (
            "(grad_out.T @ x).abs(), grad_out.sum(0).abs()",
            "grad_out.T @ x, grad_out.sum(0)",
        ),
        "You always take 2 and 3": (
            "torch.zeros(2, 3)",
            "torch.zeros(grad_out.shape[1], x.shape[1])",
            "range(2)",
            "range(grad_out.shape[1])",
            "[i, :3]",
            "[i, :x.shape[1]]",
            "[k, :3]",
            "[k, :x.shape[1]]",
        ),
    },
    "train_linear": {
        "weight and bias rebound": (
            "weight = weight - learning_rate",
            "weight -= learning_rate",
            "bias = bias - learning_rate",
            "bias -= learning_rate",
        ),
        "nothing moved": (
            "weight - learning_rate",
            "weight -= learning_rate",
            "bias - learning_rate",
            "bias -= learning_rate",
        ),
        "new weight subtracted": (
            "weight -= weight - learning_rate",
            "weight -= learning_rate",
            "bias -= bias - learning_rate",
            "bias -= learning_rate",
        ),
        "outputs of zeros": ("x @ torch.zeros(784, 10) + torch.zeros(10)", "x @ weight.T + bias"),
        "bias moved by the mean": ("grad_out.mean(0)", "grad_out.sum(0)"),
        "divided by the batch again": (
            "grad_out.T @ x / len(images)",
            "grad_out.T @ x",
            "grad_out.sum(0) / len(images)",
            "grad_out.sum(0)",
        ),
        "All numbers of your weight have moved alike": (
            "weight -= learning_rate * loss",
            "weight -= learning_rate * grad_out.T @ x",
            "bias -= learning_rate * loss",
            "bias -= learning_rate * grad_out.sum(dim=0)",
        ),
        "gradient without mean": ("2 * (out - targets)", "2 * (out - targets) / out.numel()"),
        "gradient averaged over the batch only": ("/ len(images)", "/ out.numel()"),
        "divided by 5,120": ("/ (512 * 10)", "/ out.numel()"),
        "factor 2 missing": ("(out - targets) / out.numel()", "2 * (out - targets) / out.numel()"),
        "differences instead of slopes": ("grad_out = out - targets", _SLOPES),
        "weight returned": ("return (weight, bias)", "return losses"),
        "Your weight has moved": ("grad_out = 0.5 * (out - targets) / out.numel()", _SLOPES),
        "bias rebound": ("bias = bias - learning_rate", "bias -= learning_rate"),
        "weight rebound": (
            "weight = weight - learning_rate",
            "weight -= learning_rate",
        ),
    },
    "forward": {
        "Your h1 holds a single picture": (
            WHOLE,
            "def forward(x, params):\n"
            "    w1, b1, w2, b2, w3, b3 = params\n"
            "    h1 = torch.stack([F.relu(w1 @ picture + b1) for picture in x])\n"
            "    h2 = torch.stack([F.relu(w2 @ h + b2) for h in h1])\n"
            "    return h1, h2, torch.stack([w3 @ h + b3 for h in h2])",
        ),
        "`w1` has a row for each output": ("@ w1", "@ w1.T"),
        "The rows of the pictures come first": ("w1 @ x", "x @ w1.T", "w2 @ h1", "h1 @ w2.T", "w3 @ h2", "h2 @ w3.T"),
        "no b1, b2, b3": ("w1.T", "w1.T + b1", "w2.T", "w2.T + b2", "w3.T", "w3.T + b3"),
        "no b1, b2": ("w1.T", "w1.T + b1", "w2.T", "w2.T + b2"),
    },
    "relu": {"0 as a dimension, its values": ("torch.max(x, 0).values", "x.clamp(min=0)")},
    "momentum_step": {
        "TypeError: can't multiply sequence": (
            WHOLE,
            "def momentum_step(params, grads, velocities, learning_rate, momentum):\n"
            "    for param, grad, velocity in zip(params, grads, velocities):\n"
            "        velocity *= momentum\n"
            "        velocity += grad\n"
            "        param -= learning_rate * velocity",
        ),
        "You make a list longer or shorter": (
            "while params:",
            "for param, grad, velocity in zip(params, grads, velocities):",
            "param, grad, velocity = (params.pop(), grads.pop(), velocities.pop())",
            "pass",
        ),
        "both fixed at 0.01 and 0.9": ("0.9", "momentum", "0.01", "learning_rate"),
        "both fixed at 0.1 and 0.9": ("0.9", "momentum", "0.1", "learning_rate"),
        "old velocity twice": ("velocity += momentum * velocity + grad", "velocity *= momentum; velocity += grad"),
        "new velocity subtracted": ("velocity -= momentum * velocity + grad", "velocity *= momentum; velocity += grad"),
        "gradient in the product": ("velocity *= momentum + grad", "velocity *= momentum; velocity += grad"),
    },
    "start_layer": {
        "root cut to a whole number": ("int(n ** 0.5)", "n ** 0.5", "(n ** 0.5 // 1)", "n ** 0.5"),
    },
    "train_by_hand": {
        "old velocity twice": ("v += momentum * v + g", "v *= momentum; v += g"),
        "no step": (
            "mse_gradient(out, targets))",
            "mse_gradient(out, targets)); momentum_step(params, grads, velocities, learning_rate, momentum)",
        ),
        "nothing returned": (
            "velocities, learning_rate, momentum)",
            "velocities, learning_rate, momentum)\n    return losses",
        ),
    },
    "Net": {
        "`Net()` gives no network": (
            WHOLE,
            "class Net(nn.Module):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.net = TheLecturesFlattened()\n"
            "    def forward(self, images):\n"
            "        return self.net(images)",
        ),
        "Your layers are gone": ("fc1 = ", "self.fc1 = ", "fc2 = ", "self.fc2 = ", "fc3 = ", "self.fc3 = "),
        "The class has no method `forward`": ("def foward", "def forward"),
        "NameError: `fc2` is kept in the object": ("(fc2(", "(self.fc2(", "(fc1(", "(self.fc1(", " fc3(", " self.fc3("),
        "`nn.ReLU` is a class": ("nn.ReLU(", "F.relu("),
        "no gradient": ("@torch.no_grad()", ""),
    },
    "train_step": {
        "nothing returned": ("optimizer.step()", "optimizer.step()\n    return loss.item()"),
        "an optimizer of its own": (
            "with torch.no_grad():\n        for parameter in net.parameters():\n"
            "            parameter -= 0.01 * parameter.grad",
            "optimizer.step()",
        ),
        "one batch behind": ("    optimizer.step()\n", "", "loss.backward()", "loss.backward(); optimizer.step()"),
        "no way back": ("net(images).argmax(dim=1).float(), labels.float()", "net(images), one_hot(labels)"),
        "item before backward": (".item()", "", "return loss", "return loss.item()"),
        "Whole numbers are no outputs": ("net(images).argmax(dim=1), labels", "net(images), one_hot(labels)"),
    },
    "make_loader": {
        "root ignored": (
            WHOLE,
            "def make_loader(root, train):\n"
            "    normalize = transforms.Normalize((0.1307,), (0.3081,))\n"
            "    prepare = transforms.Compose([transforms.ToTensor(), normalize])\n"
            "    data = datasets.MNIST(root, train=train, download=True, transform=prepare)\n"
            "    return DataLoader(data, batch_size=512, shuffle=train)",
        ),
        "Called twice with the same input": ("transforms.RandomRotation(20), ", ""),
        "train handed to the loader": ("batch_size=512, train=train", "batch_size=512, shuffle=train"),
    },
    "train": {
        "no step": (
            WHOLE,
            "def train(net, loader, optimizer, epochs):\n"
            "    losses = []\n"
            "    for _ in range(epochs):\n"
            "        for images, labels in loader:\n"
            "            optimizer.zero_grad()\n"
            "            loss = F.mse_loss(net(images), one_hot(labels))\n"
            "            loss.backward()\n"
            "            optimizer.step()\n"
            "            losses.append(loss.item())\n"
            "    return losses",
        ),
        "nothing returned": (
            "as_in_the_lesson(net, optimizer, images, labels)",
            "losses.append(as_in_the_lesson(net, optimizer, images, labels))\n    return losses",
            "    for epoch",
            "    losses = []\n    for epoch",
        ),
    },
    "accuracy": {
        "Is one to be divided by the other?": (".sum(), len(labels)", ".sum() / len(labels)"),
        "always 0": (WHOLE, "lambda predicted, labels: sum(p == y for p, y in zip(predicted, labels)) / len(labels)"),
        "only the last pair": (
            WHOLE,
            "def accuracy(predicted, labels):\n"
            "    right = 0\n"
            "    for p, y in zip(predicted, labels):\n"
            "        right += p == y\n"
            "    return right / len(labels)",
        ),
        "divided by one more": (", number=number", "", "number(len(labels))", "len(labels)"),
        "divided by both lengths": (", number=number", "", "number(len(labels))", "len(labels)"),
        "the number of pictures": (
            "len(predicted == labels)",
            "(predicted == labels).sum() / len(predicted == labels)",
        ),
        "every answer with every label": (
            "p == y for p in predicted for y in labels",
            "p == y for p, y in zip(predicted, labels)",
        ),
    },
    "confusion_matrix": {
        "Your function does not use its inputs": (
            WHOLE,
            _COUNTED,
        ),
        "each pair once": ("= 1", "+= 1"),
        "nothing returned": ("+= 1", "+= 1\n    return counts"),
        "each pair once, in floats": ("= 1", "+= 1", "torch.zeros(10, 10)", "torch.zeros(10, 10, dtype=torch.int64)"),
        "every pair": (
            WHOLE,
            _COUNTED,
        ),
    },
    "evaluate": {
        "percent, last batch only": (
            "    for images",
            "    right = 0\n    for images",
            "right = (",
            "right += (",
            "100 * right / len(labels)",
            "right / len(loader.dataset)",
        ),
        "count of the last batch": ("    for x, y", "    right = 0\n    for x, y", "right = (", "right += ("),
        "nothing counted as right": ("net(x).max(dim=1).values", "net(x).argmax(dim=1)"),
        "shares times 512": (".float().mean().item() * 512", ".sum().item()"),
        "Is one to be divided by the other?": (
            "(only_the_count(net, loader), len(loader.dataset))",
            "only_the_count(net, loader) / len(loader.dataset)",
        ),
        "percent, count of the last batch": (
            "    for images",
            "    right = 0\n    for images",
            "right = (",
            "right += (",
            "100 * right",
            "right",
        ),
    },
}
