"""Whom to believe on the other end of a TLS connection, and how to come back to it cheaply."""

from __future__ import annotations

import ssl
from socket import socket
from typing import Any

from protocol.errors import InvalidInput
from protocol.words import Words


def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """A client context that trusts only the authority in ``ca_file``; the system's when none is given.

    Raises :class:`InvalidInput` for a file that is missing or holds no certificate.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise _unusable(ca_file, error) from error


def _unusable(ca_file: str | None, error: OSError) -> InvalidInput:
    why = error.strerror or str(error)
    return InvalidInput(
        Words(f"Không dùng được chứng chỉ {ca_file}: {why}.", f"The certificate {ca_file} can't be used: {why}."),
        Words("Kiểm tra controller.ca_file trong cấu hình.", "Check controller.ca_file in the configuration."),
    )


class ResumingContext(ssl.SSLContext):
    """A client context that offers the session of the last connection, which saves the broker a full handshake."""

    _session: ssl.SSLSession | None = None
    _latest: ssl.SSLSocket | None = None

    @classmethod
    def trusting(cls, ca_pem: str | None) -> ResumingContext:
        """Trusts only the authority given as PEM; the system's when none is given."""
        context = cls(ssl.PROTOCOL_TLS_CLIENT)
        if ca_pem is None:
            context.load_default_certs()
        else:
            context.load_verify_locations(cadata=ca_pem)
        return context

    def remember(self, connection: object) -> None:
        """Offer the session of ``connection`` next time. With TLS 1.3 it has one only after its first answer."""
        if isinstance(connection, ssl.SSLSocket) and connection.session is not None:
            self._session = connection.session

    def abandon(self) -> None:
        """Close the latest connection: paho leaves one whose handshake failed to the garbage collector."""
        if self._latest is not None:
            self._latest.close()

    def wrap_socket(self, sock: socket, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        """As the base class does, offering the remembered session."""
        self._latest = super().wrap_socket(sock, *args, **{"session": self._session, **kwargs})
        return self._latest
