"""Where the command `netgraph` begins: before anything else is imported.

Ctrl-C may come while modules are still being read, and a caller may have closed the output; both
are seen to here, so that everything after can count on three streams and no traceback.
"""

import os
import sys


def main() -> None:
    """Runs the command line; ends the process with its exit code."""
    try:
        _open_streams()
        from netgraph.cli.main import main as run  # noqa: PLC0415 # Ctrl-C may come meanwhile

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


def _open_streams() -> None:
    """Gives each stream that the caller closed (`>&-`) a place that swallows and gives nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


if __name__ == "__main__":
    main()
