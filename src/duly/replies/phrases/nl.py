"""Dutch."""

THING = r"(?:abonnement|contract|overeenkomst|lidmaatschap|account|verzekering|polis|dienst|aansluiting|bestelling|\w+abonnement)"
ENDED = r"(?:opgezegd|be[ëe]indigd|stopgezet|geannuleerd|ontbonden|gesloten|afgesloten|verwijderd|gestopt)"

VERDICTS = {
    "confirmed": (
        r"\b(?:bevestig(?:en|t|ing)?)\b(?![^.?]{0,24}(?:ontvangst|dat wij (?:uw|je)[^.?]{0,30}ontvangen))[^.?]{0,80}(?:opzegging|be[ëe]indiging|annulering|opgezegd|be[ëe]indigd|stopzetting|herroeping|eindigt)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:is|wordt|werd|zal)\b[^.?]{{0,40}}\b{ENDED}",
        rf"\bhebben (?:wij |we )?(?:uw|je|het|de) {THING}\b[^.?]{{0,50}}\b{ENDED}",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:eindigt|stopt|loopt[^.?]{{0,30}}\baf|vervalt)\b",
        r"\b(?:opzegging|annulering|be[ëe]indiging)\b[^.?]{0,50}\b(?:is (?:\w+ )?(?:verwerkt|geaccepteerd|bevestigd|doorgevoerd|geregistreerd|gelukt|definitief)|gaat[^.?]{0,30}\bin\b|verwerkt)",
        r"\bhebben (?:wij |we )?(?:uw|je|de) opzegging\b[^.?]{0,40}\b(?:verwerkt|doorgevoerd|geaccepteerd)",
        r"\bwordt niet (?:automatisch )?verlengd|\bniet meer verlengd",
        r"\bopzegging\b[^.?]{0,60}\bbevestigen (?:wij|we)\b",
        r"\baccepteren (?:wij )?(?:uw|je) opzegging",
    ),
    "refused": (
        r"\bkan niet (?:eerder |tussentijds |voortijdig )?(?:worden )?(?:opgezegd|be[ëe]indigd)",
        r"\b(?:kunnen|kan|mogen|zullen)\b[^.?]{0,60}\b(?:niet|geen)\b[^.?]{0,50}\b(?:accepteren|verwerken|akkoord|inwilligen|opzeggen|be[ëe]indigen|honoreren|bevestigen|meewerken|annuleren|toestaan)",
        r"\b(?:opzegging|verzoek|annulering)\b[^.?]{0,60}\b(?:afgewezen|geweigerd|ongeldig|niet (?:geldig|geaccepteerd|mogelijk|tijdig)|te laat)",
        r"\b(?:wijzen|weigeren)\b[^.?]{0,60}(?:opzegging|verzoek)",
        r"\b(?:opzegtermijn|termijn|bedenktijd)\b[^.?]{0,50}(?:verstreken|verlopen|niet in acht|niet nageleefd)",
        r"\b(?:blijft|bent)\b[^.?]{0,30}\b(?:gebonden|verplicht|van kracht)\b",
        r"\b(?:opzeggen|opzegging|be[ëe]indigen|annuleren)\b[^.?]{0,40}\bniet mogelijk",
        r"\btussentijds (?:opzeggen|be[ëe]indigen) is (?:helaas )?niet mogelijk",
    ),
    "needs_action": (
        r"\b(?:gelieve|u (?:moet|dient)|je moet|verzoeken (?:wij )?u|vragen (?:wij )?u|wilt u|wil je|kunt u|graag)\b[^.?]{0,80}\b(?:bellen|inloggen|in te loggen|log in|invullen|in te vullen|formulier|ondertekend\w*|ondertekenen|langskomen|schriftelijk|aangetekend|klikken|retourneren|mijn omgeving)\b",
        r"\bom (?:uw|je|de|het|op te zeggen|te)\b[^.?]{0,60}(?:opzeg|op te zeggen|be[ëe]indig|te voltooien|af te ronden|te annuleren)[^.?]{0,60}(?:moet|dient|belt|log|klik|vul|gaat|kunt)",
        r"\b(?:opzegging\w*|opzeggen)\b[^.?]{0,50}\b(?:alleen|uitsluitend|enkel)\b|\b(?:alleen|uitsluitend|enkel)\b[^.?]{0,50}\b(?:opzeggen|opgezegd|opzegging\w*)\b",
        r"\b(?:bel|log in|vul)\b[^.?]{0,60}(?:om|formulier|klantenservice)[^.?]{0,60}(?:op te zeggen|opzegg\w+|te be[ëe]indigen)",
    ),
    "offer": (
        r"\b(?:bieden|geven|schenken|aanbieden|doen)\b[^.?]{0,80}(?:korting|maand|maanden|gratis|aanbieding|%|voordeel|euro|aanbod)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:korting|goedkoper)",
        r"\b(?:speciaal aanbod|speciale aanbieding|trouwekorting|loyaliteitskorting|exclusieve korting)",
        r"\b(?:blijf bij ons|bij ons (?:te )?blijven|van gedachten|heroverwegen|voordat u (?:vertrekt|gaat)|te pauzeren|pauzeren|tijdelijk stopzetten)\b",
    ),
    "information_request": (
        r"\b(?:kunt u|kun je|zou u|wilt u|wil je)\b[^.?]{0,60}\b(?:laten weten|doorgeven|sturen|toesturen|bevestigen|aangeven|vermelden|mailen)\b",
        r"\b(?:ontvangen wij graag|hebben (?:wij |we )?(?:nog )?[^.?]{0,30}nodig|missen (?:wij |we )?)\b",
        r"\b(?:klantnummer|contractnummer|geboortedatum|lidmaatschapsnummer|polisnummer)\b[^.?]{0,50}\b(?:nodig|doorgeven|toesturen|ontvangen|vermelden|ontbreekt)",
        r"\b(?:kunnen|konden)\b[^.?]{0,60}\b(?:niet|geen)\b[^.?]{0,40}(?:vinden|terugvinden|identificeren|koppelen|achterhalen)",
    ),
    "forwarded": (
        r"\b(?:doorgestuurd|doorgezet|overgedragen|doorgegeven|doorverwezen|sturen|zetten)\b[^.?]{0,60}(?:afdeling|team|collega\w*|partner|kantoor|vestiging)|\b(?:afdeling|team|collega\w*)\b[^.?]{0,40}\b(?:doorgestuurd|doorgezet|overgedragen|doorgegeven)",
        r"\b(?:niet de juiste|verkeerde) (?:afdeling|adres|contactpersoon)",
    ),
    "ticket_opened": (
        r"\bcontact (?:met ons )?opne\w+|\bbinnen \d+ (?:uur|werkdagen)",
        r"\b(?:ticket|zaak|melding|aanvraag|referentie|dossier|verzoek)\w*\b[^.?]{0,30}(?:nummer|nr\b|#|aangemaakt|geregistreerd|geopend)",
        r"\b(?:hebben|is)\b[^.?]{0,50}(?:bericht|e-?mail|mail|verzoek|opzegging|brief|vraag)\b[^.?]{0,30}\b(?:ontvangen|binnengekomen)",
        r"\b(?:bericht|e-?mail|mail|verzoek|opzegging|vraag)\b[^.?]{0,20}\b(?:is|hebben)\b[^.?]{0,20}\b(?:ontvangen|binnengekomen)",
        r"\bontvangst\b[^.?]{0,40}",
        r"\b(?:bedankt|dank)\b[^.?]{0,10}voor (?:uw|je|het) (?:bericht|e-?mail|mail|vraag|contact)",
        r"\b(?:reageren|nemen[^.?]{0,20}contact|antwoorden|komen[^.?]{0,20}terug)\b[^.?]{0,40}(?:zo snel mogelijk|binnen|spoedig|werkdag\w*)",
    ),
    "unmonitored": (
        r"\b(?:mailbox|postvak|e-?mailadres|adres)\b[^.?]{0,60}\b(?:niet|niet meer)\b[^.?]{0,30}(?:gelezen|gemonitord|beheerd|bewaakt|gebruikt|gecontroleerd|actief|bemand)",
        r"\b(?:niet (?:op|reageren op) (?:deze|dit) (?:e-?mail|mail|bericht)|beantwoord deze (?:e-?mail|mail) niet|u kunt niet (?:antwoorden|reageren))",
        r"\bniet (?:te )?(?:beantwoorden|reageren|antwoorden)\b",
    ),
}
CONDITIONAL = (
    r"\b(?:als (?:u|je)|indien|zodra|wanneer u|om (?:uw|je|de|het|op)|nadat (?:u|wij)|mits|wilt|wil je|voordat|totdat|u ontvangt (?:een|de) bevestiging)\b",
    r"\bbevestig (?:uw|je|de|dit)\b|\b(?:wilt u|kunt u|moet|dient|gelieve)\b[^.?]{0,40}\bbevestig",
)
ENDS = (
    r"\bper\b",
    r"\bop\b",
    r"\bmet ingang van\b",
    r"\beindigt\b",
    r"\btot(?: en met)?\b",
    r"\bvanaf\b",
    r"\beinddatum\b",
    r"\bstopt\b",
    r"\bloopt\b",
)
NOT_THE_END = (
    r"ontvangen op",
    r"(?:brief|e-?mail|mail|verzoek|factuur|bericht) (?:van|d\.d\.|gedateerd)",
    r"\bv[óo][óo]r\b",
    r"\bsinds\b",
    r"\bgeboren op\b",
    r"\bterug op\b",
    r"\bafgeschreven\b",
    r"\bterugbeta\w+",
)
MONTHS = (
    "januari jan",
    "februari feb",
    "maart mrt",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "augustus aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "december dec",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "de het een uw wij u en van voor met is niet op hebben wordt beste geachte groet vriendelijke je dat"
