"""French."""

THING = r"(?:contrat|abonnement|adh[ée]sion|compte|forfait|ligne|police|assurance|service|inscription|commande|licence|mandat)"
ENDED = r"(?:r[ée]sili[ée]e?s?|annul[ée]e?s?|cl[ôo]tur[ée]e?s?|termin[ée]e?s?|ferm[ée]e?s?|d[ée]sactiv[ée]e?s?|supprim[ée]e?s?|interrompue?s?)"

VERDICTS = {
    "confirmed": (
        r"\b(?:confirm(?:ons|e|er|ent|ant))\b(?![^.?]{0,24}(?:r[ée]ception|avoir (?:bien )?re[çc]u))[^.?]{0,80}(?:r[ée]siliation|r[ée]sili[ée]|annulation|cl[ôo]ture|fin de|prend(?:ra)? fin|d[ée]sabonnement|r[ée]tractation|suppression)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:a (?:bien )?[ée]t[ée]|est (?:bien |d[ée]sormais |donc )?|sera (?:donc |bien )?)(?: bien)?(?: d[ée]finitivement)? ?{ENDED}",
        rf"\bavons (?:bien )?(?:proc[ée]d[ée] [àa] la (?:r[ée]siliation|cl[ôo]ture|suppression)|{ENDED}) ?(?:de )?(?:votre|le|ce)?",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:prend(?:ra)? fin|s'ach[èe]ve(?:ra)?|se termine(?:ra)?|cesse(?:ra)?|expire(?:ra)?)\b",
        r"\b(?:r[ée]siliation|annulation|demande de r[ée]siliation)\b[^.?]{0,50}\b(?:est (?:bien )?(?:effective|confirm[ée]e|valid[ée]e|enregistr[ée]e|accept[ée]e)|a (?:bien )?[ée]t[ée] (?:effectu[ée]e|prise en compte|valid[ée]e|accept[ée]e|trait[ée]e|confirm[ée]e)|prend(?:ra)? effet|sera effective)",
        r"\bne sera pas (?:renouvel[ée]|reconduit)|\bfin d[ée]finitive\b",
        r"\b(?:acceptons|prenons acte de) votre (?:r[ée]siliation|demande de r[ée]siliation)",
    ),
    "refused": (
        r"\baucune r[ée]siliation\b[^.?]{0,40}\b(?:possible|accept[ée]e|recevable)",
        r"\b(?:ne (?:pouvons|peut|pourrons|saurions|peux)|nous est impossible|pas en mesure|dans l'impossibilit[ée])\b[^.?]{0,60}\b(?:accepter|donner suite|accéder|acc[ée]der|r[ée]silier|r[ée]pondre favorablement|valider|satisfaire|proc[ée]der|prendre en compte|annuler|confirmer)",
        r"\b(?:demande|r[ée]siliation|r[ée]tractation)\b[^.?]{0,60}\b(?:refus[ée]e|rejet[ée]e|irrecevable|non recevable|pas recevable|pas (?:[ée]t[ée] )?accept[ée]e|hors d[ée]lai|tardive|n'est pas (?:possible|valable|conforme))",
        r"\b(?:refusons|rejetons|d[ée]clinons)\b",
        r"\bd[ée]lai\b[^.?]{0,50}(?:d[ée]pass[ée]|expir[ée]|pas [ée]t[ée] respect[ée]|[ée]coul[ée])",
        r"\breste(?:z|rez)?\b[^.?]{0,20}\b(?:engag[ée]|redevable|li[ée])\b",
    ),
    "needs_action": (
        r"\b(?:veuillez|merci de|nous vous (?:prions|invitons|remercions)|vous devez|il (?:vous )?(?:faut|suffit|convient)|vous invitons|pri(?:ons|[èe]re) de)\b[^.?]{0,80}\b(?:appeler|contacter|t[ée]l[ée]phon\w+|connecter|rendre sur|remplir|compl[ée]ter|signer|renvoyer|retourner|cliquer|utiliser|courrier|recommand[ée]e?|formulaire|espace client|restituer)\b",
        r"\b(?:r[ée]siliation|demande)\b[^.?]{0,50}\b(?:uniquement|exclusivement|seulement)\b",
        r"\bpour (?:r[ée]silier|finaliser|proc[ée]der|valider|que)\b[^.?]{0,80}\b(?:veuillez|appelez|connectez|vous devez|merci|cliquez|rendez)",
        r"\bne (?:peut|peuvent) [êe]tre (?:r[ée]sili\w+|trait\w+|effectu\w+|accept\w+)[^.?]{0,30}\bque (?:par|depuis|via|sur)",
    ),
    "offer": (
        r"\b(?:offrons|offrir|proposons|proposer|b[ée]n[ée]ficier|faire b[ée]n[ée]ficier)\b[^.?]{0,80}(?:r[ée]duction|remise|mois|offre|gratuit\w*|%|euros|avantage|pr[ée]f[ée]rentiel|promotion|tarif)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:remise|r[ée]duction|de moins)",
        r"\boffre (?:sp[ée]ciale|exceptionnelle|personnalis[ée]e|fid[ée]lit[ée])|\bmois offerts?\b",
        r"\b(?:rester|restez|conserver votre|changer d'avis|reconsid[ée]rer|revenir sur votre d[ée]cision|avant de nous quitter|vous garder|suspendre votre|mettre en pause)\b",
    ),
    "information_request": (
        r"\b(?:pouvez|pourriez|voulez)[- ]vous\b[^.?]{0,60}\b(?:indiquer|communiquer|pr[ée]ciser|envoyer|transmettre|confirmer|fournir|donner)",
        r"\b(?:veuillez|merci de(?: bien vouloir)?|nous vous prions de)\b[^.?]{0,40}\b(?:indiquer|communiquer|pr[ée]ciser|transmettre|fournir|nous donner|rappeler|joindre)\b",
        r"\b(?:avons besoin|n[ée]cessitons|il nous manque)\b[^.?]{0,60}(?:num[ée]ro|information\w*|justificatif|pr[ée]cision\w*|adresse|date de naissance|r[ée]f[ée]rence)",
        r"\b(?:n'avons pas (?:pu|r[ée]ussi [àa])|ne (?:parvenons|retrouvons|trouvons) pas|impossible de)\b[^.?]{0,40}(?:identifier|retrouver|localiser|trouver|dossier|compte|contrat)",
    ),
    "forwarded": (
        r"\b(?:transmis|transf[ée]r[ée]|transmettons|transf[ée]rons|r[ée]orient[ée]|redirig[ée]|achemin[ée])\w*\b[^.?]{0,60}(?:service|d[ée]partement|[ée]quipe|coll[èe]gues?|interlocuteur|agence|partenaire|conseiller)",
        r"\b(?:pas (?:le bon|comp[ée]tent)|mauvais) (?:service|interlocuteur|destinataire|pour)",
    ),
    "ticket_opened": (
        r"\bbien parvenue?\b|\bd[ée]lai de traitement\b",
        r"\b(?:ticket|dossier|demande|r[ée]f[ée]rence|requ[êe]te|incident)\b[^.?]{0,40}(?:num[ée]ro|n°|#|est enregistr[ée]|a (?:bien )?[ée]t[ée] (?:cr[ée][ée]e?|ouverte?|enregistr[ée]e|re[çc]ue))",
        r"\b(?:avons|a) bien (?:re[çc]u|[ée]t[ée] re[çc]ue?)\b",
        r"\b(?:demande|message|courriel)\b[^.?]{0,40}(?:pris(?:e)? en compte|sera trait[ée]e?)",
        r"\baccus(?:ons|e|[ée]) (?:bonne )?(?:de )?r[ée]ception|\bconfirm\w+[^.?]{0,24}r[ée]ception",
        r"\b(?:merci|remercions|vous remercie)\b[^.?]{0,30}\b(?:votre (?:message|e-?mail|courriel|demande)|nous avoir contact[ée])",
        r"\b(?:reviendrons|r[ée]pondrons|recontacterons|reviendra|sera trait[ée]e?)\b[^.?]{0,60}(?:vers vous|d[ée]lai\w*|plus vite|rapidement|jours|heures)",
    ),
    "unmonitored": (
        r"\b(?:bo[îi]te|adresse|messagerie)\b[^.?]{0,60}\b(?:n'est (?:pas|plus)|non)\b[^.?]{0,30}(?:consult[ée]e|lue|surveill[ée]e|relev[ée]e|utilis[ée]e|active|suivie|trait[ée]e)",
        r"\bne pas (?:y )?r[ée]pondre\b|\bne r[ée]pondez pas\b|\bsans r[ée]ponse possible\b",
        r"\br[ée]ponses? (?:[àa]|envoy[ée]es?)[^.?]{0,50}(?:ne (?:sera|seront)|pas (?:lue|trait[ée]e))",
    ),
}
CONDITIONAL = (
    r"\b(?:si vous|d[èe]s que|une fois|lorsque vous|afin de|pour (?:r[ée]silier|que)|sous r[ée]serve|[àa] condition|souhaitez|souhaite|avant de|apr[èe]s r[ée]ception|vous recevrez)\b|\bs'il",
    r"\b(?:veuillez|merci de|pouvez|pourriez|devez|prions de|invitons [àa])\b[^.?]{0,30}\bconfirmer",
)
ENDS = (
    r"\b[àa] compter du\b",
    r"\bprend(?:ra)? fin\b",
    r"\bau\b",
    r"\bjusqu'au\b",
    r"\ble\b",
    r"\beffet\b",
    r"\beffective\b",
    r"[ée]ch[ée]ance\b",
    r"\bà partir du\b",
    r"\ben date du\b",
    r"\bdu\b",
)
NOT_THE_END = (
    r"re[çc]ue? (?:le|du|en date)",
    r"(?:courrier|lettre|demande|message|courriel|e-?mail|facture|mail) (?:du|dat\w+|en date)",
    r"\bdat[ée]e? du\b",
    r"\bavant le\b",
    r"\bdepuis le\b",
    r"\bn[ée]e? le\b",
    r"\bretour le\b",
    r"\bpr[ée]l[èe]v\w+",
    r"\brembours\w+",
)
MONTHS = (
    "janvier janv",
    "février fevrier févr fevr",
    "mars",
    "avril avr",
    "mai",
    "juin",
    "juillet juil",
    "août aout",
    "septembre sept",
    "octobre oct",
    "novembre nov",
    "décembre decembre déc dec",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "le la les votre vous nous et des pour avec que est sont dans du une sur bonjour madame monsieur cordialement"
