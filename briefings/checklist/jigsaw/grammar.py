"""Details told by how they are put, whatever their words: the second of nine, who bred alpacas, on the day of the.

Lists of jobs and events (listed.py) miss whatever nobody thought of."""

from briefings.checklist.jigsaw.wording import LISTED, NUMBER, PARENT, RELATIVE, TRADE, kind_of

BY_GRAMMAR = [
    kind_of("age", 2, rf"\bat (?:just |only )?{NUMBER} (?:days|weeks)\b(?! (?:later|after|before))", "a baby"),
    kind_of(
        "age",
        1,
        rf"\b(?:boy|girl|man|woman|child|lad|son|daughter|brother|sister) of {NUMBER}\b(?! children)"
        rf"|\b(?:was|were) (?:in (?:his|her|their) )?(?:seventies|eighties|nineties)\b",
        "an age band, such as “a primary school child”",
    ),
    kind_of(
        "family",
        2,
        rf"\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:child )?of (?:six|seven|eight|nine|ten|"
        rf"eleven|twelve)\b"
        rf"|\ball (?:six|seven|eight|nine|ten|eleven|twelve) (?:children |siblings |of them )?(?:were|had|"
        rf"was)\b|\b{NUMBER} (?:months|weeks) apart\b"
        r"|\b(?:his|her|their) (?:three|four|five|six) (?:brothers|sisters|half-brothers|half-sisters|aunts|uncles)\b"
        r"|\b(?:orphan(?:ed)?|widow(?:er|ed)?|foundling|stillborn twin)\b|\b(?:three|four|five) generations\b"
        r"|\b(?:quintuplets?|sextuplets?)\b",
        "a family with several children",
    ),
    kind_of(
        "job",
        1,
        rf"\b(?:{PARENT}|parents|couple|uncle|aunt|brother|sister|family|stepfather|stepmother|husband|wife|"
        rf"partner|who|he|she|they)"
        rf"(?: \w+ly| had| has| have| both| also)? {LISTED['worked at']} "
        r"(?:(?:at|for|in|on) )?(?:the |a |an |its |one of the )?(?:town[’']s |village[’']s |city[’']s |"
        r"island[’']s |local |only |old |last |small |family )*"
        rf"(?:[\w’'-]+ )?{TRADE}\b",
        "worked",
    ),
    kind_of(
        "job",
        1,
        rf"\b{RELATIVE}\b[^.!?\n]{{0,30}}\b(?:was|is|were|been|worked as|works as|,)\s+(?:a |an |the )(?:[\w-]+ "
        rf"){{0,3}}"
        r"(?!(?:special|therap|minimal|real|optim|pessim|art and|mixed|single|strict|heavy|careful|good|bad|"
        r"main|sole|only)\w* )"
        rf"(?:\w{{3,}}{LISTED['trades by their end']}|{LISTED['rare trades']})s?\b",
        "worked",
    ),
    kind_of(
        "standing",
        2,
        r"\b(?:was|were|is|are|be|been|became|as) (?:also |then )?(?:the|one of the) (?:very )?(?:only|first|"
        r"last|youngest|oldest|tallest|fastest) "
        r"(?:[\w-]+ ){0,5}?(?:in the (?:county|country|town|city|village|school|district|region|club|team|"
        r"family|class|area|year|street)|"
        r"on (?:the|her|his|their) (?:island|street|team|estate|course)|at (?:the|her|his|their) \w+|to (?:be|"
        r"have|win|play|swim|live|speak|go|get|attend|"
        r"represent|sing|fly|cross|reach|take|stand|qualify)|under the|of (?:its|her|his|their) (?:kind|year|age))\b"
        r"|\bthe one (?:girl|boy|child|pupil|family|household) (?:in|at|on) the\b"
        r"|\b(?:the|and the) only (?:girl|boy|son|daughter|child|pupil|man|woman|survivor|witness)\b"
        r"|\bthe only (?:[\w-]+ ){1,4}(?:in|at|on) the (?:county|country|town|city|village|school|district|"
        r"region|island|valley|estate|street|club|"
        r"team|class)\b|\b(?:plays?|played|sings?|sang|swims?|swam|rows?|rowed|boxe[sd]|races?|raced|danced?|"
        r"dances) (?:[\w-]+ ){0,2}(?:for|in|with) "
        r"(?:the|a|an) (?:[\w’'-]+ ){0,4}(?:team|club|side|squad|band|choir|orchestra|academy|county|company|"
        r"league|circus|show|musical|under-\w+)\b"
        r"|\b(?:captain|drummer|singer|lead|star|mascot|champion|soloist|goalkeeper|goalie|striker) (?:of|in|"
        r"for) (?:the|a)\b"
        r"|\b(?:won|given|awarded|received) (?:a|an|the) (?:[\w-]+ ){0,4}(?:award|medal|trophy|scholarship|cup|"
        r"title|contest|competition|prize)\b"
        r"|\bin the charts\b|\b(?:local|national|world|county|school) (?:hero(?:ine)?|record|champion|"
        r"celebrity)\b|\binfluencer\b|\bfollowers\b",
        "",
    ),
    kind_of(
        "condition",
        1,
        r"\b(?:uses?|used|in|with) (?:a |an )?(?:electric )?(?:wheelchair|guide dog|hearing aids?|cochlear "
        r"implants?|feeding tube|"
        r"insulin pump|running blades?|white (?:cane|stick)|glass eye|prosthe\w+|ventilator)\b|\b(?:is|was|born|were) "
        r"(?:profoundly |registered )?(?:deaf|blind)\b|\b(?:deaf|blind) (?:since|from|after)\b"
        r"|\b(?:lost|missing) (?:a|an|one|his|her|both) (?:arm|leg|hand|eye|foot|finger|legs|arms)\b",
        "a health condition",
    ),
    kind_of(
        "origin",
        1,
        r"\b(?:come|(?:came|travelled|arrived)(?= (?:to|alone|over|here|on))) "
        r"(?:to this country |alone |over |here |on (?:her|his|their) own ){0,3}"
        r"from (?:the )?[A-Z][a-z]+\b|\b[A-Z][a-z]+-(?:speaking|born)\b",
        "a family with another first language",
        exact_case=True,
    ),
    kind_of(
        "event",
        2,
        r"\b(?:on|in|during|after) the (?:day|night|morning|evening|eve|afternoon|week|weekend|hours?) (?:of|"
        r"before|after) (?:the|his|her|their|a|an) "
        r"(?!(?:[\w’'-]+ )?(?:visit|meeting|incident|review|birth|death|conference|injur|assault|move|call|"
        r"strategy|hearing|referral|arrest|"
        r"appointment|attack|offence|fall|disclosure|discharge|admission|event|assessment|first|last|next|"
        r"second|week|month|year|day|"
        r"plan|scan|contact|baby|child|report|decision|handover|school|term|session|training|check|stay|release|"
        r"separation)\w*)(?:[\w’'-]+ ){0,2}\w+\b"
        r"|\bon (?:his|her|their) (?:own )?(?:\w+ )?(?:birthday|wedding day|wedding anniversary|first day (?:at|"
        r"of) \w+)\b"
        r"|\bat (?:a|an|the|his|her|their) (?:[\w’'-]+ ){0,2}(?:wedding|funeral|christening|bar mitzvah|"
        r"birthday party|hen (?:night|party)|concert|"
        r"festival|fair|carnival|rally|match|tournament|gala|f[eê]te|show|circus|procession|vigil|ceremony)\b"
        r"|\bduring (?:the|a) (?:[\w-]+ )?(?:strike|election|festival|fair|world cup|olympics|eclipse|snow|"
        r"storm|flood|floods|riots?|siege|season|match|concert|"
        r"evacuation|tour|parade|service of \w+)\b|\bthe (?:storm|flood|fire|crash|landslip|explosion|collapse|"
        r"riot|siege|avalanche) (?:that|in which|which|when)\b"
        r"|\bburn(?:ed|t) down\b|\bcapsiz\w+\b|\bshipwreck\w*\b|\bcollapsed (?:bridge|wall|roof|building|stand)\b",
        "",
    ),
    kind_of(
        "proceedings",
        2,
        rf"\b(?:given|got|served|serving|received|serves) (?:a )?(?:life|{NUMBER}(?:[ -]\w+)? (?:years?|months?))"
        r"(?: sentence| in prison|(?=[.,;]))|\bfirst (?:\w+ ){0,3}to be (?:charged|convicted|tried|jailed|"
        r"prosecuted|sentenced)\b",
        "was convicted",
    ),
    kind_of(
        "proceedings",
        1,
        r"\b(?:the |a |his |her |their )trial\b|\bthe jury\b|\bwas (?:charged|tried|convicted|jailed|acquitted|"
        r"deported|extradited|court-martialled)\b"
        r"|\bcharged (?:under|with)\b|\b(?:on|by|in) (?:national |local |the )?(?:television|TV|newspapers?|the "
        r"(?:news|radio|papers|press)|a podcast|a documentary)\b"
        r"|\bfront page\b|\bwent viral\b|\bcampaigned for\b|\bpublic inquiry into (?:his|her|their)\b|"
        r"\bcrowdfund\w*\b|\b(?:mural|statue|plaque|shrine) (?:of|to|for)\b",
        "went through a court",
    ),
    kind_of(
        "place",
        2,
        rf"\b{LISTED['homes of few']}\b",
        "our area",
    ),
    kind_of(
        "place",
        1,
        r"\b(?:lived|slept|born|living|raised|brought up|staying|stayed|home) (?:above|over|in|on|behind|beside|"
        r"aboard|under) (?:a|an|the|their) "
        r"(?:[\w’'-]+ ){0,2}(?:shop|pub|market|caravan|tent|boat|hotel|motel|garage|church|school|mosque|temple|"
        r"station|bridge|barn|farm|"
        r"takeaway|bakery|restaurant|salon|hostel|woods?|forest|allotment|lorry|van|bus|shed|squat|convent|"
        r"monastery|club)\b",
        "our area",
    ),
]
