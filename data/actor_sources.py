# SPDX-License-Identifier: GPL-2.0-or-later
"""Facts of others for make-actors: who governed which state and when, presidents of the United
States, listed companies. Each function yields (kind, name, aliases, offices); what news would not
call so, or what somebody else is called as well, is left out here.

An office is "what@from..to"; "~" before it marks one that several hold at a time."""

import collections
import json
import re

# States of which ministers are named in English-language news; heads of state and government are
# taken of all. Adjectives for the office's name.
STATES = dict(line.split(" ", 1) for line in """AFG Afghan,AGO Angolan,ALB Albanian,ARE Emirati,
ARG Argentine,ARM Armenian,AUS Australian,AUT Austrian,AZE Azerbaijani,BEL Belgian,BGD Bangladeshi,
BGR Bulgarian,BHR Bahraini,BIH Bosnian,BLR Belarusian,BOL Bolivian,BRA Brazilian,CAN Canadian,CHE Swiss,
CHL Chilean,CHN Chinese,CIV Ivorian,CMR Cameroonian,COD Congolese,COL Colombian,CRI Costa Rican,
CUB Cuban,CYP Cypriot,CZE Czech,DEU German,DNK Danish,DOM Dominican,DZA Algerian,ECU Ecuadorean,EGY Egyptian,
ERI Eritrean,ESP Spanish,EST Estonian,ETH Ethiopian,FIN Finnish,FRA French,GBR British,GEO Georgian,
GHA Ghanaian,GRC Greek,GTM Guatemalan,HND Honduran,HRV Croatian,HTI Haitian,HUN Hungarian,IDN Indonesian,
IND Indian,IRL Irish,IRN Iranian,IRQ Iraqi,ISL Icelandic,ISR Israeli,ITA Italian,JAM Jamaican,JOR Jordanian,
JPN Japanese,KAZ Kazakh,KEN Kenyan,KGZ Kyrgyz,KHM Cambodian,KWT Kuwaiti,LAO Laotian,LBN Lebanese,
LBR Liberian,LBY Libyan,LKA Sri Lankan,LTU Lithuanian,LUX Luxembourg,LVA Latvian,MAR Moroccan,MDA Moldovan,
MEX Mexican,MKD Macedonian,MLI Malian,MLT Maltese,MMR Burmese,MNG Mongolian,MOZ Mozambican,MYS Malaysian,
NAM Namibian,NGA Nigerian,NIC Nicaraguan,NLD Dutch,NOR Norwegian,NPL Nepalese,NZL New Zealand,OMN Omani,
PAK Pakistani,PAN Panamanian,PER Peruvian,PHL Philippine,POL Polish,PRT Portuguese,PRY Paraguayan,
PSE Palestinian,QAT Qatari,ROU Romanian,RUS Russian,RWA Rwandan,SAU Saudi,SDN Sudanese,SEN Senegalese,
SGP Singaporean,SLE Sierra Leonean,SLV Salvadoran,SOM Somali,SRB Serbian,SVK Slovak,SVN Slovenian,
SWE Swedish,SYR Syrian,THA Thai,TJK Tajik,TKM Turkmen,TUN Tunisian,TUR Turkish,TZA Tanzanian,UGA Ugandan,
UKR Ukrainian,URY Uruguayan,USA U.S.,UZB Uzbek,VEN Venezuelan,VNM Vietnamese,YEM Yemeni,ZAF South African,
ZMB Zambian,ZWE Zimbabwean""".replace("\n", "").split(","))
MANY_MINISTERS = set("""AFG ARG AUS BRA CAN CHN COL DEU DNK EGY ESP FRA GBR GRC IDN IND IRL IRN IRQ ISR
ITA JOR JPN LBN MEX NGA NLD NOR NZL PAK PHL POL RUS SAU SWE SYR THA TUR UKR USA VEN ZAF""".split())
PARTICLES = set("""a af bin ibn bint da das de del della den der di do dos du e el la las los le san ter van von
y zu ul ur und""".split()) - {"a", "san", "le"}
GIVEN_JEAN = set("Claude Pierre Marie Paul Luc Jacques Louis Francois Baptiste Michel Marc Bernard".split())
TITLES = set("""MR MR. MRS MRS. MS MS. DR DR. SIR LORD LADY DAME BARON BARONESS KING QUEEN PRINCE PRINCESS EMIR
EMPEROR SULTAN SHEIK SHEIKH SHAIKH AYATOLLAH HOJJATOLESLAM IMAM MULLAH POPE ARCHBISHOP BISHOP CARDINAL
REVEREND GENERAL GEN GEN. MAJOR COLONEL COL COL. CAPTAIN LIEUTENANT LT LT. MARSHAL ADMIRAL BRIGADIER
COMMANDER COMRADE PRESIDENT CHANCELLOR MINISTER PREMIER SENATOR SECRETARY GOVERNOR AMBASSADOR CHAIRMAN LEADER
FORMER PRIME VICE FOREIGN DEPUTY ACTING EX ENGINEER ENG ENG. MAJ MAJ. BRIG BRIG. HAJI HADJI COUNT DUKE
EARL""".split())


