"""Days and times in the lists of the staff site: “22 November 2026, 19:41”, as everywhere else here."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
