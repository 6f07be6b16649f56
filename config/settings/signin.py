"""How people sign in, without a password, and how often may be tried what. Part of config/settings/base.py."""

import environ

env = environ.Env()

AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["members.signin.backend.Backend"]
AUTH_PASSWORD_VALIDATORS: list[dict] = []
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/salon/"
LOGOUT_REDIRECT_URL = "/signout/done/"
ACCOUNT_ADAPTER = "members.signin.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# An unknown address makes the same work as a known one, up to the background task, which then sends nothing
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "request_login_code": "members.signin.forms.RequestCode",
    "confirm_login_code": "members.signin.forms.ConfirmCode",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# Digits: quicker to type on a phone than letters, and eight of them are enough under these limits
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
SIGNIN_LINK_SECONDS = 60 * 60
# What these add up to: docs/operations.md
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,200/d/ip",
    # For one address, from one place: less than what all places have together
    "letter_from_here": "3/m/key,5/h/key,20/d/key",
    # For one address, from everywhere. Counted for as long as a link lives, so that whoever meets this limit because of
    # others has a mail with a link that still signs in
    "letter": f"10/{SIGNIN_LINK_SECONDS}s/key",
    # Codes tried for one address, from everywhere, wrong or right. Beyond it only the link signs in
    "code": "20/d/key",
    "wrong_code": "20/m/ip,200/d/ip",
    "wrong_link": "20/m/ip",
    # Who asks for a seat as a guest: a mail to an address that somebody typed
    "guest": "10/10m/ip,50/d/ip",
    "guest_letter": "5/d/key",
    "invite": "60/d/user",
    "change_address": "5/h/user",
}
# Whose address counts as the client's behind a proxy. Nobody's word is taken unless these are set.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.str("TRUSTED_CLIENT_IP_HEADER", default="") or None
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
SESSION_ENGINE = "members.signin.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
