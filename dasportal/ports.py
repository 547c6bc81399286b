"""The server's port on this machine's loopback addresses. Standard library only."""

import errno
import socket

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


class PortBusy(Exception):
    """Something else listens on the port; the message says what to do."""


def listen(port: int) -> list[socket.socket]:
    """Sockets bound to `port` on 127.0.0.1, and on ::1 where the machine has it."""
    sockets = []
    for family, address in LOOPBACK:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise PortBusy(
                    f"Porten {port} er optaget. Vælg en anden: make run PORT={port + 1} / "
                    f"Port {port} is busy: choose another with PORT="
                ) from error
            if family == socket.AF_INET:
                raise
        else:
            sockets.append(listener)
    return sockets
