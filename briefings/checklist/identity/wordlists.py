"""What the search for names knows: given names, surnames, ordinary words, and words that are both.

Names come from Faker (MIT; its lists are taken from public counts of names, those of the Office for National
Statistics among them), in the languages of families who live in Britain and write with Latin letters. What
those lists lack of names common in British communities is added here, from general knowledge. How common an
English word is comes from pyspellchecker (MIT). All are read once a process, from disk, never from a network.
"""

import unicodedata
from functools import lru_cache
from importlib import import_module

# counted as ordinary: a word that stands in books and films this often
COMMON = 250
VERY_COMMON = 15_000  # above this even a well-known given name is more often a word: drew, dawn, hope
TRUSTED = ("en_GB", "en_NZ", "en_US")
LOCALES = (
    *TRUSTED, "en_IE", "ga_IE", "en_IN", "en_PK", "en_NG", "yo_NG", "ha_NG", "ig_NG", "en_KE", "tw_GH", "zu_ZA",
    "pl_PL", "ro_RO", "lt_LT", "lv_LV", "sk_SK", "cs_CZ", "hu_HU", "pt_PT", "es_ES", "it_IT", "fr_FR", "de_DE",
    "nl_NL", "tr_TR", "vi_VN",
)  # fmt: skip

MORE_GIVEN = (
    # Muslim, South Asian, Somali, Kurdish, Arabic, Afghan and Iranian names as they are written in Britain
    "Aaliyah Aaminah Abdi Abdirahman Abdul Abdullah Abdullahi Abdulrahman Adeel Adil Adnan Afsana Ahmad Ahmed Aisha "
    "Aiysha Akram Aleena Aliya Amaan Amara Ameena Amina Aminah Amir Amira Anisa Arif Arooj Asad Asha Ashraf Asif Asma "
    "Ayaan Ayan Ayesha Ayub Azad Aziz Babar Bashir Bilal Bilan Bushra Dalmar Daud Deeqa Dilan Faduma Fahad Faiza "
    "Farah Farhan Farid Farida Farooq Fatima Fatimah Fatuma Fawzia Faysal Habib Hafsa Haider Hakim Halima Hamid Hamza "
    "Hana Hanan Haneefa Haroon Hasan Hashim Hassan Hawa Hibo Hodan Hussain Hussein Ibrahim Idris Ifrah Ikram Ilyas "
    "Imaan Imran Inaaya Iqbal Iqra Irfan Isaaq Ishaq Ismail Jamal Jamila Javed Junaid Kadija Kamran Karim Karwan "
    "Kashif Khadija Khadra Khalid Khalil Laiba Layla Leyla Liban Lubna Mahad Maham Maheen Mahmood Mahmoud Majid "
    "Malaika Maryam Maryan Masood Mehmet Mehwish Mohamed Mohammad Mohammed Mohamud Muhammad Mubarak Mumtaz Musa Muna "
    "Mustafa Nadia Nadim Naima Najma Nasir Nasra Nazia Nimco Noor Omar Osman Qasim Rabia Rahim Rahma Raheem Rashid "
    "Rehan Rizwan Rukhsana Saad Sabah Sabrina Sadia Safa Safiya Sagal Sahra Saima Sajid Saleem Salim Salma Samina "
    "Samira Sana Saqib Sara Shabana Shabnam Shahid Shakil Shamso Shazia Shukri Sumaya Sumayyah Tahir Tahira Tariq "
    "Umar Usman Waleed Waqas Warsame Yahya Yasin Yasmin Yasmeen Younis Yunus Yusra Yusuf Zahid Zahra Zain Zainab Zakir "
    "Zara Zayn Zaynab Zeeshan Zeynep Zubair Arash Azadeh Behrouz Dara Farzana Hiwa Kaveh Laleh Mina Nasrin Omid Parisa "
    "Reza Rojin Sherko Shirin Soran Zoran "
    # Sikh and Hindu, Tamil, Nepali, Bengali
    "Amandeep Amarjit Amrit Anjali Arjun Arun Baljit Balwinder Dilip Divya Gurpreet Gurdeep Gurvinder Harjit Harpreet "
    "Hardeep Inderjit Jagdeep Jasleen Jaspreet Jaswinder Karan Kavita Kiran Kulwinder Lakshmi Mandeep Manpreet "
    "Meera Mohan Navdeep Nikhil Nisha Parminder Pooja Pradeep Priya Rajesh Rajinder Ramesh Ravi Rohan Sandeep Sanjay "
    "Satnam Shivani Simran Sukhdeep Sunil Sunita Suresh Surinder Sushila Tanvi Tejinder Vijay Vikram Yash "
    # Caribbean, West and Central African, Eritrean, Ethiopian
    "Abeba Abiodun Adaeze Ade Adebayo Adeola Akua Ama Ayodele Ayomide Bisi Bolaji Chiamaka Chidi Chinonso Dajuan "
    "Delroy Denzel Dwayne Ebele Efua Emeka Esi Feven Folake Funmi Gebre Ifeoma Jermaine Jerome Kehinde Keisha Kofi "
    "Kojo Kwabena Kwame Kwesi Lashawn Leroy Makeda Marlon Mehari Mulu Ngozi Nkechi Obinna Olu Rahwa Rasheed Sade "
    "Selam Semhar Shanice Shaniqua Shanelle Tafari Taiwo Temitope Tendai Thabo Tiana Tinashe Tunde Tyreece Tyrell "
    "Tyrone Winston Yaw Yohannes Zola "
    # Polish, Romanian, Roma, Lithuanian, Bulgarian, Ukrainian, Albanian, Turkish
    "Agnieszka Alina Andrei Andrzej Arben Beata Bogdan Bohdan Catalin Cosmin Dariusz Dmytro Dorota Emre Ewa Florin "
    "Gheorghe Grzegorz Iryna Iwona Jolanta Kacper Kasia Katarzyna Krzysztof Laszlo Ludmila Lukasz Maciej Magda "
    "Malgorzata Marek Mariusz Mateusz Michal Mihai Nikolay Oksana Oleksandr Olena Oskar Pawel Piotr Radu Razvan "
    "Serhiy Silviu Slawomir Stanislaw Szymon Tomasz Vasile Viorel Volodymyr Wiktoria Wojciech Yana Zofia Zuzanna "
    # British names of the old, whom adults' reviews are about
    "Ada Agnes Albert Audrey Bernard Beryl Betty Brenda Cecil Clifford Cyril Derek Desmond Doris Edith Edna Eileen "
    "Elsie Enid Ernest Ethel Florrie Geoffrey Gerald Gladys Gordon Harold Herbert Hetty Hilda Horace Irene Joan "
    "Kathleen Leonard Mabel Marjorie Maud Maureen Mavis Muriel Nora Norah Percy Phyllis Raymond Reginald Ronald Roy "
    "Sheila Sidney Stanley Vera Walter Wilfred Winifred "
    # British names of the last years that older lists lack
    "Aiden Albie Alfie Alfred Aoife Aria Arlo Arthur Ayla Bella Bertie Blake Bobby Bonnie Brodie Caitlin Callum "
    "Carys Cerys Chantelle Clara Cody Connor Demi Delilah Dexter Dylan Edie Eleri Elias Eliza Ellie Elliot Elsie "
    "Ethan Evie Ezra Felix Ffion Finlay Finley Freddie Freya Frankie Gareth Gethin Gwen Harley Harriet Hugo Iestyn "
    "Imogen Isaac Isabella Isla Jaxon Jayden Jenson Jess Jodie Jude Kaiden Kayden Kayla Kayleigh Keira Kian Kyle Lacey "
    "Leo Levi Lexi Liam Lily Logan Lola Lowri Louie Luca Lyla Mabel Maddie Maisie Mason Megan Mia Mila Millie Molly "
    "Myla Nevaeh Niamh Nathan Nia Noah Ollie Orla Oscar Otis Phoebe Reggie Reuben Rhys Riley Robyn Ronnie Rory Rosie "
    "Rowan Rupert Saoirse Seren Shannon Sienna Sinead Siobhan Skye Sophie Stevie Teddy Theo Tilly Toby Tommy Tyler "
    "Willow Zac Zachary Zak Zoe Ava Bethan Carwyn Dewi Emyr Gwilym Huw Ieuan Llinos Mair Nerys Owain Rhodri Sion "
    "Kelsey Kieran Declan Ciara Eoin Cormac Oisin Roisin Mhairi Eilidh Hamish Ewan Iain Struan Morag Catriona"
)  # fmt: skip
MORE_SURNAMES = (
    "Abdi Abdullah Adeyemi Afolabi Ahmed Akhtar Aslam Asante Aziz Bairstow Balogun Bangura Baptiste Begum Bhatti Bibi "
    "Boateng Bui Campbell Chaudhry Chowdhury Conteh Dhaliwal Dhillon Diallo Douglas Farah Gebremariam Georgiou Ghafoor "
    "Gill Grewal Gurung Haque Hassan Hussain Hussein Iqbal Islam Jalloh Jama Kamara Kaur Khalid Khan Khatun Koroma "
    "Kowalczyk Kowalski Lewandowski Limbu Mahmood Malik Mensah Miah Mirza Mohamud Mutasa Ncube Nguyen Nowak Nwosu "
    "Okafor Okeke Okonkwo Olawale Osei Osman Owusu Parveen Patel Popa Popescu Qureshi Rahman Rai Rana Rashid Rehman "
    "Sandhu Sesay Shah Shaikh Sharif Sharma Sheikh Sidhu Singh Siddiqui Szymanski Tesfaye Tran Uddin Ullah Warsame "
    "Wisniewski Yilmaz Yusuf Zaman Zielinski Anderson Armstrong Atkinson Barlow Bradshaw Braithwaite Clegg Dawson "
    "Entwistle Fairclough Gallagher Hargreaves Higgins Hodgson Holroyd Howarth Kershaw Lomax McAllister McCarthy "
    "McDonald McKenzie Nuttall Ogden Pemberton Pickering Ramsbottom Rawlings Shackleton Sutcliffe Thistlethwaite "
    "Threlfall Trelawney Wadsworth Whittaker Winterbottom"
)  # fmt: skip

