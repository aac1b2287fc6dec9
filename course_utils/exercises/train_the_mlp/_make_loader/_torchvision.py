"""torchvision's modules, imported when something in them is first asked for: the map of the course needs none of it."""

import importlib
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """Stands for the module of its name."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


datasets, transforms = _Late("torchvision.datasets"), _Late("torchvision.transforms")
