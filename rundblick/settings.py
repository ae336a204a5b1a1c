"""Django's settings, derived from the typed configuration in `config.py`."""

from typing import Any

from rundblick.config import asset_dir, database_dict, load

RUNDBLICK = load()

DEBUG = False
SECRET_KEY = RUNDBLICK.secret_key
ALLOWED_HOSTS = list(RUNDBLICK.allowed_hosts)
ROOT_URLCONF = "rundblick.urls"
WSGI_APPLICATION = "rundblick.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Before allauth, so that its pages are drawn with our templates.
    "rundblick.web",
    "rundblick.access",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "rundblick.files",
    "rundblick.post",
    "rundblick.people",
    "rundblick.consent",
    "rundblick.programmes",
    "rundblick.calendar",
    "rundblick.invitations",
    "rundblick.exchange",
    "rundblick.agreements",
    "rundblick.directory",
    "rundblick.employers",
    "rundblick.cases",
    "rundblick.situation",
    "rundblick.lights",
    "rundblick.resources",
    "rundblick.network",
    "rundblick.biography",
    "rundblick.progress",
    "rundblick.surveys",
    "rundblick.strategy",
    "rundblick.roadmap",
    "rundblick.week",
    "rundblick.waiting",
    "rundblick.referrals",
    "rundblick.transitions",
    "rundblick.cooperation",
    "rundblick.rehab",
    "rundblick.profiles",
    "rundblick.inquiries",
    "rundblick.whosees",
    "rundblick.rhythm",
    "rundblick.crisis",
    "rundblick.visits",
    "rundblick.walkins",
    "rundblick.outreach",
    "rundblick.conferences",
    "rundblick.plans",
    "rundblick.journeys",
    "rundblick.work",
    "rundblick.feedback",
    "rundblick.family",
    "rundblick.preparation",
    "rundblick.copies",
    "rundblick.companion",
    "rundblick.areas",
    "rundblick.exports",
    "rundblick.evaluation",
    "rundblick.gaps",
    "rundblick.steering",
    "rundblick.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "rundblick.web.errors.KindErrors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rundblick.access.middleware.AccessMiddleware",
    "rundblick.access.middleware.LoginRequired",
    "rundblick.portal.middleware.OwnPagesOnly",
    "rundblick.access.second_factor.SecondFactorRequired",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "rundblick.web.frame.frame",
                "rundblick.access.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "rundblick.web.forms.KernRenderer"

DATABASES = {"default": database_dict(RUNDBLICK.database_url, "app")}
if RUNDBLICK.database_url_owner:
    DATABASES["owner"] = database_dict(RUNDBLICK.database_url_owner, "owner")
if RUNDBLICK.database_url_worker:
    DATABASES["worker"] = database_dict(RUNDBLICK.database_url_worker, "worker")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = RUNDBLICK.idle_minutes * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rundblick.access.views.resend.csrf_failure"

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = RUNDBLICK.state_dir / "static"
STATICFILES_DIRS = [asset_dir()] if asset_dir().is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if RUNDBLICK.env == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = RUNDBLICK.env != "production"

AUTHENTICATION_BACKENDS = ["rundblick.access.backends.AccessBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "rundblick.access.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "rundblick.access.account_forms.LoginForm",
    "reauthenticate": "rundblick.access.account_forms.ReauthenticateForm",
    "change_password": "rundblick.access.account_forms.ChangePasswordForm",
    "set_password": "rundblick.access.account_forms.SetPasswordForm",
    "reset_password": "rundblick.access.account_forms.ResetPasswordForm",
    "reset_password_from_key": "rundblick.access.account_forms.ResetPasswordKeyForm",
}
PASSWORD_RESET_TIMEOUT = 48 * 60 * 60
SOCIALACCOUNT_ADAPTER = "rundblick.access.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if RUNDBLICK.oidc.issuer:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "house",
                "name": RUNDBLICK.oidc.name,
                "client_id": RUNDBLICK.oidc.client_id,
                "secret": RUNDBLICK.oidc.client_secret,
                "settings": {"server_url": RUNDBLICK.oidc.issuer},
            }
        ]
    }
MFA_ADAPTER = "rundblick.access.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "rundblick.access.account_forms.CodeForm",
    "reauthenticate": "rundblick.access.account_forms.CodeAgainForm",
    "activate_totp": "rundblick.access.account_forms.ActivateTotpForm",
    "add_webauthn": "rundblick.access.account_forms.AddKeyForm",
    "edit_webauthn": "rundblick.access.account_forms.RenameKeyForm",
}
MFA_REQUIRED_ROLES = frozenset(RUNDBLICK.mfa_required_roles)
"""Role codes that cannot work without a second factor; "*" stands for everybody on the staff."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = RUNDBLICK.env != "production"
MFA_TOTP_ISSUER = "Rundblick"

WRITING_GET_ROUTES = frozenset({"openid_connect_callback"})
"""Routes whose GET may write: only the return from the identity provider."""

DEFAULT_FROM_EMAIL = SERVER_EMAIL = RUNDBLICK.smtp.sender
EMAIL_BACKEND = "rundblick.post.backend.OutboxBackend"

SECURE_SSL_REDIRECT = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if RUNDBLICK.env == "production":
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [RUNDBLICK.public_base_url]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

PGHISTORY_APPEND_ONLY = False
PROCRASTINATE_ON_APP_READY = None

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "rundblick.web.logs.JsonFormatter"},
        "plain": {"format": "%(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if RUNDBLICK.log_json else "plain"}},
    "loggers": {"procrastinate": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": RUNDBLICK.log_level},
}
