"""The company that words keep: what stands beside a name of a person, and beside nothing else.

Sets of words in small letters, as `wordlists.folded` gives them. names.py says how they are used.
"""

import re

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady prof professor rev revd reverend pc dc ds di dci dcs dsu wpc pcso sgt "
    "sergeant constable inspector superintendent nurse judge justice auntie aunt aunty uncle councillor cllr imam "
    "rabbi pastor madam mister detective matron midwife headteacher coach nan nana nanna gran granny grandma grandad "
    "granddad grandpa mum mummy mam dad daddy papa mama abuela".split()
)
RELATIVES = frozenset(
    "mother father mum mummy dad daddy mam son daughter brother sister partner husband wife boyfriend girlfriend "
    "cousin uncle aunt auntie aunty nephew niece grandmother grandfather grandma grandad granddad grandson "
    "granddaughter nan nana gran granny stepfather stepmother stepdad stepmum step-father step-mother step-dad "
    "step-mum stepson stepdaughter stepbrother stepsister step-brother step-sister half-brother half-sister twin "
    "sibling friend neighbour fiance fiancee ex-partner ex ex-husband ex-boyfriend lodger landlord mate classmate "
    "godmother godfather grandparent foster-mother foster-father foster-carer "
    "carer childminder toddler baby newborn".split()
)
# Who is called by name at work. The last word of what they are called.
WORKERS = frozenset(
    "worker visitor teacher headteacher head manager officer nurse midwife doctor gp paediatrician consultant "
    "psychologist psychiatrist therapist practitioner solicitor barrister guardian mentor tutor assistant sergeant "
    "inspector constable detective coach coordinator co-ordinator counsellor chair chairperson reviewer author "
    "caretaker receptionist physiotherapist dentist paramedic coroner magistrate adviser advisor advocate".split()
)
PERSONS = RELATIVES | frozenset(
    "boy girl man woman child children teenager youth baby toddler person lad infant pupil student resident patient "
    "kid male female adult couple twins brothers sisters sons daughters".split()
)
CALLED = frozenset("named called nicknamed née nee alias aka surnamed forename surname nickname".split())
SAID = frozenset(
    "said says told tells asked asks felt feels thought knew wanted wants went came comes lived lives moved died dies "
    "attended disclosed described describes reported explained explains began stayed became left met gave received "
    "remained spoke speaks cried wrote rang called loved liked loves likes hated needed hit kept ran hid slept ate "
    "refused denied agreed admitted alleged claimed replied answered phoned texted visited arrived returned "
    "disappeared presented sustained suffered shouted screamed whispered smiled laughed played tried hoped remembered "
    "remembers worried confided complained threatened hurt assaulted stabbed strangled punched walked travelled "
    "messaged posted engaged struggled recalled recalls trusted missed lost joined sat stood waited watched looked "
    "heard saw turned started stopped grew enjoyed enjoys weighed fell woke stated thanked texts thinks believes "
    "believed lied begged drank smoked overdosed self-harmed truanted absconded blamed apologised insisted clung "
    "hugged reached cannot couldn't didn't doesn't wasn't isn't hadn't hasn't wouldn't won't can't himself herself "
    "themself who whose whom "
    # what is done with hands, feet and voice
    "pushed pulled threw grabbed kicked climbed jumped drove rode cooked swore spat knelt nodded shrugged yelled "
    "sobbed wept crept sneaked borrowed stole bought wore showered babysat breastfed vomited collapsed fainted tripped "
    "limped swallowed injected snorted crawled cuddled bathed dressed smacked slapped shook scratched pinched choked "
    "bit pleaded confessed married divorced emigrated relapsed miscarried texted emailed e-mailed googled".split()
)
WITH_HANDS = frozenset("put took brought held fed carried dropped picked washed picks takes puts".split())
# Daisy would only speak to him.
WILLED = frozenset("would could might did wouldn't couldn't didn't".split())
TO_DO = frozenset(
    "speak talk say tell ask answer go come leave sleep eat drink play open accept attend refuse agree live "
    "stay hide run cry scream shout hit hurt walk sit stand wait phone ring text write read sign wash".split()
)
HIM = frozenset("him her his hers them".split())
AUXILIARY = frozenset("was is were had has did does could would might can will may should must never always".split())
MOODS = frozenset(
    "happy unhappy sad quiet safe open late early keen funny bright loved excited at on here there coming going gone "
    "named called given offered missing subject proud allocated two three four five six seven eight nine ten under "
    "over supported clever lively close reluctant thin missed lost".split()
)
ADVERBS = frozenset("not never always often also then only still already later first just now almost nearly".split())
STATES = frozenset(
    "seen taken placed born told asked moved referred admitted removed found living known left brought injured harmed "
    "discharged arrested hit hurt afraid scared frightened happy unhappy sad quiet shy pregnant ill unwell alone safe "
    "upset angry vulnerable unborn dead alive autistic tired hungry thin anxious withdrawn open subject being been at "
    "with six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen one two three "
    "four five nineteen twenty assaulted abused exploited groomed neglected raped stabbed killed murdered shaken "
    "bruised burned burnt starved shouted excluded suspended sent given made offered allowed allocated assessed "
    "adopted fostered accommodated supported interviewed examined weighed collected dropped bullied called named "
    "described diagnosed registered enrolled detained sectioned charged convicted sentenced missing absent late "
    "crying sleeping asleep awake staying going coming trying using drinking playing wearing holding carrying sitting "
    "standing able unable aware terrified distressed reluctant keen excited bright funny loved close proud our their "
    "his her my aged under over seventeen's almost nearly about a-year-old himself herself breastfed bottle-fed "
    "premature thriving visited home there here in to on from by and lively clever gone".split()
) - frozenset("in to on from by and about a-year-old seventeen's".split())
DONE = frozenset(
    "used fled slept written worn eaten drunk smoked stolen cried begged threatened refused shared "
    "told said asked gone been seen lived moved died left met given received spoken rung called attended disclosed "
    "bruises injuries asthma autism a no two three four five many lots difficulties learning special tried taken run "
    "hidden stopped started always never not ever also already become grown witnessed suffered experienced missed "
    "lost".split()
) - {"a"}
# What belongs to a person: a possessive before it is a person's.
BELONGS = PERSONS | frozenset(
    "family mum mums father's school teacher bedroom room home house flat bed cot story voice injuries injury needs "
    "need life death health behaviour weight parents parent siblings grandparents carers carer eyes face arm leg hand "
    "head hair body skin phone mobile diary drawings drawing birthday funeral birth wishes feelings view views "
    "experience experiences world records record file name disclosure account words bruises bruise brain lived daily "
    "social foster care plan safety placement attendance medical development diagnosis friends friend uncle aunt "
    "cousin neighbour neighbours stepfather partner boyfriend girlfriend husband wife ex class nursery gp doctor "
    "worker case inquest killer attacker abuser mental physical emotional early short own clothes shoes toys pram "
    "teddy memory legacy loss pain fear anger identity culture faith first second last older younger little big half "
    "disability autism seizures feeding medication pregnancy baby belongings bag tears silence".split()
)
TOLD = frozenset(
    # what is done to a person, and hardly to a place or a month
    "weighed bathed immunised vaccinated cuddled comforted kissed dressed nursed restrained excluded adopted fostered "
    "diagnosed referred discharged admitted searched photographed groomed abused raped strangled stabbed slapped "
    "punched kicked shook smothered drowned poisoned murdered killed beat bit burned scalded carried held soothed "
    "taught befriended mentored collected minded bullied excused dressing weighing bathing feeding holding "
    "told asked saw met visited named called hugged fed bathed picked collected dropped supported assessed arrested "
    "interviewed removed with hit hurt loved blamed helped tell ask see meet visit help harm seeing meeting visiting "
    "asking telling hearing heard watched noticed found left took brought sent placed knew knows love loves about by "
    "and for failed let why how when that because if after before where while until though although whether than as "
    "like including".split()
)
# What joins what is said of somebody in small letters to what went before: then tyrone came back.
OPENINGS = frozenset(
    "then when because that and but if while after before since so until as where told said why how once whenever "
    "although though whether than".split()
)
# Where somebody is: Jordan was in care.
KEPT_IN = frozenset(
    "care hospital foster custody prison school bed court tears pain labour nursery reception residential supported "
    "temporary hiding shock cot".split()
)
IN_A_PLACE = frozenset("in near outside across around at throughout".split())
IN_A_PERSON = frozenset(
    "confided confide trust trusted believed belief faith interest interested confidence shouted looked pointed "
    "smiled "
    "directed aimed laughed angry change changes improvement".split()
)
KINDS_OF_PLACE = frozenset(
    "river village town city borough district county hamlet suburb estate parish valley isle isles island vale forest "
    "bay port mount lake cape loch glen".split()
)
OF_RANK = frozenset("sir dame lord baroness baron viscount".split())
LITTLE = frozenset("little poor dear young baby older younger eldest youngest oldest late tiny".split())
BETWEEN = frozenset(
    "van von de der den del della da dos du la le bin bint ibn al el ap ab o ni nic ui mhic mac mc ter "
    "binti abu umm".split()
)
FAMILY = frozenset(
    "family families brothers sisters children twins household case inquest siblings boys girls baby home couple "
    "parents clan farm house flat shop business funeral wedding property".split()
)
# What is called after somebody who thought of it.
THOUGHT_OF = frozenset(
    "syndrome disease palsy scale score scores test theory theories model cycle hierarchy method framework criteria "
    "stages stage competence guidelines guideline principle principles sign ratio law laws rule rules hypothesis "
    "taxonomy ladder window typology approach tool wheel matrix curve index inventory questionnaire report inquiry "
    "review recommendations audit commission warning definition duty charter act reforms criterion analysis study "
    "research findings "
    "models scales frameworks work attachment ecological reflective developmental coma checklist toolkit "
    "profile technique interview "
    "rounds continuum protocol protocols effect body "
    "interviewing assessment triangle grid formula classification programme training course concept notion idea "
    "account book paper article chapter argument argues writes suggests defines describes distinguishes identifies "
    "calls et".split()
)
# How writers are told of, and hardly a family: Weick and Sutcliffe argue.
ARGUES = frozenset(
    "argue argues argued suggest suggests suggested propose proposes proposed define defines defined distinguish "
    "distinguishes conceptualise conceptualised conceptualises theorise theorised theorises coined coin posit posits "
    "contend contends outline outlines identifies write writes describes describe".split()
)
SHOWS = frozenset("put puts showed shows argued argues said says noted notes reminds found finds wrote writes "
"has have "
                  "points pointed warned warns observes observed".split())  # fmt: skip