def person_case(written):
    """ABD_AL_KARIM_QASIM, HELEN_CLARK: as a newspaper spells it; "" for what is no plain name."""
    words = [w for w in written.strip("_ ").split("_") if w]
    if not 2 <= len(words) <= 4 or words[0] in TITLES or set(words) & {"OF", "THE", "AND", "IN", "FOR"}:
        return ""
    out = []
    for i, word in enumerate(words):
        if not re.fullmatch(r"[A-Z][A-Z'-]+|[A-Z]\.", word):
            return ""
        low = word.lower()
        if i and low in PARTICLES and i + 1 < len(words):
            out.append(low)
            continue
        parts = [part[:1].upper() + part[1:] for part in re.split(r"([-'])", low)]
        text = "".join(parts)
        text = re.sub(r"'S$", "'s", text)
        if re.match(r"Mc[a-z]{3}", text):
            text = "Mc" + text[2].upper() + text[3:]
        if out and out[-1] in ("Al", "al", "As", "Ad", "An", "Ar", "Ash", "Az") and len(text) > 2:
            out[-1] = out[-1].lower() + "-" + text
        elif out and out[-1] == "Jean" and text in GIVEN_JEAN and i + 1 < len(words):
            out[-1] = "Jean-" + text
        else:
            out.append(text)
    if len(out) < 2 or out[-1].lower() in PARTICLES or len(out[-1].rstrip(".")) < 3:
        return ""
    return " ".join(out)


def day(written):
    """101129 or 20101129: the dictionaries ended in 2014."""
    if len(written) == 8:
        year, rest = int(written[:4]), written[4:]
    else:
        year, rest = int(written[:2]), written[2:]
        year += 2000 if year <= 14 else 1900
    return f"{year:04d}-{rest[:2]}-{rest[2:]}"


# The lists of ministers begin here: who stood in the first one was in office already.
FIRST_LIST = "2003-01-01"


def read_dictionary(path):
    """Who governed (PETRARCH: a name, "+" other names, roles in brackets with their dates)."""
    entries = []
    with open(path, encoding="latin-1") as file:
        for line in file:
            text = re.split(r"[;#]", line)[0].rstrip()
            if not text:
                continue
            if text[0] == "+":
                if entries:
                    entries[-1][1].append(text[1:].strip())
            elif text[0].isspace() or text[0] == "[":
                if entries:
                    entries[-1][2].extend(re.findall(r"\[([^\]]*)\]", text))
            else:
                name, _, roles = text.partition("[")
                entries.append((name.strip(), [], re.findall(r"([^\[\]]+)\]", roles)))
    return entries


def governors(paths):
    people, names = [], collections.Counter()
    first_words, last_words = collections.Counter(), collections.Counter()
    for path in paths:
        for written, others, roles in read_dictionary(path):
            name = person_case(written)
            if not name or not roles:
                continue
            offices, state, exact, latest = [], None, False, 0
            for role in roles:
                match = re.fullmatch(r"([A-Z]{3})(GOV[A-Z]*) (>?)(\d{8}|\d{6})(?:-(\d{8}|\d{6}))?", role)
                exact = exact or re.match(r"[A-Z]{3}ELI", role) is not None
                if not match or match.group(1) not in STATES:
                    continue
                state = match.group(1)
                begin = day(match.group(4))
                end = day(match.group(5)) if match.group(5) else ""
                if end and end < begin:
                    continue  # a slip of the dictionary's
                latest = max(latest, int((end or "2014")[:4]))
                offices.append((begin if begin != FIRST_LIST else "", end))
            names[name.casefold()] += 1
            words = name.split()
            first_words[words[0]] += 1
            last_words[words[-1]] += 1
            if not state or latest < 1982 or not (exact or state in MANY_MINISTERS):
                continue
            people.append((name, others, state, sorted(offices)))
    for name, others, state, offices in people:
        words = name.split()
        often = first_words[words[0]] > 8 and last_words[words[-1]] > 2
        if names[name.casefold()] > 1 or (len(words) == 2 and (often or len(words[0]) < 3)):
            continue
        if state in ("KOR", "PRK", "TWN") or (state == "CHN" and len(words) > 2):
            continue  # spelt as no newspaper does
        forms = [person_case(other) for other in others]
        what = f"~{STATES[state]} government"
        yield ("person", name, [form for form in forms if form and form != name],
               list(dict.fromkeys(f"{what}@{begin}..{end}" for begin, end in offices)))


