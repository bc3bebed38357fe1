"""Do these words hold a link, also one that is written so that a filter should miss it?

A company's name that looks like a host (McFIT.com) is none: a link has a scheme, a `www.` or something behind the
host. What is written to hide (`hxxp`, `[.]`) is one even without that.
"""

import re
import unicodedata

# Letters of other scripts that a reader takes for Latin ones (Unicode TR 39 calls them confusable).
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕһкмтпгԁԛԝь"  # Cyrillic: the look-alikes themselves
    "АВЕКМНОРСТУХІЈЅ"  # Cyrillic
    "νορτικαυεχ"  # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",  # Greek
    "aeopcyxijshkmtnrdqwbABEKMHOPCTYXIJSvoptikauexABEZHIKMNOPTYX",
)
# Marks that read as a dot or a slash and stay so in NFKC.
MARKS = str.maketrans("。․۔܁⁄∕⧸╱", "....////")
# Written for a dot by those who hide it; nobody writes a sentence like this.
HIDDEN_DOT = re.compile(r"(?i)\s*[\[({<]\s*(?:\.|dot|punkt|punto|point)\s*[\])}>]\s*")
SPOKEN_DOT = re.compile(r"(?i)(?<=\w)\s+dot\s+(?=(?:com|net|org|info|biz|xyz|io)\b)")

# Country codes have two letters; of the longer ones those that are in common use. A list, since "inkl.MwSt/Monat"
# is none.
LONG_ENDINGS = (
    "com|net|org|info|biz|xyz|top|app|dev|shop|store|online|site|website|club|live|life|link|click|page|pro|name|"
    "mobi|tech|cloud|space|blog|news|icu|vip|work|world|today|email|digital|agency|group|fun|win|bid|loan|"
    "casino|bet|gov|edu|int|mil|eus|cat|berlin|hamburg|koeln|paris|london|nyc|zip|mov|xn--[a-z0-9-]{2,59}"
)
ENDING = rf"(?:{LONG_ENDINGS}|[a-z]{{2}})"
# The part before the ending has a letter: "9.99/month" and "3.com/month" are prices.
LABEL = r"(?=[\w-]*[^\W\d])[\w-]+"
HOST = rf"(?<![\w@.])(?:[\w-]+\.)*{LABEL}\.{ENDING}"
LINK = re.compile(
    rf"""(?ix)
    \b(?:h[tx]{{2}}ps?|ftps?|sftp)\s*:\s*(?:/|\\)       # a scheme, also hxxp and with gaps
  | \b(?:h[tx]{{2}}ps?|mailto|javascript|ipfs|magnet):\S
  | \bmailto\s*:\s*\S+@
  | \bwww\d?\s*\.\s*\w
  | {HOST}(?:[/\\]|:\d{{2,5}}\b|[?]\w+=|\#\w)           # something behind the host
  | \b{LABEL}\s+\.\s*{ENDING}\s*[/\\]                   # gaps before the dot
  | (?<![\w.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?::\d{{2,5}})?/   # a bare IP address with a path
  | <\s*a\s | \bhref\s*= | \]\(\s*\S+\.\S+\)            # markup
    """
)
HIDDEN_HOST = re.compile(rf"(?i){HOST}\b")


def has_link(text: str) -> bool:
    """True for what a mail program would make clickable, or what was hidden from a filter."""
    plain = seen(text)
    bare = SPOKEN_DOT.sub(".", HIDDEN_DOT.sub(".", plain))
    return bool(LINK.search(bare)) or (bare != plain and bool(HIDDEN_HOST.search(bare)))


def seen(text: str) -> str:
    """The text as an eye reads it: one form of each letter, no letters without width."""
    folded = unicodedata.normalize("NFKC", text).translate(MARKS)
    visible = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return visible.translate(LOOK_ALIKES)
