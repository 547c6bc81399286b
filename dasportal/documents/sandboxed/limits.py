"""Sets limits on itself, cuts off network and hidden folders where the system lets it, and then
becomes the command.

Usage: limits.py MEMORY_MB CPU_SECONDS FILE_MB FOLDER HIDDEN[:HIDDEN…] COMMAND…

FOLDER is where the command works; it is seen even when it lies inside a hidden folder.
"""

import ctypes
import os
import resource
import sys
from pathlib import Path

NEW_MOUNTS, NEW_USER, NEW_NETWORK = 0x00020000, 0x10000000, 0x40000000
BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18

libc = ctypes.CDLL(None, use_errno=True)


def set_limits(memory_mb: int, cpu_seconds: int, file_mb: int) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, memory_mb * 1024 * 1024),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_mb * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (allowed, allowed))


def leave_the_house() -> bool:
    """New namespaces: root may as it is, others as a user of their own, where that is allowed."""
    if libc.unshare(NEW_MOUNTS | NEW_NETWORK) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_USER | NEW_MOUNTS | NEW_NETWORK) != 0:
        return False
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def mount(source: str, target: str, kind: bytes | None, flags: int) -> bool:
    return libc.mount(os.fsencode(source), os.fsencode(target), kind, flags, None) == 0


def hide(folders: list[str], own: str) -> None:
    """Lays an empty folder over each, and the command's own folder back in its place."""
    if not mount("none", "/", None, RECURSIVE | PRIVATE):
        return
    handle = os.open(own, os.O_PATH | os.O_DIRECTORY)
    for folder in folders:
        if not mount("tmpfs", folder, b"tmpfs", 0):
            continue
        if Path(own).is_relative_to(folder):
            Path(own).mkdir(parents=True)
            mount(f"/proc/self/fd/{handle}", own, None, BIND)
    os.close(handle)
    os.chdir(own)


def main() -> None:
    memory, cpu, file_size = (int(value) for value in sys.argv[1:4])
    own, hidden, command = sys.argv[4], sys.argv[5], sys.argv[6:]
    if leave_the_house() and hidden:
        hide(hidden.split(":"), own)
    set_limits(memory, cpu, file_size)
    os.execvp(command[0], command)


main()
