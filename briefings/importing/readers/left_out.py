"""What a file holds and its reader does not see, or should not: counted and told, its words never kept."""

from dataclasses import dataclass

from briefings.importing.lines import Flag, number_of


def equations_told(count: int) -> list[Flag]:
    """What an officer is told of equations, which have one line here."""
    if not count:
        return []
    said = f"{number_of(count, 'equation')} became signs on one line (3/4, 10²). Check that they still say the same."
    return [Flag("equations", 1, said)]


@dataclass
class LeftOut:
    """Counts by kind of what was met on the way and left out of the draft. `whole` is what it was met in."""

    whole: str = "file"
    changes: int = 0
    inserted: int = 0  # words
    deleted: int = 0  # words
    reformatted: int = 0  # tracked changes of looks only: their words stay
    reformatted_words: int = 0
    comments: int = 0
    hidden_words: int = 0
    struck_words: int = 0
    unmarked_notes: int = 0
    unmarked_words: int = 0
    choices: int = 0  # places of a form where nobody chose or wrote anything
    scripts: int = 0
    macros: int = 0
    outside: int = 0  # references to other files or addresses that a program would follow
    inside: int = 0  # other files packed into this one

    def flags(self) -> list[Flag]:
        """What an officer is told, by kind: counts, and never the words."""
        one = f"The {self.whole}"
        told = {
            "tracked-changes": (self.changes or self.reformatted) and self._changes(),
            "comments": self.comments and f"{one} has {number_of(self.comments, 'comment')}, left out of the draft.",
            "hidden-text": self.hidden_words
            and f"{one} has hidden text ({number_of(self.hidden_words, 'word')}). It was left out of the draft.",
            "struck-out": self.struck_words
            and f"A line goes through {number_of(self.struck_words, 'word')} of the {self.whole}. "
            "They were left out of the draft.",
            "notes-unmarked": self.unmarked_notes
            and f"{one} has {number_of(self.unmarked_notes, 'note')} ({number_of(self.unmarked_words, 'word')}) "
            "that nothing in it marks. Left out of the draft.",
            "form-choices": self.choices
            and f"{number_of(self.choices, 'place')} of a form {'was' if self.choices == 1 else 'were'} not filled in. "
            "What stood there to prompt was left out of the draft.",
            "scripts": self.scripts
            and f"{one} has {number_of(self.scripts, 'script')}. Nothing of that was read or run.",
            "macros": self.macros and f"{one} holds macros. They were not read or run.",
            "external-references": self.outside
            and f"{one} points {number_of(self.outside, 'time')} to other files or addresses. Nothing was fetched.",
            "embedded-files": self.inside
            and f"{one} holds {number_of(self.inside, 'other file')}. None was read: import each by itself.",
        }
        return [Flag(code, 1, message) for code, message in told.items() if message]

    def _changes(self) -> str:
        written = []
        if self.changes:
            written.append(
                f"The {self.whole} has {number_of(self.changes, 'tracked change')}: {number_of(self.inserted, 'word')} "
                f"inserted and {self.deleted:,} deleted. Neither are in the draft."
            )
        if self.reformatted:
            written.append(
                f"The looks of {number_of(self.reformatted_words, 'word')} were changed while changes were tracked "
                f"({number_of(self.reformatted, 'time')}). Those words are in the draft."
            )
        return " ".join([*written, "Accept or reject the changes, and import the file again."])
