"""What can be checked in an English sentence: its words, its names and its figures."""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.patterns import pattern
from pipeline.summarize.figures import figures, is_figure

STOP_WORDS = frozenset(
    "a about after again against all also although am an and any are as at be because been "
    "before being between both but by can could did do does doing down during each for from "
    "further had has have having he her here hers herself him himself his how i if in into is "
    "it its itself just me more most my no nor not of off on once only or other our ours out "
    "over own per s same she should so some such t than that the their theirs them themselves "
    "then there these they this those through to too under until up upon us very was we were "
    "what when where which while who whom why will with would you your yours "
    "however meanwhile yet still since among according mr mrs ms dr".split()
)
_WORD = pattern(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_SUFFIXES = (
    "isation ization ations ation ements ement ments ment ings ing ions ion ers er ed es s ly"
).split()

# Countries and their peoples where no common ending tells; the rest is _NAME_ENDINGS.
_KIN = {
    people: country
    for country, peoples in {
        "afghanistan": "afghan afghans",
        "britain": "british briton britons",
        "china": "chinese",
        "denmark": "danish dane danes",
        "england": "english",
        "finland": "finnish finn finns",
        "france": "french",
        "germany": "german germans",
        "greece": "greek greeks",
        "ireland": "irish",
        "kurdistan": "kurdish kurd kurds",
        "lebanon": "lebanese",
        "netherlands": "dutch",
        "norway": "norwegian norwegians",
        "poland": "polish pole poles",
        "scotland": "scottish scot scots",
        "spain": "spanish spaniard spaniards",
        "sweden": "swedish swede swedes",
        "switzerland": "swiss",
        "thailand": "thai thais",
        "turkey": "turkish turk turks",
        "ukraine": "ukrainian ukrainians",
        "wales": "welsh",
    }.items()
    for people in peoples.split()
}
_NAME_ENDINGS = ("s", "n", "ns", "an", "ans", "ian", "ians", "i", "is", "ese")
_VERBS = frozenset(
    "said says told was is has had will would also announced confirmed denied added warned "
    "called asked wrote tweeted met visited vowed urged declared insisted".split()
)
_CONNECTORS = frozenset({"of", "the", "for", "and"})  # small words inside a capitalised name


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence taken apart.

    Attributes:
        plain: its words folded, for telling whether two sentences are the same.
        stems: stems of all words.
        content: stems of the words, folded word → stem, that are neither stop words nor figures.
        words: all words, folded.
        related: countries that its words may name the people of.
        names: capitalised words inside the sentence, folded → as written.
        opening: the first word and whether it looks like a name by its surroundings.
        figures: values of its figures, in digits.
        acronyms: folded words that are all capitals, such as ``un``.
        initials: what runs of names abbreviate to, such as ``un`` → "united", "nations".
    """

    plain: str
    stems: frozenset[str]
    content: dict[str, str]
    words: frozenset[str]
    related: frozenset[str]
    names: dict[str, str]
    opening: tuple[str, str, bool]
    figures: frozenset[str]
    acronyms: frozenset[str]
    initials: dict[str, frozenset[str]]

    @classmethod
    def of(cls, text: str) -> Evidence:
        """Take ``text`` apart; any text will do."""
        written = [_bare(match.group()) for match in _WORD.finditer(text)]
        folded = [fold(word) for word in written]
        alphabetic = [word for word in written if word[0].isalpha()]
        # Without lower case, capitals say nothing.
        telling = any(word.islower() for word in alphabetic)
        names = {
            word: original
            for at, (word, original) in enumerate(zip(folded, written, strict=True))
            if at > 0 and telling and original[0].isupper() and word not in STOP_WORDS
        }
        acronyms = {
            word: original  # "US" among them, although "us" is a stop word
            for word, original in zip(folded, written, strict=True)
            if telling and len(word) > 1 and original.isupper() and word.isalpha()
        }
        return cls(
            plain=" ".join(folded) or " ".join(text.split()),
            stems=frozenset(map(stem, folded)),
            content={
                word: stem(word)
                for word in folded
                if word not in STOP_WORDS and not is_figure(word)
            },
            words=frozenset(folded),
            related=frozenset(base for word in set(folded) for base in _related(word)),
            names=names | acronyms,
            opening=_opening(written, folded, telling=telling),
            figures=figures(text),
            acronyms=frozenset(acronyms),
            initials=dict(_initials(written)),
        )

    def names_to_check(self, known: Collection[str], common: Collection[str]) -> dict[str, str]:
        """Its names, folded → as written, the first word among them where it is one.

        Args:
            known: names that the article has inside its sentences, folded.
            common: stems of all words of the article.
        """
        word, written, likely = self.opening
        if word and (word in known or (likely and stem(word) not in common)):
            return {word: written} | self.names
        return self.names


def fold(word: str) -> str:
    """A word without case, accents, inner full stops and the possessive ending."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’]s?$", "", plain)
    return plain.replace(".", "").replace("’", "'") or word


def stem(word: str) -> str:
    """A folded word without its commonest endings: "strikes", "striking" → "strik"."""
    word = _KIN.get(word, word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word.removesuffix(suffix)
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word.rstrip("eyi") if len(word) > 3 else word


def has_name(name: str, sentence: Evidence, row: Evidence) -> bool:
    """Whether ``row`` has a folded ``name`` of ``sentence``, or its country, people or acronym.

    >>> russia = Evidence.of("Moscow said Russia would stay.")
    >>> has_name("russian", Evidence.of("The Russian army stays."), russia)
    True
    """
    if name in row.words or name in row.initials:
        return True
    if any(name in spelt and short in row.acronyms for short, spelt in sentence.initials.items()):
        return True
    country = _KIN.get(name, name)
    return country in row.words or country in row.related or not _bases(name).isdisjoint(row.words)


def _related(word: str) -> set[str]:
    return {_KIN[word]} if word in _KIN else _bases(word)


def _bases(people: str) -> set[str]:
    """Names of which ``people`` may be the people: "iranians" → iran, irania, iranian."""
    return {
        people.removesuffix(ending)
        for ending in _NAME_ENDINGS
        if people.endswith(ending) and len(people) - len(ending) >= 4
    }


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def _opening(written: list[str], folded: list[str], *, telling: bool) -> tuple[str, str, bool]:
    """The first word, where it may be a name, and whether its surroundings say so."""
    if not telling or not written or not written[0][0].isupper() or folded[0] in STOP_WORDS:
        return ("", "", False)
    follows = folded[1] if len(folded) > 1 else ""
    before_name = len(written) > 1 and written[1][0].isupper()
    # A lone singular before its verb is a name more often than not: "Macron said".
    before_verb = follows in _VERBS and not folded[0].endswith(("s", "ing", "ly"))
    return (folded[0], written[0], before_name or before_verb)


def _initials(written: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Acronyms that runs of capitalised words could have, of two letters or more."""
    run: list[str] = []
    for word in [*written, "."]:
        if word[0].isupper() and word[0].isalpha():
            run.append(word)
            continue
        if run and word in _CONNECTORS:
            continue
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + 7) + 1):
                words = [fold(item) for item in run[start:end]]
                yield "".join(item[0] for item in words), frozenset(words)
        run = []
