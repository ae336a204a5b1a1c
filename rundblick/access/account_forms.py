"""The forms of login and second factor in our words. What they check stays with django-allauth."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.urls import reverse
from django.utils.html import format_html

from rundblick.web.forms import Form

LENGTH_HINT = "Mindestens 12 Zeichen. Ein Satz oder mehrere Wörter sind leichter zu merken als Sonderzeichen."


class _Words(Form):
    """Our labels and hints; allauth's placeholders repeat the label and go."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if isinstance(field.widget, forms.HiddenInput):
                field.label = ""


class LoginForm(_Words, account.LoginForm):
    """E-mail address and password."""

    labels = {"login": "E-Mail-Adresse", "password": "Passwort"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autofocus": True})
        self.fields["login"].error_messages["invalid"] = "Bitte geben Sie eine vollständige E-Mail-Adresse ein."
        forgotten = format_html('<a href="{}">Passwort vergessen?</a>', reverse("account_reset_password"))
        self.fields["password"].help_text = forgotten


class ReauthenticateForm(_Words, account.ReauthenticateForm):
    """The password once more, before something that protects the account is changed."""

    labels = {"password": "Passwort"}


class ChangePasswordForm(_Words, account.ChangePasswordForm):
    """Old password and twice the new one."""

    labels = {
        "oldpassword": "Bisheriges Passwort",
        "password1": "Neues Passwort",
        "password2": "Neues Passwort, noch einmal",
    }
    hints = {"password1": LENGTH_HINT}


class SetPasswordForm(_Words, account.SetPasswordForm):
    """A first password for somebody who logged in through the house until now."""

    labels = {"password1": "Neues Passwort", "password2": "Neues Passwort, noch einmal"}
    hints = {"password1": LENGTH_HINT}


class ResetPasswordForm(_Words, account.ResetPasswordForm):
    """Where the link goes."""

    labels = {"email": "E-Mail-Adresse"}


class ResetPasswordKeyForm(_Words, account.ResetPasswordKeyForm):
    """Twice the new password, behind a link from a mail."""

    labels = {"password1": "Neues Passwort", "password2": "Neues Passwort, noch einmal"}
    hints = {"password1": LENGTH_HINT}


class CodeForm(_Words, mfa.AuthenticateForm):
    """The second factor as a number."""

    labels = {"code": "Code"}
    hints = {"code": "Sechs Ziffern aus Ihrer App, oder einer Ihrer Ersatzcodes."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})


class CodeAgainForm(_Words, mfa.ReauthenticateForm):
    """The same, to confirm that it is still you."""

    labels = CodeForm.labels
    hints = CodeForm.hints


class ActivateTotpForm(_Words, totp.ActivateTOTPForm):
    """The first code of the app proves that it knows the secret."""

    labels = {"code": "Code aus der App"}
    hints = {"code": "Die sechs Ziffern, die Ihre App jetzt anzeigt."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddKeyForm(_Words, webauthn.AddWebAuthnForm):
    """A new key; the browser asks for it when the button is pressed."""

    labels = {"name": "Name", "passwordless": "Damit auch ohne Passwort anmelden (Passkey)"}
    hints = {
        "name": "Damit Sie mehrere Schlüssel auseinanderhalten, zum Beispiel „Diensthandy“.",
        "passwordless": "Das Gerät fragt dann selbst nach Fingerabdruck, Gesicht oder PIN.",
    }


class FirstKeyForm(_Words, webauthn.SignupWebAuthnForm):
    """A passkey instead of a password, behind the link of an invitation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"]

    def clean_name(self) -> str:
        """Nobody is asked for a name before they have ever logged in."""
        return ""

    def clean(self) -> dict[str, Any] | None:
        """What no device has made is refused; the library trips over it."""
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError) as made_up:
            raise get_adapter().validation_error("incorrect_code") from made_up


class RenameKeyForm(_Words, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    labels = {"name": "Name"}
