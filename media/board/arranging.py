"""Templates made into zones, in pixels of one board."""

from __future__ import annotations

from media.board.aside import aside_zone, split
from media.board.bars import Bars, keeps_half
from media.board.look import Look
from media.board.template_contents import Contents, Qr, check_contents
from media.board.templates import Template, template_named
from protocol.layouts import Arrangement, HeaderZone, MainZone, TickerZone, Zone


def standard_arrangement(look: Look) -> Arrangement:
    """Header, main zone and ticker where the look has them, to the pixel."""
    header, main, ticker = look.header, look.main, look.ticker
    zones: tuple[Zone, ...] = (
        HeaderZone(name="header", **header._asdict()),
        MainZone(name="main", **main._asdict()),
        TickerZone(name="ticker", **ticker._asdict()),
    )
    return Arrangement(width_px=look.size[0], height_px=look.size[1], zones=zones)


def arranged(
    look: Look,
    template_name: str,
    *,
    side_playlist_id: str | None = None,
    qr: Qr | None = None,
    ticker_languages: tuple[str, ...] = (),
) -> Arrangement:
    """The template worked out for a board of at least 64 by 64; edges between zones are on even pixels, for clips.

    ``qr`` is payload and caption. Of two tickers the first has the first of ``ticker_languages``, the second the rest.
    Raises NotFound for an unknown template, InvalidInput where it needs a playlist, a QR code or two languages.
    """
    template = template_named(template_name)
    contents = Contents(side_playlist_id, qr, ticker_languages)
    check_contents({template.aside.kind} if template.aside else (), template.tickers, contents)
    bars = _bars(look, template)
    zones = (*_header(bars), *_middle(look, bars, template, contents), *_tickers(bars, contents.languages))
    return Arrangement(width_px=look.size[0], height_px=look.size[1], zones=zones)


def _bars(look: Look, template: Template) -> Bars:
    """With one ticker where a second would take too much of the main zone."""
    bars = Bars.of(look, has_header=template.header, tickers=template.tickers)
    return bars if keeps_half(look, bars.middle) else Bars.of(look, has_header=template.header, tickers=1)


def _header(bars: Bars) -> tuple[Zone, ...]:
    return (HeaderZone(name="header", **bars.header._asdict()),) if bars.header else ()


def _middle(look: Look, bars: Bars, template: Template, contents: Contents) -> tuple[Zone, ...]:
    parts = split(look, bars.middle, template.aside, contents) if template.aside else None
    if template.aside is None or parts is None:
        return (MainZone(name="main", **bars.middle._asdict()),)
    main, aside = parts
    return MainZone(name="main", **main._asdict()), aside_zone(template.aside.kind, aside, contents)


def _tickers(bars: Bars, languages: tuple[str, ...]) -> tuple[Zone, ...]:
    if len(bars.tickers) == 1:
        return (TickerZone(name="ticker", languages=languages, **bars.tickers[0]._asdict()),)
    upper, lower = bars.tickers
    return (
        TickerZone(name="ticker", languages=languages[:1], **upper._asdict()),
        TickerZone(name="ticker-2", languages=languages[1:], **lower._asdict()),
    )
