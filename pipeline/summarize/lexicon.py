"""French words and phrases that tell what a sentence does in a news story.

All patterns expect text from :func:`pipeline.text.for_model`: straight quotes and
apostrophes, single spaces.
"""

from __future__ import annotations

import re

from pipeline.patterns import pattern

STOPWORDS = frozenset(
    re.findall(
        r"\w+",
        "a afin ai ainsi alors après as au aucun aucune aussi autre autres aux avait avaient "
        "avant avec avoir c ce cela celle celles celui ces cet cette ceux chaque chez comme "
        "comment contre d dans de depuis des deux dit donc dont du déjà elle elles en encore "
        "entre es est et eux fait faire fois font hors il ils j je jusqu l la le les leur "
        "leurs lors lui là m ma mais me mes moins mon même mêmes n ne ni non nos notre nous "
        "on ont ou où par parmi pas pendant peu peut plus plusieurs pour pourrait pourquoi qu "
        "quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si sinon "
        "soit son sont sous sur t ta te tes toi ton tous tout toute toutes trop très tu un "
        "une vers voici voilà vont vos votre vous y à ça été étaient était être",
    )
)
"""Words that carry no content of their own."""

_SAID = (
    "dit|déclaré|affirmé|indiqué|annoncé|expliqué|précisé|ajouté|souligné|estimé|assuré|rappelé|"
    "confirmé|raconté|confié|commenté|dénoncé|jugé|regretté|promis|averti|conclu|poursuivi|lancé|"
    "martelé|insisté|réagi|reconnu|répondu|tweeté|écrit|rapporté|démenti|témoigné|résumé|salué|"
    "déploré|détaillé|renchéri|plaidé|prévenu|exhorté|demandé"
)
_SAYS = (
    "dit|déclare|affirme|indique|annonce|explique|précise|ajoute|souligne|estime|assure|rappelle|"
    "confirme|raconte|confie|commente|dénonce|juge|regrette|poursuit|lance|insiste|écrit|rapporte|"
    "témoigne|résume|salue|déplore|détaille|renchérit|prévient|conclut|avance|note|observe|martèle"
)
SPEECH = pattern(
    r"\b(?:selon|d'après|dixit"
    rf"|(?:a|ont|avait|avaient|[ae]-t-(?:il|elle|on)|ont-(?:ils|elles))\s+(?:[\w']+\s+){{0,3}}(?:{_SAID})"
    rf"|(?:{_SAYS})(?:nt|-t-(?:il|elle|on)|-(?:il|elle|on))?)\b",
    re.IGNORECASE,
)
"""Attribution: who says it, or that someone does."""

DAY = pattern(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd'hui|hier)\b", re.IGNORECASE
)
YEAR = pattern(r"\b(?:19|20)\d\d\b")
NUMBER = pattern(r"\d+(?:[.,]\d+)*")
NAME = pattern(r"(?<=[\w,;:)] )(?:[dlDL]')?[A-ZÀ-ÖØ-Þ][\w'-]+")
"""A capital inside a sentence: a name, most often."""

PAST = pattern(r"\b(?:a|ont|est|sont|s'est|se sont)\s+(?:été\s+)?\w+(?:é|ée|és|ées|i|u|is|t)\b")
PAST_PERFECT = pattern(r"\b(?:avait|avaient|était|étaient)\b", re.IGNORECASE)
FUTURE = pattern(r"\b(?:devrait|devraient|doit|doivent|prévoit|prévu\w*|\w+(?:era|eront))\b")
FIRST_PERSON = pattern(r"\b(?:je|j'|nous|mon|ma|mes|notre|nos|moi|on)\b", re.IGNORECASE)
SUBORDINATE = pattern(r"\b(?:qui|dont|où|lequel|laquelle|lesquels|lesquelles)\b", re.IGNORECASE)