def read_presidents(path):
    """Presidents and vice presidents of the United States (executive.yaml), with their terms."""
    people, person = [], None
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = line.strip().replace("'", "")
            if line.startswith("- id"):
                person = {"terms": []}
                people.append(person)
            elif text.startswith(("first:", "last:", "middle:", "nickname:", "suffix:")):
                key, _, value = text.partition(": ")
                person.setdefault(key, value)
            elif text.startswith("- type:"):
                person["terms"].append([text.split()[-1], "", ""])
            elif text.startswith("start:") and person["terms"]:
                person["terms"][-1][1] = text.split()[-1]
            elif text.startswith("end:") and person["terms"]:
                person["terms"][-1][2] = text.split()[-1]
    for person in people:
        terms = [t for t in person["terms"] if t[2] >= "1900"]
        if terms:
            yield person, terms


# What follows the name in a register of companies.
TAIL = re.compile(r"[ ,]+(?:/.*|\\.*|\(.*\)|Inc\.?|Corp\.?|Corporation|Incorporated|Co\.?|Company|Ltd\.?|Limited|"
                  r"plc|PLC|L\.?P\.?|LLC|L\.L\.C\.|S\.?A\.?|N\.?V\.?|A/S|AG|SE|ASA|AB|Holdings?|Group|"
                  r"Trust|The|& Co\.?|de C\.?V\.?|S\.?A\.?B\.?|S\.p\.A\.|Oyj|New)$", re.I)
NO_COMPANY = re.compile(r"\b(fund|funds|etf|etfs|acquisition|spac|trust|municipal|income|term|portfolio|royalty|"
                        r"merger|opportunities|opportunity|duration|ishares|spdr|proshares|invesco db|notes|"
                        r"bancorp|bancshares|holdco|blockchain|depositary|series|equity|dividend|cap|capital)\b",
                        re.I)
FORMS = {"INC": "Inc.", "INC.": "Inc.", "CORP": "Corp.", "CORP.": "Corp.", "CO": "Co.", "CO.": "Co.",
         "LTD": "Ltd.", "LTD.": "Ltd.", "PLC": "plc", "LLC": "LLC", "LP": "LP", "L.P.": "L.P.", "AG": "AG",
         "SE": "SE", "NV": "NV", "N.V.": "N.V.", "SA": "SA", "S.A.": "S.A.", "USA": "USA", "US": "US",
         "II": "II", "III": "III", "IV": "IV", "AB": "AB", "ASA": "ASA", "UK": "UK", "OF": "of",
         "THE": "the", "AND": "and", "DE": "de", "A/S": "A/S", "&": "&", "HOLDING": "Holding"}
LETTERS_ONLY = re.compile(r"[^AEIOUY]{2,4}$")


def company_case(title):
    """As the filing has it, or, where that is all capitals, with capitals at the beginnings."""
    words = title.split()
    shouted = title.upper() == title or sum(w.isupper() for w in words) * 2 > len(words)
    out = []
    for word in words:
        bare = word.rstrip(",")
        comma = word[len(bare):]
        if bare.upper() in FORMS and (shouted or bare.isupper() or bare.lower() in ("inc", "corp", "co", "ltd")):
            text = FORMS[bare.upper()]
        elif not shouted or not bare.isupper() or "." in bare or re.search(r"\d|&", bare):
            text = bare
        elif LETTERS_ONLY.fullmatch(bare):
            text = bare
        else:
            text = "".join(part.capitalize() if k % 2 == 0 else part
                           for k, part in enumerate(re.split(r"([-/])", bare)))
            text = re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), text)
        out.append(text + comma)
    return " ".join(out)