# Given names that are words, months, plants or virtues too: only their surroundings tell.
AMBIGUOUS = frozenset(
    "amber amity angel april art august autumn baby basil bay bell beau bill billy blossom bob brandy brook brooke "
    "buddy bud candy carol cash chance "
    "charity chase cherry chip christian clay clement cliff comfort constance coral crystal daisy dale dawn dean "
    "destiny devon diamond dolly don drew duke earl eden ember ernest eve faith fern finch flora forest frank gay gene "
    "ginger glen grace grant guy happy harmony haven hazel heath heather heaven herb holly honey honor honour hope "
    "hunter iris ivory ivy jack jade jasmine jay jewel jet joy june junior justice kit lance lark laurel lee lily "
    "linnet major marina mark marine martin mason matt mavis may melody mercy merit miles misty mike myrtle "
    "nancy nick noble "
    "norm norman olive opal paris patience pat patsy pearl peg penny pepper piper poppy precious prince princess "
    "prudence queen randy ray reed rex rich river rob robin rocky rod rose ross rowan ruby rush rusty sage sally sandy "
    "scarlet scott serenity shade shelly sky skip sonny spencer star sterling stew storm sue summer sunny tab tanner "
    "temperance terry tiffany tom tony trinity tulip van verity victor viola violet virtue wade wally ward warren "
    "wayne wendy west wilder will willow winter wren young "
    "victoria florence charlotte lincoln georgia china israel jordan kenya india chelsea kent essex surrey".split()
)

