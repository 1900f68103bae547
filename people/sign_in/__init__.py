"""How staff sign in: a password and a second factor, or a passkey; and what each may change about that.

django-allauth does the work; here is what this site decides: who may pass (gate.py), what is refused and how it is
said (adapters.py, forms.py), and how an attacker is slowed who must not lock anybody out (known_browsers.py).
"""
