"""Words that the safeguarding field avoids, and what to write instead: the list that holds for everybody.

Partnerships add their own on the screen "Words to avoid". The choices are ours, after what practitioners,
young people and families say of such words; none is forbidden, each is worth a second look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# “not hard to reach”, “nobody was promiscuous”: whoever denies a word does not use it against somebody.
DENIED = re.compile(
    r"\b(?:not|never|nobody|no|none|nor|neither|without|rather than|instead of|n[’']t)(?: \w+){0,2} $", re.I
)


@dataclass(frozen=True)
class Avoided:
    """One way of saying something. `of_subject`: it is avoided only when it is said of the person or a child."""

    slug: str
    pattern: re.Pattern[str]
    instead: str
    of_subject: bool = False

    @classmethod
    def typed(cls, words: str, instead: str) -> "Avoided":
        """From a partnership's list: whole words, whatever the capitals, the spaces or hyphens, a plural too."""
        inside = r"[\s-]+".join(re.escape(one) for one in re.split(r"[\s-]+", words.strip()))
        instead = f"write “{instead.strip()}”" if instead.strip() else ""
        return cls(_slug(words), re.compile(rf"\b{inside}(?:s|es)?(?!\w)", re.IGNORECASE), instead)

    def found_in(self, text: str, *, subjects: frozenset[str]) -> Iterator[str]:
        """The words as they stand in a text, each time."""
        for one in self.pattern.finditer(text):
            before = re.split(r"[.!?\n:;]", text[: one.start()])[-1]
            if DENIED.search(before) or (self.of_subject and not _is_of_a_child(before, subjects)):
                continue
            yield " ".join(one.group().split())


CHILD = re.compile(r"\b(?:child|children|girls?|boys?|baby|babies|toddler|teenager|young (?:person|people|woman|man)|"
                   r"daughters?|sons?|pupils?|siblings?|sisters?|brothers?|he|she|they)\b", re.IGNORECASE)  # fmt: skip


def _is_of_a_child(before: str, subjects: frozenset[str]) -> bool:
    near = " ".join(before.split()[-6:])
    return bool(CHILD.search(near) or any(re.search(rf"\b{re.escape(name)}\b", near) for name in subjects))


def _slug(words: str) -> str:
    return "-".join(re.findall(r"\w+", words.lower()))


def _avoided(words: str, pattern: str, instead: str, *, of_subject: bool = False) -> Avoided:
    return Avoided(_slug(words), re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), instead, of_subject)


_SELF = r"(?:him|her|them|it)sel(?:f|ves)"
_AT_RISK = "say who or what put them at risk"

