# SPDX-License-Identifier: Apache-2.0
"""A mail server on loopback that keeps what it takes: aiosmtpd, told by lines of JSON what to do.

    python3 mailbox.py [--tls CERT KEY] [--auth USER PASSWORD]

The first line it prints is its port; then one line of JSON for each message. A line on its standard
input changes what it does from then on: {"next": ["451 busy", "550 no such person", "drop"]} answers
the next messages so, "drop" closing the connection in place of the answer, "hold" giving none until the other
side is gone, "latin1 550 …" sending bytes that are no UTF-8. Afterwards it takes everything. It counts those too, so that a test knows how often a message was tried.
"""
import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

HOLD_S = 3600

answers = []


def say(line):
    print(json.dumps(line), flush=True)


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        answer = answers.pop(0) if answers else "250 taken"
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "answer": answer,
            "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "source": base64.b64encode(envelope.content).decode(),
        })
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer == "hold":
            await asyncio.sleep(HOLD_S)
        if answer.startswith("latin1 "):
            return answer.removeprefix("latin1 ").encode("latin-1")
        return answer


async def listen_to_orders():
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        answers[:] = json.loads(line)["next"]
        say({"ready": True})


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--auth", nargs=2)
    given = parser.parse_args()
    options = {"decode_data": False, "enable_SMTPUTF8": True, "hostname": "mailbox.example"}
    if given.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*given.tls)
        options |= {"tls_context": context, "require_starttls": True}
    if given.auth:
        right = [part.encode() for part in given.auth]
        options |= {
            "authenticator": lambda server, session, envelope, mechanism, data: AuthResult(
                success=[data.login, data.password] == right, auth_data=data, handled=False
            ),
            "auth_required": True,
        }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeper(), **options), "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    await listen_to_orders()


asyncio.run(main())
