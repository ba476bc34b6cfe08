"""A simulator of one board's content: a world of manifests, a disk, a network that may fail, plans carried out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from agent.planner import Activate, Evict, Fetch, Have, Report, Wish, needs, plan
from protocol.manifest import AudioItem, Blob, BulletinItem, Item, Manifest, PageSet, PictureItem, Rendition, Speech
from protocol.programme_types import Board

SIZES = ((640, 384), (1920, 1080))
BOARDS = (
    Board(640, 384, has_sound=False),
    Board(1920, 1080, has_sound=True),
    Board(0, 0, has_sound=True, languages=("vi", "sti")),
)


def blob(number: int) -> Blob:
    sha256 = f"{number:064x}"
    return Blob(sha256=sha256, size_bytes=number + 1, media_type="x/y", url=f"/media/{sha256}")


BLOBS = st.integers(0, 12).map(blob)
SIZE = st.sampled_from(SIZES)
RENDITIONS = st.builds(lambda size, one: Rendition(width_px=size[0], height_px=size[1], blob=one), size=SIZE, one=BLOBS)
PAGES = st.builds(
    lambda size, one: PageSet(width_px=size[0], height_px=size[1], blob=one, durations_ms=(1_000,)),
    size=SIZE,
    one=BLOBS,
)
SPEECH = st.builds(
    lambda language, one: Speech(language=language, blob=one, duration_ms=1, voice="recording"),
    language=st.sampled_from(["vi", "sti", "km"]),
    one=BLOBS,
)
ITEMS: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        lambda renditions: PictureItem(id="p", title="p", duration_ms=1_000, renditions=tuple(renditions)),
        st.lists(RENDITIONS, max_size=3),
    ),
    st.builds(
        lambda pages, speech: BulletinItem(id="b", title="b", pages=tuple(pages), speech=tuple(speech)),
        st.lists(PAGES, max_size=3),
        st.lists(SPEECH, max_size=3),
    ),
    st.builds(lambda one: AudioItem(id="a", title="a", duration_ms=1, blob=one), BLOBS),
)
MANIFESTS = st.lists(ITEMS, max_size=4).map(lambda items: Manifest(unit_name="x", items=tuple(items)))
WORLDS = st.lists(MANIFESTS, min_size=1, max_size=4).map(
    lambda manifests: {blob(100 + place).sha256: manifest for place, manifest in enumerate(manifests)}
)


@dataclass
class Simulated:
    """One board: what is on its disk and what it plays. ``carry_out`` checks the invariants at every step."""

    world: dict[str, Manifest]
    board: Board
    have: Have = field(default_factory=lambda: Have(None))
    fetching: tuple[Blob, ...] = ()
    report: Report | None = None

    def wish(self, place: int | None, speech: tuple[Blob, ...] = ()) -> Wish:
        return Wish(blob(100 + place) if place is not None else None, speech)

    def carry_out(self, wish: Wish) -> int:
        """Plan once; the number of steps that change something."""
        steps = plan(wish, self.have, self.board)
        for step in steps:
            match step:
                case Fetch(blobs=blobs):
                    self.fetching = blobs
                case Activate(sha256=sha256):
                    self._require_whole(sha256)
                    self.have = replace(self.have, active=sha256)
                case Evict(hashes=hashes):
                    self._require_unneeded(set(hashes), wish)
                    self.have = replace(self.have, blobs=self.have.blobs - set(hashes))
                case Report():
                    self.report = step
        return sum(isinstance(step, Activate | Evict) for step in steps) + len(self.fetching)

    def receive(self, which: int) -> None:
        """One of the wished files arrives."""
        if self.fetching:
            arrived = self.fetching[which % len(self.fetching)].sha256
            read = {arrived: self.world[arrived]} if arrived in self.world else {}
            self.have = replace(self.have, blobs=self.have.blobs | {arrived}, manifests={**self.have.manifests, **read})

    def _require_whole(self, sha256: str | None) -> None:
        if sha256 is not None:
            assert sha256 in self.have.blobs
            assert {one.sha256 for one in needs(self.world[sha256], self.board)} <= self.have.blobs

    def _require_unneeded(self, hashes: set[str], wish: Wish) -> None:
        kept = {one.sha256 for one in wish.alert_speech}
        for sha256 in filter(None, (self.have.active, wish.manifest.sha256 if wish.manifest else None)):
            kept |= {sha256, *(one.sha256 for one in needs(self.world[sha256], self.board))}
        assert not hashes & kept
