"""Cutting an article into parts that a summariser can take, with nothing left out.

Borders are looked for where they hurt least: between paragraphs; inside a paragraph only
where it is too long for a part, then between its sentences, then between words, and at last
between characters. Parts are made of about equal size, for a model that is given a short
last part has nothing to say about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.errors import GenerationError

Count = Callable[[str], int]
"""Gives the number of model tokens of a text, without the special tokens around it."""


def parts(paragraphs: Sequence[Sequence[str]], capacity: int, count: Count) -> list[str]:
    """Cut the sentences of an article into parts of at most ``capacity`` tokens.

    The parts hold every character of every sentence in order, white space aside; where all
    fits there is one part.

    Args:
        paragraphs: the sentences of each paragraph; blank ones are passed over.
        capacity: tokens that a part may have, at least 1.
        count: the model's token counter.

    Returns:
        The text of each part, sentences parted by a space; none for an empty article.

    Raises:
        GenerationError: one character alone has more tokens than a part may have.
    """

    def characters(word: str) -> list[str]:
        return _cut(list(word), "", capacity, count, _refuse)

    def words(sentence: str) -> list[str]:
        return _cut(sentence.split(" "), " ", capacity, count, characters)

    def sentences(paragraph: str) -> list[str]:
        return _cut(within[paragraph], " ", capacity, count, words)

    within: dict[str, list[str]] = {}
    texts: list[str] = []
    for paragraph in paragraphs:
        folded = [" ".join(sentence.split()) for sentence in paragraph]
        text = " ".join(sentence for sentence in folded if sentence)
        if text:
            texts.append(text)
            within[text] = [sentence for sentence in folded if sentence]
    return _cut(texts, " ", capacity, count, sentences)


def _refuse(character: str) -> list[str]:
    raise GenerationError(
        f"The summariser takes too few tokens for the character {character!r}.",
        hint="Choose a profile whose summariser takes longer texts.",
    )


def _cut(
    pieces: Sequence[str],
    glue: str,
    capacity: int,
    count: Count,
    finer: Callable[[str], list[str]],
) -> list[str]:
    """Join neighbouring pieces into parts that fit, cutting ``finer`` what is too long."""
    whole = glue.join(pieces)
    if pieces and count(whole) <= capacity:
        return [whole]
    fitting: list[str] = []
    for piece in pieces:
        fitting.extend([piece] if count(piece) <= capacity else finer(piece))
    sizes = [count(glue + piece) for piece in fitting]
    return [
        text
        for start, end in _groups(sizes, capacity)
        for text in _fits(fitting[start:end], glue, capacity, count)
    ]


def _groups(sizes: Sequence[int], capacity: int) -> list[tuple[int, int]]:
    """Half-open ranges of neighbours: as few as can be, the largest as small as can be."""
    low, high = max(sizes, default=1), max([capacity, *sizes])
    fewest = sum(1 for _ in _greedy(sizes, high))
    while low < high:
        middle = (low + high) // 2
        if sum(1 for _ in _greedy(sizes, middle)) > fewest:
            low = middle + 1
        else:
            high = middle
    return list(_greedy(sizes, high))


def _greedy(sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    start, used = 0, 0
    for at, size in enumerate(sizes):
        if at > start and used + size > limit:
            yield start, at
            start, used = at, 0
        used += size
    if start < len(sizes):
        yield start, len(sizes)


def _fits(pieces: Sequence[str], glue: str, capacity: int, count: Count) -> Iterator[str]:
    """The joined pieces, in halves where joining made them longer than their sum."""
    text = glue.join(pieces)
    if len(pieces) == 1 or count(text) <= capacity:
        yield text
        return
    middle = len(pieces) // 2
    yield from _fits(pieces[:middle], glue, capacity, count)
    yield from _fits(pieces[middle:], glue, capacity, count)
