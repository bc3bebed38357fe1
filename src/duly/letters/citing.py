"""How does a citation of the law packs stand in a sentence of this language?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from duly.knowledge.prose import CitationForms

PLACED = re.compile(r"(?P<act>.+?), (?P<unit>arts?|regs?|ss?)\.? (?P<places>.+)")
TIED = re.compile(r"(§§?|\b(?:[LRDC]|Nr|Abs|Art|U\.S|C\.F\.R|Code|Law)\.?|\barticles?|Artikel|regulations?|sections?) (?=[\dLRD§])")  # fmt: skip
SOLID = "\u00a0"


@dataclass(slots=True)
class Citer:
    """Writes citations for one letter: an act named once is called "that Act" afterwards."""

    forms: CitationForms
    conjunction: str
    named: set[str] = field(default_factory=set)

    def write(self, citations: Iterable[str]) -> str:
        """`§ 312k BGB`, or `regulation 34 of the … Regulations 2013`; several are listed."""
        written = [self._one(citation) for citation in dict.fromkeys(citations)]
        *most, last = written
        return f"{', '.join(most)} {self.conjunction} {last}" if most else last

    def _one(self, citation: str) -> str:
        found = PLACED.fullmatch(citation)
        if found is None or found["act"] not in self.forms.acts:
            return tied(citation)
        full, again = self.forms.acts[found["act"]]
        act = again if found["act"] in self.named else full
        self.named.add(found["act"])
        unit = self.forms.units[found["unit"]]
        return tied(f"{unit} {self._places(found['places'])} {act}")

    def _places(self, places: str) -> str:
        for word, own in self.forms.words.items():
            places = places.replace(word, own)
        places = places.replace(" and ", f" {self.forms.list_and} ")
        return places.replace(" to ", f" {self.forms.list_to} ")


def tied(citation: str) -> str:
    """No line break between a sign and its number."""
    return TIED.sub(lambda found: found[0][:-1] + SOLID, citation)
