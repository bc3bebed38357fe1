"""Who holds a lease: the slot, the machine and the process, so that a dead one is known on its own machine."""

import os
import socket


def owner_name(slot: str) -> str:
    """`worker-1@host:1234`: the slot is stable, the process tells this life from an earlier one."""
    return f"{slot}@{socket.gethostname()}:{os.getpid()}"


def is_gone(owner: str) -> bool:
    """Whether the owner ran on this machine and its process has ended. On another machine only the lease tells."""
    _slot, _, place = owner.rpartition("@")
    host, _, process = place.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    return not _is_running(int(process))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
