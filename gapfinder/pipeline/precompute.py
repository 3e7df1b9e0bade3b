"""Precomputation: encode a window with an encoder before the settings name it."""

from datetime import date

from gapfinder.conf import cache_dir
from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.models import HelpCenter
from gapfinder.pipeline.run_control.steps import Progress
from gapfinder.runs.start import window

from .embedding import encode, new_texts, texts_of, texts_to_encode
from .window import read_window
from .window_features import WindowFeatures


def encode_ahead(
    help_center: HelpCenter,
    *,
    encoder: str,
    since: date | None = None,
    until: date | None = None,
    progress: Progress = lambda encoded, total: None,
) -> tuple[str, int]:
    """Encode and store all texts that a run over these days needs; analyse nothing.

    An interrupted call keeps the vectors that it has stored.

    Args:
        help_center: whose contacts and articles.
        encoder: as in GAPFINDER_ENCODER.
        since: the first day, in the help centre's time zone.
        until: the day after the last.
        progress: called with texts encoded, and all to encode.

    Returns:
        The encoder's identity, and how many texts it has encoded.

    Raises:
        NoContactsError: no contact was received in these days.
        EncoderError: the encoder cannot be loaded.
    """
    rows = read_window(help_center, *window(help_center, since, until))
    features = WindowFeatures(rows)
    ensemble = Ensemble.of(encoder, cache=cache_dir())
    total = texts_to_encode(new_texts(texts_of(features), ensemble), ensemble)
    total_encoded = 0

    def report(encoded: int) -> None:
        nonlocal total_encoded
        total_encoded += encoded
        progress(encoded, total)

    encode(features, ensemble, report)
    return ensemble.identity, total_encoded
