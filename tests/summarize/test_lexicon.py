"""Which French openings need the sentence before them."""

import pytest

from pipeline.summarize.lexicon import SPEECH, lacks_speaker, leans_back
from pipeline.text import for_model


@pytest.mark.parametrize(
    "text",
    [
        "Il a démenti.",
        "Ils sont partis.",
        "Elle s'est dite prête.",
        "Celui-ci a refusé.",
        "Ce dernier a refusé.",
        "Cette dernière a refusé.",
        "Selon lui, tout va bien.",
        "Selon elle, tout va bien.",
        "Pour eux, rien ne change.",
        "D’après lui, rien ne change.",
        "Mais la police enquête.",
        "Et la police enquête.",
        "Or la police enquête.",
        "Cependant, la police enquête.",
        "Toutefois la police enquête.",
        "Par ailleurs, Paris a réagi.",
        "En outre, Paris a réagi.",
        "De son côté, M. Antonov a démenti.",
        "De leur côté, les Russes ont démenti.",
        "A son tour, Berlin a réagi.",
        "À ce stade, Berlin ne réagit pas.",
        "Pour sa part, Berlin a réagi.",
        "Quant à Berlin, rien.",
        "En revanche, Berlin a réagi.",
        "C’est pourquoi Berlin a réagi.",
        "C'est la première fois.",
        "Cela ne suffit pas.",
        "Cette décision a surpris.",
        "Dans ce communiqué, Berlin a réagi.",
        "Ces chiffres ont surpris.",
        "Son avocat a réagi.",
        "Leurs avocats ont réagi.",
        "Parmi eux, trois enfants.",
        "Ainsi, Berlin a réagi.",
        "Dans le discours politique, ils sont partout.",
        "« Il ne viendra pas », a dit Paul Durand.",
        "\u200f Mais la police enquête.",
    ],
)
def test_leans_back(text: str) -> None:
    assert leans_back(for_model(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "La Russie est prête à partager ses informations.",
        "Il y a urgence à Gaza.",
        "Il faut agir, a dit Paul Durand.",
        "Ce lundi, Paris s'éveille.",
        "Cette semaine, Paris s'éveille.",
        "Ces derniers jours, Paris s'éveille.",
        "Cet été, Paris s'éveille.",
        "Ainsi que l'a dit Paris, la grève continue.",
        "Alors que la grève continue, Paris s'éveille.",
        "Ceux qui partent seront payés.",
        "Selon la police, trois personnes sont mortes.",
        "D’après M. Antonov, les ministères travaillent.",
        "Ilan Halimi est mort.",
        "Ordinateurs et téléphones manquent.",
        "Marseille a gagné.",
        "Arrivé à Paris avec Mme Durand, il a démenti.",
        "Dans le nord du pays, il faut partir.",
        "12.000 personnes ont fui.",
    ],
)
def test_stands_alone(text: str) -> None:
    assert not leans_back(for_model(text))


@pytest.mark.parametrize(
    ("outside", "lacks"),
    [
        ("", True),
        (" .", True),
        (", a-t-il dit.", True),
        (", ajoute-t-elle.", True),
        (", a déclaré M. Antonov.", False),
        (", s'alarme sa mère.", False),
        ("Pour Paul Durand, , a-t-il dit.", False),
    ],
)
def test_whose_quotation_it_is(outside: str, lacks: bool) -> None:
    assert lacks_speaker(outside) is lacks


@pytest.mark.parametrize(
    "text",
    ["Selon Paris, oui.", ", a de son côté assuré Julie Andreu", "affirme-t-il", "ont-ils précisé"],
)
def test_speech(text: str) -> None:
    assert SPEECH.search(text)