# Words with a capital of their own that name no person of a case: days and feasts, peoples, faiths, services,
# products, and those whose names stand for a law, a method or a condition.
PROPER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter eid ramadan diwali passover hanukkah halloween lent mon tue "
    "wed thu fri sat sun jan feb mar apr jun jul aug sept oct nov dec bst gmt "
    "british britain english england scottish scotland welsh wales irish ireland northern european europe african "
    "africa asian asia caribbean american america australian australia canada canadian chinese china indian india "
    "pakistani pakistan bangladeshi bangladesh polish poland romanian romania lithuanian lithuania latvian latvia "
    "bulgarian bulgaria hungarian hungary slovak slovakia czech roma gypsy gypsies traveller travellers romany "
    "ukrainian ukraine russian russia "
    "albanian albania kosovan turkish turkey kurdish iranian iran iraqi iraq syrian syria afghan afghanistan somali "
    "somalia eritrean eritrea ethiopian ethiopia sudanese sudan nigerian nigeria ghanaian ghana kenyan kenya "
    "zimbabwean zimbabwe jamaican jamaica portuguese portugal spanish spain french france german germany italian italy "
    "arabic arab urdu punjabi panjabi bengali gujarati hindi tamil farsi dari pashto tigrinya amharic swahili yoruba "
    "igbo twi mandarin cantonese vietnamese vietnam london uk eu usa gb "
    "christian christians christianity muslim muslims islam islamic jewish judaism jews hindu hindus sikh sikhs "
    "buddhist buddhists catholic catholics anglican protestant methodist quaker god bible quran allah "
    "ofsted barnardo barnardos samaritans childline crimestoppers mencap refuge shelter relate crimewatch citizens "
    "nhs nspcc camhs mash marac mappa cafcass cqc gov facebook instagram snapchat tiktok whatsapp youtube twitter "
    "google microsoft zoom teams skype discord roblox minecraft fortnite xbox playstation netflix iphone ipad android "
    "padlet eventbrite linkedin vimeo adobe wi-fi wifi covid coronavirus covid-19 sars hiv aids internet "
    "makaton braille triple solihull thrive nurtured webster stratton incredible "
    "gillick fraser munro laming macpherson caldicott ockenden kirkup "
    "maslow bowlby ainsworth kolb gibbs kubler-ross prochaska bronfenbrenner goldilocks karpman johari "
    "asperger asperger's asperger’s down's alzheimer's parkinson's crohn's tourette tourette's huntington's munchausen "
    "munchausen's apgar edinburgh bolam merton hoyle wechsler conners bristol glasgow strengths "
    "whitehall westminster parliament downing lambeth palermo istanbul geneva hague lanzarote "
    "mum mums mam mummy dad dads daddy nan nana gran grandma grandad granddad grandmother grandfather mother father "
    "auntie aunt uncle sibling child baby adult family "
    "i'm i'd i'll i've dr mr mrs ms miss mx prof professor sir dame lord lady rev revd st "
    "kooth gdpr it's teams' pdf html url qr word excel powerpoint sharepoint liquidlogic mosaic systmone emis rio "
    "athena connect niche egress aldi tesco asda argos amazon ebay uber vinted paypal monzo eurostar "
    "naloxone paracetamol ibuprofen methadone buprenorphine subutex ritalin valium prozac calpol ".split()
)

