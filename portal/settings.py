"""Settings, from the environment. Secure unless PORTAL_ENV says "demo" or "test".

PORTAL_ENV=demo   an invented demo on this machine: SQLite, demo accounts, no secrets
PORTAL_ENV=test   the tests
(nothing)         a live site: every secret must be given, and a missing one says so
"""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PORTAL_ENV = env.str("PORTAL_ENV", default="live")
if PORTAL_ENV not in {"live", "demo", "test"}:
    raise ImproperlyConfigured(
        f"PORTAL_ENV is {PORTAL_ENV!r}. Set it to demo for the demo, or leave it out for a live site."
    )
IS_LIVE = PORTAL_ENV == "live"
# The invented people of the demo may sign in only where this is true; `load_demo` refuses elsewhere.
DEMO_ACCOUNTS_ALLOWED = PORTAL_ENV in {"demo", "test"}

VAR_DIR = BASE_DIR / "var" / PORTAL_ENV


def required(name: str, what_for: str, *, relaxed: str) -> str:
    """A value that a live site must be given; the demo and the tests use `relaxed`."""
    if not IS_LIVE:
        return env.str(name, default=relaxed)
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is missing from the environment: {what_for}. "
            "To try the site with invented content instead, set PORTAL_ENV=demo."
        )
    return value


SECRET_KEY = required(
    "SECRET_KEY",
    "it signs the sessions of staff. Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
    relaxed="not-a-secret-this-is-the-demo-and-it-holds-only-invented-people",
)
# Former keys, so that after a change nobody is signed out and every second factor can still be checked.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Kept apart from SECRET_KEY: changing it makes every stored protected term unmatchable.
PROTECTED_TERMS_KEY = required(
    "PROTECTED_TERMS_KEY",
    "it keys the hashes of protected terms and must never be in the database. "
    "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))', and keep a copy safe",
    relaxed="demo-protected-terms-key",
)
# What is printed on sheets and behind their QR codes, so it must be the public address.
PUBLIC_ADDRESS = required(
    "PUBLIC_ADDRESS",
    "the address readers use, such as https://learning.example.org, printed on every sheet",
    relaxed="http://127.0.0.1:8000",
).rstrip("/")
ALLOWED_HOSTS = [
    host.strip()
    for host in required(
        "ALLOWED_HOSTS",
        "the host names this site answers to, with commas between them",
        relaxed="127.0.0.1,localhost,testserver",
    ).split(",")
]
DATABASE_URL = required(
    "DATABASE_URL",
    "the database, such as postgres://name:password@host/learning_zone",
    relaxed=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
)

SITE_NAME = env.str("SITE_NAME", default="Learning Zone")
DEBUG = False
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["portal.formats"]  # the clock of 24 hours in lists too
ROOT_URLCONF = "portal.urls"
STAFF_PREFIX = "/admin/"  # of every address of the staff site: sessions, sign-in and their cookies are for these only
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
APPEND_SLASH = True
# Nothing that a request says of itself may change an address that is printed, mailed or remembered: the site is
# always at the root of PUBLIC_ADDRESS, whatever SCRIPT_NAME or X-Forwarded-Host says (see also portal/web_server.py).
FORCE_SCRIPT_NAME = ""
USE_X_FORWARDED_HOST = USE_X_FORWARDED_PORT = False

# The subject, each building on those before it. The portal knows them by these names only.
OUR_APPS = ("people", "reviews", "briefings")
INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "people.apps.StaffSiteConfig",
    "people.apps.PeopleConfig",
    "reviews",
    "briefings",
    "markdownx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # The sign-in of staff. "allauth" itself is left out: it only brings templates, and every word here is ours.
    "people.apps.SignInConfig",
    "allauth.mfa",
    "allauth.usersessions",
]

# Sessions, sign-in and messages run for staff addresses only (see portal/requests/middleware.py): a public
# page sets no cookie and asks the database nothing about its reader.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.requests.middleware.RefuseControlCharactersMiddleware",
    "briefings.public.withheld.Withheld",
    "people.sign_in.middleware.StaffSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.sign_in.middleware.StaffAuthenticationMiddleware",
    "portal.requests.middleware.StaffMessageMiddleware",
    "portal.requests.uploads.BodyLimits",
    "people.sign_in.middleware.StaffAccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
        },
    }
]

DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Take the one write lock when a transaction starts, so that two officers wait, not fail.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        # What was withdrawn is overwritten in the file, not only unlinked. A row that is replaced was deleted first:
        # only with recursive_triggers does SQLite ask the trigger that refuses it.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
        "PRAGMA recursive_triggers=ON;",
    }
# What was withdrawn, for after a restore: apart from the database and its back-ups (briefings/withdrawal_list.py).
WITHDRAWALS_LIST = env.str("WITHDRAWALS_LIST", default="")
# Addresses to take away when the database cannot be written, one a line; on a file system of its own, such as /run.
WITHHELD_FILE = env.str("WITHHELD_FILE", default="")

