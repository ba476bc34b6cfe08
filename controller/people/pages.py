"""All pages of people: signing in, one's own account, and looking after others."""

from __future__ import annotations

from fastapi import APIRouter

from controller.people import account_pages, people_pages, sign_in_pages

router = APIRouter()
for part in (sign_in_pages, account_pages, people_pages):
    router.include_router(part.router)
