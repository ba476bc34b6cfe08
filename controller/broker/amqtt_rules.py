"""Our logins and access list as plugins of amqtt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amqtt.contexts import Action
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from controller.broker.acl import Verb, allows
from controller.broker.passwd import fits, read_passwd


class Logins(BaseAuthPlugin):  # type: ignore[misc]  # amqtt is untyped
    """Lets in who is in the file of logins, under no client id but its own. The file is read at every login."""

    @dataclass
    class Config:
        """Keys of this plugin's section."""

        passwd_file: str
        controller: str

    async def authenticate(self, *, session: Session) -> bool | None:
        """Whether the session may begin. A will is a publication too, which amqtt itself does not check."""
        username, password = session.username, session.password
        if not username or password is None or session.client_id != username:
            return False
        logins = read_passwd(Path(self.config.passwd_file).read_text("utf-8"))
        if session.will_flag and not allows(username, self.config.controller, "write", session.will_topic or ""):
            return False
        return username in logins and fits(password, logins[username])


class Access(BaseTopicPlugin):  # type: ignore[misc]
    """Applies the access list to what is published, subscribed to and delivered."""

    @dataclass
    class Config:
        """Keys of this plugin's section."""

        controller: str

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool | None:
        """Whether the action is allowed."""
        if session is None or not session.username or topic is None:
            return False
        verb: Verb = "write" if action == Action.PUBLISH else "read"
        return allows(session.username, self.config.controller, verb, topic)
