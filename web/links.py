"""Signed links that need no login: how they are written, and how their pages keep to themselves.

A link is a signed list of words, so that it cannot be guessed or altered; what it may do is asked
of the graph. No page behind one tells another site where it is, so a browser sends no referrer
even to us: the form token is checked by `check_token` and not by the check of the whole
application, which would want one. Each topic has a salt of its own.
"""

from flask import Response, current_app, request
from flask_wtf.csrf import CSRFError, validate_csrf
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms.validators import ValidationError

from web.session import netgraph


def signed(said: list[object], *, salt: str, key: str | bytes | None = None) -> str:
    """The part of an address that stands for what is said; outside a request `key` signs it."""
    token: str = _signer(salt, key).dumps(said)
    return token


def unsigned(token: str, *, salt: str) -> list[object]:
    """What a token says; nothing for one that we did not sign."""
    try:
        said = _signer(salt).loads(token)
    except BadSignature:
        return []
    return said if isinstance(said, list) else []


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


def _signer(salt: str, key: str | bytes | None = None) -> URLSafeSerializer:
    return URLSafeSerializer(key or current_app.config["SECRET_KEY"], salt=salt)
