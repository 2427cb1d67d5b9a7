"""A mailbox on a real IMAP server of this machine, with TLS in front of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
import imaplib
from pathlib import Path
import ssl
import sys
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .process import LOOPBACK, free_port

USER: Final = "anna"
PASSWORD: Final = "password"  # noqa: S105 # of a mailbox that lives for one test
_SERVER: Final = "from pymap.main import main; main()"
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mails arrive; the port speaks TLS."""

    port: int
    plain_port: int

    async def receive(self, sender: str, subject: str, text: str) -> None:
        """Have a mail arrive."""
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = "anna@example.org"
        mail["Subject"] = subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = make_msgid(domain="example.org")
        mail.set_content(text)
        await asyncio.to_thread(self._append, mail.as_bytes())

    def _append(self, mail: bytes) -> None:
        with imaplib.IMAP4(LOOPBACK, self.plain_port) as client:
            client.login(USER, PASSWORD)
            client.append("INBOX", "", "", mail)


@asynccontextmanager
async def mailbox(folder: Path) -> AsyncGenerator[Mailbox]:
    """Run a server with an empty mailbox; the folder takes its certificate."""
    plain = free_port()
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _SERVER, "--host", LOOPBACK, "--port", str(plain)),
        *("--no-tls", "--no-service", "managesieve", "--no-service", "admin"),
        *("dict", "--demo-user", USER, "--demo-password", PASSWORD),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _until_open(plain)
        context = await asyncio.to_thread(_context, folder)
        front = await asyncio.start_server(
            lambda reader, writer: _forward(reader, writer, plain),
            LOOPBACK,
            0,
            ssl=context,
        )
        async with front:
            port: int = front.sockets[0].getsockname()[1]
            try:
                yield Mailbox(port, plain)
            finally:
                front.close_clients()
    finally:
        with suppress(ProcessLookupError):
            server.terminate()
        await server.wait()


async def _until_open(port: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection(LOOPBACK, port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return


async def _forward(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int
) -> None:
    """Hand on what comes in by TLS, and what is answered."""
    behind_reader, behind_writer = await asyncio.open_connection(LOOPBACK, port)
    async with asyncio.TaskGroup() as group:
        group.create_task(_copy(reader, behind_writer))
        group.create_task(_copy(behind_reader, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def _context(folder: Path) -> ssl.SSLContext:
    """Return what a server with a certificate of its own needs."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOOPBACK)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "mailbox.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
