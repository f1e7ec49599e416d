"""Is this French? By function words, the evidence that needs no table of frequencies.

Articles, prepositions, pronouns and auxiliaries make up about half of running text, are few
hundred, and hardly two languages share more than a handful (the idea of Grefenstette,
*Comparing two language identification schemes*, 1995). A word that several of the languages
have (``de``, ``la``, ``en``) counts as a fraction of a word for each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

_SAMPLE = 50_000
"""Characters looked at, from the beginning: far more than the answer needs."""

_FEWEST_WORDS = 5
_FEWEST_EVIDENCE = 2.0
_LEAST_COVERAGE = 0.15
"""Share of function words below which text is not running text of any language below; French
news has 0.35 to 0.5, a list of names nearly none."""
_ENOUGH_WORDS = 25

# Elided forms keep their apostrophe: "l'" and "qu'" are words of their own.
_WORD = re.compile(r"[^\W\d_]+(?:['’])?")

FUNCTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "fr": """
            a à après au aux avait avant avec avoir c' car ce celle celui ces cet cette ceux
            chez comme contre d' dans de depuis des deux dont du elle elles en encore entre
            est et été étaient était être eux fait faut il ils j' je jusqu' l' la le les leur
            leurs lors lorsque lui m' mais même moins mon n' ne nos notre nous on ont ou où par
            pas pendant peut plus pour qu' quand que qui quoi s' sa sans se selon sera ses si
            son sont sous sur t' tous tout toute toutes très trois un une vers voici vos
            votre vous y aussi ainsi alors cela ça donc déjà ni avaient cependant
        """,
        "en": """
            a about after all also an and are as at be because been before being between both
            but by can could did do for from had has have he her him his how i if in into is
            it its just may more most must no not of on one only or other our out over said she
            should so some such than that the their them then there these they this those through
            to two under until up was we were what when where which while who will with would
            you your t don' doesn' didn' can' isn' wasn' i' it' he' they' we' you' that'
        """,
        "es": """
            a al algo ante antes aunque como con contra cuando de del desde donde dos durante e
            el él ella ellos en entre era eran es esa ese eso esta está están estas este esto
            estos fue fueron ha había han hasta hay la las le les lo los más me mientras mi
            mucho muy ni no nos o otra otro otros para pero poco por porque pues que qué quien
            se según ser si sí sido sin sobre son su sus también tiene todo todos tras un una
            uno unos y ya yo
        """,
        "it": """
            a ad agli ai al alla alle allo anche ancora c' che chi ci col come con contro da
            dagli dai dal dalla dalle degli dei del dell' della delle dello di dopo dove due e è
            ed era erano essere fra gli già ha hanno i il in io l' la le lei lo loro lui ma
            mentre mi molto ne negli nei nel nell' nella nelle noi non o ogni ora per perché
            però più poi prima quale quando quella quello questa questo qui se sempre senza
            si sia solo sono sotto stata stato su sua sue sugli sui sul sull' sulla sulle suo suoi
            tra tutti tutto un un' una uno all' dall' d'
        """,
        "pt": """
            a à ao aos as às até com como contra da das de dela dele depois desde do dos e é ela
            elas ele eles em entre era eram essa esse esta está estão este eu foi foram há isso
            isto já lhe mais mas mesmo muito na nas não nem no nos nós numa o onde os ou para
            pela pelas pelo pelos por porque quando que quem se segundo sem ser será seu seus
            sobre sua suas são também tem têm um uma umas você ainda após
        """,
        "de": """
            aber alle als am an auch auf aus bei bis da damit dann das dass daß dem den der des die
            dies diese dieser dieses doch durch ein eine einem einen einer eines er es für gegen
            habe haben hat hatte hatten ich ihm ihn ihr ihre im in ist ja kann kein keine
            können man mehr mit muss nach nicht noch nun nur ob oder ohne schon sei sein seine sich
            sie sind so über um und uns unter vom von vor war waren was wegen weil wenn werden
            wie wieder wir wird wurde wurden zu zum zur zwei zwischen
        """,
        "nl": """
            aan al alle als bij dan dat de deze die dit door een en er ging had hadden heb hebben
            heeft het hij hoe hun ik in is je kan kunnen maar me meer men met mijn na naar niet
            nog nu of om omdat onder ons ook op over te tegen toch toen tot tussen u uit van
            vanaf veel voor waar waren was wat we wel werd werden wie wij wil worden wordt ze
            zei zich zij zijn zo zonder zou
        """,
    }
)
"""The commonest function words of French and of the languages it is told from."""


def french_share(text: str) -> float:
    """French among the evidence for any of the seven languages, from 0.0 to 1.0.

    Paragraphs of French news have 0.5 to 0.8 (the Romance languages share words), of English
    news under 0.15; 0.0 where there is no evidence at all. Only the first 50,000 characters count.
    """
    evidence = _evidence(_words(text))
    total = sum(evidence.values())
    return evidence["fr"] / total if total else 0.0


def is_french(text: str) -> bool | None:
    """Whether ``text`` is French; ``None`` where it is too short, or too bare of function
    words, to tell.

    Told apart from English, Spanish, Italian, Portuguese, German and Dutch by their function
    words, and from languages in other alphabets by these. In mixed text the larger part
    decides.
    """
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    latin = sum(map(_is_latin, letters))
    if len(letters) >= 2 * _FEWEST_WORDS and latin * 2 < len(letters):
        return False
    words = _words(text)
    evidence = _evidence(words)
    french = evidence.pop("fr")
    other = max(evidence.values())
    if len(words) >= _ENOUGH_WORDS and max(french, other) < _LEAST_COVERAGE * len(words):
        return False
    if len(words) < _FEWEST_WORDS or max(french, other) < _FEWEST_EVIDENCE or french == other:
        return None
    return french > other


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFC", text[:_SAMPLE]).lower().replace("’", "'")
    return _WORD.findall(folded)


def _evidence(words: list[str]) -> dict[str, float]:
    """How many function words of each language, those of several shared among them."""
    table = _table()
    evidence = dict.fromkeys(FUNCTION_WORDS, 0.0)
    for word in words:
        languages = table.get(word) or table.get(word.rstrip("'"), ())
        for language in languages:
            evidence[language] += 1 / len(languages)
    return evidence


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """The languages of each function word."""
    table: dict[str, tuple[str, ...]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words.split():
            table[word] = (*table.get(word, ()), language)
    return table


@cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
