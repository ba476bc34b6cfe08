"""The province: what every board should be, who may say so, and what the boards report back.

One folder a domain, the same file names in each: ``models`` (tables), ``schemas`` (what leaves by HTTP or ``--json``),
``service`` (takes a Session first, never commits), ``api`` and ``pages`` (HTTP), ``jobs`` (what runs by the clock).
"""
