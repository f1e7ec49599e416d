"""How the furniture of a French wire is worded: one predicate for each kind of line.

Each takes the whole block on one line and asks only about its words, never about its place.
"""

from __future__ import annotations

import re

from pipeline.patterns import pattern

_LONGEST_LINE = 200
"""Furniture is short; nothing longer is looked at, which also bounds every search here."""

_AGENCIES = frozenset(
    """
    aa aap aip ana anadolu ansa aps ap apa afp agence agences ats awp belga bloomberg bna cna
    cvn dpa ecns efe etx interfax irna itar-tass keystone-ats kyodo lusa map nhk novosti pana
    relaxnews reuters ria rian sana sipa sputnik tap tass ukrinform unian upi vna vnp vov wafa
    xinhua yonhap 6medias
    """.split()  # noqa: SIM905  # a list would take a screen
)
_LONG_AGENCIES = (
    "agence france-presse|agence france presse|associated press|the associated press"
    "|la presse canadienne|presse canadienne|ria novosti|chine nouvelle|agence belga"
    "|agence vietnamienne d'information|thomson reuters|etx daily up|united press international"
)
_AGENCY_LIST = pattern(
    rf"\(?(?:avec\s+)?(?:{_LONG_AGENCIES}|[\w.-]+)"
    rf"(?:(?:\s*[/,&+|]\s*|\s+(?:-|et|avec)\s+)(?:{_LONG_AGENCIES}|[\w.-]+)){{0,6}}\)?\.?",
    re.IGNORECASE,
)
_AGENCY_NAME = pattern(r"[A-ZÀ-ÖØ-Þ][\w.-]{1,20}(?:\s[A-ZÀ-ÖØ-Þ][\w.-]*){0,3}")
_LIST_BREAK = pattern(r"[/,&+|]|\s-\s|\bet\b|\bavec\b", re.IGNORECASE)
_WITH_AGENCY = pattern(
    r"\(?(?:\S+\s+){0,5}avec\s+(?:les\s+|l['’])?(?:agences?|afp|ap|ats|belga|reuters|xinhua|efe)"
    r"(?:(?:,|\s+et|/)\s*(?:agences?|afp|ap|ats|belga|reuters|xinhua|efe))*\)?\.?",
    re.IGNORECASE,
)
_COPYRIGHT = pattern(
    r"(?:©|\(c\)\s|copyright\b|tous droits réservés"
    r"|crédits?(?:\s+(?:photos?|images?|vidéo|illustration))?\s*:)",
    re.IGNORECASE,
)
_SOURCE = pattern(r"\(?sources?\s*:\s*\S", re.IGNORECASE)
_INITIALS = pattern(r"[a-z]{2,5}(?:-[a-z]{2,5})?(?:/[a-z]{2,5}(?:-[a-z]{2,5})?){1,6}")
_CAPITALS = pattern(r"[A-Z]{2,6}(?:/[A-Z]{2,6}){1,5}")
_SIGN_OFF = pattern(
    r"\(.*\b(?:édité|edité|service français|version française|rédigé|montage|reportage)\b.*\)\.?",
    re.IGNORECASE,
)

_READING_TIP = pattern(
    r"(?:[(\[]?\s*)(?:(?:à|a)\s+)?(?:lire|voir|écouter|revoir|relire)"
    r"(?:\s+(?:aussi|également|encore))?\s*:|(?:à\s+lire|lire|voir)\s+(?:aussi|également)\b"
    r"|sur le même (?:sujet|thème)\b|en savoir plus\s*:|pour aller plus loin\b",
    re.IGNORECASE,
)
_ADDRESS = pattern(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)

_ADVISORY = pattern(
    r"(?:\(?(?:urgent|alerte|flash|bulletin|prioritaire|embargo|lead|(?:1er|2e|3e|\d+e) lead"
    r"|mise à jour|correction|rectificatif|annulation|papier général|avant-papier)\)?)"
    r"(?:\s*[-–—:=]*)",
    re.IGNORECASE,
)

_ROUTING = pattern(r"[A-Za-z]{2,4}\d{3,4} \d [A-Za-z]{1,3} \d{3,4}\b.*")
_SLUG = pattern(r"\w[\w-]*(?:/[\w-]+)*/")

