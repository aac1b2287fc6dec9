"""JupyterHub for a class on one Linux machine. How to install it, and whence the figures: docs/host.md."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
GB = 2**30
# What a learner with one lesson open takes, rounded up, and what the system and the hub keep for themselves.
LEARNER, SYSTEM = 1 * GB, 4 * GB

c = get_config()  # noqa: F821 - JupyterHub gives it to this file

# JupyterHub, its proxy and what it starts for the learners all lie in the environment of the course.
os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"

# Names come from the admin page, which is for "teacher"; each chooses a password when they log in for the first time.
c.JupyterHub.authenticator_class = "firstuse"
c.FirstUseAuthenticator.create_users = False
c.Authenticator.admin_users = {"teacher"}
c.Authenticator.allow_existing_users = True
c.Authenticator.username_pattern = "^[a-z][a-z0-9-]{0,19}$"  # a part of the name of an account of the system

# Every learner is a user of this machine, whom systemd keeps within these limits.
c.JupyterHub.spawner_class = "systemd"
c.Spawner.mem_limit = 2 * GB  # two lessons open at once, or one that keeps a second copy of the pictures
c.Spawner.cpu_limit = 2.0  # a training uses both while nobody else computes
c.SystemdSpawner.username_template = "learner-{USERNAME}"
c.SystemdSpawner.extra_paths = [str(BIN)]  # systemd hands nothing of the hub's own surroundings on
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.isolate_devices = True
c.SystemdSpawner.disable_user_sudo = True


def make_account(spawner):
    """Give a learner who comes for the first time an account with a home folder that nobody else can read."""
    name = f"learner-{spawner.user.name}"
    try:
        pwd.getpwnam(name)
    except KeyError:
        subprocess.run(["useradd", "--create-home", "--key", "HOME_MODE=0700", name], check=True)


c.SystemdSpawner.pre_spawn_hook = make_account

c.Spawner.cmd = [str(COURSE / "deploy" / "start"), "jupyterhub-singleuser"]
c.Spawner.default_url = "/lab/tree/notebooks/00_welcome.ipynb"

# All come in the same minute, and then a server takes longer to start than the half minute it is usually given.
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
# Better that the last ones are told to come later than that the memory ends for all.
memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
c.JupyterHub.active_server_limit = max(1, (memory - SYSTEM) // LEARNER)

# A server at which nothing has happened for an hour ends, and with it all its kernels.
c.JupyterHub.services = [
    {"name": "idle-culler", "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]}
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
