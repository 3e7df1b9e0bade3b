"""Which gap is worth an editor's word first?"""


def doubt(contacts: int, probability: float) -> float:
    """Return how much the ranking gains from asking an editor about a gap.

    A gap of n contacts that an article answers with probability p is ranked by the
    n (1 - p) that nothing answers. A yes takes it down to 0, a no up to n; they come
    with probabilities p and 1 - p. So its volume will move by p · n (1 - p) +
    (1 - p) · n p on average. Half of it is returned, which is also the variance of one
    contact's answer times the contacts: the uncertainty sampling of active learning,
    weighed by what hangs on it. What is surely missing or answered is not asked about,
    however large.

    Args:
        contacts: n, of the gap.
        probability: p, 0 … 1, that an article answers it.

    Returns:
        n p (1 - p), 0 … n / 4 contacts.

    Source:
        D. D. Lewis and W. A. Gale, "A sequential algorithm for training text
        classifiers" (1994), for asking about what is uncertain.
    """
    return contacts * probability * (1 - probability)
