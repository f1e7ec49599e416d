from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summarize.headline import HEADLINE_LENGTH, from_sentence, shorten


@pytest.mark.parametrize(
    ("headline", "short"),
    [
        ("Moscow denies the strikes", "Moscow denies the strikes"),
        ("URGENT - Moscow denies the strikes", "URGENT - Moscow denies the strikes"),
        ("URGENT - Syria: the two soldiers have been killed in an air strike, the army says",
         "Syria: the two soldiers killed in an air strike, the army says"),
        ("ALERT: The president of the republic announces the dissolution of the assembly",
         "President of republic announces dissolution of assembly"),
        ("The World Health Organization (WHO) declares the end of the epidemic in Guinea",
         "World Health Organization declares end of epidemic in Guinea"),
        # An attribution in brackets is no ornament, and a quotation is left alone.
        ("Explosion in the centre of Lyon: thirteen people hurt, two of them seriously (police)",
         "Explosion in the centre of Lyon: thirteen people hurt, two of them seriously (police)"),
        ('"It is the worst of the crises of the decade", says the head of the central bank',
         '"It is the worst of the crises of the decade", says the head of the central bank'),
        ("The Hague court rules that the two men could have been acquitted in a first trial",
         "The Hague court rules that the two men could have been acquitted in a first trial"),
    ],
)  # fmt: skip  # a table reads better in rows
def test_shorten(headline: str, short: str) -> None:
    assert shorten(headline) == short


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("The strikes have begun.", "The strikes have begun"),
        (("Russia is ready to share its information with the anti-IS coalition on the positions "
         "of the Islamic State (IS)."),
         "Russia is ready to share its information with anti-IS coalition"),
        (("The ambassador was summoned twice because Ankara believes that its airspace was "
         "violated on Saturday."), "The ambassador was summoned twice"),
        (("The Tokyo exchange closed with a fall of 0.7%, suffering fresh doubts of investors on "
         "the capacity of Europe."), "The Tokyo exchange closed with a fall of 0.7%"),
        (("But the company increased its investment in the third quarter, after two years of "
         "falls in a row."), "The company increased its investment in the third quarter"),
    ],
)  # fmt: skip  # likewise
def test_from_sentence(sentence: str, headline: str) -> None:
    assert from_sentence(sentence) == headline


@pytest.mark.parametrize(
    "sentence",
    [
        # Each would say something else, or stop in the middle, if it were cut.
        (
            "Mr Antonov denied that the Russian air force carried out strikes against civilian "
            "targets, saying that the pilots use satellites"
        ),
        (
            "It was the largest fall in prices in the euro area since the crisis of 2008 and the "
            "recession that followed it"
        ),
        (
            "The minister resigned on Tuesday evening over the affair of the flats, according to "
            "two sources in the government"
        ),
        (
            "The government will raise the tax on fuel in the spring of next year, unless the "
            "parliament votes against it"
        ),
        (
            "The police announced in a statement on Friday that the man had been arrested near the "
            "border with Switzerland"
        ),
        (
            "The statement of the palace on the crisis that has shaken the whole country for "
            "more than two months now"
        ),
    ],
)
def test_what_cannot_be_cut_stands(sentence: str) -> None:
    assert from_sentence(sentence + ".") == sentence


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "a",
            "of",
            "in",
            "on",
            "with",
            "to",
            "and",
            "that",
            "who",
            "has",
            "been",
            "have",
            "was",
            "killed",
            "struck",
            "said",
            "not",
            '"x',
            "Moscow",
            "troops,",
            "Syria",
            "Syria:",
            "Friday.",
            "(IS)",
            "(police)",
            "URGENT",
            "-",
            "because",
            "more,",
            "3,000",
            ";",
            "–",
            "🙂",
            "is",
            "ready",
            "announcement",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(st.one_of(st.text(), WORDS))
def test_short_ones_stay_and_nothing_is_invented(text: str) -> None:
    folded = " ".join(text.split())
    for made in (shorten(text), from_sentence(text)):
        assert "…" not in made.replace("…", "", folded.count("…"))
        assert len(made) <= len(folded)
        rest = iter(folded.casefold())
        assert all(sign in rest for sign in made.casefold()), "its characters, in their order"
    if len(folded) <= HEADLINE_LENGTH:
        assert shorten(text) == folded


@given(WORDS)
def test_twice_is_once(text: str) -> None:
    assert shorten(shorten(text)) == shorten(text)


def test_a_sentence_of_5000_words_is_no_trouble() -> None:
    long = "The minister announced measures, " + "and then some more of them, " * 1700 + "he said."
    assert from_sentence(long) == " ".join(long.split()).rstrip(".")