# Nouns that make a run of capitals an office, a law, a method or a group, not a person.
OF_ORGANISATIONS = frozenset(
    "act acts agency agencies alliance amendment approach army assessment assessments assembly association authority "
    "authorities award board body bill briefing bureau campaign care centre centres charity charter chief children "
    "children's childrens clinic code college commission commissioner committee conference constabulary convention "
    "council councils county court courts cup day department director directorate directive family families "
    "federation federations force forum foundation framework fund gateway government group groups guidance guide "
    "health help helpline hospital hub hubs index information initiative inquiry inspectorate institute journal law "
    "league library line magazine manager meeting meetings ministry model mission national network networks news nhs "
    "office officer officers order orders organisation organisations panel partnership partnerships party pathway "
    "people plan plans police policy practice press principles procedure procedures profile programme project "
    "protocol questionnaire register regulation regulations report reports research review reviews royal rule rules "
    "safeguarding scale school schools scheme section sector service services social society standard standards "
    "statement strategy study summit support surgery syndrome system team teams theory time tool toolkit training "
    "tribunal trust trusts union unit university website week welfare working year youth zone".split()
)

# Words of the field and of today that films and novels, which the counts are from, seldom have.
OF_THE_FIELD = frozenset(
    "practitioners safeguarding multi inter intra pre post non neuro neurodivergent neurodivergence neurodiverse co "
    "worklessness handover handovers dysregulated dysregulation whiteboard webinar webinars online offline website "
    "websites email emails e mail telehealth thematic ligature coercive kinship bereavement bereaved scr cspr lcspr "
    "csprs lcsprs lscb lscbs cscp safeguarded adultified adultification contextual intersectionality intersectional "
    "unborn perinatal antenatal postnatal neonatal paediatric paediatrician paediatricians midwifery midwives "
    "signposting signposted timeline timelines chronologies chronology genogram genograms ecomap ecomaps assessor "
    "assessors commissioning commissioners commissioned multiagency interagency adultscare homecare carer carers "
    "careleavers headteacher headteachers preschool nurseries childminder childminders upskill upskilling learnings "
    "footnote footnotes colour colours organisation organisations recognise recognised recognising prioritise "
    "analyse analysed analysing behaviour behaviours centre centres programme programmes learnt whilst enrol "
    "enrolment counselling counsellor judgement fulfil favour favourable labour neighbour neighbours neighbourhood "
    "honour defence licence practise practised practising summarise summarised minimise minimised minimising "
    "normalise normalised normalisation emphasise emphasised utilise utilised apologise realise realised "
    "traumatised hospitalised hospitalisation criminalised criminalisation marginalised victimisation victimised "
    "individualised generalised specialised organised organising scrutinise scrutinised rationalise "
    "vulnerabilities responsivity escalations triangulate triangulated triangulation triaged triage reablement "
    "safeguarders collusive disguised optimism hypervigilant hypervigilance exploiters exploitative grooming "
    "sexting cyberbullying radicalisation extremism trafficking cuckooing cuckooed parentified fabricated induced "
    "signpost psychoeducation resourcing workstream workstreams infographic infographics deliverables benchmarking "
    "dataset datasets subgroup subgroups overarching sustainability accountability embeddedness unmet unseen "
    "immobile cosleeping bedsharing swaddling breastfeeding weaning colic reflux".split()
)