# What somebody thought of, and no child owns: with a surname before it, whose given name it may be as well.
SCHOLARLY = frozenset(
    "theory theories model models framework frameworks scale scales typology taxonomy hierarchy cycle stages matrix "
    "inventory questionnaire hypothesis study studies ladder criteria typologies principles scheme formula "
    "method methods lymphoma disease syndrome contracture palsy fracture manoeuvre sign chart diagram test".split()
)
# What comes before the name of a work, a storm, an undertaking: Operation Yewtree, the film Matilda.
OF_WORKS = frozenset(
    "operation storm hurricane cyclone typhoon exercise hms project campaign film films novel musical opera "
    "play app game song "
    "album series brand helpline supermarket magazine journal podcast soap cartoon comic bookshop chain ship "
    "ferry".split()
)
HIS = frozenset("his her their my our your".split())
PLACES_BEFORE = frozenset("in at near from outside across around to of through into within via between".split())
BEFORE_TIMES = PLACES_BEFORE | frozenset(
    "by since until till during last next early late this each every mid for throughout over before after on and or "
    "the that one".split()
)
KINSHIP = frozenset(
    "nan nana nanna gran granny grandma grandad granddad grandpa mum mummy mam dad daddy papa mama".split()
)
HEARD_FROM = frozenset("from with re told asked rang phoned texted saw met".split())
# In lists of given names, and in small letters something else.
WORDS_FIRST = frozenset(
    "wing yen alpha peg dung bile lama jihad fang fares yin yang chi sue drew danish rob belle cole ming ting sola "
    "tai una raja toms cherry angle sunny tamer divan martins zion leone amity roan sander".split()
)
HE = frozenset("he she they him her them his their who".split())
OF_WORDS = re.compile(r"(?:ed|ing|s|ly|tion|ment|ise|ize|al|ive|ous|ful|ness|ity|ers?|able|ible|ish)$")
CHARITIES = frozenset("foundation trust charity institute university college society fund association".split())
INQUIRIES = frozenset("review report inquiry audit commission recommendations".split())
# What medicines, peoples, doctrines and those who study something end with.
OF_THINGS = re.compile(
    r"(?:azole|pril|olol|azepam|etine|idone|apine|mycin|cillin|oxacin|statin|profen|sartan|parin|formin|gliptin|triptan|"
    r"barbital|etamol|codone|phobic|phobia|centric|ology|ologists?|ographers?|[a-z]{4}ians?|[a-z]{3}ists?|[a-z]{3}isms?|"
    r"ised|ized|isation|[a-z]{3}ese)$"
)
LAWS = frozenset(
    "law rule charter act syndrome disease scale test palsy training guidelines guideline competence competency".split()
)
OF_TITLES = frozenset("who christmas time nature tongue earth figure to and or of".split())
