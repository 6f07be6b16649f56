"""SMTP as Django speaks it, with one addition: `before_the_dot` is called when the server has the whole text and only
the final dot is missing.

Until that dot the server must throw the mail away, so whatever breaks before it may be sent again. Committing
`sending` there, not before the conversation, leaves only the one wait for the server's last answer in doubt.
"""

import re
import smtplib
from collections.abc import Callable

from django.core.mail.backends.smtp import EmailBackend


class Conversation(smtplib.SMTP):
    before_the_dot: Callable[[], None] | None = None

    def data(self, msg):
        """As in smtplib, in two pieces."""
        self.putcmd("data")
        code, answer = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        text = msg.encode("ascii") if isinstance(msg, str) else msg
        text = re.sub(rb"\r\n|\r|\n", b"\r\n", text)
        text = re.sub(rb"(?m)^\.", b"..", text)
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        if self.before_the_dot is not None:
            try:
                self.before_the_dot()
            except BaseException:
                # A closed connection without a dot: the server forgets the mail
                self.close()
                raise
        self.send(b".\r\n")
        return self.getreply()


class EncryptedConversation(smtplib.SMTP_SSL):
    before_the_dot = None
    data = Conversation.data


class Backend(EmailBackend):
    """Set `before_the_dot` for the next mail; without it this is Django's own backend."""

    before_the_dot: Callable[[], None] | None = None

    @property
    def connection_class(self):
        return EncryptedConversation if self.use_ssl else Conversation

    def send_messages(self, email_messages):
        with self._lock:
            opened = self.open()
            if isinstance(self.connection, Conversation | EncryptedConversation):
                self.connection.before_the_dot = self.before_the_dot
            try:
                return super().send_messages(email_messages)
            finally:
                if opened:
                    self.close()
