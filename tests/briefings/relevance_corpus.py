"""Thirty invented briefings to try the search on, in our own words. No case here is, or is like, a real one.

= address | format | title | themes, with commas        a briefing; the lines after it tell its story
. a learning point        ? a reflective question        ! a recommendation        > practice guidance
"""

CORPUS = """
= alder | learning-note | Learning from Child Alder | Domestic abuse
Alder lived with a mother who moved home four times in two years.
Police were called to the flat on several nights, and each call was closed as an argument between adults.
. Domestic abuse is harm to a child even when the child is asleep in the next room.
. Count the calls together. Five small reports may tell of coercive control that no single one shows.
. A parent who goes back has not failed. Leaving is when danger is greatest.
. Ask each adult alone, and never through a relative.
? How do you find out whether it is safe to telephone a parent at home?
? Who in your team keeps the whole list of incidents?
! The police and the hub should look at every third report of an address within a year as one history.
> Before you visit, agree a safe way to make contact, and write down what must not be said in letters.

= birch | learning-note | Learning from Baby Birch | Safe sleep
Birch was nine weeks old and died in the night on a sofa.
The parents had been up since dawn and had been drinking with friends.
. Talk about where the baby sleeps tonight, not where the cot stands.
. Co-sleeping on a sofa, or after alcohol, is many times more dangerous. Say so plainly and kindly.
. Plan for the night that is out of routine: a party, a move, a hotel, a heatwave.
. Every service that enters the home can talk about safer sleep, housing officers too.
? When did you last see where a baby sleeps?
? What would you say to a tired father at midnight?
! Midwives and health visitors should record the sleeping place at each contact until six months.
> Use the safer sleep checklist with both parents, and leave a copy that a grandparent can read.

= cedar | practitioner-briefing | Behind the front door: adults who hoard | Self-neglect
Mr Cedar, 71, let nobody past the hall after his sister died.
He was found after a fire that began in stacked newspapers.
. Hoarding is rarely a choice of lifestyle. Ask what was lost when it began.
. Saying no to a service once is not saying no for ever.
. The fire service can visit when social care is turned away.
. Test mental capacity for the decision in hand, and think about whether a person can carry it out.
? Whose door have you stopped knocking on?
? How would you explain the clutter scale to a neighbour?
! Adult social care should hold a meeting within ten days when two services have been refused.
> Start with one safe path through the rooms, and let the person choose where it goes.

= damson | learning-page | Teenagers drawn into county lines | Child exploitation
Damson, 15, was found three times in a seaside town, with two telephones and a ticket somebody else paid for.
. A young person who carries drugs for adults is a victim of child criminal exploitation first.
. Being excluded from school was the week everything became worse.
. Debt is how gangs hold on: ask what is owed, and to whom.
. Return conversations after a missing episode are worth most within a day, by someone the child knows.
? What does a train ticket in a bedroom make you ask?
? Who in your area talks with the transport police?
! Schools should call a strategy meeting before a permanent exclusion of a child thought to be exploited.
> Map the places, not only the people: the station, the takeaway, the stairwell.

= elm | learning-note | Learning from Young Person Elm | Suicide and self-harm
Elm, 16, waited seven months for an appointment about low mood and took their own life in the spring holidays.
. A long waiting list needs someone who keeps in touch with those who wait.
. Self-harm that has stopped may have been hidden, or may have become a plan.
. School holidays take away the adults who notice.
. Friends often knew. Make it easy for them to tell.
? Who rings the family while a referral is waiting?
? How do you ask about suicide in plain words?
! The mental health trust should offer a named contact within five days of a referral for self-harm.
> Write a safety plan with the young person, in their words, and give a copy to everyone who is in it.

= fig | learning-note | Learning from Baby Fig | Babies and injury
Fig was five weeks old. A small bruise on the cheek was explained by a toy, and nobody asked a paediatrician.
. Bruising in a baby who cannot roll is never to be explained away.
. The size of a mark says little about the force behind it.
. Photographs and a body map should be made on the day.
. Crying peaks at about six weeks, and tired parents need to hear that it passes.
? Whom would you telephone today about a bruise on a baby?
? What do fathers in your area hear about crying?
! Every service should know the pathway for injuries in infants who are not mobile.
> Tell parents that a second doctor looks at every mark on a young baby, and that it is no accusation.

= gorse | practitioner-briefing | Fabricated or induced illness: when story and child differ | Fabricated illness
Gorse had been to four hospitals and had eleven diagnoses by the age of six.
School saw a child who ran and laughed.
. Perplexing presentations call for one lead doctor who reads everything.
. Look for what the child can do, not only what is reported.
. Talk to school before the next test is ordered.
. Do not tell a carer of suspicions in a corridor: plan together who says what.
? What would you do if the letters and the playground tell different stories?
? Who holds the list of every clinic?
! The hospital should name a consultant for each child with more than three specialties.
> Draw a timeline of symptoms with two columns: what was reported and what was seen.

= hazel | learning-note | Learning from Child Hazel | Neglect
Hazel came to nursery hungry and in wet shoes. Three plans were opened and closed within two years.
. Neglect is a pattern over time. A tidy home on the day of a visit proves nothing.
. Dental decay in small children is a sign that daily care is missing.
. Closing a plan because parents agree is not the same as change.
. Weigh and measure, and plot it where all can see.
? What is a day like for this child from waking to sleeping?
? Which of your plans have been opened twice?
! Use a graded care profile before any decision to step down.
> Walk through the home with the parent and look with a child's eyes: the bed, the fridge, the toothbrush.

= iris | seven-minute-briefing | Professional curiosity in seven minutes | Professional curiosity
What it is to wonder, to check, and to ask a second time.
. Respectful uncertainty means holding two stories in mind until you know.
. Being polite can stop us from asking.
. Check what you are told against what you see.
. Supervision should make room for doubt.
? What did you not ask this week, and why?
? Whose account have you not heard?
! Teams should take one case a month and list what nobody has asked.
> Try the words: help me understand how that works on a Tuesday.

= juniper | learning-note | Learning from Child Juniper | Was not brought
Juniper missed eleven hospital appointments for epilepsy. Each clinic sent a letter and closed the file.
. A child does not fail to attend: a child was not brought.
. Two missed appointments in a row need a telephone call, not a letter.
. Tell the general practitioner and the school nurse.
. Ask what stands in the way: fares, work, fear, language.
? What happens in your clinic after the second empty chair?
? Who knows the whole list of missed visits?
! All clinics should replace the code for did not attend with one for children who were not brought.
> Offer a time that fits with school and buses, and ask again in three days.

= kestrel | full-report | Child Kestrel: report of a local child safeguarding practice review | Child sexual abuse
Kestrel told a lunchtime supervisor that an uncle's games were secret.
The words were written down and lost between two systems.
. Children tell in pieces, over months, to people they trust.
. Sexual abuse in families is met with silence because adults fear being wrong.
. Behaviour is a language: soiling, running, fire.
. Medical examination can comfort as well as find evidence.
? What do you say in the first minute when a child tells?
? How do lunchtime staff pass on what they hear?
! The partnership should train everyone who is alone with children in hearing a first account.
> Keep to open questions: tell me, explain to me, describe to me.

= larch | learning-note | Learning from Baby Larch | Unborn babies
Larch's mother hid her pregnancy until thirty weeks. Two older children lived with relatives.
. Late booking is a reason to ask, not to blame.
. A pre-birth assessment should begin at sixteen weeks, and earlier where other children were removed.
. Grief for the children already lost will shape everything.
. Plan the first night home before the birth.
? How early do you start to plan for an unborn child?
? Who supports a mother whose baby is removed?
! Maternity and social care should agree a discharge meeting for every unborn baby on a plan.
> Make a birth plan with a page for safety: who is in the room, who visits, who is told.

= maple | learning-note | Learning from Child Maple | Fathers and partners
Maple's stepfather collected her from school each day, and no record held his name.
. Unseen men are still in the child's life: ask who has a toothbrush here.
. Fathers who live apart have rights, worries and information.
. Do not rely on a mother to tell what a man is like.
. New partners bring their own history from other towns.
? Which men are missing from your records?
? When do you visit so that a working father is at home?
! Every assessment should name all adult men in the household and what was asked of them.
> Write to fathers by name, and ring them yourself.

= nettle | practitioner-briefing | Sharing information across borders | Working together
Nettle's family crossed three council areas in a year, and each began again from a blank page.
. Records should travel before the family does.
. Data protection law is not a barrier to sharing information when a child may be at risk.
. Read the history before you open the door.
. A transfer meeting with both teams takes an hour and saves a year.
? When did you last telephone the team before yours?
? What would you need to know on the first day?
! The two authorities should agree that no case is closed until the receiving team has read the file.
> Use one page: who, worries, what works, what must happen this week.

= oak | learning-note | Learning from Young Person Oak | Moving to adult services
Oak turned eighteen on a Monday, and on the Tuesday three services had closed.
. Birthdays do not change risks.
. Care leavers need the same person on both sides of eighteen.
. Transition planning begins at fourteen for young people with an education, health and care plan.
. Housing is the first thing to go wrong.
? Who will still know this young person in a year?
? What would you promise, and keep, at seventeen and a half?
! Children's and adults' services should hold a joint panel for every young person from sixteen.
> Make a map of people with the young person, and mark who stays.

= poppy | learning-note | Learning from Child Poppy | Looked-after children
Poppy, 12, had lived in nine placements. The last was unregistered and two hundred miles from her sister.
. Children in care lose brothers and sisters by accident: write contact into the plan.
. A placement move is a harm to be justified.
. Unregistered homes are never a safe answer.
. Foster carers know most and are asked least.
? How many adults has this child had to meet this year?
? What would make one more week possible where she is?
! No looked-after child should move more than twenty miles without the agreement of the director.
> Make a memory box before the move, with photographs and telephone numbers.

= quince | seven-minute-briefing | Female genital mutilation: asking and acting | Harmful practices
What teachers and midwives need to know about FGM, and whom to tell.
. It is a crime, and a duty to report lies on teachers, nurses and social workers.
. Holidays to meet grandparents may be joyful, or may be the day it is done.
. Ask with respect, and with a woman interpreter who is not a relative.
. Protection orders can be made in a day.
? Would you know how to begin the conversation?
? Which words do families themselves use?
! Schools should teach about it before the summer holidays.
> Have the number of the helpline on the back of the door.

= rowan | learning-note | Learning from Child Rowan | Disabled children
Rowan, 9, does not use words to speak. Marks on the wrists were put down to his behaviour.
. Disability does not explain an injury.
. Find out how this child says yes, no and stop.
. Children with many carers have many chances to be hurt and few to tell.
. Restraint should be written down each time, and counted.
? How does this child tell you that something is wrong?
? Who has seen him without his parents and without his carers?
! Special schools should review every restraint each month with someone from outside.
> Use pictures, objects and signs, and plan an extra hour.

= sorrel | learning-note | Learning from Baby Sorrel | Parental mental health
Sorrel's mother had been ill after an earlier birth. Nobody who met her in this pregnancy knew.
. Ask every parent about their mood, more than once, alone.
. Postnatal depression in fathers is real and seldom asked about.
. Medicine stopped suddenly in pregnancy is a warning.
. Psychiatric teams should know who the children are.
? Do adult mental health workers in your area ask about children?
? What is the plan for the day that she becomes unwell?
! Perinatal mental health teams should share their plan with the health visitor before the birth.
> Think family: draw everyone who depends on the person you are treating.

= thistle | practitioner-briefing | Drugs, alcohol and parents | Substance misuse
Thistle, 4, drank methadone kept in a cup beside the bed.
. Ask where medicine is kept, and look at the locked box.
. Recovery is not a straight line: plan for a lapse.
. Drinking at home hides better than drinking in public.
. A clean test says nothing about yesterday's care.
? What does this child do when the parent is drunk?
? Who sees the parent at weekends?
! Pharmacies should give a lockable box with every take-home dose.
> Ask about a usual Friday evening, hour by hour.

= umber | learning-note | Learning from Young Person Umber | Online harm
Umber, 13, was groomed by a stranger in a game and sent pictures under threat.
. Online abuse is abuse: the harm is in the room.
. Taking away the telephone takes away the witness and the friends.
. Blackmail over images moves in hours, so act the same day.
. Parents need to hear that it was not the child's fault.
? Do you know which games the children you work with play?
? What would you do with a picture that a child shows you?
! Every school should have a way to report online harm that pupils have helped to make.
> Save names and times, not images, and tell the police.

= violet | learning-page | Supervision that helps people think | Supervision and challenge
What managers said after three reviews in one year about time, tiredness and doubt.
. Reflective supervision asks what you feel, not only what you did.
. A manager who never disagrees is not a second pair of eyes.
. Escalation is a kindness to the child and to the colleague.
. Write the disagreement down, and what would change your mind.
? What would you like to be asked in your next supervision?
? When did you last challenge a decision of another agency?
! Agencies should publish the names and numbers to ring when professionals disagree.
> End each session with one question to take back to the family.

= willow | learning-note | Learning from Child Willow | Home education
Willow had been taught at home since she was seven.
After that, no adult outside the family saw her for two years.
. Elective home education is a right, and most families do it well. It also takes away the daily eyes of school.
. Ask why a child leaves school, and why now.
. A letter is not a visit.
. Neighbours saw more than services did.
? Who has seen this child in the last month?
? How do you offer help without threat?
! The council should meet every child who leaves a school roll while on a plan.
> Bring a book or a game, and ask the child to teach you something.

= xanthe | learning-note | Xanthe: a safeguarding adults review about care at home | Adults with care needs
Xanthe, 84, had four carers a day and a pressure ulcer nobody reported for six weeks.
. A pressure sore is a sign to be acted upon the same day.
. Many visits by many people can still be nobody's care.
. Weight loss should ring a bell with everyone.
. Her daughter's complaints were treated as a nuisance.
? Who looks at the skin?
? What do you do with a complaint that comes the third time?
! Care agencies should tell the district nurse of any broken skin within a day.
> Use one folder, kept in the home, that everybody writes in.

= yarrow | learning-note | Learning from Young Person Yarrow | Serious youth violence
Yarrow, 17, was stabbed outside a youth club a week after saying he did not feel safe.
. Knife carrying is most often about fear.
. A hospital bed is a moment when change is possible.
. Brothers and sisters of a victim are at risk in the days after.
. Black boys are seen as older and as less in need. Name adultification when you see it.
? What would make the walk home safer?
? Who sits at the bedside?
! Emergency departments should have a youth worker on call each evening.
> Ask what would help today, and do one thing of it today.

= zinnia | practitioner-briefing | Interpreters, language and culture | Culture and language
A nine-year-old translated for her mother at three meetings about herself.
. Never use a child to interpret.
. Relatives who translate may leave out what matters most.
. Book a trained interpreter for every important meeting, and for the telephone call before it.
. Cultural humility: ask what things mean here, in this home.
? Whose words did you write down: hers, or the interpreter's?
? What do you assume about this faith or people?
! Agencies should record the language of each parent and of each child at first contact.
> Meet the interpreter ten minutes before, and explain the purpose.

= aster | learning-note | Learning from Child Aster | Private fostering
Aster, 11, came from abroad to live with a cousin's friend. The council was never told.
. A child who lives with somebody else for four weeks is privately fostered, and the council must know.
. Ask who has parental responsibility.
. Passports held by others are a sign of trafficking.
. Modern slavery can look like help with the housework.
? Who is this adult to this child?
? Where does she sleep, and does she go to school?
! School admissions should ask about private fostering.
> Speak with the child alone, in her language, on neutral ground.

= bramble | learning-note | Learning from Baby Bramble | Safe sleep, Unborn babies
Bramble was born early, to parents who smoked and lived in a hostel room.
. Sudden unexpected death in infancy is commoner where there is smoke, cold, crowding and drink.
. Premature babies need a cot of their own for longer.
. Homeless families have nowhere to put one: find it for them.
. Anticipate the night feed.
? What is the room like at three in the morning?
? Have you seen the bed?
! Housing and health should check temporary accommodation for a safe sleeping space before discharge.
> Give the same message from everybody, and show it with a doll and a basket.

= clover | seven-minute-briefing | The voice of the child in records | Voice and daily life
How to write so that a child can be heard, and can one day read it.
. Quote the child's own words.
. Describe what you saw a baby do: babies have a voice too.
. Lived experience is the plan's beginning, not its appendix.
. Write as though she will read it at twenty.
? Could you tell from your last record what makes this child laugh?
? What would she say is missing?
! Audits should count how often children are quoted.
> Draw three houses: worries, good things, dreams.

= dogwood | learning-note | Learning from Child Dogwood | Neglect, Working together
Dogwood, 6, was bitten by one of five large dogs kept in two rooms.
. The animals tell of the home. Ask who feeds whom.
. The vet, the dog warden and the housing officer had each seen danger.
. A dangerous dog assessment belongs in the child's plan.
. Thresholds differ: say in plain words what you are worried will happen.
? Who else goes into this home?
? What would a multi-agency safeguarding hub have seen if all had rung?
! The hub should add animal welfare to the services it asks.
> Keep your distance, ask for the dog to be shut away, and come back.

= elder | full-report | Thematic review of abusive head trauma in infants | Babies and injury, Fathers and partners
Six babies in four years were shaken. All six families had been visited in the fortnight before.
. Abusive head trauma most often follows crying that nobody has helped with.
. Fathers were present in all six homes and were spoken to in one.
. Ordinary visits ask mothers about mothers.
. Put the baby down, walk away, ring someone: say it and leave it in writing.
? What have both parents been told about crying?
? Who is the safe person to ring at night?
! Maternity services should speak with every father about coping with crying before discharge.
> Practise the words with parents, as you would a fire drill.
"""
