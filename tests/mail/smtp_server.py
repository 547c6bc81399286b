"""A real SMTP server on a free loopback port, that answers as a test tells it to."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session


class Receiver:
    """Takes mail in; `answers` are given in order to DATA, `rcpt` to RCPT TO, then 250 for good."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: list[str] = []
        self.rcpt: list[str] = []
        self.seconds = 0.0  # that the server takes to think before it answers DATA

    async def handle_RCPT(self, server, session: Session, envelope: Envelope, address, options):
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        await asyncio.sleep(self.seconds / 2)
        if answer.startswith("250"):
            self.received.append(message_from_bytes(envelope.content, policy=policy.default))
            self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        await asyncio.sleep(self.seconds / 2)
        if answer == "drop":
            session.loop.call_soon(server.transport.abort)
            return "421 farvel"
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LocalServer(Controller):
    def __init__(self, receiver: Receiver) -> None:
        super().__init__(receiver, hostname="127.0.0.1", port=free_port())