def companies(path, most):
    """Listed companies by size: the name without its form, and with it."""
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)
    titles = list(dict.fromkeys(rows[str(i)]["title"] for i in range(len(rows))))
    cut, bare_names = [], collections.Counter()
    for title in titles:
        title = re.sub(r"\s*[/\\].*$", "", title)
        full = company_case(re.sub(r"\s*\(.*?\)", "", title).strip())
        bare = full
        while True:
            less = TAIL.sub("", bare)
            if less == bare or not less:
                break
            bare = less
        bare = bare.strip(" ,&")
        bare_names[bare.casefold()] += 1
        cut.append((title, full, bare))
    for title, full, bare in cut[:most]:
        if NO_COMPANY.search(title) or bare_names[bare.casefold()] > 1 or not full.isascii():
            continue
        if re.search(r"[^A-Za-z0-9 &.,'-]", full) or len(bare) < 3 or not full[0].isalnum():
            continue
        if len(bare.split()) > 5 or not full[0].isupper():
            continue
        yield full, bare


# Words of everyday English that companies are called by; alone, or together, they name nobody.
EVERYDAY = set("""a able access action active adams advance advanced advantage air all alliance allied alpha
alternative american anchor angel apex applied arch arena arrow art associated atlas avenue axis balance ball
bank banks banner bar basic beacon berry best better big bill bio black block blue board bond boot box brand
brands bridge bright brink broad brook builders business butler cable cal camp canon capital capitol cardinal
care career carpenter cars carter castle catalyst cedar center central century certain chain challenge champion
chart chase check chef chemical choice church cinema circle citizens city clean clear cloud coast cold columbia
comfort commerce commercial common community compass complete computer concrete connect consolidated
construction consumer control cool core corner covenant credit crescent cross crown cub customers dana data
day deal design digital direct discount discovery diversified dollar dominion dot dream drive dynamic eagle
earth east easy echo edge eight electric element elite emerald empire energy enhance enterprise entertainment
envision equity era essential evolution exact excel exchange express extra extreme fair farmer farmers fast
federal ferry fidelity field financial fine fire first five flag flex flow focus food foods force ford forest
forum forward fossil foundation four fox franklin free freedom freight fresh frontier fuel full future gap
garden gas gates general genesis giant glacier glass global gold golden good graham grand graphic great green
grid group grove guardian guess gulf hall hamilton harbor harmony hart haven health healthcare heart heritage
hill home homes hope horizon host hub ideal image impact imperial income independence independent industrial
industries inform insight insurance intelligent inter international investors iron jack joint journey key
kinder king kite lake lamb land lands landmark lantern laser lazy leader leaf legacy liberty life light
lincoln link lion liquid live local logic lumber machine macro magic magnet main marine mark market marketing
markets mars master match materials matrix matter medical mercury meridian merit metal metals metro mid mission
mobile model modern momentum monarch money monitor monster moody moon motion motor mountain mutual nation
national natural nature navigator net network new next nine noble north northern nova oak ocean oil old olympic
omega omni one open opportunity option oracle orange orbit organic origin orion outlook oxford pace pacific
packaging page palace palm paper paramount park partners patriot patterson paychex peak pearl penn people
peoples perfect phoenix pilot pine pinnacle pioneer planet plains plant plastic platinum plus point pool popular
post power precision preferred premier premium prestige prime principal priority pro professional progress
progressive promise pros prospect prosperity provident public pulse pure quaker quality quest quick radiant
rain range rapid ready real realty red regal regency regional regions reliance republic research reserve
resources retail rich ridge rise river road robin rock rocket rogers rose royal safe safety sage sanders
satellite savers science scientific sea seaboard secure security select semi senior sentinel service services
seven shield shift shoe shore sierra sight signal signature silver simple simply six sky small smart snap solar
sound source south southern southwest spark spectrum sphere spire spirit sprout sprouts square standard star
state steel steer stem sterling stone storage store strategic stream strong summit sun sunrise super superior
surge sweet swift switch synergy system systems tandem target team tech technologies technology telephone ten
texas textile three tile timber time titan top total tower trade transport travel travelers tree trend tri triumph
true trust trinity twin two ultra under union unit united unity universal universe upland urban utilities valley
value vector velocity venture venus verge veritas vertex victory view village virgin virtual vision vista vital
wave way web well west western white whole wild willow wind wing winner wolf wood world yellow york zion""".split())