# Opening a connection costs more than most pages do, on both databases.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Shared by all web processes: it counts attempts to sign in, previews and imports. The table is made by `migrate`.
# What the public gets is kept apart from it: in the memory of each process, or in a cache of its own, which is emptied
# whenever something is published or withdrawn (briefings/public/caching.py).
PUBLIC_CACHE_MIB = env.int("PUBLIC_CACHE_MIB", default=64)
CACHES = {
    "default": env.cache_url_config(
        env.str("CACHE_URL", default="dbcache://portal_cache?max_entries=100000" if IS_LIVE else "locmemcache://")
    ),
    "public": env.cache_url_config(env.str("PUBLIC_CACHE_URL", default=""))
    or {
        "BACKEND": "portal.caches.BoundedMemory",
        "LOCATION": "public",
        "OPTIONS": {"MAX_BYTES": PUBLIC_CACHE_MIB * 1024 * 1024},
    },
}

# As the National Cyber Security Centre advises: length, and none of the passwords that everybody tries; no rules
# about kinds of characters, and no date by which a password must be changed.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "people.sign_in.passwords.NotOurNames"},
]
if DEMO_ACCOUNTS_ALLOWED:
    # A live site does not know this hasher, so no password of the demo opens one (see people/sign_in/hashers.py).
    PASSWORD_HASHERS = ["people.sign_in.hashers.DemoPasswordHasher"]
# Messages name reviews, so they stay on the server: a cookie would carry them about.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# How staff sign in (people/sign_in/). A live site always asks for a second factor; a demo may, to try it.
SECOND_FACTOR_REQUIRED = IS_LIVE or env.bool("SECOND_FACTOR_REQUIRED", default=False)
AUTHENTICATION_BACKENDS = ["people.sign_in.backends.OneHashBackend"]
ACCOUNT_ADAPTER = "people.sign_in.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # nobody signs up; sign-in reads that there is a password
ACCOUNT_EMAIL_VERIFICATION = "none"  # invitations go to the address; a change is confirmed through the new one
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no e-mail to people who have no account here
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# How long somebody has shown who they are: after it, what changes an account, a role or what is public asks once more
# (people/sign_in/gate.py). Long enough to publish what waits in one go; short enough for a screen left open.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Django's own: allauth's writes rows while it checks a key, and so takes longer for a person than for nobody.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a path
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # a day: long enough for a slow mail server
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_LIVE else "http"
ACCOUNT_FORMS = {
    "login": "people.sign_in.forms.SignInForm",
    "change_password": "people.sign_in.forms.ChangePasswordForm",
    "set_password": "people.sign_in.forms.SetPasswordForm",
    "reset_password": "people.sign_in.forms.AskForResetForm",
    "reset_password_from_key": "people.sign_in.forms.NewPasswordForm",
    "user_token": "people.sign_in.forms.TokenOfEmail",
    "add_email": "people.sign_in.forms.ChangeEmailForm",
    "reauthenticate": "people.sign_in.forms.PasswordAgainForm",
}
# Each ends by itself. An account's own count is kept apart for browsers in which its owner has signed in before
# (people/sign_in/known_browsers.py), so that a stranger who guesses cannot keep the owner out.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "5/m/user",
}
# How many servers of our own stand in front and each add an address to X-Forwarded-For: the last is the reader's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1 if IS_LIVE else 0)
MFA_ADAPTER = "people.sign_in.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of telephones that are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_FORMS = {
    "authenticate": "people.sign_in.forms.CodeForm",
    "reauthenticate": "people.sign_in.forms.CodeAgainForm",
    "activate_totp": "people.sign_in.forms.SetUpAppForm",
    "add_webauthn": "people.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "people.sign_in.forms.RenamePasskeyForm",
    "authenticate_webauthn": "people.sign_in.forms.ShowPasskeyForm",
    "reauthenticate_webauthn": "people.sign_in.forms.ShowPasskeyAgainForm",
    "login_webauthn": "people.sign_in.forms.SignInWithPasskeyForm",
}

