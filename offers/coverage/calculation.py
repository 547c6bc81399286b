"""Where an offer stands in styringsaftalen, from what is settled and who else buys there. Pure."""

from __future__ import annotations

from enum import StrEnum

from dasportal.register.models import Coverage

# »En eller få andre«: above this an exemption is worth looking at again.
FEW = 3


class Standing(StrEnum):
    SHOULD = "should", "Burde være omfattet"
    UNSETTLED = "unsettled", "Ikke afklaret"
    EXEMPT = "exempt", "Undtaget"
    COVERED = "covered", "Omfattet"

    label: str

    def __new__(cls, value: str, label: str) -> Standing:
        made = str.__new__(cls, value)
        made._value_, made.label = value, label
        return made


ABOUT = {
    Standing.SHOULD: "Mindst én anden nordjysk part køber pladser, og tilbuddet er hverken omfattet "
    f"eller undtaget. Også undtagne tilbud, hvor flere end {FEW} andre køber.",
    Standing.UNSETTLED: "Ingen andre har oplyst, at de køber pladser, og det er ikke afklaret.",
    Standing.EXEMPT: "Sælger til en eller få andre, og bilaterale aftaler giver de samme vilkår.",
    Standing.COVERED: "Omfattet af styringsaftalen.",
}


def standing(coverage: str, others: int) -> Standing:
    """`others` is how many other North Jutland parties buy there. One is enough to be covered; an
    exemption holds while they are one or a few."""
    if coverage == Coverage.COVERED:
        return Standing.COVERED
    if coverage == Coverage.EXEMPT:
        return Standing.SHOULD if others > FEW else Standing.EXEMPT
    return Standing.SHOULD if others else Standing.UNSETTLED
