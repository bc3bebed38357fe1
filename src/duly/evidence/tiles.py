"""Where do the hashes of a log lie? In tiles of up to 256, static files as C2SP tlog-tiles names them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from duly.evidence.log import EMPTY_ROOT, HASH_BYTES, node_hash

WIDTH, HEIGHT = 256, 8

ReadFile = Callable[[str], bytes | None]
"""Gives a file of the log by its path (`tile/0/000.p/5`), None when there is none."""


class MissingTile(LookupError):
    """A tile that is needed is not there; the message is its path."""


def tile_path(level: int | str, index: int, *, width: int = WIDTH) -> str:
    """`tile/0/x001/x234/067`, and `….p/5` for a partial one; level `entries` holds the leaves themselves."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def tile_widths(size: int) -> list[int]:
    """How many full hashes each level holds in a tree of `size` leaves, lowest level first."""
    widths = []
    while size:
        widths.append(size)
        size //= WIDTH
    return widths


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A log of `size` leaves, read through `read`; what was read is kept, so use one Tree for a whole batch."""

    size: int
    read: ReadFile
    known: dict[tuple[int, int], list[list[bytes]]] = field(default_factory=dict)

    def root(self) -> bytes:
        """Raises MissingTile."""
        return self.range_hash(0, self.size) if self.size else EMPTY_ROOT

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """RFC 6962 section 2.1.1, from the sibling up; raises MissingTile, IndexError."""
        if not 0 <= index < self.size:
            raise IndexError(f"the log has {self.size} leaves, none at {index}")
        path, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self.range_hash(middle, end))
                end = middle
            else:
                path.append(self.range_hash(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, earlier: int) -> tuple[bytes, ...]:
        """RFC 6962 section 2.1.2, from the tree of `earlier` leaves to this one; raises MissingTile, IndexError."""
        if not 0 < earlier <= self.size:
            raise IndexError(f"the log has {self.size} leaves, not {earlier}")
        path, start, end, whole = [], 0, self.size, True
        while earlier != end:
            middle = start + _split(end - start)
            if earlier <= middle:
                path.append(self.range_hash(middle, end))
                end = middle
            else:
                path.append(self.range_hash(start, middle))
                start, whole = middle, False
        if not whole:
            path.append(self.range_hash(start, end))
        return tuple(reversed(path))

    def range_hash(self, start: int, end: int) -> bytes:
        """The hash over leaves `start` to `end` (excluded), where `start` is a multiple of the subtree's size."""
        count = end - start
        if count & (count - 1) == 0:
            return self._node(count.bit_length() - 1, start // count)
        middle = start + _split(count)
        return node_hash(self.range_hash(start, middle), self.range_hash(middle, end))

    def _node(self, level: int, index: int) -> bytes:
        tile_level, inner = divmod(level, HEIGHT)
        tile, place = divmod(index << inner, WIDTH)
        return self.hashes(tile_level, tile)[inner][place >> inner]

    def hashes(self, level: int, index: int) -> list[list[bytes]]:
        """A tile's hashes and the complete subtrees above them, lowest first."""
        if (level, index) not in self.known:
            self.known[level, index] = subtrees(self._read_tile(level, index))
        return self.known[level, index]

    def _read_tile(self, level: int, index: int) -> list[bytes]:
        width = min(tile_widths(self.size)[level] - index * WIDTH, WIDTH)
        names = [tile_path(level, index, width=width), tile_path(level, index)]
        found = next(filter(None, map(self.read, names)), None)
        if found is None or len(found) < width * HASH_BYTES or width <= 0:
            raise MissingTile(names[0])
        return split_hashes(found[: width * HASH_BYTES])


def split_hashes(raw: bytes) -> list[bytes]:
    return [raw[i : i + HASH_BYTES] for i in range(0, len(raw), HASH_BYTES)]


def subtrees(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """`hashes`, then the nodes over each complete pair, and so on up to the tile's own root."""
    levels = [list(hashes)]
    for _ in range(HEIGHT):
        below = levels[-1]
        levels.append(
            [node_hash(*below[i : i + 2]) for i in range(0, len(below) - 1, 2)]
        )
    return levels


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def edge_paths(size: int, *, whole_up_to: int) -> tuple[str, ...]:
    """The tiles from which the root of a log of `size` can be computed: its right edge, or all tiles of a small log."""
    paths = []
    for level, width in enumerate(tile_widths(size)):
        full, rest = divmod(width, WIDTH)
        first = 0 if size <= whole_up_to else full
        paths += [tile_path(level, index) for index in range(first, full)]
        if rest:
            paths.append(tile_path(level, full, width=rest))
    return tuple(paths)


def joined(*sources: Mapping[str, bytes]) -> ReadFile:
    """Reads from the first of several sets of files that has the path, also from a longer partial of the same tile."""

    def read(path: str) -> bytes | None:
        tile, _, width = path.partition(".p/")
        for source in sources:
            for name, content in source.items():
                other, _, other_width = name.partition(".p/")
                wide = int(other_width or WIDTH) >= int(width or WIDTH)
                if other == tile and wide:
                    return content
        return None

    return read
