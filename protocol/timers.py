"""Every timer of the system in one place. Seconds unless the name says otherwise."""

from __future__ import annotations

HEARTBEAT_S = 60.0
HEARTBEAT_JITTER = 0.10
KEEPALIVE_S = 45
RECONNECT_FIRST_S = 1.0
RECONNECT_MOST_S = 60.0
LATE_AFTER_S = 90.0
OFFLINE_AFTER_S = 180.0
ALARM_GRACE_S = 5 * 60.0
AREA_OUTAGE_WINDOW_S = 5 * 60.0
AREA_OUTAGE_SHARE = 0.30
FLAPPING_WINDOW_S = 30 * 60.0
FLAPPING_TRANSITIONS = 4
REPLAN_S = 5 * 60.0
HTTPS_POLL_S = 30.0
CONTROLLER_STATE_S = 30.0
COMMAND_TTL_S = 60.0
INSIST_S = 15.0
"""How often the controller looks for documents that a device which is online does not confirm, and repeats them."""
INSIST_FOR_S = 5 * 60.0
"""How long after an alert began or ended it is repeated."""
ALERT_ROUNDS = 3
ALERT_ROUND_GAP_S = 4.0
ALERT_REMIND_S = 5 * 60.0
ALERT_TURN_S = 12.0
"""How long one of several active alerts keeps the screen before the next has its turn."""
DUCK_DB = 15.0
DUCK_DOWN_S = 0.5
DUCK_UP_S = 1.5
SPEECH_SERVICE_S = 3.0
"""How long a speech service on the internet may take for one phrase, whatever the link does."""
TRANSLATION_SERVICE_S = 20.0
"""How long a translation service may take for one line: a person waits, no alert does."""
SIGN_IN_PROVIDER_S = 5.0
"""How long an OpenID provider may take for one answer: a person waits before the sign-in page."""
SPEECH_SERVICE_REST_S = 5 * 60.0
"""How long it is left alone after it failed, so that a dead link costs its time limit once, not once a text."""
MEDIA_STORE_S = 30.0
"""How long an object store of media may stay silent."""
MEDIA_STORE_TRIES_S = 45.0
"""How long a request that fails for a moment is tried again."""
MEDIA_CLAIM_S = 60 * 60.0
"""How long what was put into the store is not removed though no row names it yet: rendering may take that long."""
MEDIA_COPY_REST_S = 60 * 60.0
"""How long a local copy of media that are kept elsewhere stays after it was asked for, whatever the bound on all."""
UPLOAD_KEPT_S = 24 * 60 * 60.0
"""How long a file that somebody brings in pieces is kept after its last piece."""
UPLOAD_SILENCE_S = 30.0
"""How long one piece may say nothing before its line counts as broken."""
MEDIA_UNUSED_S = 30 * 24 * 60 * 60.0
"""How long a file stays in the trash, and content that nothing needs stays in the store."""