AVOIDED = [
    _avoided(
        "hard to engage",
        r"(?:hard|difficult|reluctant)[- ]to[- ]engage",
        "say what was offered, and what stood in the way",
    ),
    _avoided(
        "failed to engage",
        r"(?:fail(?:ed|s|ing|ure)|refus(?:ed|es|ing|al)) to (?:engage|co-?operate)(?: with)?",
        "say what was offered, and what stood in the way",
    ),
    _avoided(
        "non-engagement",
        r"non-?engag(?:ing|ement)|non-?complian(?:t|ce)|disengaged from services",
        "say what happened, and what may have stood in the way",
    ),
    _avoided("hard to reach", r"hard[- ]to[- ]reach", "say how the services could not be reached"),
    _avoided(
        "failed to attend",
        r"fail(?:ed|s|ing|ure) to attend",
        "a child “was not brought”; for an adult, say what made it hard to come",
    ),
    _avoided("did not attend", r"DNA(?:['’]?d|s)\b|DNA rates?", "a child “was not brought” to an appointment"),
    _avoided(
        "failed to protect",
        r"fail(?:ed|s|ing|ure) to protect",
        "name who caused the harm, and what made it hard to stop them",
    ),
    _avoided("disclosed", r"disclos(?:ed|es|ing)(?! and barring)", "“told”, “said” or “showed”", of_subject=True),
    _avoided(
        "made a disclosure", r"(?:ma(?:de|kes|ke|king)) (?:an? )?(?:\w+ )?disclosures?", "“told”, “said” or “showed”"
    ),
    _avoided(
        "chose to",
        r"cho(?:se|oses|osing) (?:not )?to"
        r"(?! (?:take part|speak|meet|contribute|be (?:part|interviewed|involved|called)))",
        "say what their choices were, and who took others away",
        of_subject=True,
    ),
    _avoided(
        "lifestyle choice",
        r"lifestyle choices?|risky (?:choices|lifestyle)|making (?:poor|unwise|bad) choices",
        "say who was harming them, and what they could choose from",
    ),
    _avoided(
        "placing themselves at risk", rf"(?:plac|putt?)(?:e|es|ed|ing|s)? {_SELF} (?:at|in) (?:risk|danger)", _AT_RISK
    ),
    _avoided("risk-taking behaviour", r"risk[- ]taking behaviours?|sexuali[sz]ed behaviour", _AT_RISK),
    _avoided("promiscuous", r"promiscu(?:ous|ity)", "say what was done to them, and by whom"),
    _avoided(
        "child prostitute",
        r"(?:child|teenage|under-?age) (?:prostitut(?:e|es|ion)|sex workers?)",
        "“a child who was sexually exploited”",
    ),
    _avoided("child pornography", r"child porn(?:ography)?|kiddie porn", "“images of child sexual abuse”"),
    _avoided("attention seeking", r"attention[- ]seek(?:ing|er)", "say what they needed, and from whom"),
    _avoided(
        "manipulative",
        r"manipulative|streetwise|street-wise|worldly[- ]wise",
        "say what they did, and what they may have needed",
    ),
    _avoided("absconded", r"abscond(?:ed|s|ing|er|ers)?", "“went missing”, or “ran away from …”"),
    _avoided(
        "drug runner", r"drug (?:runner|mule)s?|drug dealing child(?:ren)?", "“a child who was made to carry drugs”"
    ),
    _avoided(
        "committed suicide",
        r"commit(?:ted|s|ting)? suicide|(?:un)?successful suicide|failed suicide",
        "“died by suicide”, or “tried to end their life”",
    ),
    _avoided(
        "toxic trio", r"toxic trio|trilogy of risk", "name each: domestic abuse, mental ill health, drugs or alcohol"
    ),
    _avoided(
        "domestic dispute",
        r"domestic (?:dispute|incident|row)s?|volatile relationship",
        "“domestic abuse”, with who harmed whom",
    ),
    _avoided(
        "dysfunctional family",
        r"dysfunctional|chaotic (?:family|families|home|lifestyle|mother|parents?)|broken homes?",
        "say what life at home was like",
    ),
    _avoided(
        "addict",
        r"(?:drug )?addicts?|alcoholics?|(?:drug|substance|alcohol) abusers?|junk(?:ie|y|ies)",
        "“a person who is dependent on …”",
    ),
    _avoided(
        "wheelchair bound",
        r"wheelchair[- ]bound|confined to a wheelchair|mentally (?:handicapped|retarded)|the disabled",
        "name the person first: “a disabled person”, “uses a wheelchair”",
    ),
    _avoided(
        "the elderly",
        r"the (?:elderly|homeless)(?= (?:are|were|and|who|in|need|often|should)|[.,])",
        "“older people”, “people who are homeless”",
    ),
    _avoided(
        "illegal immigrant",
        r"illegal (?:im)?migrants?|illegitimate child(?:ren)?",
        "“a person without leave to stay”, if it matters at all",
    ),
    _avoided(
        "bed blocker",
        r"bed[- ]block(?:er|ers|ing)|frequent (?:flyers?|attenders?|callers?)",
        "say what they came back for",
    ),
]
