"""What a person sees when something goes wrong: the only place that knows HTTP statuses.

What was not foreseen is logged by its kind and place alone: the message of an exception may
quote what somebody typed, and that stays out of logs.
"""

import traceback
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from netgraph.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    Misconfigured,
    NetgraphError,
    NotFound,
    Unavailable,
)
from web.frame import Frame, Nav, frame
from web.security import seconds_to_wait

STATUS: tuple[tuple[type[NetgraphError], HTTPStatus], ...] = (
    (InvalidInput, HTTPStatus.BAD_REQUEST),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (Misconfigured, HTTPStatus.INTERNAL_SERVER_ERROR),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What `error.html` shows: what happened, and the next step."""

    frame: Frame
    status: int
    message: str
    hint: str


def install(app: Flask) -> None:
    """Turns errors into pages, or JSON where JSON was asked for."""
    app.register_error_handler(NetgraphError, _ours)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """Whether whoever asks would rather have JSON than a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _ours(error: NetgraphError) -> ResponseReturnValue:
    status = next((s for kind, s in STATUS if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)
    return _answer(status, error.message, error.hint)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return _answer(
        HTTPStatus.BAD_REQUEST,
        "This form has grown old, so nothing was saved.",
        "Go back, load the page again and send it once more.",
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    message, hint = _WORDS.get(status, (error.name + ".", ""))
    return _answer(status, message, hint)


def _too_often(_error: RateLimitExceeded) -> ResponseReturnValue:
    seconds = seconds_to_wait()
    minutes = -(-seconds // 60)
    response = make_response(
        _answer(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too many tries.",
            f"Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again.",
        )
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.error(
        "%s %s failed.\n%s", request.method, request.endpoint, places_of(error)
    )
    return _answer(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong on our side.",
        "What was saved before is safe. Try again, or tell your administrator when it happened.",
    )


def places_of(error: BaseException) -> str:
    """Where an error came from, cause first, for a log: without a word of what it says."""
    places = "".join(traceback.format_tb(error.__traceback__))
    earlier = error.__cause__ or error.__context__
    before = f"{places_of(earlier)}which led to\n" if earlier else ""
    return f"{before}{type(error).__module__}.{type(error).__qualname__}\n{places}"


def _answer(status: HTTPStatus, message: str, hint: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=message, hint=hint), status
    page = ErrorPage(frame=frame(Nav.NOWHERE), status=int(status), message=message, hint=hint)
    return render_template("error.html", page=page), status


_WORDS = {
    HTTPStatus.NOT_FOUND: ("There is no such page.", "Search on top, or go back."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("This address cannot be used like that.", "Go back."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "That is more than can be sent at once.",
        "Split the file, or import it with `netgraph import` on the command line.",
    ),
    HTTPStatus.UNAUTHORIZED: ("You are not logged in.", "Log in, then try again."),
    HTTPStatus.BAD_REQUEST: ("This request cannot be understood.", "Go back and try again."),
    HTTPStatus.FORBIDDEN: ("Your role does not allow this.", ""),
}
