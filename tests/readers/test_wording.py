from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.readers import wording

YES: list[tuple[Callable[[str], bool], str]] = [
    *((wording.is_dateline, line) for line in (
        "PARIS, 12 nov. (AFP) -", "PARIS, 12 nov. 2015 (AFP)", "Paris, le 12 novembre 2015",
        "12 novembre 2015", "BRUXELLES/PARIS, 3 oct (Reuters) -", "Strasbourg, 10 juil 2024 (AFP)",
        "NEW YORK (AFP) -", "Publié le 12/11/2015 à 14h30", "Mis à jour le 1er mars 2020 à 9:05",
        "mardi 2 février 2021", "MONT-SAINT-MICHEL, 1er août (AFP) –", "Hanoï, 3 sept. (VNA/CVN)",
        "PARIS, 12\u00a0nov. (AFP) -", "LA HAYE, 4 déc 2019 (ATS)",
    )),
    *((wording.is_byline, line) for line in (
        "Par Jean Dupont", "Par Jean DUPONT et Marie-Ève Durand", "Par Anne de La Tour, à Lyon",
        "De notre envoyé spécial à Alep",
        "De notre envoyée spéciale Léa Roy", "Jean DUPONT",
        "De nos correspondants à Rome et Madrid", "Jean DUPONT, à Marseille", "PAR LÉA ROY",
        "Propos recueillis par Léa Roy", "J.-P. DURAND", "Léa ROY (avec AFP)",
        "Par É. Zola avec AFP",
        "Par Ludovic van der Meer",
    )),
    *((wording.is_credit, line) for line in (
        "Xinhua/VNA/CVN", "AFP", "(AFP)", "© 2015 AFP", "© Agence France-Presse", "Reuters",
        "Avec AFP", "avec AFP et Reuters", "(avec AFP)", "Source : ministère de la Santé",
        "Source\u00a0: Insee", "AFP/VNA/CVN", "AFP, Reuters", "Copyright 2020 Reuters",
        "Le Figaro avec AFP", "La rédaction, avec les agences", "Belga", "Agence France-Presse",
        "Crédit photo : Léa Roy", "Tous droits réservés", "VNA - Xinhua", "AFP.",
    )),
    *((wording.is_initials, line) for line in ("jd/ap/mm", "burs-jd/ap", "abc/def", "XYZ/ABC")),
    (wording.is_sign_off, "(Jean Dupont, édité par Marie Durand)"),
    (wording.is_sign_off, "(Andrea Rossi, version française Léa Roy)"),
    *((wording.is_reading_tip, line) for line in (
        "Lire aussi : la crise en Syrie", "À lire aussi : le budget", "(Lire aussi : le budget)",
        "https://example.org/a", "Voir aussi le dossier", "Sur le même sujet", "www.example.org",
    )),
    *((wording.is_advisory, line) for line in ("URGENT", "Alerte", "2e LEAD", "FLASH -")),
    *((wording.is_routing, line) for line in (
        "FRA0123 4 G 0211 FRA /AFP-AB12", "eca062 4 i 211 ccccb dpa 061", "France-politique/vote/",
    )),
]  # fmt: skip  # a table reads better in rows

NO: list[tuple[Callable[[str], bool], str]] = [
    *((wording.is_dateline, line) for line in (
        "PARIS, 12 nov. (AFP) - Le ministre a démissionné.", "Attentats du 13 novembre 2015",
        "Paris", "Le 12 novembre, tout a changé", "La Syrie (AFP) dans la guerre", "12 blessés",
    )),
    *((wording.is_byline, line) for line in (
        "Par ailleurs", "Par étapes", "Par Jean Dupont, le ministre a démissionné.", "Paris",
        "Emmanuel Macron à Marseille", "LA SUITE DE L'ENQUÊTE", "Le RIC", "Notre histoire", "AFP",
        "De notre côté, rien", "Agence FRANCE-PRESSE", "",
    )),
    *((wording.is_credit, line) for line in (
        "Israël/Palestine", "Crédits immobiliers : la hausse", "Sourcils froncés", "Map",
        "Ap", "La presse", "Le gouvernement négocie avec les agences de l'Etat depuis lundi",
        "Les sources : une légende", "PS/LR", "", "Agence tous risques",
    )),
    *((wording.is_initials, line) for line in ("jd", "Jd/Ap", "a/b", "jd/ap.", "")),
    (wording.is_sign_off, "(le livre, publié en mai)"),
    *((wording.is_reading_tip, line) for line in (
        "Lire est un plaisir", "Voir Naples et mourir", "Il écrit https://example.org/a ici",
    )),
    *((wording.is_advisory, line) for line in ("Urgent : il faut agir", "Une alerte", "")),
    *((wording.is_routing, line) for line in ("Paris 2024", "et/ou", "Oui / non /", "A4 3 mai")),
]  # fmt: skip  # likewise


@pytest.mark.parametrize(("holds", "line"), YES)
def test_holds(holds: Callable[[str], bool], line: str) -> None:
    assert holds(line)


@pytest.mark.parametrize(("holds", "line"), NO)
def test_does_not_hold(holds: Callable[[str], bool], line: str) -> None:
    assert not holds(line)


@pytest.mark.parametrize(
    "line",
    [
        "A" * 5000,
        "Par " + "Jean " * 2000,
        "(" * 3000,
        "AFP/" * 2000,
        "Paris la " * 800,
        "a-" * 49 + "!",
    ],
)
def test_long_lines_are_no_furniture(line: str) -> None:
    predicates = (wording.is_dateline, wording.is_byline, wording.is_credit, wording.is_sign_off)
    assert not any(holds(line) for holds in predicates)
