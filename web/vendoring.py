"""Fetches the front-end parts that Netgraph serves itself: `python -m web.vendoring`.

`web/static/vendor/vendor.json` lists each npm package with its version, the SHA-512 of its
archive and the few files we need of it; whatever npm delivers is refused unless the sum
agrees, and nothing else of the archive is written. The list names no host: npm knows where
its registry is. Icons become one SVG sprite of those we use, as the whole set is 500 kB. The
result is committed, so neither users nor tests need npm or a network; `SHA256SUMS` says what
the files were when they came.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "web" / "static" / "vendor"
LIST = VENDOR / "vendor.json"
SUMS = VENDOR / "SHA256SUMS"
SPRITE = ROOT / "web" / "static" / "icons.svg"
_ICON_PACKAGE = "@tabler/icons"


class VendoringFailed(Exception):
    """A package could not be fetched, or is not the one that the list names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An npm package: what to fetch, what its archive must hash to, and what to keep of it.

    `files` maps a path inside the archive to a path below the project's root.
    """

    name: str
    version: str
    integrity: str
    licence: str
    files: Mapping[str, str]


def packages(listing: Path = LIST) -> tuple[Package, ...]:
    """The packages of the list, in its order."""
    return tuple(Package(**entry) for entry in _read(listing)["packages"])


def icon_names(listing: Path = LIST) -> tuple[str, ...]:
    """The names of the icons that pages may use, sorted."""
    return tuple(_read(listing)["icons"])


def integrity(archive: bytes) -> str:
    """The subresource-integrity form of an archive's SHA-512, as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


def sprite(drawings: Mapping[str, str]) -> str:
    """One SVG of symbols out of single SVG icons by name; each is shown with `<use>`."""
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
        f"{_shapes(svg)}</symbol>"
        for name, svg in sorted(drawings.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def sums(root: Path = ROOT) -> str:
    """The lines of `SHA256SUMS` for the vendored files as they are now under `root`."""
    kept = sorted({to for package in packages() for to in package.files.values()})
    return "".join(f"{hashlib.sha256((root / to).read_bytes()).hexdigest()}  {to}\n" for to in kept)


def main() -> int:
    """Fetch everything on the list and write it; 0, or 1 with the reason on standard error."""
    try:
        with tempfile.TemporaryDirectory() as room:
            for package in packages():
                _keep(package, _fetch(package, Path(room)))
    except (VendoringFailed, OSError, KeyError) as failure:
        print(f"vendoring: {failure}", file=sys.stderr)  # noqa: T201 - a command of its own
        return 1
    SUMS.write_text(sums(), encoding="utf-8")
    return 0


def _read(listing: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(listing.read_text(encoding="utf-8"))
    return content


def _shapes(svg: str) -> str:
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    visible = re.sub(r'<path stroke="none"[^>]*/>', "", inner)
    return " ".join(visible.split())


def _fetch(package: Package, room: Path) -> Path:
    """The package's archive, checked against the list; raises `VendoringFailed`."""
    target = room / package.name.replace("/", "-")
    target.mkdir()
    wanted = f"{package.name}@{package.version}"
    ran = subprocess.run(  # noqa: S603 - no shell, and the name comes from the committed list
        ["npm", "pack", "--silent", "--pack-destination", str(target), wanted],  # noqa: S607 - npm is where the developer keeps it
        cwd=room,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    archives = list(target.glob("*.tgz"))
    if ran.returncode != 0 or len(archives) != 1:
        raise VendoringFailed(f"npm did not deliver {package.name}: {ran.stderr.strip()}")
    got = integrity(archives[0].read_bytes())
    if got != package.integrity:
        raise VendoringFailed(f"{package.name} {package.version} hashes to {got}, not as listed")
    return archives[0]


def _keep(package: Package, archive: Path) -> None:
    with tarfile.open(archive) as tar:
        for inside, to in package.files.items():
            target = ROOT / to
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_member(tar, inside))
        if package.name == _ICON_PACKAGE:
            SPRITE.write_text(
                sprite(
                    {
                        name: _member(tar, f"package/icons/outline/{name}.svg").decode()
                        for name in icon_names()
                    }
                ),
                encoding="utf-8",
            )


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    opened = tar.extractfile(name)
    if opened is None:
        raise VendoringFailed(f"{name} is not a file in its archive")
    return opened.read()


if __name__ == "__main__":
    sys.exit(main())
