"""The settings of a training, what they may be, and how they stand in a table."""

from dataclasses import asdict, dataclass

from course_utils._messages import sentence
from course_utils.widgets._engine.controls import Values

MSE, CROSS_ENTROPY = "MSE", "cross-entropy"
LOSSES, OPTIMIZERS = (MSE, CROSS_ENTROPY), ("SGD", "Adam")
RATES, SIZES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0), (32, 128, 512, 2048)
NARROWEST, WIDEST = 16, 512
MOST_EPOCHS, MOST_SEED = 10, 9
COLUMNS = "learning rate", "optimizer", "momentum", "units", "loss", "batch size", "epochs", "seed"


@dataclass(frozen=True)
class Settings:
    """What can be chosen; the defaults are the course's recipe."""

    learning_rate: float = 0.01  # which share of the slope is a step
    optimizer: str = "SGD"  # "SGD" or "Adam"; Adam does not ask for `momentum`
    momentum: float = 0.9  # range 0 to 0.99: of SGD
    width: int = 256  # range 16 to 512: units of the first hidden layer; the second has a quarter of them
    loss: str = MSE  # "MSE", against one-hot labels, or "cross-entropy"
    batch_size: int = 512  # pictures a batch
    epochs: int = 3  # range 1 to 10: how often to go through all pictures
    seed: int = 0  # where the first weights and the order of the pictures come from

    def __post_init__(self) -> None:
        for name, options in [("optimizer", OPTIMIZERS), ("loss", LOSSES)]:
            if getattr(self, name) not in options:
                wanted = " or ".join(repr(option) for option in options)
                raise ValueError(
                    sentence(f"{name} to be {wanted}", getattr(self, name), f"write {name}={options[0]!r}")
                )
        for name, low, high, whole, usual in [
            ("learning_rate", 1e-9, 1e3, False, 0.01),
            ("momentum", 0, 0.99, False, 0.9),
            ("width", NARROWEST, WIDEST, True, 256),
            ("batch_size", 1, 60_000, True, 512),
            ("epochs", 1, MOST_EPOCHS, True, 3),
            ("seed", 0, 2**31, True, 0),
        ]:
            value = getattr(self, name)
            fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
            if not fits or not low <= value <= high:
                kind = "a whole number" if whole else "a number"
                raise ValueError(
                    sentence(f"{name} to be {kind} from {low:g} to {high:g}", value, f"the course uses {usual:g}")
                )

    @property
    def widths(self) -> tuple[int, int]:
        """Units of the two hidden layers."""
        return self.width, self.width // 4

    def cells(self) -> list[tuple[str, bool]]:
        """Write each setting for its column, in the order of COLUMNS, and say whether it differs from the recipe."""
        words = {
            "learning_rate": f"{self.learning_rate:g}",
            "optimizer": self.optimizer,
            "momentum": f"{self.momentum:g}" if self.optimizer == "SGD" else "–",
            "width": "{},\N{NO-BREAK SPACE}{}".format(*self.widths),
        }
        return [(words.get(name, str(value)), value != _RECIPE[name]) for name, value in asdict(self).items()]


_RECIPE = asdict(Settings())


def chosen(values: Values) -> Settings:
    """Read the settings off the controls, whose choices are texts."""
    return Settings(**{name: type(usual)(values[name]) for name, usual in _RECIPE.items()})
