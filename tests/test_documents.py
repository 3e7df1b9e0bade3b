"""What the documents say of the code is true."""

from dataclasses import fields
from pathlib import Path

import pytest

import gapfinder
from gapfinder.conf import Conf, setting_name

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("field", fields(Conf), ids=lambda field: field.name)
def test_every_setting_is_in_the_readme_with_its_default(field):
    default = f'"{field.default}"' if isinstance(field.default, str) else field.default

    assert f"| `{setting_name(field.name)}` | `{default}` |" in README


@pytest.mark.parametrize("command", ["demo", "run", "test"])
def test_the_commands_of_the_readme_are_targets(command):
    assert f"make {command}" in README
    assert f"\n{command}:" in (ROOT / "Makefile").read_text()


@pytest.mark.parametrize(
    "module",
    sorted(path.stem for path in (ROOT / "gapfinder/engine").rglob("[a-z]*.py")),
)
def test_every_part_of_the_engine_is_on_the_map(module):
    assert module in (ROOT / "docs/architecture.md").read_text()


def test_the_changelog_is_about_this_version():
    assert f"## {gapfinder.__version__} " in (ROOT / "CHANGELOG.md").read_text()
