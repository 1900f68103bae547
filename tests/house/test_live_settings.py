"""What a live site decides from its environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIVE = {
    "SECRET_KEY": "a" * 50, "PROTECTED_TERMS_KEY": "b" * 50, "PUBLIC_ADDRESS": "https://learning.example.org",
    "ALLOWED_HOSTS": "learning.example.org", "DATABASE_URL": "postgres://name:password@localhost/learning_zone",
    "EMAIL_URL": "smtp+tls://name:password@mail.example.org:587", "EMAIL_FROM": "no-reply@learning.example.org",
}  # fmt: skip


def setting(name: str, **environment):
    """A setting of a live site with this environment; None where there is none."""
    program = f"import json; from portal import settings; print(json.dumps(getattr(settings, {name!r}, None)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={"PATH": os.defpath, **LIVE, **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(("count", "believed"), [("0", False), ("1", True), ("2", True)])
def test_what_a_header_says_of_https_is_believed_only_behind_a_server_of_ours(count, believed):
    assert bool(setting("SECURE_PROXY_SSL_HEADER", TRUSTED_PROXY_COUNT=count)) == believed


@pytest.mark.parametrize("name", ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"])
def test_hosts_below_the_site_may_stay_without_https_if_it_is_said(name):
    assert setting(name) is True
    assert setting(name, HSTS_FOR_SUBDOMAINS="false") is False


def test_former_keys_are_taken_from_the_environment():
    assert setting("SECRET_KEY_FALLBACKS") == []
    assert setting("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS="former,older") == ["former", "older"]


@pytest.mark.parametrize("missing", ["storages", "boto3"])
def test_bucket_without_the_packages_for_it_says_what_to_install(missing):
    program = f"import sys; sys.modules[{missing!r}] = None; from portal import settings"
    tried = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={"PATH": os.defpath, **LIVE, "MEDIA_BUCKET": bucket},
            capture_output=True, text=True, check=False,
        )
        for bucket in ("", "pictures")
    ]  # fmt: skip

    assert [one.returncode for one in tried] == [0, 1], tried[0].stderr
    assert "Install django-storages and boto3" in tried[1].stderr
