"""What the documents say of the code is true."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

import gapfinder
from gapfinder.conf import Conf, setting_name

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
MAX_LINES = 500
PACKAGES = sorted(
    file.parent.relative_to(ROOT / "gapfinder").as_posix()
    for file in (ROOT / "gapfinder").glob("*/**/__init__.py")
    if "migrations" not in file.parts
)


@pytest.mark.parametrize("field", fields(Conf), ids=lambda field: field.name)
def test_every_setting_is_in_the_readme_with_its_default(field):
    default = f'"{field.default}"' if isinstance(field.default, str) else field.default

    assert f"| `{setting_name(field.name)}` | `{default}` |" in README


@pytest.mark.parametrize("command", ["demo", "run", "test"])
def test_the_commands_of_the_readme_are_targets(command):
    assert f"make {command}" in README
    assert f"\n{command}:" in (ROOT / "Makefile").read_text()


def packages() -> list[str]:
    """One row a package of the app: its path and the first line of its docstring."""
    rows = []
    for package in PACKAGES:
        source = (ROOT / "gapfinder" / package / "__init__.py").read_text()
        docstring = ast.get_docstring(ast.parse(source)) or ""
        rows.append(f"| `{package}/` | {docstring.partition(chr(10))[0]} |")
    return rows


def test_the_table_of_packages_is_their_docstrings():
    begin, end = "<!-- packages: begin -->\n", "<!-- packages: end -->"
    table = ARCHITECTURE.partition(begin)[2].partition(end)[0]

    assert table.splitlines() == ["| package | holds |", "|---|---|", *packages()]


@pytest.mark.parametrize(
    "path",
    sorted(set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.py)?)`", ARCHITECTURE))),
)
def test_every_path_on_the_map_is_there(path):
    assert (ROOT / path).exists() or (ROOT / "gapfinder" / path).exists()


@pytest.mark.parametrize("package", ["", *PACKAGES])
def test_a_folder_holds_at_most_fourteen_modules_and_the_root_twelve(package):
    folder = ROOT / "gapfinder" / package
    modules = [file for file in folder.glob("*.py") if file.name != "__init__.py"]

    assert len(modules) <= (14 if package else 12)


def test_a_module_has_at_most_500_lines():
    long = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "gapfinder").rglob("*.py")
        if len(file.read_text().splitlines()) > MAX_LINES
    ]

    assert long == []


def test_the_changelog_is_about_this_version():
    assert f"## {gapfinder.__version__} " in (ROOT / "CHANGELOG.md").read_text()
