"""The sealed record: what has been decided, in a chain that shows every change.

`seal` appends, `redact` is the one way out, `check` says whether all is whole, `write_export`
hands it all over together with a program that checks it anywhere.
"""

from .sealing import seal

__all__ = ["seal"]
