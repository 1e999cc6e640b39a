"""Signed links that need no login, with the application's key, and how their pages keep quiet.

No page behind a link tells another site where it is, so a browser sends no referrer even to us:
the form token is checked by `check_token` and not by the check of the whole application, which
would want one.
"""

from flask import Response, current_app, request
from flask_wtf.csrf import CSRFError, validate_csrf
from wtforms.validators import ValidationError

from netgraph.services import signing
from web.session import netgraph


def signed(said: list[object], *, salt: str, key: str | bytes | None = None) -> str:
    """The part of an address that stands for what is said; outside a request `key` signs it."""
    return signing.signed(said, salt=salt, key=key or key_of_application())


def unsigned(token: str, *, salt: str, words: int) -> tuple[str, ...]:
    """The words that a token stands for; as many empty ones, which open nothing, for another's."""
    said = signing.unsigned(token, salt=salt, key=key_of_application())
    return tuple(map(str, said)) if len(said) == words else ("",) * words


def key_of_application() -> str | bytes:
    """What signs every link and session."""
    key: str | bytes = current_app.config["SECRET_KEY"]
    return key


def home() -> str:
    """Where people reach the pages, without a last slash: what every link that leaves begins with.

    It is the setting, as who is logged in may use a name that nobody else can; without one it is
    the name under which this request came.
    """
    return netgraph().settings.public_url.rstrip("/") or request.host_url.rstrip("/")


def check_token() -> None:
    """Raises unless the form sent is one of ours."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise CSRFError(str(error)) from error


def keep_to_itself(response: Response) -> Response:
    """Lets no page of a link be kept, found or told of."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
