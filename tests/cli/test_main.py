"""The command line as such: quick to start, completed by shells, and clear about mistakes."""

import subprocess
import sys
from pathlib import Path

import pytest

from netgraph.cli.main import COMMANDS
from tests.serving import SCRIPT, environment, netgraph

HEAVY = ("argon2", "flask", "jpype", "neo4j", "numba", "numpy", "requests", "scipy", "waitress")


@pytest.mark.parametrize("arguments", [["--help"], ["title", "CFO"], ["--version"], ["nonsense"]])
def test_imports_no_more_than_it_needs(tmp_path: Path, arguments: list[str]) -> None:
    """Help and what needs no graph import neither the driver nor the web nor numbers."""
    script = (
        "import sys\nfrom netgraph.cli import main\n"
        f"sys.argv = ['netgraph', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[]" == ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_says_what_the_command_says(name: str) -> None:
    """The sentence beside a command's name is the first of its own help."""
    command = COMMANDS[name].load()

    assert name == command.name
    assert COMMANDS[name].sentence == command.get_short_help_str(limit=200)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["serve", "--port", "many"], "'many' is not a valid integer range"),
        (["serve", "--port", "0"], "0 is not in the range"),
        (["title", "--nonsense"], "No such option"),
    ],
)
def test_refuses_a_wrong_call(tmp_path: Path, arguments: list[str], said: str) -> None:
    """A call that cannot be understood is refused with the reason and the code for it."""
    ended = netgraph(*arguments, data_dir=tmp_path / "data")

    assert (2, "") == (ended.returncode, ended.stdout)
    assert said in ended.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("shell", "words", "answer"),
    [
        ("bash", {"COMP_WORDS": "netgraph de", "COMP_CWORD": "1"}, "plain,demo"),
        ("zsh", {"COMP_WORDS": "netgraph de", "COMP_CWORD": "1"}, "plain\ndemo\nServe a made-up"),
        ("fish", {"COMP_WORDS": "netgraph de", "COMP_CWORD": "de"}, "plain,demo\tServe a made-up"),
        ("bash", {"COMP_WORDS": "netgraph db st", "COMP_CWORD": "2"}, "plain,start\nplain,status"),
        ("bash", {"COMP_WORDS": "netgraph demo --", "COMP_CWORD": "2"}, "plain,--port"),
    ],
)
def test_completes_words(tmp_path: Path, shell: str, words: dict[str, str], answer: str) -> None:
    """Each shell is given the commands and options that begin so."""
    ended = netgraph(
        data_dir=tmp_path, settings={"_NETGRAPH_COMPLETE": f"{shell}_complete", **words}
    )

    assert (0, "") == (ended.returncode, ended.stderr)
    assert answer in ended.stdout.replace("\r", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_gives_shells_their_script(tmp_path: Path, shell: str) -> None:
    """Each shell gets a script to source."""
    ended = netgraph(data_dir=tmp_path, settings={"_NETGRAPH_COMPLETE": f"{shell}_source"})

    assert 0 == ended.returncode
    assert "_netgraph_completion" in ended.stdout
    assert f"_NETGRAPH_COMPLETE={shell}_complete" in ended.stdout


def test_says_its_version(tmp_path: Path) -> None:
    """The version is one line."""
    ended = subprocess.run(
        [SCRIPT, "--version"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.startswith("netgraph, version ")
