"""What people call the tables, columns and deeds of the trail. A recorded table without a name here fails a test."""

from __future__ import annotations

from collections.abc import Mapping

from protocol.words import Words

KINDS: Mapping[str, Words] = {
    "alert": Words("Cảnh báo", "Alert"),
    "alert_target": Words("Nơi nhận cảnh báo", "Where an alert goes"),
    "alert_words": Words("Lời cảnh báo", "Words of an alert"),
    "api_token": Words("Mã cho phần mềm", "API token"),
    "claim_token": Words("Mã nhận thiết bị", "Device claim"),
    "content": Words("Bản tin", "Bulletin"),
    "content_recording": Words("Bản thu giọng người", "Recording of a bulletin"),
    "content_source": Words("Nguồn bản tin", "Source of a bulletin"),
    "content_translation": Words("Bản dịch", "Translation of a bulletin"),
    "device": Words("Thiết bị", "Device"),
    "epoch": Words("Thời kỳ dữ liệu", "Epoch"),
    "lexicon_entry": Words("Mục từ điển đọc", "Entry of the lexicon"),
    "login_session": Words("Phiên đăng nhập", "Session"),
    "recovery_code": Words("Mã dự phòng", "Recovery code"),
    "original": Words("Tệp gốc", "Original file"),
    "tuning": Words("Cài đặt phát", "Setting of devices"),
    "unit": Words("Đơn vị", "Unit"),
    "unit_event": Words("Thay đổi đơn vị", "Event of units"),
    "unit_merger": Words("Sáp nhập đơn vị", "Merger of units"),
    "user_account": Words("Người dùng", "Person"),
    "user_grant": Words("Quyền của người dùng", "Right of a person"),
}
DEEDS: Mapping[str, Words] = {
    "added": Words("Thêm", "Added"),
    "changed": Words("Sửa", "Changed"),
    "removed": Words("Xóa", "Removed"),
}
COLUMNS: Mapping[str, Words] = {
    "address": Words("Địa chỉ mạng", "Address"),
    "browser": Words("Trình duyệt", "Browser"),
    "awaits_code": Words("Chờ mã xác thực", "Waits for the code"),
    "began_at_ms": Words("Bắt đầu lúc", "Began"),
    "brightness_percent": Words("Độ sáng (%)", "Brightness (%)"),
    "code_sha256": Words("Mã một lần", "One-time code"),
    "disabled": Words("Ngừng sử dụng", "Disabled"),
    "event": Words("Sự kiện", "Event"),
    "expires_at_ms": Words("Hết hạn", "Expires"),
    "first_date": Words("Từ ngày", "From"),
    "full_name": Words("Họ và tên", "Full name"),
    "headline": Words("Tiêu đề", "Headline"),
    "last_date": Words("Đến ngày", "Until"),
    "layout": Words("Bố cục", "Layout"),
    "level": Words("Cấp độ", "Level"),
    "login": Words("Tên đăng nhập", "User name"),
    "must_change": Words("Phải đổi mật khẩu", "Must change the password"),
    "name": Words("Tên", "Name"),
    "owner": Words("Của đơn vị hoặc thiết bị", "Of the unit or device"),
    "parent_id": Words("Thuộc đơn vị", "Part of"),
    "password_hash": Words("Mật khẩu", "Password"),
    "role": Words("Vai trò", "Role"),
    "sent_at_ms": Words("Phát lúc", "Sent"),
    "slot_class": Words("Thứ tự phát", "Order"),
    "source": Words("Nguồn tin", "Source"),
    "state": Words("Tình trạng", "State"),
    "title": Words("Tiêu đề", "Title"),
    "unit_id": Words("Đơn vị", "Unit"),
    "user_id": Words("Người dùng", "Person"),
    "totp_secret": Words("Xác thực hai bước", "Second factor"),
    "valid_from": Words("Có từ", "Valid from"),
    "valid_to": Words("Đến hết", "Valid to"),
    "id": Words("Mã", "Id"),
    "kind": Words("Loại", "Kind"),
    "made_at_ms": Words("Tạo lúc", "Made"),
    "confirmed_by": Words("Người xác nhận", "Confirmed by"),
    "written": Words("Chữ viết", "Written"),
    "spoken": Words("Cách đọc", "Said as"),
    "text": Words("Lời", "Text"),
    "language": Words("Ngôn ngữ", "Language"),
    "written_by": Words("Người viết", "Written by"),
    "written_at_ms": Words("Viết lúc", "Written"),
    "lifted_by": Words("Người kết thúc", "Lifted by"),
    "ended_at_ms": Words("Kết thúc lúc", "Ended"),
    "code_expires_at_ms": Words("Mã một lần hết hạn", "One-time code runs out"),
    "profile": Words("Kiểu thiết bị", "Model"),
    "enrolled_at_ms": Words("Nhận lúc", "Enrolled"),
    "retired_at_ms": Words("Ngừng dùng lúc", "Retired"),
    "created_by": Words("Người tạo", "Made by"),
    "created_at_ms": Words("Tạo lúc", "Made"),
    "volume_percent": Words("Âm lượng (%)", "Volume (%)"),
}


def called(names: Mapping[str, Words], name: str) -> Words:
    """What people call it; its own name where nobody gave it another."""
    return names.get(name) or Words(name, name)
