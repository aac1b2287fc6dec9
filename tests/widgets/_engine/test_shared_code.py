"""What all widgets share in the browser is sent once, and again when it has been closed."""

import re

from course_utils.widgets import mse_loss, pixels_to_vectors
from course_utils.widgets._engine import shared_code


def test_widgets_share_one_model_with_the_code_and_the_look(monkeypatch):
    monkeypatch.setattr(shared_code, "_SENT", [])
    first, second = mse_loss.loss_mixer(), pixels_to_vectors.unroll_picture()
    (code,) = shared_code._SENT
    assert first.code_id == second.code_id == code.model_id
    assert "export default" in code.javascript and ".course-widget" in code.css
    assert not re.search(r"^ |// |/\*", code.javascript + code.css, re.M)  # no notebook keeps what only writers read
    assert max(len(str(first._esm)), len(str(second._esm))) < 2_000

    before = code.get_state()
    update = {"method": "update", "state": {"javascript": "export default 7", "css": "* {}"}, "buffer_paths": []}
    code._handle_msg({"content": {"data": update}, "buffers": []})
    assert code.get_state() == before

    code.close()  # as Widget.close_all() does
    third = mse_loss.loss_mixer()
    assert third.code_id == shared_code._SENT[-1].model_id != first.code_id
