"""What a browser says of itself, in words for people."""

import pytest

from people.sign_in.browsers import in_words

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/141.0 Safari/537.36 Edg/141", "Edge on Windows"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 15917) {WEBKIT} Chrome/141.0 Safari/537.36", "Chrome on a Chromebook"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/141.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {WEBKIT} Version/18 Safari/604",
            "Safari on an iPhone",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) {WEBKIT} Version/18 Safari/605", "Safari on a Mac"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
        ("<script>Firefox</script>", "Firefox"),
    ],
)
def test_browser_is_called_as_people_know_it(user_agent, words):
    assert in_words(user_agent) == words