# A long report is one screen of several hundred parts, each with a dozen fields: Django's 1,000 would
# refuse it, and the officer's words with it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # of words: some 800,000
# The most that one request may bring along (portal/requests/uploads.py); more is refused before any of it is read.
MOST_FROM_A_STRANGER = (
    1024 * 1024
)  # a form of signing in is 1 KB; the words of the longest report, to be given back, 0.4 MB
MOST_FROM_STAFF = 512 * 1024 * 1024  # an import of 20 documents of 25 MB, on the way in one posting without script
MOST_OF_A_FILE = 32 * 1024 * 1024  # more than any screen takes, so that each can still say what is too large for it
# Files are counted apart from the fields, and without the first of these not at all.
FILE_UPLOAD_HANDLERS = [
    "portal.requests.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# All e-mail, Django's too, is written into the outbox. `manage.py send_mail` sends it, through this server.
EMAIL_BACKEND = "people.outbox.Backend"
_mail_server = environ.Env.email_url_config(
    required(
        "EMAIL_URL",
        "the mail server for invitations and passwords, such as smtp+tls://name:password@mail.example.org:587",
        relaxed="memorymail://" if PORTAL_ENV == "test" else "consolemail://",
    )
)
EMAIL_TRANSPORT = _mail_server.pop("EMAIL_BACKEND")
vars().update(_mail_server)
EMAIL_TIMEOUT = 20  # seconds, for each answer of the mail server
DEFAULT_FROM_EMAIL = required(
    "EMAIL_FROM",
    "whom e-mail comes from, such as Learning Zone <no-reply@learning.example.org>",
    relaxed="Learning Zone <no-reply@learning.example>",
)

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
if not IS_LIVE:  # nothing is collected there, and WhiteNoise warns when there is no such folder
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Web fonts are cut from their package at set-up (`manage.py make_fonts`) and never committed.
WEB_FONTS_DIR = BASE_DIR / "var" / "fonts"
WEB_FONTS_DIR.mkdir(parents=True, exist_ok=True)
PRINT_FONTS_DIR = BASE_DIR / "var" / "print-fonts"  # the only fonts a sheet can see, so it is the same anywhere
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", WEB_FONTS_DIR)]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
# Where several machines serve the site, logos and figures are kept in a bucket. Nobody reads it but the site itself:
# what readers see of a figure stands in the database. boto3 finds its keys where it always looks (AWS_ACCESS_KEY_ID …).
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
if MEDIA_BUCKET and not all(map(find_spec, ("storages", "boto3"))):
    raise ImproperlyConfigured(
        "MEDIA_BUCKET is set, and the packages that speak to a bucket are not installed. Install django-storages and "
        "boto3 as requirements-live.lock pins them (the extra “bucket” of pyproject.toml), or leave MEDIA_BUCKET out."
    )
_in_a_bucket = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": MEDIA_BUCKET,
        "endpoint_url": env.str("MEDIA_BUCKET_ADDRESS", default="") or None,
        "location": "media",
        "file_overwrite": False,
    },
}
STORAGES = {
    "default": _in_a_bucket if MEDIA_BUCKET else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_LIVE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_LIVE
WHITENOISE_AUTOREFRESH = False

# Markdown is turned to HTML in one place. django-markdownx gives the field, and the box it is written in, never its
# addresses; should one ever be mounted, it answers with our HTML and not with its own, which lets scripts through.
MARKDOWNX_MARKDOWNIFY_FUNCTION = "briefings.rendering.markdown.to_html"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
FAULTS_FOR_READERS = "briefings.public.pages.faults"  # its plain pages, for portal/requests/faults.py
CSRF_FAILURE_VIEW = "portal.requests.faults.not_taken"
SECURE_CONTENT_TYPE_NOSNIFF = True
# What a person read here must not travel to the next site. Not "no-referrer": browsers then send forms with
# "Origin: null", which the CSRF check rightly refuses, and nobody could sign in.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = STAFF_PREFIX
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day, however much it is used (people/sign_in/sessions.py)
SESSION_IDLE_SECONDS = 60 * 60  # an hour between two telephone calls; nothing that is typed is lost by it
KNOWN_BROWSER_COOKIE = "known_browser"  # for staff addresses only
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_PATH = STAFF_PREFIX
CSRF_COOKIE_HTTPONLY = True
if IS_LIVE:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    if ALLAUTH_TRUSTED_PROXY_COUNT:  # with no server of ours in front, a reader could write this header
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_FOR_SUBDOMAINS", default=True)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # No other host below the site's name can write a cookie of such a name. It has to be for the whole site, so a
    # browser in which somebody is signed in sends it to public pages too, which do not look at it.
    SESSION_COOKIE_NAME, SESSION_COOKIE_PATH = "__Host-session", "/"
    CSRF_COOKIE_NAME, CSRF_COOKIE_PATH = "__Host-csrf", "/"
    KNOWN_BROWSER_COOKIE = "__Secure-known_browser"

# A draft is untrusted input to the renderer: these end the child process that lays it out.
RENDER_SECONDS = env.int("RENDER_SECONDS", default=30)
# 23,000 words took 9 s of a processor: 15 s by the clock, and 49 s while others kept the machine busy.
RENDER_REPORT_SECONDS = env.int("RENDER_REPORT_SECONDS", default=120)
RENDER_MEMORY_MIB = env.int("RENDER_MEMORY_MIB", default=1024)

# Verbs and primary keys only, never words from a review (portal/requests/quiet_log.py). The demo holds invented people
# only, and anyone who looks for a fault there is helped by what it says; a live site has no setting for that.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "quiet": {"()": "portal.requests.quiet_log.QuietFormatter"},
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line" if PORTAL_ENV == "demo" else "quiet"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": []},  # Django's own would write a fault's message and its values into an e-mail
        # In a web process what Gunicorn says of a fault goes the same way.
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "portal": {"level": "INFO"},
        **{name: {"level": "INFO"} for name in OUR_APPS},
        # "Not Found: /learning/…" would write down what people look for, and the addresses of drafts
        "django.request": {"level": "ERROR"},
    },
}
