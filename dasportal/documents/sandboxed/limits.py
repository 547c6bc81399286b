"""Sets limits on itself, cuts the network where the system lets it, and becomes the command.

Usage: limits.py MEMORY_MB CPU_SECONDS FILE_MB COMMAND…
"""

import ctypes
import os
import resource
import sys
from pathlib import Path

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


def cut_network() -> None:
    """An empty network namespace: root may as it is, others by a user namespace, if allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NETWORK) == 0:
        return
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_USER | NEW_NETWORK) == 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def main() -> None:
    memory, cpu, file_size = (int(value) for value in sys.argv[1:4])
    for limit, value in (
        (resource.RLIMIT_AS, memory * 1024 * 1024),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file_size * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))
    cut_network()
    os.execvp(sys.argv[4], sys.argv[4:])


main()
