"""Words that tell a full stop at the end of a sentence from any other.

Data only; the rules that use it are in :mod:`pipeline.french.sentences`. Abbreviations are
written without their last full stop, and inner ones are kept (``p.ex``). Where a list is
matched with case, it is because the lower-case word means something else (``M`` and ``m``,
``Col`` and ``col``).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    M MM Mr Mrs Ms Mme Mmes Mlle Mlles Me Mgr Vve Fr Dr Drs Dre Pr Prs Prof Profs
    Adj Brig Bgén Capt Cdt Cne Col Cmdr Cpl Gal Gén Gen Gov Hon Insp Lcol Lt Lieut Ltt Maj Maréch
    Ph Pdt Prés Rep Rev Rév Sen Sén Serg Sgt Slt Supt
    St Ste Sts Stes Ft Mt Mts Pt Pte Bd Bld Blvd Boul Bvd Pl Rte Ch Chev
    """)
"""Always before a name, so never last in a sentence; matched with case."""

BEFORE_MORE = _words("""
    ap apr approx av bd boul c-à-d c.-à-d càd cf dr e.g env ex i.e inf lt-col lt-gén maj-gén mgr
    mlle mm mme p.ex p.-ex resp st ste suiv téléc tél trad vs
    """)
"""Always followed by something that belongs to it; a leading capital (``Cf.``) changes
nothing, but capitals throughout make another word (``BD``)."""

BEFORE_NUMBER = _words("""
    al alin ann art arts ch chap circ dép éd fasc fig figs fol ibid id liv n no nos nº n° num
    numéro op p parag pp prop réf s sect ss suppl t tab tit vers vol vols v
    dim lun ven sam
    """)
"""Part of a reference when a number follows (``art. 3``); otherwise words like any other."""

CLOCK_UNITS = _words("h min mn sec s")
"""Units inside a time of day or a duration (``5 h. 30``); only after a number."""

MONTHS = _words("janv jan févr fév fevr mar avr juil jul sept oct nov déc dec")
"""Months as wires shorten them; the look-up is lower-cased and wants a day before it."""

ERAS = _words("j-c j.-c jc j.c n.è n.e")
"""Second half of ``av. J.-C.``, ``de n.è.``: a whole mention, after which a sentence may end."""

ERA_PREPOSITIONS = _words("av ap apr avant après de")
"""First half of ``av. J.-C.``."""

MAY_END = _words("""
    Jr Sr Inc Corp Co Cos Ltd Ltée Bros Cie Ets Éts Sté Univ Dept Dépt Esq Int Intl Assoc
    jr sr inc corp ltd ltée bros cie esq mio mios mrd mrds md hab
    conf dir ext ing prof sup
    """)
"""End a name or a figure, inside a sentence as often as at its end; matched with case."""

EXCLAIMED_NAMES = _words("Yahoo Jeopardy Joomla Wham")
"""Names written with an exclamation mark of their own."""

DOMAINS = _words("Com Fr Org Net Be Ch Ca Eu Io Info Gov Js")
"""After a full stop and no space, part of a name (``Booking.Com``), not a new sentence."""

PARTICLES = _words("Le La Les De Du Des Della Di El Al Ben Van Von D")
"""Start a surname as well as a sentence; it is a surname when a capital follows."""

STARTERS = _words("""
    A À Ah Ai Ainsi Ait Alors Après As Au Aucun Aucune Aujourd Auparavant Auprès Aussi Aussitôt
    Autant Autour Autre Autrement Aux Avait Avant Avec Avez Avoir Avons Beaucoup Bien Bientôt
    Bon Bref C Ca Ça Car Ce Ceci Cela Celle Celles Celui Cependant Certain Certaine Certaines
    Certains Ces Cet Cette Ceux Chacun Chacune Chaque Chez Ci Combien Comme Comment Concernant
    Contre Contrairement D Dans De Dehors Déjà Demain Depuis Derrière Des Dès Désormais Deux
    Devant Dix Donc Dont Du Durant Effectivement Elle Elles En Encore Enfin Ensemble Ensuite
    Entre Est Et Étant Eux Évidemment Face Fallait Faut Grâce Heureusement Hier Hormis Huit Ici
    Il Ils Interrogé Interrogée J Jadis Jamais Je Jeudi Jusqu Jusque Juste Justement L La Là
    Laquelle Le Lequel Les Lesquelles Lesquels Leur Leurs Lors Lorsqu Lorsque Lui Lundi Ma
    Maintenant Mais Malgré Malheureusement Mardi Me Mercredi Mes Mieux Mille Moi Moins Mon N
    Naturellement Ne Néanmoins Neuf Ni Non Nos Notamment Notre Nous Nul Nulle On Or Ou Où Oui
    Outre Par Parallèlement Parce Parfois Parmi Partout Pas Pendant Personne Peu Plus Plusieurs
    Plutôt Pour Pourquoi Pourtant Près Presque Puis Puisqu Puisque Qu Quand Quant Quatre Que
    Quel Quelle Quelles Quelqu Quelque Quelques Quels Qui Quiconque Quinze Quoi Quoique
    Rappelons Résultat Reste Rien S Sa Samedi Sans Sauf Se Sept Seul Seule Seulement Seuls Ses
    Si Sinon Six Soit Son Sont Soudain Souvent Sous Suite Suivant Sur Surtout T Ta Tandis Tant
    Tantôt Te Tel Telle Tes Toi Ton Tôt Toujours Tous Tout Toute Toutefois Toutes Très Treize
    Trente Trois Trop Tu Un Une Va Vendredi Vers Via Vingt Voici Voilà Vos Votre Vous Vu Y
    Dimanche Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre
    Décembre
    """)
"""Function words, numerals and dates whose capital means the start of a sentence, because
inside one they are written small. Elided forms are without their apostrophe."""
