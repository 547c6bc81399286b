"""What is said when something typed, pasted or read from a workbook cannot be understood."""

from __future__ import annotations


class Unreadable(ValueError):
    """A value that is refused, with a Danish message that says what to write instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def in_cell(self, cell: str) -> str:
        """The message naming the cell of a pasted block or a workbook, such as ``C12``."""
        return f"Celle {cell}: {self.message}"


def quoted(value: object) -> str:
    """The value as it is shown back to the person; long ones are cut."""
    text = str(value).strip()
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
