"""Signing in at a provider in a real browser: across two sites, with the content policy and the cookies as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.controller.oidc.beside import Panel, panel_beside
from tests.controller.web.running import PASSWORD
from tests.servers.openid import running_openid


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    folder = tmp_path_factory.mktemp("provider")
    with running_openid(folder) as provider, panel_beside(provider, folder) as panel:
        yield panel


def signed_in_there(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name="Cổng chung")).to_be_visible()
    page.get_by_label("Tên").fill(name)
    page.get_by_role("button", name="Cho vào").click()


def test_linked_by_oneself_then_by_the_button_alone(page: Page, beside: Panel) -> None:
    url = beside.running.url
    page.goto(f"{url}/login")
    page.fill("#login", "editor")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/account")
    page.get_by_role("link", name="Gắn với Cổng chung").click()
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.get_by_role("link", name="Đến Cổng chung").click()
    signed_in_there(page, "lan")
    page.wait_for_url(f"{url}/account#identities")
    expect(page.locator("#identities")).to_contain_text("id-of-lan")
    page.get_by_role("button", name="Đăng xuất khỏi mọi nơi").click()

    page.get_by_role("link", name="Đăng nhập bằng Cổng chung").click()
    signed_in_there(page, "lan")
    page.wait_for_url(f"{url}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    page.goto(f"{url}/account")
    expect(page.get_by_text("qua Cổng chung")).to_be_visible()


def test_a_stranger_reads_what_to_do_on_a_phone(page: Page, beside: Panel) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{beside.running.url}/login")
    page.get_by_role("link", name="Đăng nhập bằng Cổng chung").click()
    signed_in_there(page, "khach")
    expect(page.get_by_role("alert")).to_contain_text("id-of-khach")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator("#login")).to_be_visible()
