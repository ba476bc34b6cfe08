"""What the codes of devices' faults mean to people. A code without words is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping

from protocol.words import Words

FAULTS: Mapping[str, Words] = {
    "sound-output-lost": Words("mất card âm thanh hoặc loa", "a sound card or loudspeaker is lost"),
    "sound-amplifier": Words("không đóng cắt được nguồn tăng âm", "the amplifier's power does not obey"),
    "sound-station-lost": Words("mất tín hiệu đài", "a station is not received"),
    "sound-station-back": Words("đã có lại tín hiệu đài", "a station is received again"),
    "sound-input-lost": Words("mất tín hiệu đường vào âm thanh", "nothing comes from a sound input"),
    "sound-input-back": Words("đã có lại tín hiệu đường vào âm thanh", "a sound input is back"),
    "sound-short": Words("bản ghi hết sớm, tệp có thể bị cắt cụt", "a recording ends early: its file may be truncated"),
    "sound-missing": Words("thiếu tệp âm thanh trên thẻ nhớ", "a sound is not on the disk"),
    "sound-decode": Words("không đọc được tệp âm thanh", "a sound can't be decoded"),
    "sound-no-voice": Words("máy không có giọng đọc thứ tiếng này", "it has no voice for the language"),
    "sound-broken-off": Words("âm thanh dừng giữa chừng", "a sound broke off"),
    "sound-starved": Words("máy quá bận, âm thanh bị ngắt một thoáng", "too busy: its sound broke off for a moment"),
    "screen-glyph": Words("phông chữ thiếu ký tự", "the font lacks a letter"),
    "screen-missing": Words("thiếu hình hoặc đoạn phim trên thẻ nhớ", "a picture or clip is not on the disk"),
    "screen-decode": Words("không đọc được hình hoặc đoạn phim", "a picture or clip can't be decoded"),
    "screen-unreadable": Words("không mở được nội dung", "an item can't be opened"),
    "screen-no-display": Words("không mở được màn hình", "the screen can't be opened"),
    "no-sound": Words("không mở được loa", "the loudspeaker can't be opened"),
    "fetch-network": Words("chưa tải được nội dung: mạng chập chờn", "content did not come: the network is down"),
    "fetch-http": Words("máy chủ không cho tải nội dung", "the server refused content"),
    "fetch-size": Words("nội dung tải về thiếu hoặc thừa", "content came too short or too long"),
    "fetch-hash": Words("nội dung tải về bị hỏng", "content came damaged"),
    "fetch-disk": Words("không ghi được nội dung vào thẻ nhớ", "content can't be written to the disk"),
    "fetch-disk-full": Words("thẻ nhớ đầy", "the disk is full"),
    "file-damaged": Words("một tệp trên thẻ nhớ bị hỏng, đang tải lại", "a file on the disk was damaged; fetched anew"),
    "disk-refuses": Words("thẻ nhớ không ghi được", "the disk can't be written"),
    "state-damaged": Words("thẻ nhớ từng bị hỏng, đã ghi lại từ đầu", "the disk was unreadable and begun anew"),
    "time-zone": Words("máy không biết múi giờ này", "it does not know this time zone"),
    "thread-died": Words("một phần của phần mềm đã dừng", "a part of the program died"),
    "dropped": Words("một tin nhắn lạ bị bỏ qua", "a strange message was ignored"),
}
REFUSED = Words("từ chối một chỉ dẫn không hợp lệ", "refused what it was told: it does not hold")


def fault_words(code: str, detail: str = "") -> Words:
    """A fault by its code, and what the device says of it."""
    known = REFUSED if code.startswith("refused-") else FAULTS.get(code)
    if known is None:
        return Words(detail or code, detail or code)
    said = f": {detail}" if detail else ""
    return Words(known.vi + said, known.en + said)