_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = (
    r"(?:janv(?:ier|\.)?|jan\.?|f[ée]vr?(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?"
    r"|ao[ûu]t|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_DATE = (
    rf"(?:{_DAY}\s+)?(?:(?:1er|\d{{1,2}})\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_TIME = r"(?:à\s+|-\s*)?\d{1,2}\s?(?:h|:|heures?)\s?\d{0,2}(?:\s?(?:GMT|UTC|HNE|HAE))?"
_IN_BRACKETS = r"\((?:[\w.-]{2,12})(?:[/,]\s*[\w.-]{2,12})*\)"
_PLACE = (
    r"[A-ZÀ-ÖØ-ÞŒ][\w’'.-]*"
    r"(?:[ /]+(?:[A-ZÀ-ÖØ-ÞŒ(][\w’'.-]*\)?|sur|sous|en|la|le|les|de|du|des)){0,4}"
)
_DATELINE = pattern(
    rf"(?:(?:Publié|Mis à jour|Modifié|Actualisé|Créé)\s*:?\s+)?(?:{_PLACE}\s*,\s+)?(?:[Ll]e\s+)?"
    rf"{_DATE}(?:\s*,?\s*{_TIME})?(?:\s*{_IN_BRACKETS})?\s*[-–—:]{{0,2}}"
    rf"|(?:{_PLACE})\s*\((?:{_LONG_AGENCIES}|AFP|AP|ATS|Belga|EFE|DPA|dpa|Reuters|Xinhua|TASS)\)"
    r"\s*[-–—:]{0,2}"
)

_OF_OUR_OWN = pattern(
    r"(?:de\s+(?:nos|notre)|nos|notre)\s+(?:envoyée?s?\s+spécia(?:le?s?|ux)|correspondante?s?"
    r"|bureaux?|journalistes?|reporters?)\b|propos\s+recueillis\b|recueillis?\s+par\b"
    r"|un\s+reportage\s+de\b",
    re.IGNORECASE,
)
_BY = pattern(r"par\s+", re.IGNORECASE)
_AGENCY_TAIL = pattern(r"\s*[,(/-]?\s*(?:avec\s+)?(?:AFP|Reuters|AP|agences?)\)?$", re.IGNORECASE)
_PLACE_TAIL = pattern(r",?\s+(?:à|au|aux|en)\s+[A-ZÀ-ÖØ-ÞŒ][\w’' -]*$")
_NAME = pattern(r"[A-ZÀ-ÖØ-ÞŒ][\w’'.-]*,?")
_SURNAME = pattern(r"[A-ZÀ-ÖØ-ÞŒŸ][A-ZÀ-ÖØ-ÞŒŸ’'-]+,?")
_GIVEN_NAME = pattern(r"[A-ZÀ-ÖØ-ÞŒ](?:[a-zà-ÿœ-][\w-]*|\.(?:-[A-Z]\.)?)")
_NO_GIVEN_NAMES = frozenset(
    "Au Aux Ce Ces Cette De Des Du En La Le Les Pour Sur Un Une Vers".split()  # noqa: SIM905  # as above
)
_PARTICLES = frozenset(
    "de du des d' d’ le la van von der den ben bin al el di da dos y".split()  # noqa: SIM905  # as above
)
_MOST_NAME_WORDS = 12


def is_reading_tip(words: str) -> bool:
    """``Lire aussi : …`` or an address of the web alone."""
    return len(words) <= _LONGEST_LINE and bool(
        _READING_TIP.match(words) or _ADDRESS.fullmatch(words)
    )


def is_advisory(words: str) -> bool:
    """``URGENT``, ``ALERTE``, ``2e LEAD``: a word to the desk, not to the reader."""
    return len(words) <= 40 and bool(_ADVISORY.fullmatch(words))


def is_routing(words: str) -> bool:
    """A line for machines: ``FRA0123 4 G 0211 FRA`` (IPTC 7901), a slug ``France/vote/``."""
    return len(words) <= 80 and bool(_ROUTING.fullmatch(words) or _SLUG.fullmatch(words))


def is_dateline(words: str) -> bool:
    """A place, a date or both, alone: ``PARIS, 12 nov. 2015 (AFP) -``."""
    return len(words) <= 100 and bool(_DATELINE.fullmatch(words))


def is_byline(words: str) -> bool:
    """``Par Jean Dupont``, ``De notre envoyé spécial…``, ``Jean DUPONT, à Marseille``."""
    if len(words) > 120 or words.endswith((".", "!", "?", ":")):
        return False
    if _OF_OUR_OWN.match(words):
        return True
    if by := _BY.match(words):
        rest = _PLACE_TAIL.sub("", _AGENCY_TAIL.sub("", words[by.end() :]))
        return _are_names(rest.split())
    return _is_signature(words)


def is_credit(words: str) -> bool:
    """Agencies, a copyright or a source, alone: ``Xinhua/VNA/CVN``, ``© 2015 AFP``."""
    if len(words) > 100:
        return False
    if _COPYRIGHT.match(words) or _SOURCE.match(words) or _WITH_AGENCY.fullmatch(words):
        return True
    return _is_agency_list(words)


def is_initials(words: str) -> bool:
    """Initials of the desk or of agencies: ``jd/ap/mm``, ``burs-jd/mm``, ``XYZ/ABC``."""
    return bool(_INITIALS.fullmatch(words) or _CAPITALS.fullmatch(words))


def is_sign_off(words: str) -> bool:
    """``(Jean Dupont, édité par Marie Durand)``, as agencies end their stories."""
    return len(words) <= 250 and bool(_SIGN_OFF.fullmatch(words))


def is_agency(words: str) -> bool:
    """What stands in the brackets of a dateline and is a known agency, in any case of letters,
    alone or in a list of which one is known: ``AFP``, ``awp/ats``, ``AFP/VNA``.
    """
    items = _items(words)
    return bool(items) and any(_is_known(item) for item in items) and is_agency_name(words)


def is_agency_name(words: str) -> bool:
    """What may be an agency by its form: up to four short words, none of them a sentence's."""
    items = _items(words)
    return bool(items) and all(
        _is_known(item) or bool(_AGENCY_NAME.fullmatch(item)) for item in items
    )


def _items(words: str) -> list[str]:
    return [item for item in (part.strip() for part in _LIST_BREAK.split(words)) if item]


def _is_known(item: str) -> bool:
    return item.casefold() in _AGENCIES or bool(
        re.fullmatch(_LONG_AGENCIES, item.replace("’", "'"), re.IGNORECASE)
    )


def _is_agency_list(words: str) -> bool:
    """Only agencies, at least one of them known; initials may stand beside it."""
    if not _AGENCY_LIST.fullmatch(words):
        return False
    items = [item.strip(" ().") for item in _LIST_BREAK.split(words)]
    known = [_is_agency(item) for item in items if item]
    initials = [_is_agency(item) or (item.isupper() and len(item) <= 6) for item in items if item]
    return any(known) and all(initials)


def _is_agency(item: str) -> bool:
    if not item.isupper() and (len(item) <= 4 or item.islower()):  # "Map", "map": words
        return item in ("agence", "agences")
    return item.casefold() in _AGENCIES or bool(
        re.fullmatch(_LONG_AGENCIES, item.replace("’", "'"), re.IGNORECASE)
    )


def _is_signature(words: str) -> bool:
    """A given name and a surname in capitals, with a place or an agency after it or not."""
    if _is_agency_list(words):
        return False
    names = _PLACE_TAIL.sub("", _AGENCY_TAIL.sub("", words)).split()
    return (
        len(names) >= 2
        and names[0] not in _NO_GIVEN_NAMES
        and bool(_GIVEN_NAME.fullmatch(names[0]))
        and bool(_SURNAME.fullmatch(names[-1]))
        and _are_names(names)
    )


def _are_names(names: list[str]) -> bool:
    """Only names, with particles and ``et``, ``avec`` or commas between them."""
    links = _PARTICLES | {"et", "avec", "&"}
    return (
        0 < len(names) <= _MOST_NAME_WORDS
        and bool(_NAME.fullmatch(names[0]))
        and all(_NAME.fullmatch(name) or name in links for name in names)
    )
