"""What protects every page: headers, form tokens, hosts, sizes, and limits on guessing.

Everything comes from this server and nothing runs inline, so the content policy names 'self'
only. Pages are private: no cache keeps them, no frame shows them, no referrer leaves them (one
goes to ourselves, as the check of a form sent over HTTPS wants to see it). A host name that we
are not served under is refused, so that no foreign page can make a browser read us under a name
of its own. Guesses are counted in the memory of this one process, which serves all requests.
"""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from netgraph.config import Settings
from netgraph.errors import InvalidInput

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

LARGEST_FORM = 1024 * 1024
"""Bytes that a request may have, unless it brings files to import."""

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_EVERYWHERE = {"0.0.0.0", "::", "[::]"}  # noqa: S104 # told apart from names, not listened on
_WINDOW = "15 minutes"
_TRIES_OF_A_PLACE = 5
"""Times as many failures as one address may have come from one place, whatever the addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A view where guesses are counted: failures have one of the statuses."""

    endpoint: str
    failures: frozenset[int]


GUARDED = (
    Guarded(endpoint="accounts.do_login", failures=frozenset({401})),
    Guarded(endpoint="accounts.do_setup", failures=frozenset({403})),
    Guarded(endpoint="settings.password", failures=frozenset({400})),
    Guarded(endpoint="answers.show", failures=frozenset({404})),
    Guarded(endpoint="answers.answer", failures=frozenset({404})),
    Guarded(endpoint="ask_links.show", failures=frozenset({404})),
    Guarded(endpoint="ask_links.answer", failures=frozenset({404})),
    Guarded(endpoint="calendars.feed", failures=frozenset({404})),
    Guarded(endpoint="inquiry_links.show", failures=frozenset({404})),
    Guarded(endpoint="inquiry_links.tell", failures=frozenset({404})),
    Guarded(endpoint="members.open_round", failures=frozenset({404})),
    Guarded(endpoint="members.say", failures=frozenset({404})),
    Guarded(endpoint="seats.open_seat", failures=frozenset({404})),
    Guarded(endpoint="seats.answer", failures=frozenset({404})),
    Guarded(endpoint="share_links.show", failures=frozenset({404})),
    Guarded(endpoint="share_links.thank", failures=frozenset({404})),
)


def install(app: Flask, settings: Settings) -> None:
    """Protects every answer of `app`."""
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign] # the way Flask documents
    app.config.update(
        MAX_CONTENT_LENGTH=settings.import_limit_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME=_cookie_name(settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=settings.session_hours * 3600,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_HEADERS=["X-CSRF-Token"],
        TRUSTED=_trusted(settings),
    )
    app.before_request(_check_host)
    app.before_request(_check_size)
    app.after_request(_harden)
    if settings.https:
        app.after_request(_keep_to_https)


def check_forms(app: Flask, *, own_checks: Iterable[Blueprint]) -> None:
    """Refuses what is sent without the token of a form of ours; some topics check it."""
    check = CSRFProtect(app)
    for topic in own_checks:
        check.exempt(topic)


def limit_guesses(app: Flask, settings: Settings) -> None:
    """Counts failures where a secret could be guessed; to be called when all views are there."""
    limiter = Limiter(_place, app=app, storage_uri="memory://", strategy="moving-window")
    tries = settings.login_tries
    for guarded in GUARDED:

        def failed(response: Response, failures: frozenset[int] = guarded.failures) -> bool:
            return response.status_code in failures

        view: Any = app.view_functions[guarded.endpoint]
        for key, most in ((_address_and_place, tries), (_place, tries * _TRIES_OF_A_PLACE)):
            view = limiter.limit(f"{most} per {_WINDOW}", key_func=key, deduct_when=failed)(view)
        app.view_functions[guarded.endpoint] = view
    app.extensions["netgraph_limiter"] = limiter


def seconds_to_wait() -> int:
    """After how many seconds the limit that was just met lets somebody try again."""
    met = current_app.extensions["netgraph_limiter"].current_limit
    return max(1, math.ceil(met.reset_at - time.time())) if met else 60


def _place() -> str:
    return request.remote_addr or "unknown"


def _address_and_place() -> str:
    return f"{request.form.get('email', '').strip().lower()[:320]} {_place()}"


def _cookie_name(settings: Settings) -> str:
    """A name of its own for each port, as browsers share cookies between the ports of a host.

    Over HTTPS the prefix `__Host-` makes the browser refuse one that another site has planted.
    """
    return "__Host-netgraph" if settings.https else f"netgraph-{settings.port}"


def _trusted(settings: Settings) -> tuple[str, ...]:
    own = () if settings.host in _EVERYWHERE else (settings.host.lower(),)
    public = urlsplit(settings.public_url).hostname
    return (*_LOOPBACK, *own, *settings.hosts, *((public,) if public else ()))


def _check_host() -> None:
    if request.endpoint == "health.healthz":
        return
    if _without_port(request.host) not in current_app.config["TRUSTED"]:
        raise InvalidInput(
            "Netgraph is not served under this name.",
            hint="Open it under its own address, or let the administrator add the name to "
            "NETGRAPH_HOSTS.",
        )


def _without_port(host: str) -> str:
    """The host's name in lower case; an address of IPv6 in its brackets."""
    end = host.find("]") + 1 if host.startswith("[") else host.find(":")
    return (host[:end] if end > 0 else host).lower().rstrip(".")


def _check_size() -> None:
    if request.blueprint not in ("imports", "insights"):
        request.max_content_length = LARGEST_FORM
        if (request.content_length or 0) > LARGEST_FORM:
            raise RequestEntityTooLarge


def _harden(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response


def _keep_to_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
