"""Who documents speak of."""

from __future__ import annotations

PEOPLE = {
    "CBCC": "cán bộ, công chức",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "CBGV": "cán bộ, giáo viên",
    "CCB": "cựu chiến binh",
    "CCCD": "căn cước công dân",
    "CMND": "chứng minh nhân dân",
    "CNVC": "công nhân, viên chức",
    "DTTS": "dân tộc thiểu số",
    "GVCN": "giáo viên chủ nhiệm",
    "HSSV": "học sinh, sinh viên",
    "KTV": "kỹ thuật viên",
    "NCT": "người cao tuổi",
    "ND": "nông dân",
    "NKT": "người khuyết tật",
    "NLĐ": "người lao động",
    "TNXP": "thanh niên xung phong",
    "ĐVTN": "đoàn viên, thanh niên",
}
