"""Which tests share a process of xdist: those of a file, and those with a model."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parents[2]
SIGNS = (
    *("support.broadband", "import broadband", 'fixtures("encoder")'),
    *("SentenceEncoder", "import onednn", "encoder: None"),
)


class ByModel(LoadFileScheduling):
    """One process loads torch and the model, and encodes `broadband` for all files."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "with a model" if _has_a_model(file) else file


@cache
def _has_a_model(file: str) -> bool:
    text = (ROOT / file).read_text(encoding="utf-8")
    return any(sign in text for sign in SIGNS)
