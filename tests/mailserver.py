"""A real SMTP server on the loopback address, that keeps what it is given or does what a test says.

Its certificate is made up, for 127.0.0.1 alone, and trusted by nobody but these tests.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from netgraph.config import Settings

TLS = Path(__file__).parent / "data" / "tls"
PASSWORD = "only for the tests"


@dataclass
class Post:
    """What has arrived; `answers` says, command by command, what else than 250 is answered."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_at: str = ""

    async def handle_RCPT(  # noqa: N802 # aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Answers who it is for."""
        del session, options
        await self._hang(server, "RCPT")
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Takes a message as a mail client will read it."""
        del session
        if self.answers.get("DATA") == "cut":
            server.transport.abort()
            return "250 OK"
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.keep(envelope)
        await self._hang(server, "DATA")
        return "250 OK"

    def keep(self, envelope: Envelope) -> None:
        """Keeps what came."""
        content = cast("bytes", envelope.content)
        self.envelopes.append(envelope)
        self.arrived.append(cast("EmailMessage", message_from_bytes(content, policy=default)))

    async def _hang(self, server: Any, where: str) -> None:
        if self.hangs_at == where:
            self.hangs_at = f"{where} now"
            await server.loop.create_future()

    def settings(self, data_dir: Path, **other: Any) -> Settings:
        """Settings that send by this server."""
        return Settings(
            data_dir=data_dir,
            **{
                "smtp_host": "127.0.0.1",
                "smtp_port": self.port,
                "smtp_from": "netgraph@fernhill.example",
                "smtp_user": "netgraph",
                "smtp_password": PASSWORD,
                "smtp_authority": str(TLS / "cert.pem"),
                "smtp_seconds": 5,
                "team": "Fernhill",
                **other,
            },
        )


@contextmanager
def mail_server(security: str = "starttls") -> Iterator[Post]:
    """A server with a login; `security` as the setting has it."""
    post = Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        post.port = probe.getsockname()[1]
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")

    def check(*args: Any) -> AuthResult:
        given = args[-1]
        good = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
        return AuthResult(success=good)

    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=post.port,
        authenticator=check,
        auth_required=security == "starttls",
        auth_require_tls=security == "starttls",
        enable_SMTPUTF8=False,
        **({"tls_context": context, "require_starttls": True} if security == "starttls" else {}),
        **({"ssl_context": context} if security == "tls" else {}),
    )
    controller.start()
    yield post
    controller.stop(no_assert=True)
