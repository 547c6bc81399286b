#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import signal
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dasportal.settings")
    from dasportal import commandline
    from dasportal.environment import Refused

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that exit handlers run
    try:
        commandline.execute(sys.argv)
    except Refused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
