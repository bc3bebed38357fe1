"""With which type does the letter fit one page? A guess by counting, so that the layout measures once and not five times."""

from math import ceil

from duly.knowledge.profiles import Profile
from duly.letters.sheet import Sheet

# Size in points and space between paragraphs in em, the most generous first. Below 9.6 pt nobody reads with pleasure.
STEPS = (
    (10.75, 1.2),
    (10.75, 0.92),
    (10.4, 0.92),
    (10.0, 0.92),
    (9.6, 0.86),
    (9.6, 0.66),
)
SEVERAL_PAGES = (10.4, 0.92)
HOPE = (
    1.02  # the count is rough: a step that seems this little too tall is still measured
)
LAST_HOPE = 1.08  # and the smallest one rather than start a second page

POINT_MM = 25.4 / 72
CHARACTER_EM = 0.49  # mean width of Source Serif in running text, in five languages
LINE_EM, GAP_EM = 1.42, 0.42
CODE_MM = 20.0
SIGNATURES_MM = {"typed": 9.0, "drawn": 15.0, "none": 13.0}


def steps(sheet: Sheet, profile: Profile) -> tuple[tuple[float, float], ...]:
    """The steps worth measuring; empty when the letter surely needs several pages."""
    room = room_mm(sheet, profile)
    found = [step for step in STEPS if height_mm(sheet, profile, step) <= room * HOPE]
    last = STEPS[-1]
    if not found and height_mm(sheet, profile, last) <= room * LAST_HOPE:
        return (last,)
    return tuple(found)


def room_mm(sheet: Sheet, profile: Profile) -> float:
    places = profile.places
    foot = CODE_MM if sheet.code_lines else 0.0
    return profile.height - places.body_top - places.bottom - foot


def height_mm(sheet: Sheet, profile: Profile, step: tuple[float, float]) -> float:
    """From the references to the name below the signature."""
    size = step[0] * POINT_MM
    width = profile.width - profile.places.left - profile.places.right
    a_line = width / (size * CHARACTER_EM)
    texts = [sheet.salutation, *(line.text for line in sheet.lines), sheet.closing]
    counts = [ceil(len(text) / a_line) for text in texts]
    text = sum(count * LINE_EM - GAP_EM for count in counts) + len(counts) * step[1]
    head = (
        len(sheet.references) + bool(sheet.note) + 2 * (profile.places.address is None)
    )
    name = ceil(len(sheet.name.text) / a_line) * LINE_EM
    return (
        (text + name) * size + head * 4.4 + 14.5 + SIGNATURES_MM[sheet.signature_kind]
    )
