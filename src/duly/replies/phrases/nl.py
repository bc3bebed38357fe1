"""Dutch."""

THING = r"(?:abonnement|contract|overeenkomst|lidmaatschap|account|verzekering|polis|dienst|aansluiting|bestelling|\w+abonnement|\w+contract|rekening|machtiging|incasso|donateurschap|gift|donatie|toegang|licentie|verlenging|nummer|simkaart|sim|pas|kaart|lijn|premium|krant|\w*plan|spaarrekening|\w+verzekering|\w+rekening|pakket|programma|plan|\w+pakket|automatische incasso|inschrijving)"
ENDED = r"(?:opgezegd|be[ëe]indigd|stopgezet|geannuleerd|ontbonden|gesloten|afgesloten|verwijderd|gestopt|ingetrokken|uitgezet|uitgeschakeld|opgeheven|afgesloten|gedeactiveerd|stopgezet|uitgeschreven|afgemeld|geblokkeerd|geroyeerd|stop gezet|afgelopen)"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = r"(?:bericht|e-?mail|mail|brief|verzoek|vraag|schrijven|opzegging|aanvraag)"

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
        r"\bhebben (?:wij |we )?(?:je|u|jou) (?:\w+ )?(?:uitgeschreven|afgemeld)\b|\b(?:je|u) (?:hebt|heeft)\b[^.?]{0,40}\bopgezegd\b|\bje bent (?:uitgeschreven|afgemeld)\b",
        rf"\bbevestig(?:en|t|ing)?\b[^.?]{{0,60}}\b(?:dat (?:uw|je|het|de)\b[^.?]{{0,60}}\b(?:stopt|eindigt|{ENDED}))",
        rf"\bhebben (?:wij |we )?(?:uw|je|jouw|het|de) [^.?]{{0,30}}\b{THING}\b[^.?]{{0,30}}\b{ENDED}",
        r"\b(?:schrijven|incasseren) (?:we|wij)\b[^.?]{0,20}\b(?:niets|niks|geen bedrag\w*) (?:meer|verder)\b|\bwordt (?:er )?niets meer (?:afgeschreven|ge[ïi]ncasseerd)",
        r"\bwordt\b[^.?]{0,30}\bniet (?:automatisch |meer )?verlengd|\bgaan (?:we |wij )?akkoord met (?:uw|je) (?:opzegging|be[ëe]indiging)",
        r"\b(?:be[ëe]indigen|stoppen|sluiten|annuleren|ontbinden|zeggen) (?:wij|we) (?:hierbij |dan ook |nu )?(?:uw|je|het|de|jouw)\b|\b(?:wij|we) (?:be[ëe]indigen|stoppen|sluiten|annuleren|ontbinden) (?:hierbij |dan ook )?(?:uw|je|het|de|jouw)\b",
        r"\b(?:opzegging|ontslag|uittreding|beslissing om te stoppen)\b[^.?]{0,40}\b(?:aanvaard|geaccepteerd|goedgekeurd|akkoord|ingewilligd|bekrachtigd|rond)\b",
        r"\bvan (?:de|onze) (?:ledenlijst|lijst|abonneelijst)\b[^.?]{0,20}\b(?:gehaald|geschrapt|verwijderd)\b|\b(?:ben|bent) (?:nu |vanaf nu )?(?:geen lid|geen klant|geen abonnee|niet langer)\b",
        r"\b(?:opzegging|be[ëe]indiging|annulering|stopzetting)\b[^.?]{0,40}\bis\b[^.?]{0,20}\b(?:uitgevoerd|doorgevoerd|afgehandeld|geregeld|afgerond|rond|een feit)\b",
        rf"\b{THING}\b[^.?]{{0,60}}\b{ENDED} (?:is|werd|hebben|wordt)\b",
        r"\b(?:deze (?:e-?mail|mail|brief)|dit bericht) (?:geldt|dient) als (?:schriftelijke )?(?:bevestiging|opzegbevestiging)",
        r"\bhebben (?:wij |we )?(?:de |uw |je )?(?:be[ëe]indiging|opzegging|stopzetting) (?:ingepland|vastgelegd op)",
        r"\b(?:willigen|hebben) (?:wij |we )?(?:uw|je) (?:verzoek|opzegging) (?:in|ingewilligd|gehonoreerd)",
        rf"\b(?:wordt|is|werd) (?:uw|je|het|de|jouw) [^.?]{{0,30}}{THING}\b[^?]{{0,60}}\b{ENDED}",
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
        r"\b(?:kunnen|kan|kunt)\b[^.?]{0,60}\bniet\b[^.?]{0,40}\b(?:tegemoet\w*|tegemoetkomen|ingaan|voldoen|instemmen|meegaan|ontslaan)\b|\bbe[ëe]indigen\b[^.?]{0,40}\b(?:is|kan) (?:helaas )?niet\b",
        r"\b(?:jaarcontract|minimale looptijd|contractduur|looptijd)\b[^.?]{0,60}\b(?:nog|tot|niet)\b|\b(?:was|bent|is)\b[^.?]{0,10}\bte laat\b|\b(?:bijdrage|termijnen|maandbedrag\w*|contributie)\b[^.?]{0,40}\b(?:blijven|blijft)\b[^.?]{0,30}(?:incasseren|verschuldigd|betalen)?",
        r"\bniet be[ëe]indigd en loopt\b|\bis (?:inmiddels |al )?(?:automatisch )?verlengd tot\b",
        r"\bteleurstellen\b|\b(?:opzegtermijn|termijn)\b[^.?]{0,60}\bniet (?:in acht genomen|nageleefd|gerespecteerd|aangehouden)\b|\b(?:huur|contributie|bijdrage|premie|termijnen)\b[^.?]{0,20}\bblij(?:ft|ven) (?:verschuldigd|doorlopen|te betalen)\b|\b(?:negatief|afwijzend)\b[^.?]{0,20}|\b(?:blijft|bent) (?:u|je) (?:nog )?(?:gebonden|verplicht|aansprakelijk)\b",
        r"\b(?:vaste|minimale) (?:looptijd|contractduur|periode)\b|\b(?:eerder|vroegtijdig|tussentijds) (?:stoppen|opzeggen|be[ëe]indigen|weg)\b[^.?]{0,40}\b(?:niet|geen)\b",
        r"\b(?:kun|kunt|kan) (?:je|u|men)?\b[^.?]{0,30}\bniet\b[^.?]{0,30}\b(?:stoppen|opzeggen|be[ëe]indigen|annuleren)\b|\bniet (?:tussentijds )?opzegbaar\b",
        r"\b(?:kwam|binnen|ontvangen)\b[^.?]{0,30}\b(?:te laat|na de \d+)|\bpas na\b[^.?]{0,20}\bbinnen\b",
        r"\b(?:geen (?:geldige )?reden|moeten (?:wij|we) [^.?]{0,40}(?:afwijzen|weigeren)|geeft geen recht|nog gebonden|zit (?:u|je) nog vast)\b",
        r"\b(?:staan|staat|laten|laat|voorzien)\b[^.?]{0,60}\bniet (?:toe|in)\b|\bniet toegestaan\b",
        r"\bniet bereid\b|\bwillen\b[^.?]{0,60}\bniet\b[^.?]{0,20}\b(?:be[ëe]indigen|ontbinden|annuleren)\b",
    ),
    "needs_action": (
        r"\b(?:gelieve|u (?:moet|dient)|je moet|verzoeken (?:wij )?u|vragen (?:wij )?u|wilt u|wil je|kunt u|graag)\b[^.?]{0,80}\b(?:bellen|inloggen|in te loggen|log in|invullen|in te vullen|formulier|ondertekend\w*|ondertekenen|langskomen|schriftelijk|aangetekend|klikken|retourneren|mijn omgeving)\b",
        r"\bom (?:uw|je|de|het|op te zeggen|te)\b[^.?]{0,60}(?:opzeg|op te zeggen|be[ëe]indig|te voltooien|af te ronden|te annuleren)[^.?]{0,60}(?:moet|dient|belt|log|klik|vul|gaat|kunt)",
        r"\b(?:opzegging\w*|opzeggen)\b[^.?]{0,50}\b(?:alleen|uitsluitend|enkel)\b|\b(?:alleen|uitsluitend|enkel)\b[^.?]{0,50}\b(?:opzeggen|opgezegd|opzegging\w*)\b",
        r"\b(?:bel|log in|vul)\b[^.?]{0,60}(?:om|formulier|klantenservice)[^.?]{0,60}(?:op te zeggen|opzegg\w+|te be[ëe]indigen)",
        r"\b(?:pas|alleen)\b[^.?]{0,60}\b(?:als|nadat|zodra|wanneer|na)\b[^.?]{0,100}\b(?:ontvangen|ondertekend|retour|betaald|voldaan|ingeleverd|ingevuld|hebben|teruggestuurd)\b",
        r"\b(?:zodra|nadat|wanneer|als)\b[^.?]{0,100}\b(?:aangezuiverd|ingeleverd|betaald|voldaan|teruggestuurd|geretourneerd|ondertekend|ingevuld|aangeleverd)\b",
        r"\bopzeggen (?:per|via) (?:e-?mail|mail|brief)\b[^.?]{0,20}\b(?:kan|is)\b[^.?]{0,20}\bniet\b|\b(?:log in|ga naar|bel|vul|tik op|klik op)\b[^.?]{0,80}\b(?:opzegg\w*|opzeggen|door|\d{4}|mijn \w+|instellingen|formulier)\b|\bniet voor (?:je|u|jou)\b[^.?]{0,20}\b(?:stopzetten|opzeggen|be[ëe]indigen)\b|\bdat (?:doe|moet) je zelf\b",
        r"(?<!uw )(?<!je )\b(?:aangetekend\w*|kopie van (?:uw|je) (?:legitimatie|paspoort|identiteitsbewijs|id)|handtekening|opzegformulier)\b",
        r"\b(?:moet|dient|moeten|dienen|hoort)\b[^.?]{0,60}\b(?:schriftelijk|per post|aangetekend|telefonisch|online|in de winkel|via (?:de app|mijn|uw account)|ondertekend|persoonlijk)\b",
        r"\b(?:app store|google play|apple|paypal|amazon)\b[^.?]{0,80}\b(?:opzegg\w+|beheren|stopzetten)\b",
        r"\b(?:handtekening|machtiging|bewijs|verklaring|origineel|toestemming|volmacht)\b[^.?]{0,80}\b(?:nodig|vereist|ontbreekt|noodzakelijk)\b|\b(?:nodig|vereisen|ontbreekt)\b[^.?]{0,80}\b(?:handtekening|bewijs|volmacht|toestemming)\b",
        r"\bopzeggingen? (?:lopen|gaan|loopt|gaat|verlopen|verloopt)\b[^.?]{0,20}\b(?:via|per|telefonisch|online)\b|\b(?:wil|kun|kunt|wilt|zou) (?:je|u) (?:ons |even )?bellen\b|\bbel(?:t)?\b[^.?]{0,30}\d{3,}",
        r"\b(?:toon|bevestig|verifieer)\b[^.?]{0,20}\bidentiteit\b|\b(?:foto|kopie) van (?:uw|je) (?:paspoort|id|rijbewijs|identiteits\w+)",
    ),
    "offer": (
        r"\b(?:bieden|geven|schenken|aanbieden|doen)\b[^.?]{0,80}(?:korting|maand|maanden|gratis|aanbieding|%|voordeel|euro|aanbod)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:korting|goedkoper)",
        r"\b(?:speciaal aanbod|speciale aanbieding|trouwekorting|loyaliteitskorting|exclusieve korting)",
        r"\b(?:blijf bij ons|bij ons (?:te )?blijven|van gedachten|heroverwegen|voordat u (?:vertrekt|gaat)|te pauzeren|pauzeren|tijdelijk stopzetten)\b",
        r"\bblijf(?:t)? (?:je|u)\b[^.?]{0,60}\b(?:betaal|betaalt|krijg|krijgt|dan)\b|\bhalve prijs\b|\bvoorstel\b[^.?]{0,60}|\bde helft\b[^.?]{0,20}|\btoch niet\?|\b(?:cadeau|gratis maand)\b|\bzonde (?:zijn )?(?:als|dat) (?:je|u)\b",
        r"\b(?:tegoedbon|waardebon|tegoed|bon|kortingscode|cadeau)\b[^.?]{0,60}\b(?:€|euro|geldig|bevestigd|gratis|klaar)|\bnog (?:eens )?een kans\b|\btweede kans\b|\bkom terug\b|\bmissen (?:je|u)\b|\bwat als (?:we|wij)\b",
        r"\bwat zou (?:je|u) ervan vinden\b|\bhad (?:je|u) gedacht van\b|\bwat (?:dacht|vindt) (?:je|u) van\b|\b(?:premie|prijs|tarief)\b[^.?]{0,40}\b(?:bevriezen|verlagen|halveren)\b|\b(?:bevriezen|verlagen)\b[^.?]{0,40}\b(?:premie|prijs|tarief)\b",
        r"\b(?:bevriezen|pauzeren|stilzetten|stil)\b[^.?]{0,60}\b(?:maand\w*|gratis|in plaats|liever)\b|\b(?:maand\w*|gratis)\b[^.?]{0,40}\b(?:bevriezen|pauzeren|stilzetten)\b",
        r"\bdoen blijven\b|\b(?:prijs|premie|tarief)\b[^.?]{0,60}\b(?:verlagen|omlaag)\b",
    ),
    "information_request": (
        r"\b(?:kunt u|kun je|zou u|wilt u|wil je)\b[^.?]{0,60}\b(?:laten weten|doorgeven|sturen|toesturen|bevestigen|aangeven|vermelden|mailen)\b",
        r"\b(?:ontvangen wij graag|hebben (?:wij |we )?(?:nog )?[^.?]{0,30}nodig|missen (?:wij |we )?)\b",
        r"\b(?:klantnummer|contractnummer|geboortedatum|lidmaatschapsnummer|polisnummer)\b[^.?]{0,50}\b(?:nodig|doorgeven|toesturen|ontvangen|vermelden|ontbreekt)",
        r"\b(?:kunnen|konden)\b[^.?]{0,60}\b(?:niet|geen)\b[^.?]{0,40}(?:vinden|terugvinden|identificeren|koppelen|achterhalen)",
        r"\b(?:kun|kunt|wil|wilt|zou|zou\w*) (?:je|u)\b[^.?]{0,80}\b(?:doorgeven|sturen|mailen|laten weten|aangeven|vermelden)\b[^.?]{0,10}\?|\bvinden (?:we|wij)? ?(?:je|u)?\b[^.?]{0,30}\bniet (?:terug)?\b|\b(?:welk|om welk|welke)\b[^.?]{0,60}\?",
        r"\b(?:graag (?:vernemen|horen|ontvangen|weten|zien) (?:wij|we)|(?:wij|we) (?:vernemen|horen|ontvangen|weten) graag|zouden (?:wij|we) graag)\b",
        r"\bontbreekt\b[^.?]{0,40}\b(?:\w*nummer|naam|datum|adres|meterstand)\b|\bstuur (?:het|die|dat) (?:even|ons)\b",
        r"\b(?:graag|gelieve|wilt u|wil je|kunt u|kun je|stuur|geef|antwoord\w*|vragen (?:wij|we)|hebben (?:wij|we)|laat (?:ons )?weten|wat is)\b[^?]{0,80}\b(?:postcode|\w*(?:klant|contract|lid|polis|lidmaatschaps|factuur|order|bestel|telefoon|rekening|meter)nummer|geboortedatum|volledige naam|naam op|iban|factuuradres|nieuwe adres|meterstand|kenteken)",
    ),
    "forwarded": (
        r"\b(?:doorgestuurd|doorgezet|overgedragen|doorgegeven|doorverwezen|sturen|zetten)\b[^.?]{0,60}(?:afdeling|team|collega\w*|partner|kantoor|vestiging)|\b(?:afdeling|team|collega\w*)\b[^.?]{0,40}\b(?:doorgestuurd|doorgezet|overgedragen|doorgegeven)",
        r"\b(?:niet de juiste|verkeerde) (?:afdeling|adres|contactpersoon)",
        r"\b(?:heb|hebben|is)\b[^.?]{0,40}\b(?:doorgestuurd|doorgezet|doorgegeven|overgedragen|overgemaakt)\b[^.?]{0,20}\b(?:naar|aan)\b",
        r"\b(?:stuur|sturen|zet|zetten|geef|geven)\b[^.?]{0,60}\b(?:door|naar hen|aan hen)\b|\bin cc\b|\bin de cc\b",
        r"\b(?:is|hebben|wordt)\b[^.?]{0,60}\b(?:doorgestuurd|doorgezet|overgedragen|doorgegeven)\b[^.?]{0,20}\b(?:naar|aan)\b",
    ),
    "ticket_opened": (
        r"\bcontact (?:met ons )?opne\w+|\bbinnen \d+ (?:uur|werkdagen)",
        r"\b(?:ticket|zaak|melding|aanvraag|referentie|dossier|verzoek)\w*\b[^.?]{0,30}(?:nummer|nr\b|#|aangemaakt|geregistreerd|geopend)",
        r"\b(?:hebben|is)\b[^.?]{0,50}(?:bericht|e-?mail|mail|verzoek|opzegging|brief|vraag)\b[^.?]{0,30}\b(?:ontvangen|binnengekomen)",
        r"\b(?:bericht|e-?mail|mail|verzoek|opzegging|vraag)\b[^.?]{0,20}\b(?:is|hebben)\b[^.?]{0,20}\b(?:ontvangen|binnengekomen)",
        r"\bontvangst\b[^.?]{0,40}",
        r"\b(?:bedankt|dank)\b[^.?]{0,10}voor (?:uw|je|het) (?:bericht|e-?mail|mail|vraag|contact)",
        r"\b(?:reageren|nemen[^.?]{0,20}contact|antwoorden|komen[^.?]{0,20}terug)\b[^.?]{0,40}(?:zo snel mogelijk|binnen|spoedig|werkdag\w*)",
        rf"\b{LETTER}\b[^.?]{{0,30}}\b(?:aangekomen|binnen|ontvangen|geregistreerd|bij ons)\b|\b(?:iemand|een (?:collega|medewerker))\b[^.?]{{0,40}}\b(?:contact|antwoordt|reageert|neemt|belt|komt)\b",
        r"\b(?:dossier|zaak|ticket|referentie|melding)(?:\w*)?(?: is|:)? ?:? ?#?[a-z]{0,4}-?\d{3,}|\bin behandeling\b",
        r"\b(?:heb|hebben) (?:dit|het)\b[^.?]{0,30}\b(?:genoteerd|doorgegeven|vastgelegd)\b|\bbevestigt u\b[^.?]{0,30}\b(?:voor|binnen)\b",
        r"\bwordt (?:nog |momenteel |nu )?(?:bekeken|beoordeeld|onderzocht|behandeld)\b|\bhoor(?:t)?\b[^.?]{0,40}\bvan ons\b",
    ),
    "unmonitored": (
        r"\b(?:mailbox|postvak|e-?mailadres|adres)\b[^.?]{0,60}\b(?:niet|niet meer)\b[^.?]{0,30}(?:gelezen|gemonitord|beheerd|bewaakt|gebruikt|gecontroleerd|actief|bemand)",
        r"\b(?:niet (?:op|reageren op) (?:deze|dit) (?:e-?mail|mail|bericht)|beantwoord deze (?:e-?mail|mail) niet|u kunt niet (?:antwoorden|reageren))",
        r"\bniet (?:te )?(?:beantwoorden|reageren|antwoorden)\b",
        r"\b(?:postvak|mailbox|adres)\b[^.?]{0,30}\bwordt niet (?:gelezen|beheerd|bekeken)\b|\bniemand (?:leest|bekijkt)\b|\bkomt geen antwoord\b",
        r"\bniemand\b[^.?]{0,40}\b(?:kijkt|leest|bekijkt|beheert|antwoordt|controleert)\b[^.?]{0,30}\b(?:postvak|mailbox|adres|mails?|inbox)\b|\b(?:postvak|mailbox|adres|mails?|inbox)\b[^.?]{0,40}\bniemand\b[^.?]{0,20}\b(?:kijkt|leest|bekijkt|beheert|antwoordt|controleert)\b",
    ),
}
CONDITIONAL = (
    r"\b(?:als (?:u|je)|indien|zodra|wanneer u|om (?:uw|je|de|het|op)|nadat (?:u|wij)|mits|wilt|wil je|voordat|totdat|u ontvangt (?:een|de) bevestiging)\b",
    r"(?<!ik )(?<!we )\bbevestig (?:uw|je|de|dit)\b|\b(?:wilt u|kunt u|moet|dient|gelieve)\b[^.?]{0,40}\bbevestig",
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
    r"\beinde\b",
    r"\bafloopt\b",
    r"\bingaand\b",
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
    r"\bschrijven van\b",
    r"\bfactuur\w*",
    r"\baangerekend\b",
    r"\bgeschreven op\b",
    r"\bconcert\b",
    r"\bafspraak\b",
    r"\bverlengd\b",
    r"\bwerd op\b",
    r"\bbestelling van\b",
)
ENDING = (
    r"\b(?:kunt|kun|kan|toegang|geldig|gebruik\w*|kijken|sporten|lezen|luisteren|bruikbaar)\b[^.?]{0,60}\btot\b|\btot en met\b[^.?]{0,60}\b(?:gebruiken|kijken|sporten|lezen)\b",
    r"\blaatste (?:dag|nummer|krant|editie|levering|afschrijving|incasso)\b",
    r"\blaatste (?:kist|box|zending|bezorging|betaling|maand|termijn)\b",
)
DONE = (
    r"\b(?:brief|verzoek|opzegging|aanvraag|bericht|alles)\b[^?]{0,60}\b(?:is|hebben|zijn|wordt)\b[^?]{0,30}\b(?:verwerkt|uitgevoerd|geregeld|afgehandeld|ingewilligd|gehonoreerd|doorgevoerd)\b|\bhebben (?:we |wij )?alles\b[^.?]{0,30}\b(?:geregeld|verwerkt)\b",
    r"\bzoals (?:je|u) (?:vroeg|wenste|verzocht|gevraagd|aangaf|hebt gevraagd|heeft gevraagd)\b|\bnaar wens\b|\bop (?:uw|je) verzoek\b|\bzoals (?:gevraagd|gewenst|verzocht)\b|\bjammer dat (?:je|u) (?:weg|ons|vertrekt|gaat|stopt)",
    r"^\W*(?:opzegging )?(?:bevestigd|geregeld|gedaan)\W*$",
)
NEGATED = (r"\b(?:niet|geen|nooit|noch)\b",)
HARMLESS = (
    r"\bniet (?:meer |automatisch )?(?:verlengd|afgeschreven|ge[ïi]ncasseerd|gefactureerd)|\bgeen (?:verdere |nieuwe )?(?:kosten|facturen?|incasso\w*|afschrijving\w*|verlenging)\b|\bhoef\w*\b[^.,;]{0,20}\bniet\w*|\bniets meer\b",
)
LABELS = (
    r"(?:einddatum(?: (?:contract|abonnement|verzekering|lidmaatschap))?|(?:contract|abonnement|lidmaatschap|verzekering|polis|dekking)? ?(?:eindigt|loopt af|stopt|einde)(?: op| per)?|einde (?:contract|abonnement|looptijd|dekking)|datum (?:be[ëe]indiging|opzegging|van be[ëe]indiging)|(?:opzegging|be[ëe]indiging|opzegdatum|be[ëe]indigingsdatum|stopdatum|afloopdatum|ingangsdatum (?:opzegging|be[ëe]indiging))(?: per| op| datum)?|toegang tot|geldig tot|actief tot|laatste dag)(?: en met)?",
    r"(?:datum van|datum) (?:opheffing|be[ëe]indiging|opzegging|sluiting|stopzetting|uitschrijving|einde)(?: is)?|(?:be[ëe]indigings|sluitings|opzeg|stop|eind|uitschrijf)datum(?: is)?",
)
SUBJECT = (
    r"\b(?:bevestiging|opzegbevestiging)\b[^.?]{0,20}\b(?:opzegging|be[ëe]indiging|annulering|stopzetting|afmelding)|\bopzegbevestiging\b|\b(?:opzegging|be[ëe]indiging|annulering)\b[^.?]{0,40}\b(?:bevestigd|verwerkt|voltooid|gelukt|geregeld)\b",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:is |wordt )?{ENDED}",
)
LAST = (r"is (?:de|uw|je|jouw) laatste dag",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:eindigt|stopt|vervalt|verloopt|loopt\b[^?]{{0,60}}\baf\b|(?:zal|wordt|is)\b[^?]{{0,60}}\b{ENDED})",
    r"\b(?:opzegging|be[ëe]indiging|annulering|stopzetting)\b[^.?]{0,60}\b(?:genoteerd|geregistreerd|verwerkt|ingepland|gaat in|ingaat)\b[^?]{0,60}\d",
    rf"\blaatste dag van (?:je|uw|het|de) {THING}\b",
    rf"\b(?:be[ëe]indigen|stoppen|sluiten|zetten)\b[^.?]{{0,40}}\b(?:{THING}|stop|uw|je|het)\b",
    rf"\b(?:wordt|is|zal) (?:uw|je|het|de|jouw) [^.?]{{0,30}}{THING}\b[^?]{{0,80}}\b{ENDED}",
)
UNREAL = (
    r"\b(?:u|je) (?:vraagt|vroeg|verzoekt|verzocht|schrijft|schreef|stelt|meent|wenst|wilt)\b[^.?]{0,20}\b(?:dat|ons|om|te)\b|\b(?:betwisten|bestrijden)\b|(?:^|, )\W*als\b",
    r"\b(?:zou|zouden|kan|kunnen|mag)\b[^.?]{0,80}\b(?:eindigen|be[ëe]indigd|opgezegd|stopgezet|stoppen|aflopen)\b|\bop zijn vroegst\b|\bop z'n vroegst\b|\bniet v[óo][óo]r\b|\btenzij\b|\btegen betaling\b",
    r"\bwanneer\b|\bwanbetaling\b|\bbetalingsachterstand\b|\bonbetaalde?\b|\bvervangen\b",
)
UNDONE = (
    r"\bopzegging (?:is|wordt|werd)\b[^.?]{0,40}\b(?:ingetrokken|geannuleerd|teruggedraaid|herroepen)\b|\bhebben (?:uw|je|de) opzegging (?:\w+ ){0,3}(?:geannuleerd|ingetrokken|teruggedraaid|verwijderd)\b|\b(?:intrekking|annulering|herroeping) van (?:uw|je|de) opzegging\b|\bgaat (?:\w+ ){0,3}over in\b|\b(?:is|hebben)\b[^.?]{0,30}\bgereactiveerd\b(?! worden)",
    r"\bdaarna (?:betaalt|betaal|kost|geldt)\b|\bopzegging (?:is )?(?:ongeldig|nietig|niet geldig)\b|\bcontract doorloopt\b|\bnog niet bevestigd\b",
)
ENDS_TOO = (r"\blaatste\b",)
RENEWS = (
    r"\bwordt\b[^.?]{0,30}\bverlengd\b|\b(?:loopt|blijft)\b(?:(?!\btot\b)[^.?]){0,30}\b(?:door|actief|van kracht|bestaan|doorlopen)\b(?![^.?]{0,20}\btot\b)",
    r"\bincasso\w*\b[^.?]{0,20}\b(?:loopt|lopen|gaat|gaan)\b[^.?]{0,20}\bdoor\b",
)
CANNOT = (
    r"\b(?:kunnen (?:we|wij)|(?:we|wij) kunnen|kan ik|ik kan)\b[^.?]{0,60}\b(?:niet|geen)\b",
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
