"""`netgraph serve` and `netgraph demo`: the pages, on this machine's own address.

The only commands that bring up the web floor. A production server (waitress) answers on the
loopback address; Ctrl-C and a polite kill end everything cleanly.
"""

import json
import secrets
import shutil
import signal
import socket
import urllib.request
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import FrameType

import click

from netgraph.cli.frame import err, out, settings, told_progress
from netgraph.config import Settings, kept_secret
from netgraph.errors import Misconfigured, Unavailable
from netgraph.graph import local
from netgraph.services.demo.login import demo_login, load_when_empty
from netgraph.wiring import Netgraph, open_netgraph


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Another port than 8017.")
def serve(port: int | None) -> None:
    """Serve your own network to the browser of this machine until Ctrl-C."""
    current = _with_port(settings(), port)
    _refuse_busy_port(current)
    with told_progress() as progress, open_netgraph(current, progress=progress) as netgraph:
        _serve(netgraph, welcome=_welcome(netgraph))


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Another port than 8017.")
@click.option("--fresh", is_flag=True, help="Throw the demo's graph away and make it anew.")
def demo(port: int | None, *, fresh: bool) -> None:
    """Serve a made-up network of about 300 people to look around in, until Ctrl-C.

    It lives in a folder of its own beside your data and touches nothing else.
    """
    own = settings()
    current = replace(_with_port(own, port), data_dir=own.data_dir / "demo", neo4j_uri="")
    _refuse_busy_port(current)
    if fresh:
        _forget(current.data_dir)
    with told_progress() as progress, open_netgraph(current, progress=progress) as netgraph:
        login = demo_login(current.data_dir, new_password=lambda: secrets.token_urlsafe(12))
        load_when_empty(netgraph.database, netgraph.accounts, login=login, now=netgraph.now())
        _serve(
            netgraph,
            welcome=f"Log in as {login.email} with the password {login.password}",
        )


def _forget(data_dir: Path) -> None:
    local.stop(data_dir)
    shutil.rmtree(data_dir, ignore_errors=True)


def _welcome(netgraph: Netgraph) -> str:
    if netgraph.accounts.any():
        return "Log in with your address and password"
    return "Open it to make the first administrator"


def _with_port(current: Settings, port: int | None) -> Settings:
    return replace(current, port=port) if port else current


def _refuse_busy_port(current: Settings) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((current.host, current.port))
        except PermissionError as error:
            raise Misconfigured(
                f"Port {current.port} may not be used by you.", hint="Choose one above 1023."
            ) from error
        except OSError as error:
            if _is_netgraph(current):
                raise Unavailable(
                    f"Netgraph is running already at {_address(current)}.",
                    hint="Open that, or stop it first with Ctrl-C where it runs.",
                ) from error
            raise Unavailable(
                f"Port {current.port} is in use by another program.",
                hint=f"Choose another: --port {current.port + 1}, or set NETGRAPH_PORT.",
            ) from error


def _is_netgraph(current: Settings) -> bool:
    try:
        with urllib.request.urlopen(  # noqa: S310 # our own address, always http
            f"{_address(current)}/healthz", timeout=3
        ) as answer:
            return "netgraph" in json.load(answer)
    except (OSError, ValueError):
        return False


def _address(current: Settings) -> str:
    return f"http://{current.host}:{current.port}"


def _serve(netgraph: Netgraph, *, welcome: str) -> None:
    from waitress.server import create_server  # noqa: PLC0415

    from web.app import create_app  # noqa: PLC0415

    current = netgraph.settings
    app = create_app(netgraph, secret_key=_secret_key(current.data_dir))
    server = create_server(
        app, host=current.host, port=current.port, threads=current.threads, ident=""
    )
    signal.signal(signal.SIGTERM, _stop)
    out.print(f"\nNetgraph is at [bold]{_address(current)}[/]\n{welcome}\nCtrl-C ends it.")
    try:
        server.run()
    finally:
        server.close()
        err.print("Ending …", style="dim")


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _secret_key(data_dir: Path) -> bytes:
    """The key that signs sessions, made at first start and readable by its owner alone."""
    path = data_dir / "secret_key"
    key = kept_secret(path, lambda: secrets.token_bytes(_KEY_BYTES))
    if len(key) < _KEY_BYTES:
        raise Misconfigured(f"{path} is damaged.", hint="Delete it; everybody logs in again.")
    return key


_KEY_BYTES = 32
