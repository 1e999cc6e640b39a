"""`netgraph serve` and `netgraph demo`: the pages, on this machine's own address.

The only commands that bring up the web floor, and only when the address is theirs: what is in
the way is told before anything else is imported. A production server (waitress) answers on the
loopback address; Ctrl-C, a polite kill and a closed terminal end everything cleanly: what is
being answered is answered, and the database ends by itself when nobody else uses it.
"""

import errno
import http.client
import json
import logging
import secrets
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from netgraph.cli.frame import err, out, settings, told_progress
from netgraph.config import KEY_BYTES, Settings, kept_secret, key_path
from netgraph.domain.ids import UserId
from netgraph.errors import Conflict, Misconfigured, NetgraphError, Unavailable
from netgraph.graph import local
from netgraph.graph.datadir import DataDir, guarded
from netgraph.graph.jars import told

if TYPE_CHECKING:
    from netgraph.wiring import Netgraph


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Another port than 8017.")
def serve(port: int | None) -> None:
    """Serve your own network to the browser of this machine until Ctrl-C."""
    _end_politely()
    current = _with_port(settings(), port)
    _refuse_busy_port(current)
    key = _secret_key(current.data_dir)
    from netgraph.wiring import open_netgraph  # noqa: PLC0415 # nothing is in the way now

    _warm_up()
    with ExitStack() as stack:
        with told_progress() as progress:
            netgraph = stack.enter_context(open_netgraph(current, progress=progress))
        token = "" if netgraph.accounts.any() else secrets.token_urlsafe(16)
        _serve(netgraph, secret_key=key, welcome=_welcome(current, token), setup_token=token)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Another port than 8017.")
@click.option("--fresh", is_flag=True, help="Throw the demo's graph away and make it anew.")
def demo(port: int | None, *, fresh: bool) -> None:
    """Serve a made-up network of about 300 people to look around in, until Ctrl-C.

    It lives in a folder of its own beside your data, touches nothing else, and mails nobody.
    """
    _end_politely()
    own = settings()
    current = replace(
        _with_port(own, port), data_dir=own.data_dir / "demo", neo4j_uri="", smtp_host=""
    )
    if fresh:
        _forget(current.data_dir)
    _refuse_busy_port(current)
    key = _secret_key(current.data_dir)
    from netgraph.services.demo.login import bring_to_today, demo_login  # noqa: PLC0415 # as above
    from netgraph.wiring import open_netgraph  # noqa: PLC0415 # as above

    _warm_up()
    login = demo_login(current.data_dir, new_password=lambda: secrets.token_urlsafe(12))
    with ExitStack() as stack:
        with told_progress() as progress:
            netgraph = stack.enter_context(open_netgraph(current, progress=progress))
            progress(step="Loading the demo network", done=0, total=0)
            day = bring_to_today(
                netgraph.database,
                netgraph.accounts,
                netgraph.history,
                login=login,
                data_dir=current.data_dir,
                now=netgraph.now(),
            )
        welcome = f"Log in as {login.email} with the password {escape(login.password)}"
        news = _old_news(day, today=netgraph.now().date())
        _serve(netgraph, secret_key=key, welcome=welcome + news)


def _warm_up() -> None:
    """Has the path search ready by the time somebody asks; nobody waits for it, the end neither."""
    from netgraph.routing import warm  # noqa: PLC0415 # as above

    threading.Thread(target=warm, name="warm the path search", daemon=True).start()


def _old_news(day: date | None, *, today: date) -> str:
    """What to know about a demo that was not moved to today."""
    if day == today:
        return ""
    of = f"as of {day:%Y-%m-%d}" if day else "of an earlier day"
    return (
        f"\nThe network is {of}, as you have changed it since; "
        "`netgraph demo --fresh` throws that away and makes it anew."
    )


def _forget(data_dir: Path) -> None:
    """Removes the demo's data; raises `Conflict` while another process uses it."""
    data = DataDir(data_dir.expanduser().absolute())
    if not data.is_there():
        return
    data.prepare()
    with guarded(data, patience=_PATIENCE, waiting=lambda: None):
        if any(not data.falls(f"leases/{lease.name}") for lease in data.leases.iterdir()):
            raise Conflict(
                "The demo is in use, so it was not thrown away.",
                hint="End it first with Ctrl-C where it runs, then try again.",
            )
    local.stop(data.path)
    with told(data.path, what="the data directory"):
        shutil.rmtree(data.path)


def _welcome(current: Settings, setup_token: str) -> str:
    if not setup_token:
        return "Log in with your address and password"
    return (
        "Make the first administrator at "
        f"[bold]{_address(current)}/setup?token={setup_token}[/]\n"
        "(who has this address becomes the administrator: keep it to yourself)"
    )


def _with_port(current: Settings, port: int | None) -> Settings:
    return replace(current, port=port) if port else current


