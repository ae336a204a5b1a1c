"""Login, logout, password and second factor: the pages of django-allauth that Rundblick uses, and no others.

Signing up, changing one's own address and connecting further accounts have no address here: accounts are made by
an administrator, and the address is what single sign-on finds an account by.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from rundblick.access.views.invite import accept
from rundblick.access.views.recovery import download_codes, show_codes

urlpatterns = [
    path("einladung/<str:token>/", accept, name="account_invitation"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/festlegen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/vergessen/verschickt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("passwort/geaendert/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("zweiter-faktor/", mfa.index, name="mfa_index"),
    path("zweiter-faktor/anmelden/", mfa.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path("zweiter-faktor/app/abschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-faktor/ersatzcodes/", show_codes, name="mfa_view_recovery_codes"),
    path("zweiter-faktor/ersatzcodes/neu/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("zweiter-faktor/ersatzcodes/laden/", download_codes, name="mfa_download_recovery_codes"),
    path("zweiter-faktor/schluessel/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("zweiter-faktor/schluessel/neu/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("zweiter-faktor/schluessel/anmelden/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "zweiter-faktor/schluessel/bestaetigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("zweiter-faktor/schluessel/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("zweiter-faktor/schluessel/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("haus/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
