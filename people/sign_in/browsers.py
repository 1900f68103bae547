"""What somebody signed in with, in words that they know it by: “Firefox on Windows”."""

# A name stands in the words of those made from it, so what is particular comes first.
PROGRAMS = {"Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
            "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android", "CrOS": "a Chromebook", "Windows": "Windows",
           "Mac OS X": "a Mac", "Linux": "Linux"}  # fmt: skip


def in_words(user_agent: str) -> str:
    """A browser and its system, as far as what it says of itself can be recognised. It may say anything."""
    program = next((name for mark, name in PROGRAMS.items() if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return f"{program} on {system}" if system else program
