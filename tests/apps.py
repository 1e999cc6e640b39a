"""The whole application as tests ask it.

An application compiles a template when it first shows it, which takes as long as all the rest of
an answer. Tests make hundreds of applications, so what one has compiled all others take.
"""

from typing import ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from netgraph.wiring import Netgraph
from web.app import create_app


class CompiledOnce(BytecodeCache):
    """Keeps compiled templates for this process, by their names and the sums of their texts."""

    _kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template what was compiled for it."""
        kept = self._kept.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what a template was compiled to."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def app_on(netgraph: Netgraph, *, setup_token: str = "") -> Flask:
    """The application over these services, with a key of the tests' own."""
    app = create_app(netgraph, secret_key=b"only for tests", setup_token=setup_token)
    app.jinja_env.bytecode_cache = CompiledOnce()
    return app