def _refuse_busy_port(current: Settings) -> None:
    """Raise what is wrong with the address before any time is spent on the database."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            current.host, current.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except (OSError, UnicodeError) as error:  # the latter for what cannot be a name at all
        raise _no_address(current, error) from error


def _no_address(current: Settings, error: OSError | UnicodeError) -> NetgraphError:
    """Why the pages cannot be served at the address of these settings."""
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EACCES, errno.EPERM}:
        return Misconfigured(
            f"Port {current.port} may not be used by you.",
            hint="Choose one above 1023: --port 8017, or set NETGRAPH_PORT.",
        )
    if number != errno.EADDRINUSE:
        return Misconfigured(
            f"{current.host} is no address of this machine.",
            hint="Set NETGRAPH_HOST to 127.0.0.1, or leave it out.",
        )
    if _is_netgraph(current):
        return Unavailable(
            f"Netgraph is running already at {_address(current)}.",
            hint="Open that, stop it first with Ctrl-C where it runs, or choose another port: "
            f"--port {_next_port(current)}.",
        )
    return Unavailable(
        f"Port {current.port} is in use by another program.",
        hint=f"Choose another: --port {_next_port(current)}, or set NETGRAPH_PORT.",
    )


def _next_port(current: Settings) -> int:
    return current.port + 1 if current.port < _LAST_PORT else _LAST_PORT - 1


def _is_netgraph(current: Settings) -> bool:
    """Whether what listens there says that it is Netgraph, be its database well or not."""
    connection = http.client.HTTPConnection(current.host, current.port, timeout=_GLANCE)
    try:
        connection.request("GET", "/healthz")
        return "netgraph" in json.loads(connection.getresponse().read(_SHORT))
    except (OSError, ValueError, TypeError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _address(current: Settings) -> str:
    host = f"[{current.host}]" if ":" in current.host else current.host
    return f"http://{host}:{current.port}"


def _serve(netgraph: "Netgraph", *, secret_key: bytes, welcome: str, setup_token: str = "") -> None:
    from waitress.server import create_server  # noqa: PLC0415

    from web.app import create_app  # noqa: PLC0415

    current = netgraph.settings
    app = create_app(netgraph, secret_key=secret_key, setup_token=setup_token)
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what it says, we tell ourselves
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a few who wait are no news
    try:
        server = create_server(
            app,
            host=current.host,
            port=current.port,
            threads=current.threads,
            ident="",
            max_request_body_size=(current.import_limit_mb + 1) * _MEGABYTE,
            max_request_header_size=_LARGEST_HEAD,
            channel_timeout=_SECONDS_OF_SILENCE,
            clear_untrusted_proxy_headers=current.proxies == 0,
        )
    except OSError as error:  # somebody took the port while the database started
        raise _no_address(current, error) from error
    out.print(f"\nNetgraph is at [bold]{_address(current)}[/]\n{welcome}\nCtrl-C ends it.")
    ending = threading.Event()
    postman = threading.Thread(
        target=_keep_sending, args=(netgraph, secret_key, ending), daemon=True
    )
    if netgraph.outbox.sends:
        postman.start()
    try:
        server.run()
    finally:
        server.close()
        err.print("Ending …", style="dim")
        ending.set()
        if postman.is_alive():
            postman.join(_GLANCE)


def _keep_sending(netgraph: "Netgraph", secret_key: bytes, ending: threading.Event) -> None:
    """Sends what is in the outbox, again and again; trouble of the database is waited out."""
    from web.outbox import stop_token  # noqa: PLC0415

    home = netgraph.settings.address

    def stop_address(user: UserId) -> str:
        return f"{home}/mail/stop/{stop_token(secret_key, user)}"

    def one_round() -> None:
        netgraph.digests.write_due(home=f"{home}/", stop_address=stop_address)
        netgraph.outbox.send_due()

    again_and_again(one_round, wait=ending.wait)


def again_and_again(one_round: Callable[[], None], *, wait: Callable[[float], bool]) -> None:
    """Does a round of mail after each wait (in seconds) until that says that it is the end.

    No trouble ends it, expected or not: it is logged, and the next wait is twice as long, up to
    a quarter of an hour, until a round goes well.
    """
    pause = _ROUND
    while not wait(pause):
        try:
            one_round()
        except NetgraphError as error:
            logging.getLogger(__name__).warning("No mail was sent: %s", error.message)
            pause = min(2 * pause, _LONGEST_ROUND)
        except Exception:  # a thread that ends would send nothing until the next start
            logging.getLogger(__name__).exception("No mail was sent; it is tried again.")
            pause = min(2 * pause, _LONGEST_ROUND)
        else:
            pause = _ROUND


def _end_politely() -> None:
    """From here on a polite kill ends the process as a command that has done its work."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _secret_key(data_dir: Path) -> bytes:
    """The key that signs sessions, made at first start and readable by its owner alone."""
    with told(data_dir, what="the data directory"):
        if not data_dir.exists():
            data_dir.mkdir(parents=True, mode=0o700)
    path = key_path(data_dir)
    key = kept_secret(path, lambda: secrets.token_bytes(KEY_BYTES))
    if len(key) < KEY_BYTES:
        raise Misconfigured(f"{path} is damaged.", hint="Delete it; everybody logs in again.")
    return key


_PATIENCE = 60.0  # seconds to wait for another process that is starting or stopping the demo
_ROUND = 15.0  # seconds between two looks into the outbox
_LONGEST_ROUND = 900.0  # the same while something is wrong
_GLANCE = 5.0  # seconds in which a Netgraph says so
_SHORT = 4096  # bytes that are enough to say so
_LAST_PORT = 65535
_MEGABYTE = 1024 * 1024
_LARGEST_HEAD = 64 * 1024  # bytes
_SECONDS_OF_SILENCE = 60
