"""Details that are told by their words: jobs, faiths, illnesses, events, places that few have."""

import re

from briefings.checklist.jigsaw.grammar import BY_GRAMMAR
from briefings.checklist.jigsaw.wording import (
    FAITH,
    JOB,
    LISTED,
    MONTH,
    NUMBER,
    PARENT,
    PEOPLE,
    RARE_JOB,
    RELATIVE,
    Kind,
    kind_of,
)

KINDS = [
    kind_of(
        "age",
        2,
        rf"\b(?:aged? )?{NUMBER}(?:[- ]and[- ]a[- ]half)?[- ](?:day|week|month)s?[- ](?:old|of age)\b"
        rf"|\baged? {NUMBER} (?:days|weeks|months)\b|\bat {NUMBER} (?:days|weeks|months) of age\b"
        rf"|\b(?:baby|boy|girl|son|daughter|infant|twins) of {NUMBER} (?:days|weeks|months)\b",
        "a baby",
    ),
    kind_of(
        "age",
        1,
        rf"\baged? {NUMBER}\b(?! (?:days|weeks|months|to|and over|or over|or under)|[-–])"
        rf"|\b{NUMBER}[- ]years?[- ]old\b|\b(?:was|turned|is|were|turning) {NUMBER}"
        r"(?= when\b| years?\b|,|\.| and (?:was|were|had|lived)\b)",
        "an age band, such as “a primary school child”",
    ),
    kind_of(
        "family",
        2,
        r"\btwins?\b(?![ -](?:bed|room|track|aim|town))|\btriplets?\b|\bquadruplets?\b",
        "a brother or sister",
    ),
    kind_of(
        "family",
        2,
        rf"\b(?:youngest|eldest|oldest|middle|second|third|fourth|fifth|sixth|one) of (?:the )?"
        rf"(?:{NUMBER})\b(?: (?:children|siblings|brothers|sisters))?(?! (?:them|the|our|these|those|every))"
        r"|\b(?:seven|eight|nine|ten|eleven|twelve|[789]|1[0-9]) "
        r"(?:children|siblings|brothers|sisters) (?:lived|in the (?:home|house|family))\b",
        "has brothers and sisters",
    ),
    kind_of(
        "family",
        2,
        r"\b(?:youngest|eldest|oldest|one|last) of (?:seven|eight|nine|ten|eleven|twelve)\b"
        r"|\b(?:there were|has|had|with|her|his|their) (?:six|seven|eight|nine|ten|eleven|twelve) "
        r"(?:[\w-]+ )?(?:children|siblings|brothers|sisters|sons|daughters|half-brothers|half-sisters)\b"
        r"|\b(?:two|both of (?:her|his|their)) (?:fathers|mothers|dads|mums)\b|\bsame-sex (?:parents|couple)\b"
        r"|\bgreat-?(?:grandmother|grandfather|grandparents?|aunt|uncle)\b|\bmarried at (?:fifteen|sixteen|1[56])\b"
        r"|\b(?:born|carried) (?:through|by|to) a surrogate\b|\bidentical twins?\b|\bdied in the same\b",
        "a family with several children",
    ),
    kind_of("family", 2, r"\b(?:half|step)-?\s?(?:brother|sister|sibling)s?\b", "a brother or sister"),
    kind_of(
        "family",
        1,
        r"\bonly child\b|\bsurroga(?:te|cy)\b|\badopted (?:from|as a|by)\b|\bdonor-conceived\b",
        "",
    ),
    kind_of(
        "condition",
        2,
        rf"\b{LISTED['conditions']}\b"
        r"|\brare (?:[\w-]+ ){0,2}(?:condition|disease|syndrome|disorder|illness)\b",
        "a health condition",
    ),
    kind_of(
        "condition",
        2,
        r"\b(?!Down)[A-Z][a-z]+(?:[-–][A-Z][a-z]+)?(?:[’']s)? (?:syndrome|disease)\b",
        "a health condition",
        exact_case=True,
    ),
    kind_of("faith", 1, rf"\b{FAITH}\b", "a family of faith", exact_case=True),
    kind_of(
        "origin",
        1,
        rf"(?<!, )\b{PEOPLE}\b(?!(?: and {PEOPLE}|, {PEOPLE})|"
        r" (?:carer|translation|version|interpreters?|speakers?|and|or|communit\w+))|"
        r"\b(?:born in|came (?:alone )?from|moved (?:here |over )?from|fled|arrived from|grew up in) "
        r"[A-Z][a-z]+\b|\basylum[- ]seek\w+",
        "a family with another first language",
        exact_case=True,
    ),
    kind_of(
        "job",
        2,
        rf"\b{RELATIVE}\b[^.!?\n]{{0,40}}\b(?:was|is|were|been|worked as|works as|,|as|a former|a retired|the)\s+"
        rf"(?:a |an |the )?(?:[\w-]+ ){{0,3}}{RARE_JOB}s?\b|\b(?:daughter|son|wife|husband|child|"
        rf"children) of (?:a|an|the) "
        rf"(?:[\w-]+ )?{RARE_JOB}\b|\b{RARE_JOB}[’']s (?:son|daughter|child|wife|husband|family)\b"
        rf"|\b(?:a|an|the) (?:former|retired|well[- ]known|local) (?:[\w-]+ )?{RARE_JOB}\b",
        "worked",
    ),
    kind_of(
        "job",
        1,
        r"\b(?:drove|skippered|flew|steered|ran|kept|owned|managed|worked (?:on|at|in|for)|conducted|"
        r"played (?:the|for)) "
        r"(?:the|a|an) (?:[\w’'-]+ ){0,2}(?:ferry|trawler|lighthouse|lifeboat|pub|inn|circus|fairground|zoo|abattoir|"
        r"air ?base|barracks|power station|oil rig|rig|dockyard|shipyard|steelworks|mine|quarry|brewery|distillery|"
        r"racecourse|stables|chip shop|fish and chip shop|post office|restaurant|takeaway|caf[eé]|market stall|farm|"
        r"observatory|cathedral|castle|museum|theatre|orchestra|radio station|organ)\b"
        rf"|\b(?:daughter|son|wife|husband|child|children) of (?:a|an|the|two) (?:[\w-]+ )?{JOB}s?\b"
        rf"|\b{JOB}[’']s (?:son|daughter|child|wife|husband)\b",
        "worked",
    ),
    kind_of(
        "standing",
        2,
        r"\b(?:the )?(?:only|first|last|youngest|oldest|one of (?:two|three|four)) (?:[\w-]+ ){0,2}"
        r"(?:girl|boy|child|pupil|student|family|man|woman|person|household|baby|player|member|mother|father|"
        r"boys|girls|"
        r"children|families)\b[^.!?\n]{0,24}\b(?:in|at|from|on|to|of|who (?:spoke|speaks|played|lived))\b"
        r"|\b(?:won|captained|represented|champion|medals?|trophy|record[- ]holder|Olympic\w*|played for (?:the|a)|"
        r"county (?:team|squad|champion\w*|cross-country)|head (?:girl|boy)|prize|prom (?:king|queen)|carnival queen|"
        r"sang (?:in|with)|danced (?:in|with)|appeared (?:on|in))\b(?! (?:a )?(?:review|meeting|report))",
        "",
    ),
    kind_of(
        "event",
        2,
        rf"\b(?:{LISTED['events']}|floods?(?! (?:of|in with)))\b",
        "",
    ),
    kind_of(
        "proceedings",
        2,
        rf"\b(?:sentenced|jailed|imprisoned|detained|"
        rf"locked up)\b[^.!?\n]{{0,30}}\b(?:{NUMBER}(?:[ -]\w+)? (?:years?|months?)|"
        r"life)\b|\blife (?:sentence|imprisonment|in prison)\b|\bminimum (?:term )?of \w+(?:[ -]\w+)? years\b"
        rf"|\b{NUMBER}(?:[ -]\w+)?[- ]years?[’']?[- ](?:sentence|prison term|in prison)\b|\bwhole[- ]life order\b",
        "was convicted",
    ),
    kind_of(
        "proceedings",
        1,
        r"\b(?:stood trial|(?:murder|manslaughter|second|six-week|week) trial|after a trial|"
        r"at (?:the )?(?:trial|Crown Court)|"
        r"found guilty|pleaded guilty|acquitted|cleared of|(?:convicted|guilty) of (?:murder|manslaughter|causing)|"
        r"inquest (?:heard|found|concluded|jury)|the (?:judge|coroner)(?:[’']s words|[’']s remarks| said|"
        r" called| told)|"
        r"hospital order|Court of Appeal|extradit\w+|plea hearing)\b"
        r"|\b(?:national|local|every|all the|front) (?:news(?:papers?)?|press|pages?|headlines|television)\b"
        r"|\b(?:made|in) the (?:headlines|newspapers|papers)\b|\b(?:documentary|vigil|petition|memorial garden|"
        r"memorial bench)\b",
        "went through a court",
    ),
    kind_of(
        "job",
        1,
        rf"\b{PARENT}\b[^.!?\n]{{0,30}}\b(?:was|is|were|worked as|works as|,)\s+(?:a |an |the )?"
        rf"(?:[\w-]+ ){{0,3}}{JOB}s?\b",
        "worked",
    ),
    *BY_GRAMMAR,
    kind_of(
        "harm",
        1,
        r"\b(?:a|the|house) fire\b(?! (?:alarm|service|safety|door|officer|station|visit|plan|brigade|and rescue))"
        rf"|\b{LISTED['harms']}\b",
        "was seriously harmed",
    ),
    kind_of(
        "date",
        2,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b|\b{MONTH} (?:of )?(?:19|20)\d\d\b"
        r"|\b(?:Christmas|New Year[’']s)(?: Eve| Day)\b|\bBoxing Day\b|\bBonfire Night\b",
        "",
        exact_case=True,
    ),
    kind_of(
        "date",
        1,
        r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: of)? (?:19|20)\d\d\b"
        rf"|\b[Ii]n (?:early |late |mid-)?(?:{MONTH}|(?:19|20)\d\d)\b|\bat Christmas\b",
        "",
        exact_case=True,
    ),
]

