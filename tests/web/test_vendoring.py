"""The vendored parts are those of the list, and the list says where each comes from."""

import re
from pathlib import Path

from web import frame, vendoring, words

ROOT = vendoring.ROOT


def test_vendored_files_are_as_they_came() -> None:
    """No vendored file was changed by hand, and none is missing."""
    assert vendoring.SUMS.read_text(encoding="utf-8") == vendoring.sums()


def test_every_package_is_pinned_and_named_without_a_host() -> None:
    """The list pins versions and SHA-512 sums, and names no host."""
    for package in vendoring.packages():
        assert re.fullmatch(r"\d+\.\d+\.\d+", package.version)
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package.integrity)
    assert "://" not in vendoring.LIST.read_text(encoding="utf-8")


def test_every_vendored_folder_has_a_licence() -> None:
    """Beside the files of each package lies what their authors ask for."""
    folders = {(ROOT / to).parent for p in vendoring.packages() for to in p.files.values()}

    assert set() == {f.name for f in folders if not list(f.glob("LICENSE*"))}


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    """The sprite holds exactly the icons of the list, and pages name no other."""
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', vendoring.SPRITE.read_text(encoding="utf-8")))
    templates = (ROOT / "web" / "templates").rglob("*.html")
    named = {
        name
        for template in templates
        for name in re.findall(r'\bicon\("([\w-]+)"', template.read_text(encoding="utf-8"))
    }
    named |= {entry.icon for entry in (*frame.PLACES, *frame.MORE)}
    named |= set(words.GRADE_ICONS.values())

    assert set(vendoring.icon_names()) == sprite
    assert set() == named - sprite


def test_sprite_keeps_shapes_and_drops_the_invisible_box() -> None:
    """A symbol has the shapes of its icon, without the box that only marks its bounds."""
    drawing = '<svg>\n<path stroke="none" d="M0 0h24v24H0z" />\n<path d="M1 2" />\n</svg>'

    symbol = vendoring.sprite({"dot": drawing})

    assert 'id="dot"' in symbol
    assert ' d="M1 2"' in symbol
    assert "M0 0h24" not in symbol


def test_integrity_is_what_npm_writes() -> None:
    """The sum of an empty archive is the well-known one, in base 64."""
    expected = (
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwv"
        "Y7kxvUdBeoGlODJ6+SfaPg=="
    )

    assert expected == vendoring.integrity(b"")


def test_style_sheet_of_ours_is_short() -> None:
    """The style sheet of the frame stays under 400 lines and names no other host."""
    sheet = (Path(ROOT) / "web" / "static" / "app.css").read_text(encoding="utf-8")

    assert len(sheet.splitlines()) < 400
    assert "://" not in sheet
