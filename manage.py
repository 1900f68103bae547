#!/usr/bin/env python3
"""Run a management command: `PORTAL_ENV=demo ./manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    from portal.requests.quiet_log import tell_quietly

    if os.environ.get("PORTAL_ENV") != "demo":  # as for the log: see LOGGING in portal/settings.py
        sys.excepthook = tell_quietly
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
