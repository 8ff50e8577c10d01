"""All settings, from the environment, strict where nothing is said."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from desist.casework.access.route import Level
from desist.casework.accounts.provider_settings import provider_settings
from desist.casework.config.mail import mail_settings
from desist.casework.config.mode import Mode, database, mode_of
from desist.casework.records.keys import read_key_file

MODE = mode_of(os.environ)
DEMONSTRATION = MODE is Mode.DEMONSTRATION
VAR = Path(os.environ.get("DESIST_VAR", "var")).absolute()
HERE = Path(__file__).parent.parent

DEBUG = False
DESIST_KEY_FILE = os.environ.get("DESIST_KEY_FILE") or str(VAR / "keys.toml")
DESIST_CHECKPOINTS = os.environ.get("DESIST_CHECKPOINTS") or str(VAR / "audit" / "checkpoints")
DESIST_ADDRESS = os.environ.get("DESIST_ADDRESS") or "http://127.0.0.1:8000"
"""The constant beginning of every link that leaves by mail: never the Host header."""
DESIST_WEBHOOK_HOSTS = tuple(os.environ.get("DESIST_WEBHOOK_HOSTS", "").split())
"""Hosts within the department's own network to which events may be sent; all others are public."""
DESIST_UPSTREAM = tuple(
    os.environ.get(
        "DESIST_UPSTREAM", "desist.casework.upstream.recorded.recorded" if DEMONSTRATION else ""
    ).split()
)
"""What makes the adapters to systems upstream, in the order in which they are shown."""
DESIST_TRUSTED_PROXIES = int(os.environ.get("DESIST_TRUSTED_PROXIES") or 0)
SECRET_KEY = read_key_file(Path(DESIST_KEY_FILE)).secret

DESIST_OIDC = provider_settings(os.environ)
globals().update(mail_settings(os.environ, mode=MODE))

_hosts = os.environ.get("DESIST_HOSTS", "")
ALLOWED_HOSTS = _hosts.split() or ["127.0.0.1", "localhost", "[::1]", "testserver"]
if MODE is Mode.PRODUCTION:
    if not _hosts or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("DESIST_HOSTS must name this server's hosts, and not *")
    if not DESIST_ADDRESS.startswith("https://"):
        raise ImproperlyConfigured("DESIST_ADDRESS must begin with https://")

INSTALLED_APPS = [
    "desist.casework.config",
    "desist.casework.demonstration",
    "desist.casework.exchange",
    "desist.casework.studies",
    "desist.casework.rights",
    "desist.casework.casefile",
    "desist.casework.outcomes",
    "desist.casework.reviews",
    "desist.casework.partners",
    "desist.casework.delivery",
    "desist.casework.groups",
    "desist.casework.planning",
    "desist.casework.assessment",
    "desist.casework.battery",
    "desist.casework.concerns",
    "desist.casework.referrals",
    "desist.casework.upstream",
    "desist.casework.tasks",
    "desist.casework.people",
    "desist.casework.rules",
    "desist.casework.accounts",
    "desist.casework.audit",
    "desist.casework.pages",
    "desist.casework.access",
    "desist.casework.records",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "desist.casework.pages.language.FrameLanguage",
    "desist.casework.pages.middleware.OneValueEach",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "desist.casework.accounts.middleware.WhoIsAsking",
    "desist.casework.battery.middleware.AtTheTablet",
    "desist.casework.exchange.middleware.ForSystems",
    "desist.casework.audit.middleware.Trail",
    "desist.casework.access.middleware.Guard",
]
ROOT_URLCONF = "desist.casework.config.urls"
WSGI_APPLICATION = "desist.casework.config.wsgi.application"
DESIST_LIBRARY_POLICY = "desist.casework.config.library_policy"
DESIST_DOORS = {
    Level.SITTING: "sitting:code",
    Level.PASSWORD: "accounts:sign_in",
    Level.SECOND_FACTOR: "accounts:second_factor",
    Level.CONFIRMED: "accounts:confirm",
}
"""Where somebody is sent who is not sure enough to be here yet."""
DESIST_SIGNED_IN = "accounts:signed_in"
DESIST_KEPT_PAGE = "pages/kept.html"
"""Where a sign-in in another tab ends, and the page that holds what was typed meanwhile."""

TEMPLATES = [
    {
        "BACKEND": "desist.casework.pages.spoken.Pages",
        "APP_DIRS": False,
        "DIRS": sorted(HERE.glob("*/templates")),
        "OPTIONS": {
            "environment": "desist.casework.pages.environment.environment",
            "context_processors": [
                "desist.casework.config.navigation.frame",
                "desist.casework.config.navigation.token",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": database(os.environ, var=VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DESIST_NOTIFIER = os.environ.get("DESIST_NOTIFIER") or "desist.casework.tasks.notifier.by_mail"
"""By which way staff are told that something is due: a function of a user and lines of text."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE is Mode.TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if MODE is Mode.TEST:
    _storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": _storage},
}
FILE_UPLOAD_HANDLERS = ["desist.casework.pages.upload.RefuseUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

_secure = MODE is Mode.PRODUCTION
DESIST_COOKIE = "__Host-desist" if _secure else "desist"
DESIST_DEVICE_COOKIE = "__Host-desist-device" if _secure else "desist-device"
DESIST_ATTEMPT_COOKIE = "__Host-desist-attempt" if _secure else "desist-attempt"
DESIST_SITTING_COOKIE = "__Secure-desist-sitting" if _secure else "desist-sitting"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_NAME = "__Host-csrf" if _secure else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "desist.casework.battery.views.tablet_faults.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 63_072_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("DESIST_TLS_HEADER") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_devices = ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
PERMISSIONS_POLICY = {device: [] for device in _devices}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
