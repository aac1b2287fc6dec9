"""Do what ``python -m course_utils notebooks`` does for the home folder of whoever starts this: deploy/start calls it.

That command loads PyTorch before anything else, 1.5 s of a core, which a whole class would wait for in the same minute.
Bringing the lessons needs Python alone.
"""

import sys
import types
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
# In place of the package itself, which would ask for PyTorch.
sys.modules["course_utils"] = package = types.ModuleType("course_utils")
package.__path__ = [str(COURSE / "course_utils")]

from course_utils._lesson_folders import put_down  # noqa: E402

sys.exit(put_down(Path.home()))