_PRONOUN = pattern(
    # "Il y a", "il faut", "il s'agit de … que" have no antecedent to miss.
    r"(?:il|ils)\b(?!\s+(?:n')?(?:y a|y avait|faut|fallait|faudra"
    r"|est (?:possible|probable|temps))\b)"
    r"|(?:elle|elles|celui-ci|celle-ci|ceux-ci|celles-ci|celui-là|celle-là"
    r"|(?:celui|celle|ceux|celles)(?!\s+(?:qui|que|qu'|dont|où|de|des|du|d')\b)"
    r"|l'un d'(?:eux|entre eux)|l'une d'(?:elles|entre elles)|(?:ce|cette|ces) derni(?:er|ère)s?"
    r"(?!\s+(?:jour|semaine|moi|année|an|heure|temp)s?\b)|l'intéressée?|les intéressé(?:e?s)"
    r"|le premier cité|tous deux|toutes deux|tous les deux|les deux\b(?!\s+\w)|aucun d'eux"
    r"|ça|cela|ceci|c'est|c'était|ce sera|ce n'est|ce n'était|ce qui|ce que|ce sont"
    r"|(?:son|sa|ses|leur|leurs)\s+\w+)\b",
    re.IGNORECASE,
)
_TO_PRONOUN = pattern(
    r"(?:selon|pour|d'après|avec|contre|chez|parmi|[àa]|devant|derrière|autour de|au sujet de)\s+"
    r"(?:lui|elle|elles|eux|ce dernier|cette dernière|ces derniers|ces dernières|celui-ci|celle-ci"
    r"|ceux-ci|celles-ci|cela)\b",
    re.IGNORECASE,
)
_CONNECTIVE = pattern(
    r"(?:mais|et|or|car|donc|ni|ainsi(?! que\b)|aussi|alors(?! qu)"
    r"|puis(?!qu)|ensuite|enfin|cependant|pourtant|toutefois"
    r"|néanmoins|en revanche|par ailleurs|par contre|au contraire|d'ailleurs|de plus|en outre"
    r"|également|autre\b(?!ment)|autrement dit|en effet|en fait|de fait|du coup|du reste|résultat"
    r"|(?:une )?conséquence|par conséquent|en conséquence|c'est pourquoi|de même"
    r"|de la même (?:façon|manière|source)"
    r"|(?:de|[àa]) (?:son|leur) (?:côté|tour)|(?:pour|quant à) (?:sa|leur) part"
    r"|quant (?:à|au|aux)\b"
    r"|d'un(?:e)? autre côté|d'autre part|dans le même temps|parallèlement|au même moment"
    r"|dans la foulée|dans ce (?:contexte|cadre)|dans ces conditions|dans ce cas"
    r"|[àa] ce (?:titre|stade)"
    r"|en attendant|depuis lors|entre-temps|entretemps|peu (?:après|avant)|plus tôt|plus tard"
    r"|auparavant|(?:le|la) (?:lendemain|veille)|(?:quelques|deux|trois|quatre|cinq|dix)\s+"
    r"(?:minutes|heures|jours|semaines|mois|ans)\s+(?:plus tard|plus tôt|après|avant)(?=,)"
    r"|malgré (?:tout|cela)|cela dit|[àa] l'inverse|même (?:son|chose|constat)|oui|non|si bien que"
    r"|[àa] noter|rien de tel|idem|pour (?:ce faire|cela)|sur ce point|[àa] cette occasion|surtout"
    r"|notamment|preuve en est|d'où|une (?:première|décision|mesure) (?:qui|que)|(?:et )?pour cause"
    r"|un autre|une autre|d'autres|les autres|l'autre|le second|la seconde|le troisième)\b",
    re.IGNORECASE,
)
_DEMONSTRATIVE = pattern(
    r"(?:(?:dans|avec|pour|[àa]|après|sur|par|selon|de|lors de) )?(?:ce|cet|cette|ces)\s+"
    # "ce lundi" and "cette semaine" point at the calendar, not at the text.
    r"(?!(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|nuit|après-midi"
    r"|semaine|week-end|mois|année|été|hiver|automne|printemps|saison|jour|fois"
    r"|derni(?:er|ère)s?\s+(?:jours|semaines|mois|années|ans|heures|temps)"
    r"|\d+\s+\w+|jours-ci|temps-ci|prochains?|prochaines?)\b)\w",
    re.IGNORECASE,
)
_LATE_PRONOUN = pattern(
    # "Dans le discours politique, ils sont …": a short opening that names nobody.
    r"(?:[A-ZÀ-ÖØ-Þ]?[^A-ZÀ-ÖØ-Þ,.:;]{2,45}), (?:il|elle|ils|elles)\b"
    r"(?!\s+(?:n')?(?:y a|y avait|faut|fallait|faudra|s'agit|est (?:possible|probable|temps))\b)"
)
_PRONOUN_SAYS = pattern(r"-(?:il|elle|ils|elles|on)\b", re.IGNORECASE)
_CAPITAL = pattern(r"[A-ZÀ-ÖØ-Þ]")
_LEADING_MARKS = pattern(r"^[\s\"'(\[+–-]+(?=\w)")


def leans_back(text: str) -> bool:
    """Whether a sentence opens on a word that points to what stands before it.

    A pronoun (``Il``, ``Elle``, ``Ce dernier``, ``Selon lui``), a possessive, a connective
    (``Mais``, ``Par ailleurs``, ``De son côté``) or a demonstrative (``Cette décision``).

    Args:
        text: a sentence normalised by :func:`pipeline.text.for_model`.

    >>> leans_back("De son côté, M. Antonov a démenti.")
    True
    >>> leans_back("Il y a urgence.")
    False
    """
    text = _LEADING_MARKS.sub("", text)
    return any(
        pattern.match(text)
        for pattern in (_PRONOUN, _TO_PRONOUN, _LATE_PRONOUN, _CONNECTIVE, _DEMONSTRATIVE)
    )


def lacks_speaker(outside: str) -> bool:
    """Whether what stands outside a quotation fails to say whose it is.

    Nothing is there, or nobody but a pronoun: ``", a-t-il ajouté``.

    Args:
        outside: the rest of a sentence that opens with a quotation.
    """
    if len(re.findall(r"\w+", outside)) < 2:
        return True
    return bool(_PRONOUN_SAYS.search(outside)) and not _CAPITAL.search(outside)
