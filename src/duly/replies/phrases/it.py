"""Italian."""

THING = r"(?:contratto|abbonamento|account|utenza|polizza|linea|servizio|iscrizione|tariffa|fornitura|tessera|ordine|rinnovo(?: automatico)?|donazione|adozione|conto|carta|accesso|licenza|sim|adesione|premium|mandato|addebito|linea|posizione|rapporto|assicurazione|pacchetto|piano|programma|formula|opzione|utenze)"
ENDED = r"(?:disdett[oa]|cessat[oa]|annullat[oa]|chius[oa]|terminat[oa]|risolt[oa]|cancellat[oa]|disattivat[oa]|recedut[oa]|interrott[oa]|estint[oa]|sospes[oa] definitivamente|revocat[oa]|conclus[oa]|bloccat[oa] definitivamente|fermat[oa])"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = r"(?:messaggio|e-?mail|mail|lettera|richiesta|comunicazione|segnalazione|pec)"

VERDICTS = {
    "confirmed": (
        r"\b(?:conferm(?:iamo|o|are|arle|a|ando))\b(?![^.?]{0,24}(?:ricezione|di aver ricevuto|ricevimento))[^.?]{0,80}(?:disdetta|recesso|cessazione|cancellazione|annullamento|risoluzione|chiusura|disattivazione|terminer[àa]|cesser[àa])",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:[èe] stat[oa]|risulta|[èe] (?:ora |gi[àa] )?|sar[àa]|verr[àa])(?: correttamente| definitivamente)? ?{ENDED}",
        rf"\babbiamo (?:provveduto (?:alla|a) (?:cessazione|disdetta|disattivazione|chiusura|cancellazione|disdire|cessare|disattivare|chiudere)|(?:elaborato|lavorato|registrato|accettato) (?:la (?:sua|vostra|tua) )?(?:disdetta|richiesta di (?:disdetta|recesso|cessazione))|{ENDED})",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:termina|terminer[àa]|cessa|cesser[àa]|scade|scadr[àa]|si concluder[àa]|avr[àa] termine)\b",
        r"\b(?:disdetta|recesso|cessazione|cancellazione|richiesta di (?:disdetta|recesso))\b[^.?]{0,50}\b(?:[èe] stat[oa] (?:elaborat[oa]|accettat[oa]|confermat[oa]|eseguit[oa]|accolt[oa]|completat[oa]|registrat[oa])|[èe] (?:confermat[oa]|efficace|effettiv[oa])|avr[àa] (?:effetto|efficacia|decorrenza)|sar[àa] (?:effettiv[oa]|efficace)|decorre)",
        r"\bnon (?:verr[àa]|sar[àa]) rinnovat|\bnon si rinnover[àa]",
        r"\baccettiamo (?:la sua|la vostra|la tua|il suo) (?:disdetta|recesso)",
        r"\babbiamo (?:\w+mente )?(?:interrotto|chiuso|estinto|disattivato|annullato|cessato|cancellato|revocato|fermato) (?:il|la|l'|le|i|tutti)\b|\bhai (?:disdetto|annullato|disattivato)\b|\bha (?:disdetto|annullato)\b",
        r"\bl'avvenut[oa] (?:cessazione|chiusura|disdetta|recesso|estinzione|disattivazione)\b",
        r"\bnon (?:ci saranno|riceverai|ricever[àa]|verranno effettuati) (?:altri|ulteriori|pi[ùu]) addebiti|\bnon (?:verr[àa]|sar[àa]) pi[ùu] (?:addebitat\w+|rinnovat\w+|fatturat\w+)",
        r"\b(?:prendiamo|abbiamo preso) atto (?:del|della) (?:suo|sua|tuo|tua|vostr\w)? ?(?:recesso|disdetta)\b",
        r"\b(?:disdetta|recesso|cessazione|estinzione)\b[^.?]{0,30}\b(?:andat[oa] a buon fine|[èe] stat[oa] (?:lavorat[oa]|evas[oa]|gestit[oa]|recepit[oa]|acquisit[oa] e))",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:[èe] stat[oa]|risulta|[èe]|sar[àa]|verr[àa]|si intende) {ANY}{ENDED}",
        r"\b(?:chiudiamo|cessiamo|disattiviamo|annulliamo|risolviamo|interrompiamo) (?:quindi |pertanto )?(?:il|la|l')|\b(?:consideriamo|riteniamo) (?:\w+ ){0,4}(?:risolto|cessato|chiuso|concluso)\b",
        r"\b(?:accolt[oe]|accettat[oe]|preso atto delle|recepit[oe]) (?:il |la |le )?(?:su[oae]|tu[oae]|vostr[oae]) (?:dimissioni|recesso|disdetta|rinuncia)\b|\b(?:tolt[oa]|cancellat[oa]|rimoss[oa]|depennat[oa]) dall[a']\s?(?:elenco|lista|registro|libro)\b|\bnon (?:sei|[èe]) pi[ùu] (?:soci[oa]|client[ei]|abbonat[oa]|iscritt[oa])\b",
        r"\b(?:eseguito|effettuato|elaborato|lavorato|completato|gestito|dato corso alla|dato seguito alla|provveduto all[a'])\s?(?:la |il |l')?(?:sua |tua |suo |tuo )?(?:richiesta di )?(?:disdetta|recesso|cessazione|annullamento|chiusura|disattivazione|estinzione|cancellazione)\b|\bprovveduto a (?:annullare|estinguere|interrompere|risolvere)\b",
        r"\b(?:questa (?:mail|e-?mail|comunicazione)|la presente) (?:vale|costituisce|serve) (?:come |da )?conferma[^.?]{0,40}(?:disdetta|recesso|cessazione)",
        r"\babbiamo (?:programmato|fissato) (?:la |il )?(?:sua |tua )?(?:disdetta|cessazione|chiusura)\b",
        r"\b(?:accogliamo|abbiamo accolto) (?:la (?:sua|tua) )?(?:richiesta|disdetta)",
        rf"\b(?:[èe] stat[oa]|risulta|verr[àa]) {ANY}{ENDED} (?:il|la|l') ?(?:suo|tuo|sua|tua|vostr[oa])? ?[^.?]{{0,20}}{THING}",
    ),
    "refused": (
        r"\bnon (?:possiamo|[èe] possibile|ci [èe] possibile|siamo in grado|pu[òo] essere)\b[^.?]{0,60}\b(?:accettare|accettata|accogliere|accolta|procedere|disdire|annullare|dare seguito|confermare|recedere|evadere|elaborare|cessare)",
        r"\b(?:richiesta|disdetta|recesso)\b[^.?]{0,60}\b(?:respint[oa]|rifiutat[oa]|rigettat[oa]|non (?:[èe] stat[oa] )?(?:accolt[oa]|accettat[oa])|non [èe] valid[oa]|tardiv[oa]|fuori termine|oltre i termini)",
        r"\b(?:respingiamo|rifiutiamo|rigettiamo)\b",
        r"\btermin[ei]\b[^.?]{0,50}(?:scadut[oi]|decors[oi]|trascors[oi]|superat[oi])",
        r"\b(?:resta|rimane)\b[^.?]{0,30}\b(?:vincolat[oa]|obbligat[oa]|in vigore)\b",
        r"\bnon (?:possiamo|ci [èe] possibile|siamo in grado|[èe] stato possibile|intendiamo)\b[^.?]{0,60}\b(?:richiesta|dar seguito|interrompere|svincolar\w+|consentire|venir\w+ incontro|concludere|chiudere)\b",
        r"\b(?:vincolo|durata minima|durata annuale|periodo minimo)\b[^.?]{0,60}\b(?:scade|fino|ancora|non)\b|\b(?:rate|quote|canoni|mensilit[àa])\b[^.?]{0,30}\b(?:restano|continueranno|saranno comunque)\b[^.?]{0,20}|\boltre i termini\b|\bnon pu[òo] essere confermat[oa]\b|\bsi [èe] (?:gi[àa] )?rinnovat[oa]\b",
        r"\b(?:risposta|riscontro) negativ[oa]\b|\bpreavviso\b[^.?]{0,60}\bnon (?:[èe] stato )?(?:rispettato|osservato|dato)\b|\b(?:canoni|rate|quote|mensilit[àa])\b[^.?]{0,20}\b(?:restano|rimangono) (?:dovut\w+|a suo carico)\b|\b(?:resta|rimane) (?:comunque )?(?:tenut[oa]|vincolat[oa]|obbligat[oa])\b",
        r"\bdurata (?:fissa|minima)\b|\bnon (?:ci )?[èe] possibile\b[^.?]{0,60}\b(?:scioglier\w*|anticip\w+|liberar\w*|risolver\w*|chiuder\w*|cessar\w*)\b",
        r"\bnon si (?:pu[òo]|possono) (?:\w+ )?(?:interrompere|disdire|annullare|chiudere|cessare|recedere)\b",
        r"\b(?:arrivat[oa]|pervenut[oa]|ricevut[oa]|giunt[oa])\b[^.?]{0,30}\b(?:tardi|dopo il \d|in ritardo|fuori tempo)",
        r"\b(?:nessun motivo|non costituisce|dobbiamo (?:respingere|rifiutare|declinare)|non d[àa] diritto|preavviso insufficiente|ancora vincolat[oa])\b",
        r"\bnon (?:consent\w+|permett\w+|preved\w+|autorizza\w*|ammett\w+)\b[^.?]{0,40}\b(?:recesso|disdetta|cessazione|chiusura)\b",
        r"\bnon siamo disposti\b|\bnon intendiamo (?:chiudere|accettare|cessare|sciogliere|recedere)\b",
    ),
    "needs_action": (
        r"\b(?:pu[òo]|puoi|potete) (?:disdire|recedere|effettuare la disdetta)\b[^.?]{0,80}\b(?:area|app|sito|online|account)",
        r"\b(?:la preghiamo|vi preghiamo|ti preghiamo|per favore|deve|dovr[àa]|[èe] necessario|occorre|bisogna|la invitiamo|vi invitiamo|ti invitiamo)\b[^.?]{0,80}\b(?:chiamare|chiami|contattare|telefon\w+|accedere|acceda|effettuare il login|compilare|compili|firmare|firmat[oa]|modulo|recarsi|inviare una (?:raccomandata|pec)|raccomandata|pec|cliccare|clicchi|area (?:clienti|riservata)|restituire|sottoscritt[oa])\b",
        r"\bper (?:disdire|recedere|procedere|completare|richiedere|cessare)\b[^.?]{0,80}\b(?:deve|chiami|acceda|[èe] necessario|occorre|dovr[àa]|compili|clicchi|bisogna)",
        r"\b(?:disdett[ae]|recesso|richiest[ae])\b[^.?]{0,50}\b(?:solo|soltanto|esclusivamente|unicamente)\b",
        r"\b(?:solo|soltanto|esclusivamente|unicamente)\b[^.?]{0,30}\b(?:tramite|via|mediante|dopo aver ricevuto|una volta ricevut\w+|a seguito)\b|\bnon (?:possiamo|[èe] possibile)\b[^.?]{0,40}\b(?:al posto (?:tuo|suo)|per (?:tuo|suo) conto|via e-?mail)\b",
        r"\b(?:non appena|una volta|dopo che|appena|quando)\b[^.?]{0,100}\b(?:ripianato|saldat\w+|pagat\w+|riconsegnat\w+|restituit\w+|firmat\w+|sottoscritt\w+|ricevut\w+|inviat\w+|compilat\w+|pervenut\w+)\b",
        r"\b(?:accedi|vai|entra|clicca|premi|chiama|compila)\b[^.?]{0,60}\b(?:profilo|account|abbonamento|disdici|area|numero|modulo|premi|seleziona)\b|\b(?:preghiamo|invitiamo)\b[^.?]{0,30}\b(?:passare|ripresentar\w+|recarsi|chiamare|trasmettere|inviare)\b",
        r"(?<!sua )(?<!tua )\b(?:raccomandata(?: a/?r)?|posta certificata|fotocopia (?:della|del)|copia (?:della|del|di un) (?:carta|documento)|modulo (?:di|allegato|compilato)|firma autografa)\b",
        r"\b(?:deve|devono|va|dovr[àa]|occorre che|necessario che|affinch[ée])\b[^.?]{0,80}\b(?:per iscritto|pervenir\w+|a mezzo|tramite|firmat[oa]|sottoscritt[oa]|di persona|in negozio|in filiale|allegando|area riservata|telefonicamente)\b",
        r"\b(?:app store|google play|apple|paypal|amazon)\b[^.?]{0,80}\b(?:annull\w+|disd\w+|gestire)",
        r"\b(?:serve|servono|necessari[ao]|manca|richiediamo|occorre|attendiamo)\b[^.?]{0,80}\b(?:firma|delega|procura|attestazione|certificato|originale|consenso|documento firmato)\b",
        r"\b(?:disdette|recessi|cessazioni) si (?:gestiscono|fanno|effettuano|richiedono)\b[^.?]{0,20}\b(?:per|tramite|via|online|dal|dall)\b|\b(?:potresti|potrebbe|puoi|pu[òo]) (?:chiamare|telefonare|chiamarci)\b|\b(?:chiam[aie]|chiamare|telefonare)\b[^.?]{0,30}\d\d",
        r"\bverific\w+ la (?:sua|tua) identit[àa]\b|\b(?:foto|copia) del(?:la)? (?:suo |sua |tuo )?(?:passaporto|carta|documento)",
    ),
    "offer": (
        r"\b(?:offriamo|offrirle|offrirti|proponiamo|proporle|riserviamo|riservato|regaliamo)\b[^.?]{0,80}(?:sconto|mese|mesi|gratis|gratuit\w+|offerta|%|prezzo|euro|promozione|vantaggi\w*)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:sconto|in meno)",
        r"\bofferta (?:speciale|esclusiva|dedicata|personalizzata)|\bsconto (?:speciale|esclusivo|fedelt[àa])",
        r"\b(?:restare con noi|resta con noi|resti con noi|rimanere con noi|rimanga con noi|cambiare idea|ripensarci|ci ripensi|prima di lasciarci|sospendere temporaneamente|mettere in pausa)\b",
        r"\bse (?:resta|resti|rimane|rimani)\b|\b(?:met[àa] prezzo|met[àa] canone)\b|\b(?:farle|farti) una proposta\b|\bcanone scende\b|\bci hai ripensato\b|\bper accettare basta\b|\ble andrebbe\b",
        r"\b(?:buono|coupon|credito|voucher|omaggio)\b[^.?]{0,60}\b(?:€|euro|valid[oa]|confermat[oa]|regalo)|\b(?:un'altra|altra|seconda) (?:possibilit[àa]|chance|opportunit[àa])\b|\btorna con noi\b|\bci mancherai\b|\be se (?:le|ti)\b",
        r"\bche ne (?:diresti|direbbe|pensa|pensi)\b|\b(?:ti|le) (?:interesserebbe|andrebbe)\b|\b(?:bloccare|ridurre|abbassare) (?:il|la) (?:premio|canone|rata|tariffa)\b",
        r"\b(?:congelare|sospendere|sospendiamo|mettere in pausa)\b[^.?]{0,60}\b(?:mes[ei]|gratis|senza costi|invece|anzich[ée])\b",
        r"\bfarebbe restare\b|\b(?:abbassare|ridurre)\b[^.?]{0,30}\b(?:prezzo|canone|rata|tariffa)\b",
    ),
    "information_request": (
        r"\b(?:pu[òo]|potrebbe|potete|potreste|puoi)\b[^.?]{0,60}\b(?:indicar\w*|comunicar\w*|fornir\w*|inviar\w*|confermar\w*|precisar\w*)\b",
        r"\b(?:la preghiamo|vi preghiamo|ti preghiamo|per favore|cortesemente|preghiamo)\b[^.?]{0,40}\b(?:indicar\w*|comunicar\w*|fornir\w*|inviarci|precisar\w*|indichi|fornisca|comunichi)\b[^.?]{0,60}(?:codice|numero|nome|data|indirizzo|dati|telefono|motivo|documento|intestatario)",
        r"\b(?:abbiamo bisogno|necessitiamo|ci (?:serve|servono|occorre|occorrono))\b[^.?]{0,60}(?:codice|numero|informazioni|dati|data|copia|documento|indirizzo)",
        r"\bnon (?:riusciamo|abbiamo trovato|troviamo|siamo riusciti)\b[^.?]{0,50}(?:individuare|identificare|trovare|rintracciare|contratto|account|cliente|posizione)|\bnon riusciamo a\b",
        r"\b(?:avremmo bisogno|abbiamo bisogno|ci serv\w+|ci occorr\w+)\b[^.?]{0,40}\b(?:del|della|il|la|numero|codice|tessera|data|copia)\b|\b(?:ci )?(?:pu[òo]|puoi|potrebbe|potresti)\b[^.?]{0,30}\b(?:mandare|dire|indicare|inviare|comunicare|precisare|fornire)\w*\b|\b(?:quale|di quale|a quale)\b[^.?]{0,60}\?",
        r"\bsaremmo grat[ie]\b|\bsarei grat[oa]\b|\bvorremmo sapere\b",
        r"\bmanca\b[^.?]{0,40}\b(?:numero|nome|data|indirizzo|lettura|riferimento)\b|\b(?:mandamelo|inviamelo|ce lo invii|inviacelo)\b",
        r"\b(?:per favore|ci (?:risponda|indichi|invii|comunichi|fornisca|mandi)|la preghiamo|abbiamo bisogno|ci serve|potrebbe|pu[òo]|puoi|vorremmo|qual [èe])\b[^?]{0,80}\b(?:cap\b|codice (?:cliente|fiscale|postale|contratto)|numero (?:di|del|cliente|contratto)\s?\w*|data di nascita|nome (?:indicato|completo|e cognome|dell'intestatario)|iban|indirizzo di fatturazione|lettura del contatore|targa)",
    ),
    "forwarded": (
        r"\b(?:inoltrat[oa]|inoltriamo|trasmess[oa]|trasmettiamo|girat[oa]|passat[oa]|trasferit[oa]|smistat[oa])\b[^.?]{0,60}(?:ufficio|reparto|team|collegh\w+|settore|servizio|competente|partner|filiale)",
        r"\b(?:non (?:[èe]|siamo) (?:il|l'|competenti)|sbagliat[oa])[^.?]{0,30}(?:ufficio|reparto|indirizzo|competente)",
        r"\b(?:inoltro|giro|girato|inoltrato|trasmetto)\b[^.?]{0,40}\b(?:sua|tua|mail|richiesta|per competenza|ai|alla|al)\b[^.?]{0,40}\b(?:filiale|collegh\w+|ufficio|reparto|competenza|sede)",
        r"\b(?:giro|giriamo|inoltro|inoltriamo|passo|passiamo|trasmetto)\b[^.?]{0,40}\b(?:la|sua|tua|richiesta|lettera|mail)\b|\bin copia\b",
        r"\b(?:[èe] stat[oa]|abbiamo) (?:inoltrat[oa]|trasmess[oa]|girat[oa]|trasferit[oa]|smistat[oa])\b[^.?]{0,40}\b(?:al?|alla|all'|ai)\b",
    ),
    "ticket_opened": (
        r"\b(?:ticket|pratica|segnalazione|richiesta|riferimento|caso)\b[^.?]{0,40}(?:numero|n\.|#|[èe] stat[oa] (?:creat[oa]|aperta?|apert[oa]|registrat[oa]|ricevut[oa]|presa in carico))",
        r"\babbiamo ricevuto\b|\b[èe] pervenut[oa]\b",
        r"\bconferm\w+[^.?]{0,24}(?:ricezione|ricevimento|di aver ricevuto)",
        r"\bgrazie per (?:averci|aver|il (?:suo|tuo|vostro)|la (?:sua|tua|vostra))",
        r"\b(?:risponderemo|ricontatteremo|risposta entro|prenderemo in carico|sar[àa] presa in carico|riscontro)\b",
        rf"\b{LETTER}\b[^.?]{{0,30}}\b(?:[èe] arrivat[oa]|arrivat[oa]|giunt[oa]|ricevut[oa]|registrat[oa])\b|\b(?:un (?:collega|operatore|consulente)|qualcuno|il nostro team)\b[^.?]{{0,40}}\b(?:contatter[àa]|risponder[àa]|richiamer[àa]|scriver[àa])\b",
        r"\b(?:numero (?:di )?)?(?:pratica|riferimento|ticket|protocollo)(?: [èe]|:)? ?:? ?#?[a-z]{0,4}-?\d{3,}|\bin (?:lavorazione|verifica|carico|corso di verifica)\b",
        r"\b(?:confermer[àa]|confermeranno|confermeremo)\b|\bho (?:segnalato|annotato|registrato)\b",
        r"\bin fase di (?:verifica|lavorazione|valutazione|esame)\b|\bnostre notizie\b|\bstiamo (?:valutando|verificando|esaminando|lavorando)\b",
    ),
    "unmonitored": (
        r"\b(?:casella|indirizzo|mailbox)\b[^.?]{0,60}\bnon\b[^.?]{0,30}(?:monitorat[oa]|presidiat[oa]|controllat[oa]|lett[oa]|abilitat[oa]|attiv[oa]|utilizzat[oa]|gestit[oa])",
        r"\bnon risponder[ei] (?:a questa|a questo|alla presente)|\bsi prega di non rispondere",
        r"\b(?:nessuno|non vengono|non viene) (?:legge|letti|lett[oa]|controlla|monitora)\b",
        r"\bnessuno\b[^.?]{0,40}\b(?:segue|legge|controlla|guarda|risponde|presidia|monitora)\b[^.?]{0,30}\b(?:casella|indirizzo|mail|messaggi)\b|\b(?:casella|indirizzo|mail|messaggi)\b[^.?]{0,40}\bnessuno\b[^.?]{0,20}\b(?:segue|legge|controlla|guarda|risponde|presidia|monitora)\b",
    ),
}
CONDITIONAL = (
    r"\b(?:se (?:desidera|vuole|lei|non|intende)|una volta|non appena|quando (?:avr|ricever)|finch[ée]|per (?:disdire|procedere|completare)|desidera|salvo|a condizione|dopo aver|prima di)\b",
    r"\b(?:preghiamo|deve|pu[òo]|potrebbe|invitiamo|occorre)\b[^.?]{0,30}\bconferm|\bconfermi\b",
)
ENDS = (
    r"\bcon (?:effetto|decorrenza|efficacia)\b",
    r"\ba (?:partire|far data) dal\b",
    r"\bdal\b",
    r"\bil\b",
    r"\bal\b",
    r"\bfino al\b",
    r"\bscad\w+",
    r"\btermin\w+",
    r"\bcess\w+",
    r"\bfino a\b",
    r"\bin data\b",
    r"\bdell'",
    r"\bsi conclud\w+",
    r"\bcon effetto (?:dal|al)\b",
)
NOT_THE_END = (
    r"ricevut[oa] (?:il|in data)",
    r"(?:lettera|e-?mail|richiesta|comunicazione|fattura|messaggio|pec) (?:del|in data|datata)",
    r"\bentro il\b",
    r"\bprima del\b",
    r"\bnat[oa] il\b",
    r"\brientr\w+",
    r"\brimbors\w+",
    r"\baddebit\w+",
    r"\bfattur\w+",
    r"\bemess[oa]\b",
    r"\baddebitat[oa]\b",
    r"\bconcerto\b",
    r"\bappuntamento\b",
    r"\brinnov\w+",
    r"\bordine del\b",
)
ENDING = (
    r"\b(?:accesso|puoi|pu[òo]|potrai|potr[àa]|continuare|valid[oa]|utilizzare|attiv[oa]|guardare|allenarti)\b[^.?]{0,60}\bfino (?:al|a)\b",
    r"\bultim[oa] (?:giorno|numero|copia|consegna|rata|addebito)\b|\bscade\b",
    r"\bultim[oa] (?:cassa|box|spedizione|seduta|pagamento|mensilit[àa])\b",
)
DONE = (
    r"\b(?:richiesta|lettera|disdetta|domanda|pratica|comunicazione)\b[^?]{0,60}\b(?:[èe] stat[oa]|abbiamo) (?:correttamente )?(?:lavorat[oa]|evas[oa]|accolt[oa]|eseguit[oa]|elaborat[oa]|gestit[oa]|accettat[oa]|completat[oa])\b",
    r"\bcome (?:hai |ha |da lei |da te |avete )?(?:chiesto|richiesto|desiderato|indicato)\b|\bsecondo (?:le )?(?:sue|tue|vostre) (?:indicazioni|istruzioni)\b|\bcome da (?:sua|tua|lei|vostra)\b|\babbiamo provveduto\b|\btutto (?:a posto|fatto|sistemato)\b",
    r"^\W*(?:disdetta |tutto )?(?:confermat[oa]|fatto)\W*$",
)
NEGATED = (r"\b(?:non|mai|n[ée]|senza|neppure)\b",)
HARMLESS = (
    r"\bnon (?:si |ci |le |ti |verr[àa]|sar[àa]|saranno|ricever\w+|deve|devi|verranno)\b[^.,;]{0,24}\b(?:rinnov\w+|addebit\w*|fatturat\w+|fare|altro|altri)\b|\bsenza (?:costi|penali|oneri|vincoli)\b",
)
LABELS = (
    r"(?:data (?:di )?(?:cessazione|disdetta|fine|scadenza|recesso|chiusura|efficacia|effetto|estinzione|termine|disattivazione)(?: (?:del |della |dell')?(?:contratto|disdetta|recesso|abbonamento|servizio))?|fine (?:contratto|servizio|abbonamento|fornitura|validit[àa])|cessazione(?: al| dal)?|scadenza(?: definitiva)?|accesso fino al|valid[oa] fino al|attiv[oa] fino al|ultimo giorno|efficacia dal|decorrenza (?:disdetta|recesso|cessazione))(?: il)?",
    r"data di (?:chiusura|cessazione|disdetta|fine|recesso|estinzione|risoluzione|annullamento|disattivazione|termine|efficacia)(?: [èe])?",
)
SUBJECT = (
    r"\bconferma (?:di |della |del |dell'avvenut[oa] )?(?:sua |tua )?(?:disdetta|recesso|cessazione|cancellazione|chiusura|disattivazione|estinzione)|\b(?:disdetta|recesso|cessazione|cancellazione|chiusura|disattivazione)\b[^.?]{0,40}\b(?:confermat[oa]|lavorat[oa]|eseguit[oa]|completat[oa]|accettat[oa]|evas[oa])\b",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:[èe] stat[oa] )?{ENDED}|\bhai disdetto\b",
)
LAST = (r"(?:[èe]|sar[àa]) (?:il (?:suo|tuo) |l')ultimo giorno",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:(?:verr[àa]|sar[àa]|[èe]) (?:\w+mente )?{ENDED}|termina|terminer[àa]|cessa|cesser[àa]|scade|scadr[àa]|si (?:conclude|concluder[àa]|chiude|chiuder[àa]|estingue|estinguer[àa]|interrompe|interromper[àa])|finir[àa]|finisce)",
    r"\b(?:disdetta|recesso|cessazione|estinzione|chiusura)\b[^.?]{0,60}\b(?:effetto|decorrenza|efficac\w+|registrat[oa]|fissat[oa]|previst[oa]|programmat[oa])\b",
    r"\babbiamo (?:per[òo] |comunque |quindi )*registrato\b[^.?]{0,30}\b(?:disdetta|recesso)\b",
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:verr[àa]|sar[àa]|[èe]|si intende) {ANY}{ENDED}",
)
UNREAL = (
    r"(?:^|, |[:;] )\W*se (?!ne\b)|\b(?:ci (?:chiede|chiedi|ha chiesto|scrive|hai chiesto)|lei (?:chiede|afferma|scrive|sostiene)|desidera che|vuole che)\b|\bcontestiamo\b",
    r"\b(?:potrebbe|potrebbero|pu[òo]|possono|dovrebbe|sarebbe)\b[^.?]{0,60}\b(?:cessar\w*|cessat[oa]|terminar\w*|disdett[oa]|essere (?:\w+ )?(?:chius[oa]|risolt[oa]|disattivat[oa]))|\bal pi[ùu] presto\b|\bnon prima\b|\bsalvo\b|\ba meno che\b|\bnon risulta\b|\bdietro pagamento\b",
    r"\bquando\b|\bmancato pagamento\b|\binsolut[oi]\b|\bsostituit[oa]\b",
)
UNDONE = (
    r"\b(?:disdetta|recesso|cessazione)\b[^.?]{0,6} [èe] stat[oa] (?:annullat[oa]|revocat[oa]|ritirat[oa]|cancellat[oa])\b|\babbiamo (?:annullato|revocato|ritirato|cancellato) (?:la|il) (?:sua |tua |suo |tuo |vostra )?(?:richiesta di )?(?:disdetta|recesso|cessazione)\b|\b(?:annullamento|revoca|ritiro) (?:della|del) (?:sua |tua |suo |tuo |vostra )?(?:disdetta|recesso)\b|\b(?:[èe] stat[oa]|abbiamo) riattivat[oa]\b|\be poi (?:inizia|inizier[àa]|parte|comincia)\b",
    r"\b(?:dopo|poi|in seguito)\b[^.?]{0,30}\b(?:pagher[àa]i?|coster[àa])\b|\b(?:disdetta|recesso)\b[^.?]{0,8}\bnon (?:ha|avr[àa]|[èe]|produce)\b|\bcontratto prosegue\b",
)
ENDS_TOO = (r"\bultim[oa]\b",)
RENEWS = (
    r"\bsi (?:rinnova|rinnover[àa])\b|\b(?:resta|rimane|prosegue|continua)\b(?:(?!\bfino\b)[^.?]){0,20}\b(?:attiv[oa]|in vigore|regolarmente|come sempre)\b(?![^.?]{0,20}fino)",
    r"\b(?:addebiti|rate|canoni|abbonamento|contratto)\b[^.?]{0,20}\b(?:prosegu\w+|continu\w+)\b(?![^.?]{0,60}fino)",
)
CANNOT = (r"\bnon (?:possiamo|posso|potremo|siamo in grado|ci [èe] possibile)\b",)
MONTHS = (
    "gennaio gen",
    "febbraio feb",
    "marzo mar",
    "aprile apr",
    "maggio mag",
    "giugno giu",
    "luglio lug",
    "agosto ago",
    "settembre sett set",
    "ottobre ott",
    "novembre nov",
    "dicembre dic",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "il la gli suo sua lei che per con del della una abbiamo è gentile cliente buongiorno saluti grazie al di"
