"""Days of the month and years written in words, and words for the end of a month, in six languages."""

# One entry a number, 1 to 31; alternatives stand side by side.
DAYS = (
    # English
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    # French
    "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un",
    # German
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten einunddreißigsten",
    # Spanish
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta treinta-y-uno",
    "primero",
    # Italian
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno",
    "primo",
    # Dutch
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig eenentwintig tweeëntwintig drieëntwintig vierentwintig vijfentwintig zesentwintig zevenentwintig achtentwintig negenentwintig dertig eenendertig",
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste eenentwintigste tweeëntwintigste drieëntwintigste vierentwintigste vijfentwintigste zesentwintigste zevenentwintigste achtentwintigste negenentwintigste dertigste eenendertigste",
)
# The word for two thousand, then one word a year from 2025 on.
YEARS = (
    (
        "two thousand and|two thousand|twenty",
        "twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty",
    ),
    (
        "deux mille",
        "vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente",
    ),
    (
        "zweitausendund|zweitausend",
        "fünfundzwanzig sechsundzwanzig siebenundzwanzig achtundzwanzig neunundzwanzig dreißig",
    ),
    (
        "dos mil",
        "veinticinco veintiséis veintisiete veintiocho veintinueve treinta",
    ),
    (
        "duemila",
        "venticinque ventisei ventisette ventotto ventinove trenta",
    ),
    (
        "tweeduizend",
        "vijfentwintig zesentwintig zevenentwintig achtentwintig negenentwintig dertig",
    ),
)
FIRST_YEAR = 2025
# Before a month's name: its last day.
END_OF = r"(?:(?:the )?end of|(?:à la )?fin(?: du mois)?(?: de| d')?|(?:zum )?ende(?: des monats)?|(?:a )?(?:fin(?:al|ales|es)?) de(?:l mes de)?|(?:alla |a )?fine(?: del mese di| di)?|(?:het )?eind(?:e)?(?: van)?)"
# The whole of it: the last day of the month in which the mail was sent, of the next one, of the year, the day itself.
THIS_MONTH = r"(?:(?:the )?end of (?:this|the current) month|(?:à )?(?:la )?fin (?:de ce mois|du mois en cours|de ce mois-ci)|ende (?:dieses|des laufenden|des aktuellen) monats|(?:zum )?(?:aktuellen )?monatsende|(?:a )?(?:fin(?:al|ales|es)?) de(?:l)? (?:este mes|mes en curso|presente mes|mes actual)|(?:alla |a )?fine (?:di questo mese|del mese in corso|del corrente mese|mese)|(?:het )?eind(?:e)? van (?:deze|de lopende) maand)"
NEXT_MONTH = r"(?:(?:the )?end of (?:the )?(?:next|following|coming) month|(?:à )?(?:la )?fin du mois (?:prochain|suivant)|ende (?:des )?(?:nächsten|kommenden|folgenden) monats|(?:a )?(?:fin(?:al|ales|es)?) del (?:mes que viene|próximo mes|mes próximo|mes siguiente)|(?:alla |a )?fine (?:del )?(?:prossimo mese|mese prossimo)|(?:het )?eind(?:e)? van (?:de )?(?:volgende|komende) maand)"
THIS_YEAR = r"(?:(?:the )?end of (?:the|this)(?: current)? year|(?:à )?(?:la )?fin de (?:cette année|l'année(?: en cours| civile)?)|(?:zum )?(?:jahresende|ende (?:dieses|des laufenden) (?:kalender)?jahres)|(?:a )?(?:fin(?:al|ales|es)?) de (?:este )?año|(?:alla |a )?fine (?:di quest')?anno|(?:het )?eind(?:e)? van (?:dit|het)(?: kalender)? ?jaar)"
AT_ONCE = r"(?:with immediate effect|effective immediately|effective today|avec effet immédiat|à effet immédiat|mit sofortiger wirkung|ab sofort wirksam|con efecto inmediato|con efectos inmediatos|con effetto immediato|met onmiddellijke ingang|per direct)"
