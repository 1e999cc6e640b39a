"""What is built and installed works away from the source tree: queries, templates and assets."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PARTS = {"netgraph", "web", "cypher"}
CHECK = """
import json, sys
from importlib.resources import files
from pathlib import Path
import cypher, netgraph, web
from jinja2 import Environment
from netgraph.config import Settings
from netgraph.graph.catalogue import catalogue
from netgraph.graph.migrations import migrations
from web import app

templates = list(Path(web.__file__).parent.glob("templates/**/*.html"))
for template in templates:
    Environment(extensions=["jinja2.ext.do"]).parse(template.read_text(encoding="utf-8"))
print(json.dumps({
    "home": str(Path(netgraph.__file__).resolve().parent.parent),
    "queries": sorted(catalogue()),
    "migrations": [one.name for one in migrations()],
    "files": sorted(
        str(path.relative_to(Path(web.__file__).parent))
        for path in Path(web.__file__).parent.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ),
    "topics": [topic.name for topic in app.TOPICS],
}))
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a command printed; what it says when it fails is shown."""
    environment = {name: v for name, v in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the archive of the sources, built without the network."""
    place = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", place)
    return place


def installed(wheel: Path, place: Path) -> Path:
    """The Python of a new environment with the wheel, which sees our dependencies besides."""
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    own = place / "lib" / version / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(own)  # noqa: S202 # our own wheel: pip does the same
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return python


def of_the_tree(*folders: str) -> set[str]:
    """Files of the source tree that belong to what is shipped."""
    tracked = run("git", "ls-files", *folders).splitlines()
    return {name for name in tracked if (ROOT / name).is_file()}


def test_wheel_works_away_from_the_tree(built: Path, tmp_path: Path) -> None:
    """An installed wheel has every query, migration, template and asset, and all topics load."""
    python = installed(next(built.glob("*.whl")), tmp_path / "venv")
    found = json.loads(run(python, "-I", "-c", CHECK, cwd=tmp_path))
    here = json.loads(run(sys.executable, "-c", CHECK))

    assert str(ROOT) == here.pop("home")
    assert found.pop("home").startswith(str(tmp_path))
    assert found.pop("queries") == here.pop("queries")
    assert found == here
    assert {"templates/login.html", "templates/error.html"} <= set(found["files"])


def test_wheel_and_sources_hold_what_is_tracked(built: Path) -> None:
    """Nothing that git knows of the three packages is missing from wheel or sources."""
    wanted = of_the_tree(*PARTS)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        in_wheel = set(wheel.namelist())
    with tarfile.open(next(built.glob("*.tar.gz"))) as sources:
        in_sources = {name.partition("/")[2] for name in sources.getnames()}

    assert set() == wanted - in_wheel
    assert set() == wanted - in_sources
    assert {"Makefile", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= in_sources
    assert of_the_tree("requirements") <= in_sources
    assert PARTS | {"netgraph_intros-0.1.0.dist-info"} == {
        name.partition("/")[0] for name in in_wheel
    }


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_a_lock_names_all_that_its_parts_need(lock: str) -> None:
    """Every requirement of what is locked is locked too, as nothing is resolved at install."""
    lines = (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line.rstrip("\\ ")) for line in lines if re.match(r"\w", line)]
    pinned = {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }
    unmet = {
        f"{name} needs {need}"
        for name in pinned
        for need in map(Requirement, distribution(name).requires or ())
        if (need.marker is None or need.marker.evaluate({"extra": ""}))
        and (
            (version := pinned.get(canonicalize_name(need.name))) is None
            or not need.specifier.contains(version, prereleases=True)
        )
    }

    assert set() == unmet


def test_sources_build_the_same_wheel(built: Path, tmp_path: Path) -> None:
    """The archive of the sources builds a wheel with the files of the first."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as sources:
        sources.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        tmp_path / "w",
        cwd=unpacked,
    )
    names = [
        sorted(zipfile.ZipFile(next(place.glob("*.whl"))).namelist())
        for place in (built, tmp_path / "w")
    ]

    assert names[0] == names[1]
