"""Every string that people read is there in every language the desk speaks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

APP = Path(__file__).parents[1] / "gapfinder"
LANGUAGES = ["nb", "nl", "sv"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def catalogue(language: str, app: Path = APP) -> polib.POFile:
    return polib.pofile(str(app / "locale" / language / "LC_MESSAGES" / "django.po"))


def forms(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Pair what is said in English with what is said instead."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, form) for form in entry.msgstr_plural.values()]


def names(text: str) -> set[tuple[str, str]]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str) -> None:
    catalog = catalogue(language)

    assert [entry.msgid for entry in catalog.untranslated_entries()] == []
    assert [entry.msgid for entry in catalog.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalog.obsolete_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_original_does(language: str) -> None:
    for entry in catalogue(language):
        for said, instead in forms(entry):
            missing = names(said) ^ names(instead)
            # The singular may say "one" for the number, as English does.
            optional = names(entry.msgid) ^ names(said)
            assert missing <= optional, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    written = catalogue(language)
    folder = APP / "locale" / language / "LC_MESSAGES"
    compiled = polib.mofile(str(folder / "django.mo"))

    def said(entries: polib.POFile | polib.MOFile) -> dict[object, object]:
        return {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
            for entry in entries
        }

    assert said(compiled) == said(written)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs GNU gettext")
def test_the_catalogues_know_every_string_of_the_code(tmp_path: Path) -> None:
    app = tmp_path / "gapfinder"
    shutil.copytree(APP, app, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    command = ["makemessages", "--no-location", *(f"-l{name}" for name in LANGUAGES)]
    subprocess.run(
        [sys.executable, "-m", "django", *command],
        cwd=app,
        check=True,
        capture_output=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": ""},
    )

    for language in LANGUAGES:
        fresh = {
            entry.msgid for entry in catalogue(language, app) if not entry.obsolete
        }
        assert fresh == {entry.msgid for entry in catalogue(language)}
