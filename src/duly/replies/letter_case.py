"""A text in which case does not count: patterns without the engine's own flag for it, which makes it slow."""

# What the flag takes for an i or an s too, and what becomes two letters when it is lowered.
ODD = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})


def folded(text: str) -> str:
    """In lower case, every letter in its place."""
    return text.lower() if text.isascii() else text.translate(ODD).lower()
