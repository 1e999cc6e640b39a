"""Hands one message to a mail server, and says exactly how sure it is of what became of it.

Nothing is sent in the clear unless `NETGRAPH_SMTP_SECURITY` is `off`: a server that offers no
TLS is not spoken to. What goes wrong has one of three names. `Refused`: the server does not take
this message and never will. `NotNow`: it did not take it, another time it may. `Unknown`: it was
being given the text when the line went dead.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from netgraph.config import Settings

_OK, _TEMPORARY, _PERMANENT = 250, 400, 500


class Trouble(Exception):  # these are outcomes, not errors of ours
    """A message was not accepted; the text says why, in words for whoever wrote it."""


class Refused(Trouble):
    """The server does not take this message and never will."""


class NotNow(Trouble):
    """The server did not take it; another time it may."""


class Unknown(Trouble):
    """The line went dead while the server was being given the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """How to reach a mail server and log in to it."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    authority: str = ""
    seconds: int = 20

    @classmethod
    def of(cls, settings: Settings) -> "MailServer":
        """The server that the settings name."""
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port,
            security=settings.smtp_security,
            user=settings.smtp_user,
            password=settings.smtp_password,
            authority=settings.smtp_authority,
            seconds=settings.smtp_seconds,
        )

    def deliver(
        self,
        message: bytes,
        *,
        sender: str,
        to: str,
        handing: Callable[[], None],
        international: bool = False,
    ) -> None:
        """Delivers a message; `handing` is called when only its text is left to be given.

        Whatever `handing` raises ends it with nothing sent. Raises `Refused`, `NotNow`,
        `Unknown`; returns when the server has said that it has the message.
        """
        handed = False
        try:
            with self._connection() as server:
                options = ["SMTPUTF8"] if international else []
                if international and not server.has_extn("smtputf8"):
                    raise Refused("The mail server takes no address with such letters.")
                _check(server.mail(sender, options), "refuses our address")
                _check(server.rcpt(to), "refuses this address")
                handing()
                handed = True
                _check(server.data(message), "refuses the text")
        except smtplib.SMTPDataError as error:  # it did not even want to hear the text
            _check((error.smtp_code, _bytes(error.smtp_error)), "refuses the text")
        except smtplib.SMTPServerDisconnected as error:
            raise _lost(handed=handed) from error
        except smtplib.SMTPException as error:
            raise NotNow(f"The mail server cannot be used: {_of(error)}.") from error
        except ssl.SSLError as error:
            why = "its certificate is not to be trusted" if "VERIFY" in str(error) else "no TLS"
            raise NotNow(f"The mail server cannot be trusted: {why}.") from error
        except OSError as error:
            raise _lost(handed=handed) from error

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        trusted = ssl.create_default_context(cafile=self.authority or None)
        server: smtplib.SMTP
        if self.security == "tls":
            server = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.seconds, context=trusted, local_hostname=_here()
            )
        else:
            server = smtplib.SMTP(
                self.host, self.port, timeout=self.seconds, local_hostname=_here()
            )
        try:
            server.ehlo_or_helo_if_needed()
            if self.security == "starttls":
                server.starttls(context=trusted)
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
            yield server
            with suppress(smtplib.SMTPException, OSError):  # it has the message: manners are extra
                server.quit()
        finally:
            server.close()


def _check(answer: tuple[int, bytes], what: str) -> None:
    code, said = answer
    if _OK <= code < _TEMPORARY:
        return
    text = " ".join(said.decode("utf-8", "replace").split())[:200]
    words = f"The mail server {what}: {code} {text}"
    raise Refused(words) if code >= _PERMANENT else NotNow(words)


def _lost(*, handed: bool) -> Trouble:
    if handed:
        return Unknown("The line to the mail server broke while it was given the text.")
    return NotNow("The mail server does not answer.")


def _of(error: smtplib.SMTPException) -> str:
    """What a server said, without what we told it."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "it refuses our login"
        case smtplib.SMTPNotSupportedError():
            return "it offers no TLS, or no login"
        case smtplib.SMTPResponseException():
            return f"it said {error.smtp_code}"
    return "it does not speak as a mail server does"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _here() -> str:
    """The name we say hello with: no name of this machine leaves it."""
    return "[127.0.0.1]"
