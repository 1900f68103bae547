"""The addresses of signing in and of one's own account, below /admin/account/. allauth's names, our guards.

Three kinds: for everybody, for setting up a second factor, and for staff who have passed. Of allauth's pages only
these are reachable; signing in and out have their addresses at /admin/login/ and /admin/logout/.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from people.sign_in import views
from people.sign_in.gate import for_everybody, for_setting_up, for_staff

urlpatterns = [
    path("", for_staff(views.home), name="account_home"),
    path("email/", for_staff(views.ChangeEmail.as_view()), name="account_email"),
    path("password/", for_staff(account.password_change), name="account_change_password"),
    path("password/first/", for_staff(account.password_set), name="account_set_password"),
    path("signed-in/", for_staff(views.SignedIn.as_view()), name="usersessions_list"),
    path("signed-in/end/", for_staff(views.sign_out_everywhere), name="account_sign_out_everywhere"),
    # for everybody
    path("sign-up/", for_everybody(account.signup), name="account_signup"),
    path("closed/", for_everybody(account.account_inactive), name="account_inactive"),
    path("forgotten/", for_everybody(account.password_reset), name="account_reset_password"),
    path("forgotten/sent/", for_everybody(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        for_everybody(views.ChooseNewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten/changed/",
        for_everybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^email/confirm/(?P<key>[-:\w]+)/$", for_everybody(account.confirm_email),
        name="account_confirm_email",
    ),
    path("second-factor/asked/", for_everybody(factors.authenticate), name="mfa_authenticate"),
    path("passkey/", for_everybody(passkeys.login_webauthn), name="mfa_login_webauthn"),
    # for setting up a second factor
    path("second-factor/", for_setting_up(factors.index), name="mfa_index"),
    path("second-factor/app/", for_setting_up(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("second-factor/passkeys/add/", for_setting_up(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-factor/codes/", for_setting_up(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/file/", for_setting_up(codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("again/", for_setting_up(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", for_setting_up(factors.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", for_setting_up(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # changing it
    path("second-factor/app/remove/", for_staff(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/new/", for_staff(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/passkeys/", for_staff(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-factor/passkeys/<int:pk>/", for_staff(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/remove/", for_staff(views.RemovePasskey.as_view()), name="mfa_remove_webauthn"
    ),
]  # fmt: skip
