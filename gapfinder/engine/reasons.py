"""Why a customer makes contact: for content, or for something no page can give."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .prototypes import PROTOTYPES
from .spaces import centre, to_unit_length

CONTENT = "content"
REASONS = tuple(PROTOTYPES)
NEAREST_PROTOTYPES = 3
CUE_WEIGHT = 1.5  # a telling phrase counts like this many standard deviations
FROM = 2.0  # deviations above the usual, from which a question's reason is believed
LEAST_SPREAD = 0.02  # of cosines; below it the questions are alike, not remarkable
GROUP_FROM = 2.0  # the same for the mean of a group, which wavers less

CUES = {
    "reassurance": re.compile(
        r"""\b(?:
        confirm(?:ation|ed)?|went\ through|gone\ through|did\ you\ (?:get|receive)
        |have\ you\ (?:got|received)|make\ sure|be\ sure|double.?check
        |just\ check(?:ing)?
        |bekreft(?:else|et)|gikk\ gjennom|gått\ gjennom
        |(?:har|fikk)\ dere\ (?:fått|mottatt)
        |være\ sikker|bare\ sjekke|dobbeltsjekke|er\ registrert
        |bekräft(?:else|at)|gick\ igenom|gått\ igenom|har\ ni\ (?:fått|mottagit)
        |vara\ säker|bara\ kolla|dubbelkolla|är\ registrerat
        |bekræft(?:else|et)|gik\ igennem|har\ I\ (?:fået|modtaget)|bare\ tjekke
        |bevestig(?:ing|d)|gelukt|goed\ gegaan|(?:hebben\ jullie
        |heeft\ u).{1,40}ontvangen
        |zeker\ weten|even\ checken|voor\ de\ zekerheid|aangekomen
        |bestätig(?:ung|t)|geklappt|sicher\ sein|angekommen
        )\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "prefers_person": re.compile(
        r"""\b(?:
        (?:real|actual|human|live)\ (?:person|human|agent)
        |(?:talk|speak)\ (?:to|with)\ (?:an?|some(?:one|body))
        |put\ me\ through|human\ (?:pls|please)|operator|representative
        |not\ a\ (?:ro)?bot
        |snakke\ med\ (?:et|en|noen)|ekte\ menneske|et\ menneske|sett[e]?\ meg\ over
        |kundebehandler
        |prata\ med\ (?:en|någon)|riktig\ människa|en\ människa|koppla\ mig
        |tala\ med\ (?:en|någon)
        |tale\ med\ (?:et|en)|rigtigt\ menneske
        |echt\ mens|een\ mens|doorverbinden|medewerker|iemand\ spreken|spreken\ met
        |mit\ einem\ menschen|mitarbeiter\ sprechen
        )\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "account": re.compile(
        r"""\b(?:
        (?:charged|billed|paid)\ (?:me\ )?twice|double\ charg\w+|refund(?:ed)?|my\ case
        |stuck\ (?:on|in)|complain(?:t|ed)
        |to\ ganger|dobbelt\ trekk|pengene\ tilbake|saken\ min|under\ behandling
        |klag(?:e|et)
        |två\ gånger|dubbelt|pengarna\ tillbaka|mitt\ ärende|behandlas|klag(?:a|at)
        |to\ gange|pengene\ tilbage|min\ sag
        |twee\ keer|dubbel\ (?:afgeschreven|betaald)|geld\ terug|mijn\ dossier
        |in\ behandeling|klacht
        |zweimal|geld\ zurück|mein(?:en)?\ fall|beschwerde
        )\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
}


def prototype_sentences() -> list[str]:
    return [sentence for sentences in PROTOTYPES.values() for sentence in sentences]


def strengths(
    questions: Sequence[str],
    vectors: Vectors,
    locales: Sequence[str],
    prototypes: Vectors,
) -> NDArray[np.float64]:
    """Return how far each reason of each question stands out, (n, n_reasons).

    A question is compared with prototype sentences by the same encoder; a telling
    phrase adds to it. The unit is the deviation of all questions from their median:
    what is usual is content.

    Args:
        questions: n texts.
        vectors: (n, dimensions), unit rows.
        locales: n languages.
        prototypes: (n_prototypes, dimensions), of `prototype_sentences()`.
    """
    if not len(questions):
        return np.zeros((0, len(REASONS)))
    similarity = _similarity(vectors, locales, prototypes)
    return np.stack(
        [
            _standard(column) + CUE_WEIGHT * _cued(reason, questions)
            for reason, column in zip(REASONS, similarity.T, strict=True)
        ],
        axis=1,
    )


def named(strength: NDArray[np.float64]) -> list[str]:
    """Return the reason of each question: the strongest, if it is believed."""
    return [
        REASONS[int(row.argmax())] if row.max() >= FROM else CONTENT for row in strength
    ]


def besides_content(
    strength: NDArray[np.float64], labels: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which questions are in a group that asks for no content, (n,).

    A group that on average stands out for one reason is about that reason: thanks,
    wrong numbers, wishes for a person. One contact alone proves nothing.
    """
    if not len(strength):
        return np.zeros(0, dtype=np.bool_)
    sizes = np.bincount(labels)
    means = np.stack([np.bincount(labels, column) / sizes for column in strength.T], 1)
    return np.asarray(means.max(axis=1) >= GROUP_FROM)[labels]


def _similarity(
    vectors: Vectors, locales: Sequence[str], prototypes: Vectors
) -> NDArray[np.float32]:
    """Return the mean cosine to the nearest prototypes, (n, n_reasons)."""
    asked = centre(vectors, locales, around=prototypes)
    said = to_unit_length(prototypes - prototypes.mean(axis=0))
    cosines = asked @ said.T
    ends = np.cumsum([len(sentences) for sentences in PROTOTYPES.values()])
    return np.stack(
        [
            np.sort(part, axis=1)[:, -NEAREST_PROTOTYPES:].mean(axis=1)
            for part in np.split(cosines, ends[:-1], axis=1)
        ],
        axis=1,
    )


def _standard(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return how many deviations above the median, robust to those that stand out."""
    median = np.median(values)
    spread = 1.4826 * np.median(np.abs(values - median))
    return np.asarray((values - median) / max(spread, LEAST_SPREAD))


def _cued(reason: str, questions: Sequence[str]) -> NDArray[np.float64]:
    cue = CUES.get(reason)
    return np.array(
        [bool(cue and cue.search(question)) for question in questions], float
    )
