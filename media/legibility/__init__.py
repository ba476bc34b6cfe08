"""What an author should know before publishing: the same computation that lays a board out, told in words."""

from media.legibility.documents import page_remarks
from media.legibility.flashes import flash_remarks
from media.legibility.pictures import picture_remarks
from media.legibility.remark import Remark, Severity
from media.legibility.review import remarks

__all__ = ["Remark", "Severity", "flash_remarks", "page_remarks", "picture_remarks", "remarks"]
