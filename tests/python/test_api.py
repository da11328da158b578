"""The public face: what is exported, typed, documented, frozen and picklable."""

from __future__ import annotations

import inspect
import pickle

import pytest
import variorum as vr
from variorum import _native

CLASSES = [v for v in vars(_native).values() if inspect.isclass(v)]
TEXT = "Congress Opens in Tarsk\n\nTARSK, March 3 (VPS) -- 의회가 열렸다. The congress opened on Friday, the agency said.\n"


def test_every_class_is_exported() -> None:
    assert len(CLASSES) >= 9
    for cls in CLASSES:
        assert cls.__name__ in vr.__all__
        assert getattr(vr, cls.__name__) is cls
        assert cls.__module__ == "variorum"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
def test_every_member_is_documented(cls: type) -> None:
    assert cls.__doc__
    members = [n for n in vars(cls) if not n.startswith("_")]
    assert members
    for name in members:
        assert inspect.getdoc(inspect.getattr_static(cls, name)), f"{cls.__name__}.{name}"


def test_frozen() -> None:
    document = vr.read(text=TEXT)[0]
    for thing in (document, document.zones[0], document.zones[0].spans[0]):
        with pytest.raises(AttributeError):
            thing.kind = "other"  # type: ignore[union-attr,misc]


def test_pickles() -> None:
    corpus = vr.read(text=TEXT)
    document = corpus[0]
    again = pickle.loads(pickle.dumps(corpus))
    assert again.documents == corpus.documents
    for thing in (
        document,
        document.zones[0],
        document.zones[0].spans[0],
        document.sentences()[0],
        document.tokens()[0],
        document.dateline,
        corpus.frequency(),
        corpus.table(),
    ):
        assert pickle.loads(pickle.dumps(thing)) == thing


def test_errors_pickle_and_tell_their_place() -> None:
    with pytest.raises(vr.UsageError, match="known are"):
        vr.read(text=TEXT).frequency(case="upper")
    error = vr.ParseError("a:byte 3: bad", "a", 3, None, None)
    again = pickle.loads(pickle.dumps(error))
    assert (again.path, again.offset, str(again)) == ("a", 3, "a:byte 3: bad")
    assert issubclass(vr.ParseError, ValueError)
