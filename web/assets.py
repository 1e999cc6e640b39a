"""Static files under addresses that change with their content.

`/static/<revision>/app.js` may be kept by a browser for a year, as another content has another
revision. All files share one revision: our modules and style sheets name their neighbours by
relative address, and one number keeps them of one age. Text is served compressed from memory:
the server in front of Flask does not compress, and the whole of it is small. A file asked for
under an old revision is served, but not kept.
"""

import gzip
import hashlib
import mimetypes
from functools import cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from flask import Flask, Response, abort, request

STATIC = Path(__file__).resolve().parent / "static"
_YEAR = 31_536_000  # seconds
_COMPRESSED = frozenset({".css", ".js", ".svg", ".json", ".txt"})
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def asset(name: str) -> str:
    """The address of a static file, e.g. `asset("app.css")`; `LookupError` if there is none."""
    if not _is_file(name):
        raise LookupError(f"There is no static file {name}.")
    return f"/static/{revision()}/{name}"


@cache
def revision() -> str:
    """Ten hexadecimal digits that stand for the content of all static files."""
    digest = hashlib.sha256()
    for name in sorted(_names()):
        digest.update(name.encode() + b"\0" + _plain(name) + b"\0")
    return digest.hexdigest()[:10]


def install(app: Flask) -> None:
    """Serve the static files of `app`, which must be made with `static_folder=None`."""
    app.add_url_rule("/static/<revision_asked>/<path:name>", "static", _serve)
    app.jinja_env.globals["asset"] = asset


def _serve(revision_asked: str, name: str) -> Response:
    if not _is_file(name):
        abort(HTTPStatus.NOT_FOUND)
    suffix = PurePosixPath(name).suffix
    packed = suffix in _COMPRESSED and request.accept_encodings.quality("gzip") > 0
    response = Response(
        _packed(name) if packed else _plain(name),
        mimetype=_TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    if revision_asked == revision():
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


@cache
def _names() -> frozenset[str]:
    return frozenset(p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*") if p.is_file())


def _is_file(name: str) -> bool:
    return name in _names()


@cache
def _plain(name: str) -> bytes:
    return (STATIC / name).read_bytes()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_plain(name), compresslevel=9, mtime=0)
