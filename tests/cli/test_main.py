"""The command line as such: quick to start, completed by shells, and clear about mistakes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netgraph.cli.main import COMMANDS
from tests.serving import SCRIPT, environment, free_port, netgraph

HEAVY = ("argon2", "flask", "jpype", "neo4j", "numba", "numpy", "requests", "scipy", "waitress")
CHEAP = (
    ["--help"],
    ["title", "CFO"],
    ["--version"],
    ["nonsense"],
    ["db", "status"],
    ["db", "stop"],
    ["serve", "--help"],
)


@pytest.mark.parametrize("arguments", CHEAP)
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


def through_a_shell(line: str, tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A line for the shell, in which `$NG` is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env=environment(tmp_path / "data", NG=str(SCRIPT), **settings),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", ["title CEO", "title CEO --json", "--help"])
def test_output_that_cannot_be_written_is_one_sentence(tmp_path: Path, words: str) -> None:
    """A full disk behind the output is said in a sentence, with the code for a disk."""
    ended = through_a_shell(f"$NG {words} >/dev/full", tmp_path)

    assert (5, "The output is cut off: No space left on device.\n") == (
        ended.returncode,
        ended.stderr,
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_works_with_closed_streams(tmp_path: Path, closed: str) -> None:
    """Who closes a stream gets nothing on it, and the work is done all the same."""
    ended = through_a_shell(f"$NG title CEO {closed}", tmp_path)

    assert 0 == ended.returncode
    assert "Traceback" not in ended.stderr
    assert ("" if ">&-" in closed.split() else "c_level") in ended.stdout


def test_ctrl_c_while_modules_are_read_is_no_traceback() -> None:
    """Ctrl-C before the command is there ends it with its word and code."""
    script = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from netgraph.__main__ import main\n"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (130, "Stopped.\n") == (ended.returncode, ended.stderr)


@pytest.mark.parametrize("words", ["passwd a@b.example", "add a@b.example Ann"])
def test_a_password_is_asked_for_on_a_terminal_only(tmp_path: Path, words: str) -> None:
    """Without a terminal nothing is asked, and what to set instead is said."""
    ended = through_a_shell(f"$NG users {words}", tmp_path)

    assert (3, "") == (ended.returncode, ended.stdout)
    assert "set NETGRAPH_PASSWORD" in ended.stderr
    assert "Warning" not in ended.stderr


def test_no_text_steers_the_terminal(tmp_path: Path) -> None:
    """Escapes and turned directions are taken out of what is shown, refusals too."""
    evil = "CEO\x1b]0;pwn\x07\x9b2J\u202e"
    said = netgraph("title", evil, data_dir=tmp_path)
    refused = netgraph("title", f"--{evil}", data_dir=tmp_path)
    as_json = netgraph("title", evil, "--json", data_dir=tmp_path)

    assert "CEO]0;pwn2J" in said.stdout
    for text in (said.stdout, refused.stderr, as_json.stdout):
        assert set("\x1b\x07\x9b\u202e").isdisjoint(text)
    assert evil == json.loads(as_json.stdout)["title"]


def _loop(place: Path) -> str:
    place.symlink_to(place)
    return str(place)


@pytest.mark.parametrize("words", ["db start", "db status", "db stop", "serve", "demo"])
@pytest.mark.parametrize("where", ["long", "loop", "/proc/nope"])
def test_a_data_directory_that_cannot_be_is_one_sentence(
    tmp_path: Path, words: str, where: str
) -> None:
    """Whatever the system says of the data directory is said in a sentence."""
    if where == "/proc/nope" and not os.path.isdir("/proc"):  # noqa: PTH112 # no path to build
        pytest.skip("needs /proc")
    place = {"long": str(tmp_path / ("x" * 300)), "loop": ""}.get(where, where)
    ended = netgraph(
        *words.split(),
        data_dir=tmp_path,
        settings={
            "NETGRAPH_DATA_DIR": place or _loop(tmp_path / "loop"),
            "NETGRAPH_PORT": str(free_port()),  # a demo may be looked at meanwhile
        },
    )
    absent = where == "/proc/nope" and words in {"db status", "db stop"}

    assert ended.returncode in ({0} if absent else {1, 5})
    assert "Traceback" not in ended.stderr
    assert absent or "cannot be" in ended.stderr


@pytest.mark.parametrize("host", ["ex ample..", "\xe4..b", "a" * 80])
def test_a_host_that_cannot_be_is_one_sentence(tmp_path: Path, host: str) -> None:
    """A host that cannot even be a name is refused as one that is not here."""
    ended = netgraph("serve", data_dir=tmp_path / "data", settings={"NETGRAPH_HOST": host})

    assert (1, f"{host} is no address of this machine.") == (
        ended.returncode,
        ended.stderr.splitlines()[0],
    )


def test_a_password_in_the_address_is_refused_unquoted(tmp_path: Path) -> None:
    """Who writes the password into the address is told where it belongs, and not what it is."""
    for uri in ("bolt://neo4j:hunter2@db.example", "http://neo4j:hunt/er2@db.example"):
        ended = netgraph("db", "status", data_dir=tmp_path, settings={"NETGRAPH_NEO4J_URI": uri})

        assert 1 == ended.returncode
        assert "NETGRAPH_NEO4J_PASSWORD" in ended.stderr
        assert "er2" not in ended.stdout + ended.stderr


def test_mistakes_are_objects_too_when_json_is_asked_for(tmp_path: Path) -> None:
    """With --json what went wrong is an object with its code, beside the sentence."""
    ended = netgraph(
        "people", "search", "--json", data_dir=tmp_path, settings={"NETGRAPH_PORT": "many"}
    )

    assert (1, 1) == (ended.returncode, json.loads(ended.stdout)["code"])
    assert "NETGRAPH_PORT" in json.loads(ended.stdout)["error"]


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["reach", "--json"], "Missing argument 'WHO'.", "See netgraph reach --help."),
        (["title", "--json", "--nope"], "No such option '--nope'.", "See netgraph title --help."),
        (["nonsense", "--json"], "No such command 'nonsense'.", "See netgraph --help."),
    ],
)
def test_a_wrong_call_is_an_object_too(
    tmp_path: Path, arguments: list[str], error: str, hint: str
) -> None:
    """With --json a call that cannot be understood is one object, with the code it ends with."""
    ended = netgraph(*arguments, data_dir=tmp_path)

    assert 2 == ended.returncode
    assert {"error": error, "hint": hint, "code": 2} == json.loads(ended.stdout)
    assert error in ended.stderr


def test_what_comes_after_two_dashes_asks_for_no_object(tmp_path: Path) -> None:
    """After `--` nothing is an option, so a wrong call there is told in words alone."""
    ended = netgraph("people", "show", "--", "a", "--json", data_dir=tmp_path)

    assert (2, "") == (ended.returncode, ended.stdout)


@pytest.mark.parametrize("region", ["Germany", "XX"])
def test_a_country_that_is_none_is_refused(tmp_path: Path, region: str) -> None:
    """Phone numbers are read by the two letters of a country, as a setting and as an option."""
    setting = {"NETGRAPH_PHONE_REGION": region}
    said = netgraph("db", "status", data_dir=tmp_path, settings=setting).stderr
    option = netgraph("import", "x.csv", "--phone-region", region, data_dir=tmp_path).stderr

    assert f"NETGRAPH_PHONE_REGION is '{region}', which is no country." in said
    assert f"--phone-region is '{region}', which is no country." in option
