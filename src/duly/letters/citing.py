"""How does a citation of the law packs stand in a sentence of this language?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from duly.knowledge.prose import CitationForms

PLACED = re.compile(r"(?P<act>.+?), (?P<unit>arts?|regs?|ss?)\.? (?P<places>.+)")
# `Art. 62.3 TRLGDCU`, `Artt. 52-59 Codice del consumo`: the act stands last.
UNIT_FIRST = re.compile(r"(?P<unit>Art)(?P<several>s|t)?\. (?P<rest>.+)")
TIED = re.compile(r"(§§?|\b(?:[LRDC]|Nr|Abs|Art|cpv|U\.S|C\.F\.R|Code|Law)\.?|\b[Aa]rt[ií]c(?:les?|ulos?|olo)|\barticoli|[Aa]rtikel(?:en)?|regulations?|sections?) (?=[\dLRD§])")  # fmt: skip
SOLID = "\u00a0"


@dataclass(slots=True)
class Citer:
    """Writes citations for one letter: an act named once is called "that Act" afterwards."""

    forms: CitationForms
    conjunction: str
    named: set[str] = field(default_factory=set)

    def write(self, citations: Iterable[str]) -> str:
        """`§ 312k BGB`, or `regulation 34 of the … Regulations 2013`; several are listed, places of one act together."""
        parted = [self._parted(citation) for citation in dict.fromkeys(citations)]
        written = [
            self._of_one_act(act, [place for _, place in group])
            for act, group in groupby(parted, key=lambda part: part[0])
        ]
        return self._listed(written)

    def _listed(self, written: list[str]) -> str:
        *most, last = written
        return f"{', '.join(most)} {self.conjunction} {last}" if most else last

    def _of_one_act(self, act: str, places: list[str]) -> str:
        listed = self._listed(places)
        if not act:
            return tied(listed)
        full, again = self.forms.acts[act]
        named = again if act in self.named else full
        self.named.add(act)
        return tied(f"{listed} {named}".strip())

    def _parted(self, citation: str) -> tuple[str, str]:
        """The act, and the unit with its places; an act without a name here stays in the place, as printed."""
        if citation in self.forms.acts:
            return citation, ""
        # `CDE, art. VI.91 / WER, art. VI.91`: one act under its name in two languages.
        for half in citation.split(" / "):
            if found := self._split(half):
                act, unit, places = found
                return act, f"{self.forms.units[unit]} {self._places(places)}"
        return "", citation

    def _split(self, citation: str) -> tuple[str, str, str] | None:
        """Act, unit and places, when the language has a name for the act."""
        found = PLACED.fullmatch(citation)
        if found and found["act"] in self.forms.acts:
            return found["act"], found["unit"], found["places"]
        first = UNIT_FIRST.fullmatch(citation)
        for act in self.forms.acts if first else ():
            if first and first["rest"].endswith(f" {act}"):
                unit = "arts" if first["several"] else "art"
                return act, unit, first["rest"].removesuffix(f" {act}")
        return None

    def _places(self, places: str) -> str:
        for word, own in self.forms.words.items():
            places = places.replace(word, own)
        places = places.replace(" and ", f" {self.forms.list_and} ")
        return places.replace(" to ", f" {self.forms.list_to} ")


def tied(citation: str) -> str:
    """No line break between a sign and its number."""
    return TIED.sub(lambda found: found[0][:-1] + SOLID, citation)
