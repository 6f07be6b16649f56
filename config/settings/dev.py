"""What `make run` uses: embedded, mails in a folder, real error pages unless DEBUG=1 is asked for."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import DATA_DIR, HOST, PORT, SECRET_KEY, env

DEBUG = env.bool("DEBUG", default=False)


ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", HOST])

CSRF_TRUSTED_ORIGINS = [f"http://{name}:{PORT}" for name in dict.fromkeys(["127.0.0.1", "localhost", HOST])]

if not SECRET_KEY:
    # Kept beside the data, so that sessions and links outlive a restart
    _file = DATA_DIR / "secret_key"
    if not _file.exists():
        _file.touch(mode=0o600)
        _file.write_text(get_random_secret_key())
    SECRET_KEY = _file.read_text()

if not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "members.mail.folder.Backend"
MAIL_FOLDER = DATA_DIR / "mail"
# So that mails of `make run` can be answered: manage.py receive_mail --file answer.eml
REPLY_ADDRESS = env.str("REPLY_ADDRESS", default="reply@example.org")
