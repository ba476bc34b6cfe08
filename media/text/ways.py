"""The ways a bulletin may be arranged, and which of them is taken.

As written: title, source, blocks. Where the first page would say no more than title and source, the title is set
smaller, down to the size of the text; if that is not enough the source is put behind the blocks; if that is not enough
the first block is torn, or its code made as small as a telephone reads. A bulletin of few words with one code may have
it stand beside all of them. Of these the way is taken whose first page says more than title and source, then the one
with the fewest pages, then with the largest code.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

from media.bulletin.model import Bulletin
from media.text.beside import beside_code
from media.text.blocks import Order, bulletin_flow, head_flow
from media.text.pages import cut
from media.text.shape import PageShape, with_smaller_titles
from media.text.way import Way

_WHOLE = (Order(), Order(source_last=True))
_TORN = (Order(head_tied=True), Order(source_last=True, head_tied=True))


def best_way(bulletin: Bulletin, shape: PageShape) -> Way:
    """How ``bulletin`` is arranged on pages of ``shape``."""
    ways = list(_below_one_another(bulletin, shape))
    first = next((way for way in ways if not way.is_bare), ways[0])
    return min(filter(None, (first, beside_code(bulletin, shape))), key=Way.demerit)


def _below_one_another(bulletin: Bulletin, shape: PageShape) -> Iterator[Way]:
    """As written, and as long as that begins with a bare page the others."""
    columns = (shape.column, *with_smaller_titles(shape.column))
    for order, column in chain(product(_WHOLE, columns), product(_TORN, columns[-1:])):
        way = _way(bulletin, shape.with_column(column), order)
        yield way
        if not way.is_bare:
            return


def _way(bulletin: Bulletin, shape: PageShape, order: Order) -> Way:
    pages = tuple(cut(bulletin_flow(bulletin, shape, order), shape.first, shape.later)) or ((),)
    head = len(head_flow(bulletin, shape.column, order))
    return Way(shape, pages, is_bare=len(pages) > 1 and len(pages[0]) <= head)
