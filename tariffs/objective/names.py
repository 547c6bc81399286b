"""Which party a name in somebody's table means. Names drift: Vesthimmerland/-s, »Aalborg Kommune«."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from dasportal.accounts.models import Party


class PartyNames:
    """The parties by every name they are known by."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self.by_name: dict[str, Party] = {}
        for party in parties:
            for name in (party.code, party.name, *party.also_known_as):
                self.by_name[_plain(name)] = party

    def find(self, text: str) -> Party | None:
        """The party of exactly that name, code or other name, with or without »Kommune«."""
        return self.by_name.get(_plain(text))

    def suggestion(self, text: str) -> str:
        """The name nearest to it, for a person to confirm by writing it; empty when none is near."""
        near = get_close_matches(_plain(text), self.by_name, n=1, cutoff=0.7)
        return self.by_name[near[0]].name if near else ""


def _plain(name: str) -> str:
    text = " ".join(name.casefold().split())
    return re.sub(r"\s+kommune$", "", text)
