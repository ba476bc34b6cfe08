"""A sound input is published from a phone, in a real Chromium."""

import re

from playwright.sync_api import expect

import firmware_profiles
from firmware_profiles import read_profile
from tests.controller.web.running import COMMUNE

STUDIO = b"""
[sound.inputs]
phong-thu = "hw:CARD=Mixer"
"""


def open_form(enter, panel):
    page = enter("approver")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{panel.url}/bulletins/new")
    page.get_by_role("link", name="Đường vào âm thanh của máy").click()
    page.get_by_label("Tên chương trình").fill("Phát thanh trực tiếp")
    page.get_by_label("Phát ở đơn vị").select_option(COMMUNE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    return page


def test_where_no_device_is_known_to_have_one_its_name_is_typed(enter, panel):
    page = open_form(enter, panel)
    page.get_by_label("Đường vào", exact=True).fill("hw:0")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_role("alert")).to_contain_text("không phải tên đường vào âm thanh")
    expect(page.get_by_label("Tên chương trình")).to_have_value("Phát thanh trực tiếp")
    page.get_by_label("Đường vào", exact=True).fill("hoi-truong")
    page.get_by_label("Phát mỗi lượt").fill("45")
    page.get_by_role("radio", name="Phát trực tiếp").check()
    page.get_by_role("button", name="Phát hành").press("Enter")
    page.wait_for_url(re.compile(r"/bulletins/line-in-\w+$"))
    expect(page.locator("main")).to_contain_text("hoi-truong")


def test_the_inputs_of_ones_devices_are_chosen_from(enter, panel, monkeypatch):
    load = firmware_profiles.load

    def with_input(name):
        loaded = load(name)
        if loaded.sound is None:
            return loaded
        toml = (firmware_profiles.loader._FOLDER / f"{name}.toml").read_bytes()
        return read_profile(toml + STUDIO, name)

    monkeypatch.setattr(firmware_profiles, "load", with_input)
    page = open_form(enter, panel)
    options = page.get_by_label("Đường vào", exact=True).locator("option")
    expect(options).to_have_text([re.compile(r"^phong-thu \(\d+ máy\)$"), re.compile("^Đường vào chính của máy")])
    page.get_by_label("Đường vào", exact=True).select_option("phong-thu")
    page.get_by_role("button", name="Phát hành").click()
    page.wait_for_url(re.compile(r"/bulletins/line-in-\w+$"))
    expect(page.locator("main")).to_contain_text("phong-thu")
