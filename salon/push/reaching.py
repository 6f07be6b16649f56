"""Connections to push services. Their addresses come from browsers, so nothing of our own may be reached by them."""

import ipaddress
import socket
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

TIMEOUT = urllib3.Timeout(connect=3, read=5)
LONGEST = 1000  # characters of an address


class NotAllowed(OSError):
    """The address leads to no place on the internet."""


def is_endpoint(url: str) -> bool:
    """Whether a browser may give this address: https, the usual port, the name of a host."""
    if settings.PUSH_TO_LOOPBACK:
        return len(url) <= LONGEST
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    return plain and url.isascii() and len(url) <= LONGEST and "." in host and not _is_number(host)


def post(url: str, body: bytes, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
    """One POST without redirects; the answer is not read. Raises NotAllowed, other OSErrors, urllib3's errors."""
    try:
        response = _pools.urlopen(
            "POST",
            url,
            body=body,
            headers=headers,
            timeout=TIMEOUT,
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except urllib3.exceptions.ProtocolError as error:
        if refused := [reason for reason in error.args if isinstance(reason, NotAllowed)]:
            raise refused[0] from error
        raise
    response.close()
    return response


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdigit()
    return True


def _connect(host: str, port: int, timeout: float) -> socket.socket:
    """The name is looked up once, and what was looked at is what is connected to."""
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(place[0])
        if (address.is_global and not address.is_multicast) or (settings.PUSH_TO_LOOPBACK and address.is_loopback):
            return socket.create_connection((str(place[0]), port), timeout)
    raise NotAllowed("no public address")


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port, 3)


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port or 443, 3)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


_pools = urllib3.PoolManager(num_pools=4, maxsize=1)
_pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
