"""What the browser sends is heard while a cell runs, where the kernel has subshells."""

import ipykernel
import pytest
from jupyter_client.manager import start_new_kernel

# Another thread shows the widget anew all the while, and each message to the browser takes long, as on a busy machine.
WAITS = """
import threading
import time

from ipykernel.comm.comm import BaseComm

from course_utils.widgets._engine.controls import held
from course_utils.widgets._engine.guided import Guided, View

send, pressed = BaseComm.publish_msg, threading.Event()
BaseComm.publish_msg = lambda *args, **parts: (send(*args, **parts), time.sleep(0.05))


def press(changed, **values):
    pressed.set()
    return {}


widget = Guided("Title", "It teaches.", [held("stop", "Stop", 0, 9, 0)], lambda **values: View("Shown."), press)


def show():
    while not pressed.is_set():
        widget.text = str(time.monotonic())
        widget.show_again()


threading.Thread(target=show).start()
print(widget.comm.comm_id, flush=True)
print(pressed.wait(20), flush=True)
"""


@pytest.mark.skipif(ipykernel.version_info < (7,), reason="this kernel has no subshells")
def test_a_press_is_heard_while_a_cell_waits_and_a_thread_shows_the_widget():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.control_channel.send(client.session.msg("create_subshell_request", {}))
        subshell = client.get_control_msg(timeout=30)["content"]["subshell_id"]
        client.execute(WAITS)
        printed = []
        while len(printed) < 2:
            message = client.get_iopub_msg(timeout=60)
            assert message["msg_type"] != "error", message["content"]
            if message["msg_type"] != "stream":
                continue
            printed += message["content"]["text"].split()
            if len(printed) == 1:
                moved = {"method": "custom", "content": {"changes": {"stop": 1}, "number": 1}}
                press = client.session.msg("comm_msg", {"comm_id": printed[0], "data": moved})
                press["header"]["subshell_id"] = subshell
                client.shell_channel.send(press)
        assert printed[1] == "True"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
