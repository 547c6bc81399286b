"""Channels: every way by which something of a meeting reaches somebody.

Each output registers itself, in its app's AppConfig.ready:

    from meetings.preflight.channels import CHANNELS, Channel
    CHANNELS.add(Channel("search", "Søgning", channel.render, position=60))

`render(outgoing, audience)` yields what that audience would get. `outgoing` is what is about to
leave (meetings.gates.Outgoing): its snapshot holds the closed texts too, so a channel that is
asked by words, as a search is, knows which to try; it must then yield the answers alone, not the
question. `audience.read(address)` fetches a page of the portal as that audience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dasportal.accounts.slots import Slot
from meetings.gates import Outgoing
from meetings.preflight.asking import Audience


@dataclass(frozen=True)
class Rendered:
    """A piece of what an audience gets: where it stands, in Danish, and every word of it.

    `url` is where it is mended. `place` names the piece when it is looked at again after a change
    (a page's number is no name: pages move); it is `where` unless said.
    """

    where: str
    text: str
    url: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        return self.place or self.where


class When(StrEnum):
    """When a channel can be looked at."""

    AT_ONCE = "at_once"  # from plain values, in milliseconds: also in the verb that sends
    REHEARSED = "rehearsed"  # from rows as they would be, in a transaction that is undone
    MADE = "made"  # from what is made of the snapshot and takes its time, as PDFs do


@dataclass(frozen=True)
class Channel:
    """`audiences` are the names of those it reaches; it is rendered for each of them."""

    name: str
    label: str
    render: Callable[[Outgoing, Audience], Iterator[Rendered]]
    when: When = When.REHEARSED
    audiences: tuple[str, ...] = ("public",)
    position: int = 50


class NotHere(Exception):
    """There is no such output on this machine; the message is Danish."""


CHANNELS: Slot[Channel] = Slot("meetings.preflight.channels")
