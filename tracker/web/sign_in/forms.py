"""Forms of signing in."""

from wtforms import BooleanField, EmailField, PasswordField

from tracker.web.fields import Given, Longest
from tracker.web.forms import TrackerForm
from tracker.web.language import lazy_gettext as _l


class SignInForm(TrackerForm):
    email = EmailField(_l("E-mail address"), [Given(), Longest(254)])
    password = PasswordField(_l("Password"), [Given(), Longest(1000)])
    remember = BooleanField(_l("Keep me signed in on this device for 14 days"))


class PasswordForm(TrackerForm):
    password = PasswordField(
        _l("New password"),
        [Given(), Longest(1000)],
        description=_l("At least 12 characters. Three words you can remember are a good choice."),
    )
