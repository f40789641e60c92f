"""Over https: the certificate is of the name that was asked for, whatever number it has; also through a proxy."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from local_catalogue import LocalCatalogue, Said, local_catalogue

from editorial.fetching.fetch import Answer, Asking, NotFetched, fetch

NAME = "there.example"


def certificate(folder: Path) -> Path:
    """A certificate of this name with its key, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "there.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCatalogue]:
    """A server with a certificate that is trusted; every name stands for this machine."""
    file = certificate(tmp_path)
    with local_catalogue() as catalogue:
        own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own.load_cert_chain(file)
        catalogue.server.socket = own.wrap_socket(catalogue.server.socket, server_side=True)
        trusting = ssl.create_default_context(cafile=str(file))
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        resolve = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda _host, *rest, **more: resolve("127.0.0.1", *rest, **more)
        )
        catalogue.says["/"] = Said({"a": 1})
        yield catalogue


def got(port: int, name: str = NAME, **options: Any) -> Answer:
    return fetch(Asking(f"https://{name}:{port}/", inside={f"{name}:{port}"}, **options))


def test_the_certificate_is_of_the_name(there: LocalCatalogue) -> None:
    assert got(there.server.server_port).body == b'{"a": 1}'
    with pytest.raises(NotFetched, match="unreachable"):
        got(there.server.server_port, "elsewhere.example")


@pytest.mark.usefixtures("there")
def test_a_handshake_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(NotFetched, match="slow"):
            got(silent.getsockname()[1], seconds=0.4)
        assert time.monotonic() - began < 1.5


class Proxy:
    """Opens tunnels (RFC 9110, CONNECT) to this machine, whatever the name; `asked` are the names."""

    def __init__(self, consent: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> None:
        self.consent = consent
        self.asked: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):
            connection, _ = self.listening.accept()
            asked = connection.recv(1_000).decode()
            self.asked.append(asked.splitlines()[0])
            connection.sendall(self.consent)
            if b"200" not in self.consent:
                connection.close()
                return
            port = int(asked.split()[1].rpartition(":")[2])
            other = socket.create_connection(("127.0.0.1", port))
            threading.Thread(target=copy, args=(other, connection), daemon=True).start()
            copy(connection, other)


def copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(9_000):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("consent", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 403 No\r\n\r\n", b""])
def test_the_proxy_of_the_machine_is_asked(
    there: LocalCatalogue, monkeypatch: pytest.MonkeyPatch, consent: bytes
) -> None:
    proxy = Proxy(consent)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.listening.getsockname()[1]}")
    monkeypatch.setenv("no_proxy", "")
    asking = Asking(f"https://{NAME}:{there.server.server_port}/", inside=None, seconds=2)
    try:
        assert fetch(asking).body == b'{"a": 1}'
        assert b"200" in consent
    except NotFetched:
        assert b"200" not in consent
    assert proxy.asked == [f"CONNECT {NAME}:{there.server.server_port} HTTP/1.1"]
    proxy.listening.close()


def test_a_proxy_is_no_way_into_ones_own_network(
    there: LocalCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy()
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.listening.getsockname()[1]}")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(NotFetched, match="inside"):
        fetch(Asking(f"https://{NAME}:{there.server.server_port}/"))
    assert proxy.asked == []
    proxy.listening.close()
