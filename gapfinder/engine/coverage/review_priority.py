"""Rank gaps by how much an editor's answer would change the ranking."""


def doubt(contacts: int, probability: float) -> float:
    """Return how much the ranking gains from asking an editor about a gap.

    A gap of n contacts that an article answers with probability p is ranked by the n (1
    - p) contacts that nothing answers. A yes moves this volume to 0, a no moves it to
    n; they come with probabilities p and 1 - p. So the expected change is p · n (1 - p)
    + (1 - p) · n p. The function returns half of it, which is also the variance of one
    contact's answer times the contacts: the uncertainty sampling of active learning,
    weighted by volume. A gap that is surely missing or surely answered gets 0, however
    large it is.

    Args:
        contacts: n, of the gap.
        probability: p, 0 … 1, that an article answers it.

    Returns:
        n p (1 - p), 0 … n / 4 contacts.

    Source:
        D. D. Lewis and W. A. Gale, "A sequential algorithm for training text
        classifiers" (1994), for uncertainty sampling.
    """
    return contacts * probability * (1 - probability)