def folded(word: str) -> str:
    """A word as it is looked up: small letters, no accents."""
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    flat = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in flat if not unicodedata.combining(c)).translate(str.maketrans("łøđðı", "loddi"))


@lru_cache(maxsize=1)
def _counts() -> dict[str, int]:
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en").word_frequency.dictionary)


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """English words that say nothing by themselves, in small letters."""
    return frozenset(word for word, count in _counts().items() if count >= COMMON) | OF_THE_FIELD


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that are seldom anything else."""
    trusted, others = set(map(folded, MORE_GIVEN.split())), set()
    for locale in LOCALES:
        found = _listed(locale, "first_names", "first_names_male", "first_names_female")
        (trusted if locale in TRUSTED else others).update(found)
    counts = _counts()
    sure = {name for name in trusted if counts.get(name, 0) < VERY_COMMON}
    sure |= {name for name in others if counts.get(name, 0) < COMMON}
    return frozenset(name for name in sure if len(name) > 2) - AMBIGUOUS - PROPER - OF_ORGANISATIONS


@lru_cache(maxsize=1)
def names_that_are_words() -> frozenset[str]:
    """Given names that are as often something else."""
    listed = {
        name for locale in TRUSTED for name in _listed(locale, "first_names", "first_names_male", "first_names_female")
    }
    return AMBIGUOUS | (frozenset(listed) - given_names() - OF_ORGANISATIONS)


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames, those that are words too."""
    listed = set(map(folded, MORE_SURNAMES.split()))
    for locale in LOCALES:
        listed |= _listed(locale, "last_names")
    return frozenset(name for name in listed if len(name) > 1)


def _listed(locale: str, *kinds: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    return {
        folded(word)
        for kind in kinds
        for name in getattr(provider, kind, ()) or ()
        for word in name.replace("-", " ").split()
        if len(word) > 2
    }