_SETTING = (
    r"(?:Hospital|Infirmary|School|Academy|College|Nursery|Estate|Road|Street|Lane|Avenue|Park|Ward|Village|Surgery|"
    r"Children[’']s Centre|Church|Mosque|Temple|Farm|Caravan Park)"
)
PLACE = re.compile(
    rf"\b(?:[A-Z][a-z’'-]+ ){{1,3}}{_SETTING}\b"
    r"|(?<=\b[Ii]n )[A-Z][a-z]{2,}\b(?![’']s|-)|(?<=\b[Nn]ear )[A-Z][a-z]{2,}\b(?![’']s)"
    r"|(?<=\bmoved to )[A-Z][a-z]{2,}\b(?![’']s)|(?<=\boutside )[A-Z][a-z]{2,}\b(?![’']s)"
    r"|(?<=\blived at )[A-Z][a-z]{2,}\b(?![’']s)"
)
NO_PLACE = re.compile(
    rf"(?:{MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|Ramadan|English|Welsh|"
    rf"England|Wales|Scotland|Britain|Ireland|Working|Part|Section|Chapter|Year|Reception|Figure|Table|Appendix|"
    rf"Family|Safeguarding|Primary|Secondary|{PEOPLE}|{FAITH})\b"
)
PLACE_KIND = Kind("place", 1, PLACE, "our area")
KINDS += [
    kind_of(
        "place",
        2,
        r"\bthe only (?:[\w-]+ ){0,3}(?:church|mosque|temple|synagogue|gurdwara|school|shop|pub|surgery|nursery|hotel|"
        r"farm|hospital|college|club|takeaway|restaurant|house)\b"
        rf"|\b(?:{LISTED['places of few']}|(?:\w+ ){{0,2}}(?:moor|peninsula))\b",
        "our area",
    ),
    kind_of(
        "place",
        1,
        r"\b(?:small|tiny|remote|isolated|seaside|coastal|mining|former mining|fishing|pit|market|cathedral|"
        r"university|"
        r"border|harbour|spa) (?:village|town|community|island|city)\b|\bin (?:a|the) village\b|"
        r"\bcaravan (?:site|park)\b|"
        r"\b(?:travellers?[’']|Gypsy) site\b|\bhill farm\b|\b(?:harbour|marina|viaduct|reservoir|weir|canal|"
        r"lock|dam|cliffs?|"
        r"level crossing|railway(?: line| bridge| station)?|town square|market place|bandstand)\b",
        "our area",
    ),
]
