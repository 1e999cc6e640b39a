"""The command line: `netgraph` and its commands, one module a topic.

A user's mistake is told in one sentence with the next step and an exit code of its own, never
as a traceback: 1 for what failed, 2 for a wrong call, 3 for bad input, 4 for what was not
found, 5 for a database or disk that is not there, 130 for Ctrl-C (0 where that is how one ends).
`reach` answers 3 when it is not clear who is meant, 4 for nobody, and 0 with no path, which is
an answer. With --json a mistake, a wrong call and Ctrl-C included, is also one object with
`error`, `hint` and `code` on standard output, beside the words on standard error.
"""

from netgraph.cli.main import main

__all__ = ["main"]
