"""German."""

THING = r"(?:vertrag\w*|\w*vertrag|abo(?:nnement)?s?|mitgliedschaft|konto|kundenkonto|tarif|\w*versicherung|police|zugang|bestellung|\w*abo|rufnummer|anschluss|sim-karte|leitung|lizenz|patenschaft|spende|dauerauftrag|lastschrift|einzugserm(?:ä|ae)chtigung|depot|belieferung|stromlieferung|gaslieferung|verl(?:ä|ae)ngerung|\w+mitgliedschaft|\w+konto|\w+tarif|vertragsverh(?:ä|ae)ltnis|\w*plan|service|premium|paket|programm|vereinbarung|\w+vereinbarung)"
ENDED = r"(?:gek(?:ü|ue)ndigt|beendet|storniert|aufgel(?:ö|oe)st|aufgehoben|geschlossen|gel(?:ö|oe)scht|deaktiviert|abgemeldet|abgeschaltet|stillgelegt|saldiert|gestoppt|eingestellt|ausgeschaltet|abbestellt|gesperrt|terminiert)"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = r"(?:e-?mail|mail|nachricht|schreiben|anfrage|brief|anliegen|zuschrift|k(?:ü|ue)ndigung)"

VERDICTS = {
    "confirmed": (
        r"\bvertragsende (?:zum|am|ist)\b",
        r"\b(?:best(?:ä|ae)tig(?:en|e|t))\b(?! sie\b)(?![^.?]{0,20}(?:eingang|erhalt))[^.?]{0,60}(?:k(?:ü|ue)ndigung|beendigung|vertragsende|widerruf|aufl(?:ö|oe)sung|abmeldung|l(?:ö|oe)schung)",
        r"\b(?:k(?:ü|ue)ndigung(?:swunsch)?|widerruf)\b[^.?]{0,60}\b(?:erfasst|registriert|hinterlegt|notiert|best(?:ä|ae)tigt|akzeptiert|angenommen|wirksam|vorgemerkt|durchgef(?:ü|ue)hrt|bearbeitet|umgesetzt|ausgef(?:ü|ue)hrt|(?:ist|wurde) (?:damit |somit |erfolgreich )?(?:erfolgt|eingetragen))",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:endet|l(?:ä|ae)uft[^.?]{{0,30}}\baus|erlischt|(?:wurde|ist|wird|haben wir)[^.?]{{0,40}}\b(?:gek(?:ü|ue)ndigt|beendet|storniert|aufgel(?:ö|oe)st|geschlossen|gel(?:ö|oe)scht|deaktiviert))",
        rf"\bhaben (?:wir )?(?:ihr\w*|dein\w*|den|die|das) {THING}\b[^.?]{{0,50}}\b(?:gek(?:ü|ue)ndigt|beendet|storniert|gel(?:ö|oe)scht|geschlossen)",
        r"\b(?:k(?:ü|ue)ndigung|beendigung|widerruf)\b[^.?]{0,80}\bbest(?:ä|ae)tigen\b(?! sie\b)",
        r"\bk(?:ü|ue)ndigungsbest(?:ä|ae)tigung\b",
        r"\bwird nicht (?:mehr )?verl(?:ä|ae)ngert|\bverl(?:ä|ae)ngert sich nicht",
        r"\bakzeptieren (?:wir )?(?:ihre|deine) k(?:ü|ue)ndigung|\bnehmen (?:wir )?(?:ihre|deine) k(?:ü|ue)ndigung (?:an|zum)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:wurde|ist|haben wir|wird|werden)\b[^.?]{{0,50}}\b{ENDED}",
        rf"\bhaben (?:wir )?(?:ihr\w*|dein\w*|den|die|das|dich|sie) (?:\w+ )?(?:{THING})?[^.?]{{0,40}}\b{ENDED}",
        r"\bdu hast\b[^.?]{0,40}\b(?:gek(?:ü|ue)ndigt|beendet)\b|\bsie haben\b[^.?]{0,40}\b(?:erfolgreich|wirksam) gek(?:ü|ue)ndigt",
        r"\bbest(?:ä|ae)tig(?:en|e|t)\b(?! sie\b)[^.?]{0,40}\b(?:das )?ende (?:ihr|dein|des|der)",
        r"\bverl(?:ä|ae)ngert sich\b[^.?]{0,60}\bnicht\b|\bnicht (?:mehr |automatisch )?verl(?:ä|ae)ngert|\bkeine (?:weitere )?verl(?:ä|ae)ngerung",
        r"\b(?:aus dem vertrag|aus (?:ihrem|deinem) vertrag) entlassen\b|\bdem (?:kündigungswunsch|wunsch) (?:entsprochen|nachgekommen)",
        r"\bbuchen (?:wir )?(?:ab \w+ )?(?:nichts|keine beitr(?:ä|ae)ge|kein geld) mehr ab\b",
        r"\b(?:beenden|k(?:ü|ue)ndigen|l(?:ö|oe)sen|schlie(?:ß|ss)en|stornieren) wir (?:hiermit |daher |nun )?(?:ihr\w*|dein\w*|den|das|die)\b|\bwir (?:beenden|l(?:ö|oe)sen|k(?:ü|ue)ndigen|schlie(?:ß|ss)en) (?:hiermit |daher |nun )?(?:ihr\w*|dein\w*|den|das|die)\b",
        r"\b(?:austritt|r(?:ü|ue)cktritt|ausscheiden)\b[^.?]{0,60}\b(?:zur kenntnis genommen|angenommen|akzeptiert|best(?:ä|ae)tigt|vermerkt|entgegengenommen)\b|\bbest(?:ä|ae)tigen\b[^.?]{0,40}\b(?:austritt|ausscheiden|r(?:ü|ue)cktritt)\b",
        r"\baus (?:der|unserer) (?:mitglieder|kunden|abonnenten)\w*\b[^.?]{0,20}\b(?:gestrichen|genommen|gel(?:ö|oe)scht|entfernt|ausgetragen)|\b(?:sind|bist) (?:nun |damit |ab sofort )?(?:kein\w*|nicht mehr) (?:mitglied|kund\w+|abonnent\w*|vertraglich)",
        r"\b(?:vertrag|abo|mitgliedschaft|konto)\b[^.?]{0,30}\bist (?:damit |somit |nun |jetzt )?(?:beendet|aufgehoben|erloschen|ausgelaufen|zu ende|vorbei)\b",
        r"\b(?:k(?:ü|ue)ndigung|beendigung|aufl(?:ö|oe)sung|abmeldung|stornierung|l(?:ö|oe)schung)\b[^.?]{0,40}\b(?:durchgef(?:ü|ue)hrt|vollzogen|abgeschlossen|ausgef(?:ü|ue)hrt|umgesetzt|erledigt)\b",
        rf"\b{THING}\b[^.?]{{0,60}}\b{ENDED} (?:wurde|worden ist|ist|haben|wird)\b",
        r"\b(?:diese (?:e-?mail|nachricht)|dieses schreiben) (?:gilt|dient) als (?:schriftliche )?(?:best(?:ä|ae)tigung|k(?:ü|ue)ndigungsbest(?:ä|ae)tigung)",
        r"\b(?:ihr(?:er|em)?|dein(?:er|em)?) (?:k(?:ü|ue)ndigung|k(?:ü|ue)ndigungswunsch|wunsch) (?:haben wir |wurde )?(?:entsprochen|nachgekommen|stattgegeben)",
        r"\bentsprechen wir\b[^.?]{0,40}\b(?:k(?:ü|ue)ndigung|wunsch)",
        r"\b(?:entlassen|entlie(?:ß|ss)en) (?:wir )?(?:sie|dich)\b[^.?]{0,40}\b(?:vertrag|mitgliedschaft)",
        rf"\b(?:wird|wurde|ist) (?:ihr\w*|dein\w*|der|die|das) [^.?]{{0,30}}{THING}\b[^?]{{0,60}}\b{ENDED}",
        rf"\bbest(?:ä|ae)tig(?:en|e|t)\b(?! sie\b)[^.?]{{0,30}}\bdass (?:ihr\w*|dein\w*|der|die|das)\b[^.?]{{0,80}}\b(?:{ENDED} (?:wurde|worden ist|ist|wird|haben)|endet|ausl(?:ä|ae)uft)\b",
    ),
    "refused": (
        r"\bsonderk(?:ü|ue)ndigungsrecht\b[^.?]{0,40}\b(?:nicht|kein\w*)|\bkein\w* (?:sonder|au(?:ß|ss)erordentliche\w* )?k(?:ü|ue)ndigungsrecht",
        r"\bm(?:ü|ue)ssen\b[^.?]{0,60}k(?:ü|ue)ndigung[^.?]{0,30}\b(?:ablehnen|zur(?:ü|ue)ckweisen)",
        r"\b(?:k(?:ö|oe)nnen|kann|d(?:ü|ue)rfen|werden)\b[^.?]{0,80}\b(?:nicht|leider keine\w*)\b[^.?]{0,50}\b(?:akzeptieren|annehmen|anerkennen|entsprechen|best(?:ä|ae)tigen|zustimmen|ber(?:ü|ue)cksichtigen|k(?:ü|ue)ndigen|stattgeben|bearbeiten|nachkommen|entlassen)",
        r"\bk(?:ü|ue)ndigung\b[^.?]{0,60}\b(?:abgelehnt|unwirksam|zur(?:ü|ue)ckgewiesen|nicht (?:wirksam|m(?:ö|oe)glich|akzeptiert|fristgerecht|anerkannt)|versp(?:ä|ae)tet|zur(?:ü|ue)ckweisen|ablehnen|zu sp(?:ä|ae)t)",
        r"\b(?:lehnen|weisen)\b[^.?]{0,60}(?:k(?:ü|ue)ndigung|widerruf)[^.?]{0,30}\b(?:ab|zur(?:ü|ue)ck)\b",
        r"\bk(?:ü|ue)ndigung[^.?]{0,40}\b(?:weisen|lehnen) wir\b[^.?]{0,30}(?:zur(?:ü|ue)ck|\bab\b)",
        r"\b(?:vorzeitige|sofortige|au(?:ß|ss)erordentliche) (?:k(?:ü|ue)ndigung|beendigung)[^.?]{0,40}nicht (?:m(?:ö|oe)glich|vorgesehen|zul(?:ä|ae)ssig|gegeben)",
        r"\bk(?:ü|ue)ndigungsfrist\b[^.?]{0,40}(?:nicht eingehalten|vers(?:ä|ae)umt|verstrichen|abgelaufen|(?:ü|ue)berschritten)",
        r"\b(?:widerrufsfrist|frist)\b[^.?]{0,30}(?:bereits )?(?:abgelaufen|verstrichen)",
        r"\b(?:k(?:ö|oe)nnen|kann)\b[^.?]{0,60}\b(?:nicht|leider nicht)\b[^.?]{0,30}\b(?:entgegenkommen|entsprechen|erf(?:ü|ue)llen|nachkommen|gew(?:ä|ae)hren|freigeben)\b",
        r"\b(?:mindestlaufzeit|mindestvertragslaufzeit|erstlaufzeit)\b[^.?]{0,60}\b(?:noch|nicht|bis)\b",
        r"\b(?:beitr(?:ä|ae)ge|raten|zahlungen)\b[^.?]{0,40}\bweiter(?:hin)?\b[^.?]{0,20}(?:eingezogen|f(?:ä|ae)llig|abgebucht|zu zahlen)",
        r"\bhat sich\b[^.?]{0,60}\bverl(?:ä|ae)ngert\b",
        r"\babsage\b|\b(?:abschl(?:ä|ae)gig|negativ\w*)\b[^.?]{0,30}(?:bescheid|antwort)?|\b(?:k(?:ü|ue)ndigungsfrist|frist)\b[^.?]{0,60}\bnicht (?:gewahrt|eingehalten|beachtet)\b|\b(?:miete|beitr(?:ä|ae)ge|raten|geb(?:ü|ue)hren|entgelte?)\b[^.?]{0,30}\bbleib(?:t|en)\b[^.?]{0,20}(?:geschuldet|f(?:ä|ae)llig|zu zahlen)|\b(?:bleiben|sind) (?:sie )?(?:weiterhin )?(?:vertraglich )?gebunden\b",
        r"\b(?:nicht|kein\w*)\b[^.?]{0,40}\b(?:in betracht|in frage|vorgesehen)\b|\b(?:feste|vereinbarte) (?:laufzeit|vertragslaufzeit|mindestlaufzeit)\b|\b(?:vorzeitig\w*|ausstieg|k(?:ü|ue)ndigung)\b[^.?]{0,60}\b(?:ausgeschlossen|nicht (?:m(?:ö|oe)glich|vorgesehen|zul(?:ä|ae)ssig))\b",
        r"\bl(?:ä|ae)(?:sst|ßt|ssen) sich\b[^.?]{0,20}\bnicht\b[^.?]{0,40}\b(?:stoppen|k(?:ü|ue)ndigen|beenden|aufl(?:ö|oe)sen)\b|\blassen sich (?:leider )?nicht\b[^.?]{0,40}\b(?:stoppen|k(?:ü|ue)ndigen|beenden|aufl(?:ö|oe)sen)\b|\bnicht (?:vorzeitig |ordentlich )?k(?:ü|ue)ndbar\b",
        r"\b(?:kam|erreichte|eingegangen|erhalten|erst)\b[^.?]{0,40}\b(?:zu sp(?:ä|ae)t|erst nach dem|nach (?:ablauf|dem stichtag))",
        r"\b(?:kein (?:wichtiger )?grund|m(?:ü|ue)ssen (?:wir )?[^.?]{0,60}(?:ablehnen|zur(?:ü|ue)ckweisen)|besteht kein (?:recht|anspruch)|berechtigt nicht|weiterhin (?:an den vertrag )?gebunden|bindet sie)\b",
        r"\b(?:erlauben|erlaubt|sehen|sieht|gestatten|gestattet|l(?:ä|ae)sst|lassen)\b[^.?]{0,20}\b(?:keine?|nicht)\b[^.?]{0,40}\b(?:k(?:ü|ue)ndigung|beendigung|ausstieg)\b",
        r"\bnicht bereit\b|\bwollen\b[^.?]{0,60}\bnicht\b[^.?]{0,20}\b(?:beenden|aufl(?:ö|oe)sen|entlassen)\b|\bhalten\b[^.?]{0,20}\bam vertrag fest\b",
    ),
    "needs_action": (
        r"\b(?:musst du|du musst|m(?:ü|ue)ssen sie)\b[^.?]{0,60}\bselbst\b|\blogge dich\b|\bk(?:ü|ue)ndigung\b[^.?]{0,30}\bunterschrieben\b",
        r"\b(?:bitte|sie m(?:ü|ue)ssen|du musst|m(?:ö|oe)chten wir sie bitten|ben(?:ö|oe)tigen wir)\b[^.?]{0,80}\b(?:rufen|anrufen|telefonisch|einloggen|loggen|login|anmelden|melden|ausf(?:ü|ue)llen|formular|unterschreiben|unterschrieben\w*|unterzeichnet\w*|klicken|nutzen sie|verwenden sie|best(?:ä|ae)tigen sie|kommen sie|schriftlich|original)\b",
        r"\bben(?:ö|oe)tigen\b[^.?]{0,40}k(?:ü|ue)ndigung\b[^.?]{0,40}(?:original|unterschrift|schriftlich)",
        r"\bum (?:die|ihre|deine|den|ihren|zu)\b[^.?]{0,60}(?:k(?:ü|ue)ndig|abzuschlie(?:ß|ss)en|beenden)[^.?]{0,60}(?:bitte|m(?:ü|ue)ssen|musst|klicken|rufen)",
        r"\b(?:k(?:ü|ue)ndigung|k(?:ü|ue)ndigungen)\b[^.?]{0,40}\b(?:nur|ausschlie(?:ß|ss)lich|lediglich)\b[^.?]{0,60}(?:(?:ü|ue)ber|per|online|telefonisch|schriftlich|m(?:ö|oe)glich|kundenkonto|button|post)",
        r"\b(?:nur|ausschlie(?:ß|ss)lich)\b[^.?]{0,40}(?:k(?:ü|ue)ndbar|gek(?:ü|ue)ndigt werden)",
        r"\b(?:erst|nur)\b[^.?]{0,60}\b(?:bearbeiten|wirksam|beenden|k(?:ü|ue)ndigen|schlie(?:ß|ss)en|saldieren)?\b[^.?]{0,20}\b(?:wenn|sobald|nach)\b[^.?]{0,100}\b(?:vorliegt|vorliegen|erhalten|eingereicht|unterzeichnet|unterschrieben|bezahlt|ausgeglichen|zur(?:ü|ue)ckgesandt|eingegangen)",
        r"\bsobald\b[^.?]{0,120}\b(?:ausgeglichen|retourniert|eingereicht|unterschrieben\w*|unterzeichnet\w*|bezahlt|beglichen|vorliegt|vorliegen|erhalten haben|zur(?:ü|ue)ckgesandt|zur(?:ü|ue)ckgegeben)\b",
        r"\b(?:rufen sie uns|ruf uns|logge dich|loggen sie sich|melden sie sich)\b[^.?]{0,20}\b(?:bitte|dazu|daf(?:ü|ue)r|unter|in|an)\b|\breichen sie\b[^.?]{0,40}\b(?:nach|ein)\b",
        r"\bdamit die k(?:ü|ue)ndigung wirksam wird\b|\bohne (?:ihren|deinen|ihre|deine)\b[^.?]{0,40}\b(?:bleibt|bestehen|besteht)\b",
        r"\b(?:nicht|leider nicht) f(?:ü|ue)r (?:dich|sie)\b[^.?]{0,20}k(?:ü|ue)ndigen",
        r"\b(?:bedarf|erfordert|ben(?:ö|oe)tigt|verlangt|setzt voraus|erwarten|ben(?:ö|oe)tigen|fehlt|fehlen)\b[^.?]{0,80}\b(?:schriftform|unterschrift|original|brief|einschreiben|vollmacht|ausweis\w*|formular|formblatt|r(?:ü|ue)cksendung|ger(?:ä|ae)te?)\b|\b(?:eigenh(?:ä|ae)ndig\w*|per einschreiben|schriftform)\b",
        r"\b(?:muss|m(?:ü|ue)ssen|ist|hat)\b[^.?]{0,60}\b(?:schriftlich|per post|im original|online|telefonisch|pers(?:ö|oe)nlich|in der filiale|(?:ü|ue)ber (?:das|ihr) (?:konto|portal|kundenkonto))\b[^.?]{0,40}\b(?:erfolgen|erkl(?:ä|ae)rt|eingereicht|zu erfolgen|best(?:ä|ae)tigt|vorliegen|eingehen)\b",
        r"\b(?:app store|google play|apple|paypal|amazon)\b[^.?]{0,80}\b(?:k(?:ü|ue)ndig\w+|verwalten|abo)\b",
        r"\b(?:brauchen|ben(?:ö|oe)tigen|fehlt|fehlen|erforderlich|warten auf)\b[^.?]{0,80}\b(?:unterschrift|vollmacht|nachweis|bescheinigung|original|ausweis\w*|zustimmung|formular)\b|\b(?:unterschrift|vollmacht|nachweis|bescheinigung|zustimmung)\b[^.?]{0,60}\b(?:ben(?:ö|oe)tigt|erforderlich|n(?:ö|oe)tig|fehlt|notwendig)\b",
        r"\bk(?:ü|ue)ndigungen? (?:nimmt|nehmen|laufen|erfolgen|gehen)\b[^.?]{0,60}\b(?:entgegen|telefonisch|(?:ü|ue)ber|online|per)\b|\b(?:ruf|rufen sie|rufe)\b[^?]{0,60}\ban\b|\b(?:k(?:ö|oe)nnten|k(?:ö|oe)nnen|w(?:ü|ue)rden) sie (?:bitte )?(?:uns |dort )?anrufen\b",
        r"\bweisen sie sich\b|\bidentit(?:ä|ae)t\b[^.?]{0,40}\b(?:best(?:ä|ae)tig\w+|nachweis\w*|pr(?:ü|ue)f\w+)|\b(?:foto|kopie|scan) (?:ihres|deines|des) (?:passes|ausweises|personalausweises)",
    ),
    "offer": (
        r"\b(?:bieten|machen|unterbreiten|schenken|geben) (?:wir )?(?:ihnen|dir)\b[^.?]{0,80}(?:rabatt|monat|angebot|verg(?:ü|ue)nstig|g(?:ü|ue)nstig|prozent|%|gratis|kostenlos|euro|gutschein|bonus)",
        r"\b(?:\d{1,2} ?(?:%|prozent))[^.?]{0,30}(?:rabatt|nachlass|g(?:ü|ue)nstiger|weniger|sparen)",
        r"\b(?:gratismonat|freimonat|sonderangebot|treuerabatt|treuebonus|vorteilsangebot|wechselbonus)",
        r"\b(?:bleiben sie\b|bleib\b|treu bleiben|bei uns (?:zu )?bleiben|(?:ü|ue)berlegen sie|umstimmen|zur(?:ü|ue)ckgewinnen|nochmal(?:s)? (?:zu )?(?:ü|ue)berdenken|statt (?:zu k(?:ü|ue)ndigen|einer k(?:ü|ue)ndigung))",
        r"\b(?:pausieren|ruhen lassen|stilllegen)\b",
        r"\b(?:wenn|falls) (?:sie|du) (?:bleiben|bleibst)\b|\bumstimmen\b|\bzum halben preis\b|\bzahlen sie\b[^.?]{0,60}\b(?:nur|statt)\b|\bdoch nicht\?|\bein angebot\b|\bschenken wir (?:dir|ihnen)\b",
        r"\bgutschein\b|\bguthaben\b[^.?]{0,60}\b(?:g(?:ü|ue)ltig|geschenk|einl(?:ö|oe)sen)|\bnoch (?:mal )?eine chance\b|\bzweite chance\b|\bkommen sie zur(?:ü|ue)ck\b|\bvermissen (?:dich|sie)\b|\bwie w(?:ä|ae)re es\b",
        r"\bwie w(?:ä|ae)re es\b|\bwas halten sie davon\b|\bw(?:ü|ue)rden sie (?:sich )?(?:vorstellen|(?:ü|ue)berlegen)\b|\b(?:beitrag|preis|tarif|rechnung)\b[^.?]{0,40}\b(?:senken|einfrieren|halbieren|reduzieren)\b",
        r"\b(?:ruhen|pausier\w+|aussetzen|einfrieren|pause)\b[^.?]{0,60}\b(?:monate?|kostenlos|statt|stattdessen|lassen)\b",
        r"\bzum bleiben\b|\b(?:preis|beitrag|tarif)\b[^.?]{0,40}\b\d{1,2} ?%",
    ),
    "information_request": (
        r"\b(?:kannst|k(?:ö|oe)nntest) du\b[^.?]{0,100}\b(?:nennen|schicken|senden|mitteilen|sagen|angeben)",
        r"\b(?:teilen sie|teil|nennen sie|nenne|senden sie|schicken sie|geben sie|lassen sie)\b[^.?]{0,60}\b(?:mit|kundennummer|vertragsnummer|mitgliedsnummer|geburtsdatum|adresse|anschrift|rufnummer|angaben|wissen|grund|an|nachweis)\b",
        r"\b(?:ben(?:ö|oe)tigen|brauchen)\b[^.?]{0,50}(?:angaben|kundennummer|vertragsnummer|mitgliedsnummer|geburtsdatum|informationen|nachweis|adresse|anschrift|daten|rufnummer)",
        r"\b(?:k(?:ö|oe)nnen|konnten|kann)\b[^.?]{0,60}\b(?:nicht|keine\w*|keinem)\b[^.?]{0,40}(?:zuordnen|finden|identifizieren|zugeordnet|ermitteln|gefunden)",
        r"\b(?:k(?:ö|oe)nnten|w(?:ü|ue)rden|k(?:ö|oe)nnen) sie (?:uns )?(?:bitte )?[^.?]{0,40}(?:mitteilen|nennen|senden|best(?:ä|ae)tigen|angeben|zusenden)",
        r"\b(?:kannst du|k(?:ö|oe)nnen sie|k(?:ö|oe)nntest du|k(?:ö|oe)nnten sie|w(?:ü|ue)rden sie)\b[^.?]{0,100}\b(?:durchgeben|mitteilen|nennen|sagen|schicken|zukommen lassen|pr(?:ü|ue)fen)\b",
        r"\bfinden (?:sie|dich|wir (?:sie|dich|ihr\w*|dein\w*))\b[^.?]{0,60}\bnicht\b|\bwelche[nrsm]? (?:vertrag|konto|mitgliedschaft)\b[^.?]{0,80}\?",
        r"\b(?:dankbar|verbunden),? wenn (?:sie|du)\b|\bbitten (?:wir )?(?:sie |dich )?um (?:angabe|mitteilung|nennung|(?:ü|ue)bermittlung|zusendung)\b",
        r"\bfehlt\b[^.?]{0,40}\b(?:\w*nummer|name|datum|adresse|z(?:ä|ae)hlerstand)\b|\bschick(?:e|en sie)? (?:sie |ihn |es |uns )?(?:mir |uns )?(?:kurz|bitte)\b",
        r"\b(?:bitte|teilen sie|nennen sie|senden sie|antworten sie|geben sie|ben(?:ö|oe)tigen|brauchen|k(?:ö|oe)nnten sie|k(?:ö|oe)nnen sie|kannst du|wie lautet)\b[^?]{0,80}\b(?:postleitzahl|\w*(?:kunden|vertrags|mitglieds|policen|versicherungs|rechnungs|bestell|telefon|ruf|abo|z(?:ä|ae)hler)nummer|geburtsdatum|vollst(?:ä|ae)ndige\w* namen?|namen? auf|iban|bankverbindung|rechnungsadresse|neue\w* anschrift|z(?:ä|ae)hlerstand|kennzeichen)",
    ),
    "forwarded": (
        r"\b(?:weitergeleitet|weiterleiten|weitergegeben|(?:ü|ue)bergeben|leiten|geben)\b[^.?]{0,60}(?:fachabteilung|abteilung|kolleg\w+|team|zust(?:ä|ae)ndig\w*|stelle|partner|k(?:ü|ue)ndigungsservice|filiale|studio)|\b(?:fachabteilung|abteilung|kolleg\w+|team|zust(?:ä|ae)ndige\w*)\b[^.?]{0,40}\b(?:weitergeleitet|weitergegeben|(?:ü|ue)bergeben)",
        r"\b(?:nicht (?:die )?(?:richtige|zust(?:ä|ae)ndig)\w*|falsche\w* (?:abteilung|adresse|ansprechpartner))",
        r"\b(?:leite|leiten|reiche|reichen|gebe|geben)\b[^.?]{0,60}\bweiter\b|\bin kopie\b|\bin cc\b|\bins cc\b|\bweitergereicht\b|\bzust(?:ä|ae)ndig(?:keit)? (?:ist|sind|liegt|daf(?:ü|ue)r)\b",
        r"\b(?:wurde|haben|habe|ist)\b[^.?]{0,60}\ban\b[^.?]{0,60}\b(?:weitergeleitet|weitergegeben|weitergereicht|(?:ü|ue)bergeben|abgegeben)\b",
    ),
    "ticket_opened": (
        r"\b(?:ticket|vorgangs|fall|referenz|bearbeitungs)(?:nummer|nr)\b|\bbearbeitung\b[^.?]{0,40}\b(?:werk)?tage",
        r"\b(?:ticket|vorgang|vorgangs|fall|fallnummer|anfrage|bearbeitungs|referenz)\w*\b[^.?]{0,30}(?:nummer|nr\b|#|\bid\b|erstellt|er(?:ö|oe)ffnet|angelegt|erfasst|lautet)",
        r"\b(?:haben|ist|wurde)\b[^.?]{0,50}(?:nachricht|anfrage|e-?mail|mail|schreiben|k(?:ü|ue)ndigung|anliegen)\b[^.?]{0,30}\b(?:erhalten|eingegangen|empfangen|bekommen)",
        r"\b(?:nachricht|anfrage|e-?mail|mail|schreiben|k(?:ü|ue)ndigung|anliegen)\b[^.?]{0,30}\b(?:ist|wurde)\b[^.?]{0,30}\b(?:eingegangen|empfangen)",
        r"\b(?:nachricht|anfrage|mail|schreiben|anliegen)\b[^.?]{0,30}\b(?:angekommen|erreicht)\b",
        r"\b(?:eingang|erhalt)\b[^.?]{0,30}(?:ihrer|deiner|ihres|deines|k(?:ü|ue)ndigung|nachricht|best(?:ä|ae)tig)",
        r"\b(?:vielen dank|danke)\b[^.?]{0,20}f(?:ü|ue)r (?:ihre|deine) (?:nachricht|anfrage|e-?mail|mail|mitteilung)",
        r"\b(?:melden uns|antworten ihnen|k(?:ü|ue)mmern uns|bearbeiten)\b[^.?]{0,60}(?:schnellstm(?:ö|oe)glich|so schnell|in k(?:ü|ue)rze|baldm(?:ö|oe)glich|innerhalb|zeitnah|werktag\w*|bald)",
        rf"\b{LETTER}\b[^.?]{{0,40}}\b(?:gelandet|angekommen|eingetroffen|eingegangen|erhalten|da)\b|\b(?:jemand|ein(?:e)? (?:kolleg\w+|mitarbeiter\w*))\b[^.?]{{0,60}}\b(?:in verbindung|melde\w*|k(?:ü|ue)mmer\w*|antworte\w*|kontakt)\b|\bin verbindung\b",
        r"\b(?:aktenzeichen|vorgang|vorgangsnummer|ticket|referenz|fallnummer)(?:\w*)?(?: ist| lautet|:)? ?:? ?#?[a-z]{0,4}-?\d{3,}|\bin (?:bearbeitung|pr(?:ü|ue)fung)\b",
        r"\b(?:best(?:ä|ae)tigt|best(?:ä|ae)tigen|melde\w*|gibt)\b[^.?]{0,30}\b(?:ihnen|dir|sich)\b[^.?]{0,30}\bbis (?:montag|dienstag|mittwoch|donnerstag|freitag|ende der woche|morgen)\b|\b(?:notiert|vermerkt|aufgenommen)\b[^.?]{0,20}$",
        r"\bwird (?:gerade |derzeit |zurzeit |noch )?(?:gepr(?:ü|ue)ft|bearbeitet|begutachtet)\b|\bh(?:ö|oe)r\w*\b[^.?]{0,40}\bvon uns\b",
    ),
    "unmonitored": (
        r"\b(?:postfach|e-?mail-?adresse|mail-?adresse|mailbox|adresse)\b[^.?]{0,60}\b(?:nicht|nicht mehr|weder)\b[^.?]{0,30}(?:gelesen|(?:ü|ue)berwacht|betreut|bearbeitet|aktiv|genutzt|verwendet|gepr(?:ü|ue)ft|abgerufen)",
        r"\b(?:antworten|antwort) (?:sie |du )?(?:bitte )?nicht auf diese|\bbitte nicht (?:auf diese (?:e-?mail|nachricht|mail) )?antworten",
        r"\bantworten (?:auf diese|an diese)[^.?]{0,50}(?:nicht|keine)",
        r"\b(?:postfach|mailbox|adresse)\b[^.?]{0,30}\bwird nicht gelesen\b|\bnachricht wird nicht (?:bearbeitet|gelesen)\b",
        r"\bniemand\b[^.?]{0,40}\b(?:schaut|liest|pr(?:ü|ue)ft|antwortet|beantwortet|kontrolliert|(?:ü|ue)berwacht)\b[^.?]{0,30}\b(?:postfach|adresse|mailbox|e-?mails?|mails?)\b|\b(?:postfach|adresse|mailbox|e-?mails?|mails?)\b[^.?]{0,40}\bniemand\b[^.?]{0,20}\b(?:schaut|liest|pr(?:ü|ue)ft|antwortet|beantwortet|kontrolliert|(?:ü|ue)berwacht)\b",
        r"\bschaut (?:leider )?niemand\b|\bniemand\b[^.?]{0,20}\b(?:in|auf) (?:dieses|diese) (?:postfach|adresse|mailbox)\b",
    ),
}
CONDITIONAL = (
    r"\b(?:wenn|sobald|falls|sofern|um (?:ihre|die|den)|nachdem sie|erst nach|vorbehaltlich|m(?:ö|oe)chten|w(?:ü|ue)nschen|damit wir|bevor|ob|erhalten sie|sie erhalten|erh(?:ä|ae)ltst du)\b",
    r"\bbitte\b[^.?]{0,20}best(?:ä|ae)tig|\bbest(?:ä|ae)tigen sie\b|\bk(?:ö|oe)nn(?:t)?en sie\b",
)
ENDS = (
    r"\bzum\b",
    r"\bendet\b",
    r"\bper\b",
    r"\bbis\b",
    r"\bab\b",
    r"\bwirksam\b",
    r"\bmit wirkung\b",
    r"\bmit ablauf\b",
    r"\bvertragsende\b",
    r"\bablauf\b",
    r"\bl(?:ä|ae)uft\b",
    r"\berlischt\b",
    r"\blaufzeitende\b",
    r"\bletzter tag\b",
    r"\bzur\b",
    r"\bl(?:ä|ae)uft\b",
)
NOT_THE_END = (
    r"\bvom\b",
    r"\bdatiert\b",
    r"eingegangen am",
    r"erhalten am",
    r"\bgeboren\b",
    r"rechnung\w*",
    r"\bspätestens\b",
    r"\bseit\b",
    r"\bwieder\b",
    r"erstattung\w*",
    r"abgebucht",
    r"\bschreiben\b",
    r"\bhaben wir am\b",
    r"\bihr\w* (?:mail|nachricht|brief)\b",
    r"\btermin\b",
    r"\bverl(?:ä|ae)ngert\b",
    r"\bkonzert\b",
    r"\bschlussrechnung\b",
    r"\bzahl\w*\b",
    r"\bam (?:telefon|montag)\b",
    r"\bbestellung vom\b",
)
ENDING = (
    r"\b(?:nutzbar|verf(?:ü|ue)gbar|g(?:ü|ue)ltig|zugang|nutzen|schauen|trainieren|lesen|h(?:ö|oe)ren|zugreifen|nutzung)\b[^.?]{0,40}\bbis\b|\bbis\b[^.?]{0,60}\b(?:nutzen|schauen|trainieren|lesen|h(?:ö|oe)ren|zugreifen|verf(?:ü|ue)gbar|weiter nutzen)\b",
    r"\bletzte(?:s|r|n)? (?:ausgabe|heft|lieferung|abbuchung|tag|beitrag|zeitung)\b",
    r"\bl(?:ä|ae)uft\b[^?]{0,60}\baus\b",
    r"\bletzte (?:kiste|box|sendung|lieferung|ausgabe|zahlung|rate)\b",
    r"\bletzte\w? [\w-]+\b[^.?]{0,30}\b(?:am|kommt|ist|erscheint)\b",
)
DONE = (
    r"\b(?:wie gew(?:ü|ue)nscht|wunschgem(?:ä|ae)(?:ß|ss)|wie von (?:ihnen|dir) gew(?:ü|ue)nscht|auf (?:ihren|deinen) wunsch|nach ihren w(?:ü|ue)nschen)\b",
    r"\b(?:haben|ist|sind|wurde)\b[^?]{0,60}\b(?:bearbeitet|veranlasst|erledigt|umgesetzt|ausgef(?:ü|ue)hrt|abgewickelt|in die wege geleitet|abgemeldet)\b",
    r"\bschade,? dass (?:sie|du)\b[^.?]{0,30}(?:verl(?:ä|ae)sst|verlassen|gehst|gehen)",
    r"^\W*(?:k(?:ü|ue)ndigung )?(?:best(?:ä|ae)tigt|erledigt)\W*$",
)
NEGATED = (r"\b(?:nicht|keine\w*|nie|weder)\b",)
HARMLESS = (
    r"\bnicht (?:mehr |automatisch )?(?:verl(?:ä|ae)ngert|belastet|abgebucht|berechnet)|\bverl(?:ä|ae)ngert sich\b[^.?]{0,60}\bnicht\b|\bkein\w* (?:weitere\w* )?(?:verl(?:ä|ae)ngerung|abbuchung\w*|beitr(?:ä|ae)ge|kosten|rechnung\w*|geld)",
    r"\bnur (?:schriftlich|per|(?:ü|ue)ber|nach|wenn|durch|in)\b",
)
LABELS = (
    r"(?:vertragsende|vertragsablauf|laufzeitende|laufzeit bis|k(?:ü|ue)ndigung (?:zum|wirksam (?:zum|ab)|per)|k(?:ü|ue)ndigungstermin|k(?:ü|ue)ndigungsdatum|beendigung(?:sdatum| zum)?|ende(?: der laufzeit| der mitgliedschaft| des vertrags?|datum)?|enddatum|nutzbar bis|g(?:ü|ue)ltig bis|letzter (?:vertrags)?tag|wirksam (?:zum|ab)|zugang bis|verf(?:ü|ue)gbar bis|aktiv bis|abmeldung zum|abschaltung am)",
    r"(?:aufl(?:ö|oe)sungs|k(?:ü|ue)ndigungs|beendigungs|schlie(?:ß|ss)ungs|end|abmelde|abschalt|austritts|vertragsende)-?datum(?: ist)?|datum (?:der|des) (?:aufl(?:ö|oe)sung|k(?:ü|ue)ndigung|beendigung|schlie(?:ß|ss)ung|vertragsendes|abmeldung|austritts)|(?:aufl(?:ö|oe)sung|schlie(?:ß|ss)ung|beendigung|austritt|abmeldung) (?:zum|am|per)",
)
SUBJECT = (
    r"\bk(?:ü|ue)ndigungsbest(?:ä|ae)tigung\b|\bbest(?:ä|ae)tigung (?:ihrer|deiner|der) (?:k(?:ü|ue)ndigung|beendigung|abmeldung)|\bk(?:ü|ue)ndigung\b[^.?]{0,30}\b(?:best(?:ä|ae)tigt|wirksam|bearbeitet)\b",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:ist|wurde)?\b[^.?]{{0,20}}\b{ENDED}",
)
LAST = (r"ist (?:ihr|dein|der) letzter? (?:vertrags)?tag",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:endet|erlischt|l(?:ä|ae)uft[^?]{{0,60}}\baus|l(?:ä|ae)uft[^?]{{0,30}}\bab\b)",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:wird|ist|wurde|haben wir|werden)\b[^?]{{0,80}}\b{ENDED}",
    r"\bk(?:ü|ue)ndigung\b[^.?]{0,60}\b(?:zum|per)\b[^?]{0,60}(?:vorgemerkt|notiert|eingetragen|erfasst|hinterlegt|wirksam)",
    r"\b(?:kannst|k(?:ö|oe)nnen)\b[^.?]{0,30}\bnoch bis\b[^?]{0,80}\b(?:dann ist schluss|endet)",
    r"\bletzte(?:r|n)? (?:vertrags)?tag\b",
    r"\b(?:scheide\w*|scheidet|steigen|steigst)\b[^?]{0,80}\baus\b|\b(?:vertrag|abo|mitgliedschaft|versicherung|konto)\b[^.?]{0,40}\b(?:ende\w*|ausl(?:ä|ae)uft|beendet|zu ende)\b",
    r"\bentsprechen wir\b|\bbis dahin\b[^.?]{0,60}\bdann\b",
    rf"\b(?:beenden|schlie(?:ß|ss)en|l(?:ö|oe)sen|k(?:ü|ue)ndigen)\b (?:wir )?(?:ihr\w*|dein\w*|den|das|die|diesen) {THING}",
    rf"\b(?:wird|wurde|ist) (?:ihr\w*|dein\w*|der|die|das) [^.?]{{0,30}}{THING}\b[^?]{{0,80}}\b{ENDED}",
)
UNREAL = (
    r"\bsie (?:baten|bitten|schreiben|schrieben|behaupten|wollen|wollten|w(?:ü|ue)nschen|w(?:ü|ue)nschten|teilten|gehen davon)\b|\bdu (?:hast (?:uns )?(?:gebeten|geschrieben)|schreibst|m(?:ö|oe)chtest|willst)\b|\b(?:bestreiten|widersprechen)\b",
    r"\b(?:w(?:ü|ue)rden?|k(?:ö|oe)nnten?|kann|sei|w(?:ä|ae)re|d(?:ü|ue)rfte|sollte)\b[^.?]{0,80}\b(?:enden|beendet|gek(?:ü|ue)ndigt|auslaufen|aufgel(?:ö|oe)st|geschlossen)\b",
    r"\bfr(?:ü|ue)hestens\b|\bnicht vor dem\b|\bes sei denn\b|\bbisher (?:nicht|keine)\b|\bgegen (?:eine )?(?:geb(?:ü|ue)hr|zahlung)\b",
    r"\bzahlungs(?:r(?:ü|ue)ckstand|verzug|ausfall)\w*\b|\bnicht bezahlt\w*\b|\bersetzt\b|\bneue (?:karte|sim)\b",
    r"\bw(?:ä|ae)re es, wenn\b",
)
UNDONE = (
    r"\b(?:ihre|deine|die) k(?:ü|ue)ndigung (?:wurde|ist|haben wir|wird)\b[^.?]{0,40}\b(?:storniert|zur(?:ü|ue)ckgenommen|gel(?:ö|oe)scht|aufgehoben|widerrufen|r(?:ü|ue)ckg(?:ä|ae)ngig)|\bhaben (?:wir )?(?:ihre|deine|die) k(?:ü|ue)ndigung (?:\w+ ){0,3}(?:storniert|zur(?:ü|ue)ckgenommen|gel(?:ö|oe)scht|aufgehoben|widerrufen)|\b(?:r(?:ü|ue)cknahme|widerruf|stornierung|r(?:ü|ue)ckzug|zur(?:ü|ue)cknahme)[^.?]{0,10} (?:ihrer|deiner|der) k(?:ü|ue)ndigung\b|\bk(?:ü|ue)ndigungsr(?:ü|ue)cknahme\b|\bgeht (?:\w+ ){0,3}in (?:ein|einen|eine)\b[^.?]{0,40}\b(?:ü|ue)ber\b|\b(?:wurde|ist|haben)\b[^.?]{0,40}\breaktiviert\b(?! werden)",
    r"\b(?:danach|anschlie(?:ß|ss)end) (?:zahlen|zahlst|gilt|kostet|betr(?:ä|ae)gt)\b|\bk(?:ü|ue)ndigung (?:ist |bleibt )?(?:unwirksam|nichtig|ohne wirkung)\b|\bvertrag (?:\w+ )?fortbesteht\b|\bnoch nicht best(?:ä|ae)tigt\b",
)
ENDS_TOO = (
    r"\bletzte\w? [\w-]+ (?:kommt|erscheint|geht|ist)\b",
    r"\bam\b",
)
RENEWS = (
    r"\bverl(?:ä|ae)ngert sich\b|\bwird\b[^.?]{0,40}\bverl(?:ä|ae)ngert\b",
    r"\b(?:l(?:ä|ae)uft|besteht|bleibt)\b(?:(?!\bbis\b)[^.?]){0,30}\b(?:weiter|fort|weiterhin|unver(?:ä|ae)ndert|bestehen|aktiv)\b(?![^.?]{0,10}\bbis\b)",
    r"\bwerden (?:daher |weiter(?:hin)? |also )*(?:weiter(?:hin)? )?(?:abgebucht|eingezogen|berechnet)\b",
)
CANNOT = (
    r"\b(?:k(?:ö|oe)nnen wir|wir k(?:ö|oe)nnen|kann ich|ich kann)\b[^.?]{0,60}\b(?:nicht|nicht mehr|leider nicht|keine\w*)\b",
)
MONTHS = (
    "januar jänner jan",
    "februar feber feb",
    "märz maerz mrz mär",
    "april apr",
    "mai",
    "juni jun",
    "juli jul",
    "august aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "dezember dez",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "der die das ihre ihren ihr sie wir und ist nicht mit zum für wird haben den guten tag hallo freundlichen grüßen deine du"
