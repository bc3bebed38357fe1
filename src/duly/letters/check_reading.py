"""A letter made ready for looking things up: one line-wrapped, curly-quoted text becomes one plain string."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "ß": "ss",
        "ẞ": "SS",
        "ø": "o",
        "Ø": "O",
        "æ": "ae",
        "œ": "oe",
        "Œ": "OE",
        "ł": "l",
        "Ł": "L",
    }
)
QUOTED = re.compile(r"^[ \t>|*•-]+(?=\S)")  # mail quotes and list marks before a line
SPACES = re.compile(r"\s+")
# A word cut at the end of a line: "Consu-" + "mer"; "L. 215-" + "1" keeps its hyphen.
CUT_WORD = re.compile(r"[a-z]{2}-$")
ABBREVIATED = re.compile(
    r"(?:\b(?:art|arts|artt|abs|nr|no|nos|sec|ss|s|reg|regs|para|pt|sch|cap|ch|c|l|d|r|u|f|st|lit|ziff|bzw|"
    r"gem|ggf|vgl|bus|prof|gen|stat|rev|cal|conso|ass|civ|lgs|dir|d\.?lgs|inc|ltd|co|mr|mrs|ms|dr|sr|sra|dna|m|mme|"
    r"p|b|z|a|h|i|e|g|n|v|x|y|tel|vs)|\b\d{1,2})\.$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`text` keeps capitals, `small` is the same in small letters; both without accents, one space between
    words and `\\n` between paragraphs. `paragraphs` and `lines` are as written."""

    text: str
    small: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    lines: tuple[str, ...]
    paragraphs: tuple[tuple[int, str], ...]
    stops: tuple[int, ...]

    def where(self, position: int) -> str:
        """`line 12` of the text as written, for a position in `text`."""
        found = bisect_right(self.starts, position) - 1
        return f"line {self.numbers[max(found, 0)]}"

    def quoted(self, start: int, end: int) -> str:
        """A span as the writer wrote it, accents and all: whole words, without the signs around them."""
        span = self.text[start:end].strip()
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(end - 1, start))
        lines = [self.lines[n - 1] for n in self.numbers[max(first, 0) : last]]
        words = [word for line in lines for word in line.split()]
        plain = [fold(word) for word in words]
        for length in range(1, len(span.split()) + 2):
            for at in range(len(words) - length + 1):
                if span in " ".join(plain[at : at + length]):
                    found = " ".join(words[at : at + length])
                    return found.strip(" ,.;:!?()[]\"'“”„«»‚‘’")
        return span

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a span, in small letters."""
        first = bisect_right(self.stops, start) - 1
        last = bisect_right(self.stops, max(end - 1, start))
        begin = self.stops[first] if first >= 0 else 0
        finish = self.stops[last] if last < len(self.stops) else len(self.small)
        return self.small[begin:finish]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its position, in small letters."""
        begin = 0
        for stop in (*self.stops, len(self.small)):
            if self.small[begin:stop].strip():
                yield begin, self.small[begin:stop]
            begin = stop


def read_letter(text: str) -> Reading:
    """Prepare the text of any letter; the work is linear in its length."""
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    pieces: list[str] = []
    starts: list[int] = []
    numbers: list[int] = []
    length = 0
    gap = ""
    for number, line in enumerate(lines, start=1):
        bare = fold(QUOTED.sub("", line))
        if not bare:
            gap = "\n" if pieces else ""
            continue
        if gap == " " and CUT_WORD.search(pieces[-1]) and bare[0].islower():
            pieces[-1] = pieces[-1][:-1]
            length -= 1
            gap = ""
        pieces += [gap, bare]
        starts.append(length + len(gap))
        numbers.append(number)
        length += len(gap) + len(bare)
        gap = " "
    whole = "".join(pieces)
    return Reading(
        text=whole,
        small=lowered(whole),
        starts=tuple(starts) or (0,),
        numbers=tuple(numbers) or (1,),
        lines=lines,
        paragraphs=tuple(read_paragraphs(lines)),
        stops=tuple(sentence_stops(whole)),
    )


def fold(line: str) -> str:
    """Without accents, with plain quotes, dashes and single spaces."""
    if line.isascii():
        return SPACES.sub(" ", line).strip()
    plain = unicodedata.normalize("NFKD", line.translate(PLAIN))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return SPACES.sub(" ", bare.translate(PLAIN)).strip()


def lowered(text: str) -> str:
    """Small letters, one for one, so that positions stay the same."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(
        letter.lower() if len(letter.lower()) == 1 else letter for letter in text
    )


def read_paragraphs(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Runs of lines without a blank line between, with the number of their first line."""
    first, run = 1, list[str]()
    for number, line in enumerate((*lines, ""), start=1):
        if line.strip():
            if not run:
                first = number
            run.append(line)
        elif run:
            yield first, "\n".join(run)
            run = []


def sentence_stops(text: str) -> Iterator[int]:
    """Where sentences end; a full stop after `Art`, `Sec` or a number is none."""
    for match in SENTENCE_END.finditer(text):
        end = match.end()
        short = text[match.start()] == "." and ABBREVIATED.search(
            text, max(0, end - 12), end
        )
        # "I also request that you:" and the list after it are one sentence.
        opens_list = text[match.start() - 1] == ":" and text[match.start()] == "\n"
        if not short and not opens_list:
            yield end
