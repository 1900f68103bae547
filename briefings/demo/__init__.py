"""The invented demo: partnerships, reviews and briefings from `fixtures/`, loaded by `manage.py load_demo`."""
