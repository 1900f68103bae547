"""What gives a person away, kind by kind: pure functions of one text, and what is done about each kind.

    reading.py   a text in the form in which it is searched, with the places of the form in which it was written
    kinds.py     each kind of find: whether it stops, and what to do about it
    numbers.py   NHS, National Insurance and pupil numbers, references, registrations, addresses on the internet
    contact.py   telephone numbers, e-mail addresses, postcodes, house addresses, accounts
    dates.py     dates of birth, exact dates, exact ages
    places.py    schools, hospitals, wards, streets by name
    names.py     likely names of people, judged word by word: word.py says what a word is, standing.py what stands
                 around it, company.py what stands around a person, wordlists.py which words are names (lists/)
    citations.py who is cited: authors with a year, lists of references
    marks.py     redaction marks, handling markings, text made invisible
    finding.py   all of them over one text, and over a whole Document

Every pattern is bounded, so that the time is linear in the text, whatever the text.
"""
