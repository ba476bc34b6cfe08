from __future__ import annotations

from agent.player.evidence import AlertProgress, Lasting, Over, Told, Witnessing
from agent.player.ports import Event, Failed, Finished, Flawed, Mended, Output, Presented, Rendered, Rendering
from agent.player.showing import showing_of, subject_of
from protocol.ids import DurationMs, EpochMs
from protocol.programme_types import PlayAlert, PlayItem, Programme, ShowAlert, ShowItem, ShowSafe, Silence
from protocol.uplink import Evidence, Fault, PlayRecord, Showing
from tests.protocol.makers import alert, audio, bulletin, picture

FRAME = Evidence(frame_sha256="f" * 64)


def page(number: int, began_ms: int = 0) -> ShowItem:
    return ShowItem(bulletin("plan", 1_000, 1_000), "slot", number, EpochMs(began_ms))


def rendering(of: Presented, at_ms: int, output: Output = "screen") -> Rendering:
    return Rendering(output, of, EpochMs(at_ms))


def finished(of: Presented, at_ms: int, lasted_ms: int, cut_by: str = "", output: Output = "screen") -> Finished:
    return Finished(output, of, EpochMs(at_ms), DurationMs(lasted_ms), cut_by, FRAME)


def told(*events: Event) -> list[Told]:
    witnessing = Witnessing()
    return [one for event in events for one in witnessing.tell(event)]


def test_the_pages_of_one_showing_are_one_record() -> None:
    records = told(
        rendering(page(0), 0),
        finished(page(0), 1_000, 1_000),
        rendering(page(1, 1_000), 1_000),
        finished(page(1, 1_000), 2_000, 1_000),
        rendering(page(0, 2_000), 2_000),
    )
    assert records == [
        PlayRecord(item_id="plan", output="screen", began_ms=EpochMs(0), lasted_ms=2_000, evidence=FRAME)
    ]


def test_screen_and_speaker_have_records_of_their_own() -> None:
    shown, played = ShowItem(picture("p", 500), "s", 0, EpochMs(0)), PlayItem(audio("a", 700), "s", None, EpochMs(0))
    records = told(
        rendering(shown, 0),
        rendering(played, 0, "sound"),
        finished(shown, 500, 500),
        finished(played, 700, 700, output="sound"),
        rendering(ShowSafe(), 500),
        rendering(Silence("idle"), 700, "sound"),
    )
    assert [(one.item_id, one.output) for one in records if isinstance(one, PlayRecord)] == [
        ("p", "screen"),
        ("a", "sound"),
    ]


def test_what_went_on_under_another_has_a_record_of_its_own() -> None:
    music, said = (PlayItem(audio(name, 9_000), "s", None, EpochMs(0)) for name in ("music", "said"))
    records = told(
        rendering(music, 0, "sound"),
        rendering(said, 2_000, "sound"),
        finished(said, 5_000, 3_000, output="sound"),
        finished(music, 9_000, 9_000, output="sound"),
        rendering(Silence("idle"), 9_500, "sound"),
    )
    assert [(one.item_id, one.began_ms, one.lasted_ms) for one in records if isinstance(one, PlayRecord)] == [
        ("said", 2_000, 3_000),
        ("music", 0, 9_000),
    ]


def test_in_the_pauses_of_an_announcement_the_list_names_what_goes_on_underneath() -> None:
    under = PlayItem(audio("music", 9_000), "s", None, EpochMs(0))
    showing = showing_of(Programme(None, Silence("between items"), (), EpochMs(1), under=under))
    assert (showing.sound, showing.title) == ("audio music", "music")


def test_what_was_cut_says_by_what() -> None:
    (record,) = [
        one
        for one in told(
            rendering(page(0), 0),
            finished(page(0), 300, 300, "alert alert-1"),
            rendering(ShowAlert(alert(), 1, 1), 300),
        )
        if isinstance(one, PlayRecord)
    ]
    assert (record.lasted_ms, record.cut_by) == (300, "alert alert-1")


def test_an_alert_is_acknowledged_by_stage_with_its_evidence() -> None:
    show = ShowAlert(alert(), 1, 1)
    assert told(rendering(show, 5), Rendered("screen", show, EpochMs(9), FRAME)) == [
        AlertProgress("alert-1", "rendering", EpochMs(5)),
        AlertProgress("alert-1", "rendered", EpochMs(9), FRAME),
    ]


def test_an_alert_that_left_is_on_record_too() -> None:
    said = PlayAlert(alert(), 1, EpochMs(0))
    records = told(
        rendering(said, 0, "sound"),
        finished(said, 9_000, 9_000, output="sound"),
        rendering(Silence("between rounds"), 9_000, "sound"),
    )
    assert [one.item_id for one in records if isinstance(one, PlayRecord)] == ["alert-1"]


def test_a_failure_is_a_fault_with_its_subject() -> None:
    assert told(Failed("screen", page(0), EpochMs(3), "decode", "broken")) == [
        Fault(code="screen-decode", detail="plan broken", at_ms=EpochMs(3))
    ]


def test_showing_is_told_in_short_codes_and_a_title() -> None:
    programme = Programme(page(1), PlayAlert(alert(), 2, EpochMs(0)), (), EpochMs(9))
    assert showing_of(programme) == Showing(screen="bulletin plan 2/2", sound="alert alert-1 round 2", title="plan")
    only_sound = Programme(None, PlayItem(audio("a", 1), "s", None, EpochMs(0)), (), EpochMs(9))
    assert showing_of(only_sound) == Showing(sound="audio a", title="a")
    assert showing_of(Programme(ShowSafe(), Silence("idle"), (), EpochMs(9))) == Showing(screen="safe")
    assert showing_of(Programme(ShowAlert(alert(), 1, 1), None, (), EpochMs(9))).screen == "alert alert-1"


def test_everything_presented_has_a_subject() -> None:
    assert subject_of(page(0)) == ("item", "plan")
    assert subject_of(ShowAlert(alert(), 1, 1)) == ("alert", "alert-1")
    assert subject_of(ShowSafe()) == ("safe", "")
    assert subject_of(Silence("idle")) == ("silence", "")


def test_what_is_shown_with_a_flaw_is_a_fault_and_no_failure() -> None:
    flawed = Flawed("screen", ShowItem(picture("pic-1", 5_000), "sang", 0, EpochMs(5)), EpochMs(5), "glyph", "😀")
    assert list(Witnessing().tell(flawed)) == [Fault(code="screen-glyph", detail="pic-1 😀", at_ms=EpochMs(5))]


def test_a_flaw_that_lasts_is_over_when_it_is_mended() -> None:
    station = PlayItem(audio("dai", 700), "s", None, EpochMs(0))
    lost = Flawed("sound", station, EpochMs(5), "station-lost", "http://r: gone", lasts=True)
    back = Mended("sound", station, EpochMs(9), "station-lost", "station-back", "http://r")
    left = Mended("sound", station, EpochMs(9), "station-lost", "", "http://r")
    row = Fault(code="sound-station-lost", detail="dai http://r: gone", at_ms=EpochMs(5))
    news = Fault(code="sound-station-back", detail="dai http://r", at_ms=EpochMs(9))
    assert told(lost, back, left) == [
        Lasting("dai", row),
        Over("dai", "sound-station-lost", news),
        Over("dai", "sound-station-lost", None),
    ]
