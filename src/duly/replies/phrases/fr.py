"""French."""

THING = r"(?:contrat|abonnement|adh[ée]sion|compte|forfait|ligne|police|assurance|service|inscription|commande|licence|mandat|renouvellement|reconduction|pr[ée]l[èe]vements?|don|parrainage|carte|acc[èe]s|abonnements?|formule|programme|pack|plan|option|box|num[ée]ro|fourniture|livret)"
ENDED = r"(?:r[ée]sili[ée]e?s?|annul[ée]e?s?|(?:clôtur|clotur)[ée]e?s?|termin[ée]e?s?|ferm[ée]e?s?|d[ée]sactiv[ée]e?s?|supprim[ée]e?s?|interrompue?s?|arr[êe]t[ée]e?s?|stopp[ée]e?s?|coup[ée]e?s?|r[ée]voqu[ée]e?s?|suspendue?s? d[ée]finitivement|sold[ée]e?s?|radi[ée]e?s?)"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = r"(?:message|courriel|e-?mail|mail|lettre|courrier|demande|requ[êe]te|correspondance)"

VERDICTS = {
    "confirmed": (
        r"\b(?:confirm(?:ons|e|er|ent|ant))\b(?![^.?]{0,24}(?:r[ée]ception|avoir (?:bien )?re[çc]u))[^.?]{0,80}(?:r[ée]siliation|r[ée]sili[ée]|annulation|cl[ôo]ture|fin de|prend(?:ra)? fin|d[ée]sabonnement|r[ée]tractation|suppression)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:a (?:bien )?[ée]t[ée]|est (?:bien |d[ée]sormais |donc )?|sera (?:donc |bien )?)(?: bien)?(?: d[ée]finitivement)? ?{ENDED}",
        rf"\bavons (?:bien )?(?:proc[ée]d[ée] [àa] la (?:r[ée]siliation|cl[ôo]ture|suppression)|{ENDED}) ?(?:de )?(?:votre|le|ce)?",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:prend(?:ra)? fin|s'ach[èe]ve(?:ra)?|se termine(?:ra)?|cesse(?:ra)?|expire(?:ra)?)\b",
        r"\b(?:r[ée]siliation|annulation|demande de r[ée]siliation)\b[^.?]{0,50}\b(?:est (?:bien )?(?:effective|confirm[ée]e|valid[ée]e|enregistr[ée]e|accept[ée]e)|a (?:bien )?[ée]t[ée] (?:effectu[ée]e|prise en compte|valid[ée]e|accept[ée]e|trait[ée]e|confirm[ée]e)|prend(?:ra)? effet|sera effective)",
        r"\bne sera pas (?:renouvel[ée]|reconduit)|\bfin d[ée]finitive\b",
        r"\b(?:acceptons|prenons acte de) votre (?:r[ée]siliation|demande de r[ée]siliation)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:a|ont) (?:bien |donc |d[ée]finitivement )?[ée]t[ée] (?:bien |d[ée]finitivement )?{ENDED}",
        r"\b(?:avons|ai) (?:bien |donc |d[ée]finitivement |aujourd'hui )*(?:mis fin|mis un terme) [àa]|\bvous avez (?:bien )?(?:mis fin|r[ée]sili[ée]|annul[ée])\b",
        rf"\b(?:avons|ai) (?:bien |donc |d[ée]finitivement )*{ENDED} (?:votre|vos|le|la|les|ce|l')",
        r"\b(?:avons|ai) (?:bien )?(?:enregistr[ée]|accept[ée]|valid[ée]|pris en compte|trait[ée]|effectu[ée]) (?:votre|la|l')[^.?]{0,20}(?:r[ée]siliation|cl[ôo]ture|d[ée]sabonnement|d[ée]dite)",
        r"\bne se renouvellera (?:donc )?(?:pas|plus)\b|\bne (?:sera|seront) (?:donc )?(?:pas|plus) (?:renouvel[ée]e?s?|reconduite?s?|pr[ée]lev[ée]e?s?|factur[ée]e?s?)",
        r"\b(?:aucun|plus aucun)e? (?:\w+ )?(?:pr[ée]l[èe]vement|montant|somme|paiement|facture)\b[^.?]{0,30}\bne (?:vous )?sera\b",
        r"\bvous n'[êe]tes (?:d[ée]sormais )?plus (?:abonn[ée]e?|adh[ée]rente?|membre|assur[ée]e?|cliente?)\b",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:est|sont|a [ée]t[ée]|ont [ée]t[ée]) {ANY}{ENDED}",
        r"\b(?:mettons|mets|avons mis|met) (?:donc |ainsi )?(?:fin|un terme) (?:[àa]|au)\b|\b(?:r[ée]silions|annulons|cl[ôo]turons|arr[êe]tons|fermons) (?:donc |ce jour |bien )?(?:votre|le|l'|la|ton)",
        r"\b(?:pris|prend|prenons|prenant) (?:bonne )?(?:acte|note) de (?:votre|ta) (?:r[ée]siliation|d[ée]mission|d[ée]part|retrait|d[ée]sistement|d[ée]sabonnement)",
        rf"\b(?:vous [êe]tes|vous avez [ée]t[ée]|tu es|avons [ée]t[ée]|vous avons) {ANY}(?:radi[ée]e?|retir[ée]e?|d[ée]sinscrite?|d[ée]sabonn[ée]e?|d[ée]sengag[ée]e?|d[ée]li[ée]e?|lib[ée]r[ée]e?)\b",
        rf"\b(?:tu as|vous avez) {ANY}(?:r[ée]sili[ée]|annul[ée]|mis fin)\b",
        r"\b(?:proc[ée]d[ée] [àa]|effectu[ée]|enregistr[ée]|valid[ée]|act[ée]|r[ée]alis[ée]|trait[ée]|ex[ée]cut[ée]) (?:la |votre |l')(?:demande de )?(?:r[ée]siliation|cl[ôo]ture|annulation|suppression|d[ée]sinscription|radiation|fermeture)\b",
        r"\b(?:ce (?:courriel|courrier|message)|la pr[ée]sente) (?:vaut|tient lieu de|constitue) (?:confirmation|attestation)[^.?]{0,40}(?:r[ée]siliation|cl[ôo]ture|fin)",
        r"\bsuite favorable (?:[àa]|est donn[ée]e)[^.?]{0,40}(?:r[ée]siliation|demande)",
        r"\b(?:avons|ai) (?:bien |donc )*(?:programm[ée]|fix[ée]|planifi[ée]) (?:la |votre |l')(?:r[ée]siliation|fin|cl[ôo]ture|arr[êe]t)\b",
        r"\bfaisons droit [àa] votre (?:demande|r[ée]siliation)",
    ),
    "refused": (
        r"\baucune r[ée]siliation\b[^.?]{0,40}\b(?:possible|accept[ée]e|recevable)",
        r"\b(?:ne (?:pouvons|peut|pourrons|saurions|peux)|nous est impossible|pas en mesure|dans l'impossibilit[ée])\b[^.?]{0,60}\b(?:accepter|donner suite|accéder|acc[ée]der|r[ée]silier|r[ée]pondre favorablement|valider|satisfaire|proc[ée]der|prendre en compte|annuler|confirmer)",
        r"\b(?:demande|r[ée]siliation|r[ée]tractation)\b[^.?]{0,60}\b(?:refus[ée]e|rejet[ée]e|irrecevable|non recevable|pas recevable|pas (?:[ée]t[ée] )?accept[ée]e|hors d[ée]lai|tardive|n'est pas (?:possible|valable|conforme))",
        r"\b(?:refusons|rejetons|d[ée]clinons)\b",
        r"\bd[ée]lai\b[^.?]{0,50}(?:d[ée]pass[ée]|expir[ée]|pas [ée]t[ée] respect[ée]|[ée]coul[ée])",
        r"\breste(?:z|rez)?\b[^.?]{0,20}\b(?:engag[ée]|redevable|li[ée])\b",
        r"\b(?:pas|aucunement) (?:malheureusement )?en mesure de\b[^.?]{0,60}\b(?:suite|favorable|demande|accord)|\bnous ne (?:sommes|serons)\b[^.?]{0,40}\b(?:en mesure|pouvoir)\b[^.?]{0,60}\b(?:suite|acc[ée]der|accepter|satisfaire)",
        r"\b(?:p[ée]riode|dur[ée]e) (?:minimale|d'engagement|minimum)\b[^.?]{0,60}\b(?:jusqu'au|court|encore|pas)\b|\bengagement\b[^.?]{0,40}\b(?:court encore|n'est pas (?:termin[ée]|[ée]chu)|jusqu'au)",
        r"\b(?:[ée]ch[ée]ances|mensualit[ée]s|cotisations)\b[^.?]{0,40}\b(?:continueront|restent dues|seront pr[ée]lev[ée]es|demeurent)",
        r"\b(?:reconduit|renouvel[ée])e? (?:tacitement|automatiquement)\b|\bhors d[ée]lai\b",
        r"\bau regret\b|\b(?:r[ée]pondre|r[ée]ponse|suite) (?:positive|positivement|favorable|favorablement|n[ée]gative|d[ée]favorable)\b(?! [àa] votre demande de d[ée]sist)",
        r"\bpr[ée]avis\b[^.?]{0,60}\b(?:pas|non) (?:[ée]t[ée] )?(?:observ[ée]|respect[ée]|tenu)|\b(?:loyers?|cotisations?|mensualit[ée]s?|[ée]ch[ée]ances?|sommes?)\b[^.?]{0,30}\b(?:restent?|demeurent?) (?:dues?|exigibles?|[àa] votre charge)|\b(?:demeurez|restez) (?:tenue?|engag[ée]e?|redevable)\b",
        r"\b(?:dur[ée]e|p[ée]riode) (?:ferme|minimale|minimum|initiale|d'engagement)\b|\bne (?:pouvons|peux|peut)\b[^.?]{0,40}\b(?:y )?(?:mettre fin|mettre un terme|rompre|lib[ée]rer|consentir|autoriser)\b|\bpar anticipation\b[^.?]{0,20}\b(?:impossible|exclue?|pas)\b|\brestent [àa] courir\b",
        r"\bne peut (?:pas|malheureusement pas|en aucun cas) [êe]tre (?:\w+ )?(?:interrompue?|arr[êe]t[ée]e?|rompue?|r[ée]sili[ée]e?|annul[ée]e?)\b",
        r"\b(?:parvenue?|arriv[ée]e?|re[çc]ue?)\b[^.?]{0,30}\b(?:trop tard|apr[èe]s le \d|hors d[ée]lai|apr[èe]s la date)",
        r"\b(?:aucun motif|pas un motif|motif (?:l[ée]gitime|valable) (?:non|n'est)|devons (?:donc )?(?:d[ée]cliner|refuser|rejeter)|n'ouvre pas droit|pr[ée]avis insuffisant|toujours (?:engag[ée]e?|sous engagement)|encore engag[ée]e?)\b",
        r"\b(?:n'autorise\w*|ne permet\w*|ne pr[ée]voi\w*|n'admet\w*)\b[^.?]{0,20}\b(?:pas|aucune?)\b[^.?]{0,40}\b(?:r[ée]sili\w+|rupture|d[ée]part|annulation)",
        r"\bne (?:souhaitons|voulons|sommes) pas (?:dispos[ée]s? [àa] |pr[êe]ts? [àa] )?(?:mettre fin|r[ée]silier|rompre|accepter|acc[ée]der|annuler)\b|\bne sommes pas dispos[ée]s\b",
    ),
    "needs_action": (
        r"\b(?:veuillez|merci de|nous vous (?:prions|invitons|remercions)|vous devez|il (?:vous )?(?:faut|suffit|convient)|vous invitons|pri(?:ons|[èe]re) de)\b[^.?]{0,80}\b(?:appeler|contacter|t[ée]l[ée]phon\w+|connecter|rendre sur|remplir|compl[ée]ter|signer|renvoyer|retourner|cliquer|utiliser|courrier|recommand[ée]e?|formulaire|espace client|restituer)\b",
        r"\b(?:r[ée]siliation|demande)\b[^.?]{0,50}\b(?:uniquement|exclusivement|seulement)\b",
        r"\bpour (?:r[ée]silier|finaliser|proc[ée]der|valider|que)\b[^.?]{0,80}\b(?:veuillez|appelez|connectez|vous devez|merci|cliquez|rendez)",
        r"\bne (?:peut|peuvent) [êe]tre (?:r[ée]sili\w+|trait\w+|effectu\w+|accept\w+)[^.?]{0,30}\bque (?:par|depuis|via|sur)",
        r"\bne (?:pourra|pourrons|peut|pouvons)\b[^.?]{0,60}\bqu'(?:apr[èe]s|[àa] r[ée]ception|une fois|[àa] compter de la r[ée]ception)\b",
        r"\b(?:d[èe]s (?:que|r[ée]ception)|une fois que|apr[èe]s r[ée]ception|lorsque)\b[^.?]{0,100}\b(?:r[ée]gularis[ée]e?|r[ée]gl[ée]e?|acquitt[ée]e?|sign[ée]e?|re[çc]ue?|retourn[ée]e?|renvoy[ée]e?|restitu[ée]e?|pay[ée]|sold[ée]|fourni|formulaire|justificatif|document)\b",
        r"\b(?:dans l'attente de|sans|[àa] d[ée]faut de)\b[^.?]{0,60}\bcontrat (?:se poursuit|reste|demeure)",
        r"\bil vous suffit de\b|\bne pouvons pas (?:r[ée]silier|annuler) [àa] votre place\b|\bcomposer le \d",
        r"(?<!votre )(?<!re[çc]u la )\b(?:lettre recommand[ée]e|courrier recommand[ée]|recommand[ée] avec|avis de r[ée]ception|pi[èe]ce d'identit[ée]|signature manuscrite|formulaire|bordereau)\b[^?]{0,80}",
        r"\b(?:doit|devez|devra|devrez|faut|n[ée]cessaire|requis|imp[ée]ratif)\b[^.?]{0,60}\b(?:adress[ée]e?|envoy[ée]e?|par [ée]crit|sign[ée]e?|en ligne|t[ée]l[ée]phone|agence|boutique|application|joindre|fournir|retourner|restituer)\b",
        r"\b(?:app store|google play|apple|paypal|amazon)\b[^.?]{0,80}\b(?:r[ée]sili\w+|annul\w+|g[ée]rer)",
        r"\b(?:n[ée]cessaire|besoin|attendons|requis\w*|exige\w*|fournir|joindre)\b[^.?]{0,80}\b(?:signature|autorisation|procuration|justificatif|attestation|original|accord [ée]crit|certificat)\b|\b(?:signature|autorisation|procuration|justificatif|attestation|original)\b[^.?]{0,80}\b(?:n[ée]cessaire|requis\w*|indispensable|exig[ée]e?|manque)\b",
        r"\br[ée]siliations? se (?:font|fait|fera)\b[^.?]{0,30}\b(?:par|en|sur|depuis|via)\b|\b(?:pourriez|pouvez)-vous (?:nous )?(?:appeler|t[ée]l[ée]phoner|rappeler)\b|\b(?:appelez|appeler|composez|contacter|joindre)\b[^.?]{0,30}\d\d",
        r"\bv[ée]rifier votre identit[ée]\b|\b(?:photo|copie|scan) de (?:votre|la) (?:passeport|pi[èe]ce|carte)",
    ),
    "offer": (
        r"\b(?:offrons|offrir|proposons|proposer|b[ée]n[ée]ficier|faire b[ée]n[ée]ficier)\b[^.?]{0,80}(?:r[ée]duction|remise|mois|offre|gratuit\w*|%|euros|avantage|pr[ée]f[ée]rentiel|promotion|tarif)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:remise|r[ée]duction|de moins)",
        r"\boffre (?:sp[ée]ciale|exceptionnelle|personnalis[ée]e|fid[ée]lit[ée])|\bmois offerts?\b",
        r"\b(?:rester|restez|conserver votre|changer d'avis|reconsid[ée]rer|revenir sur votre d[ée]cision|avant de nous quitter|vous garder|suspendre votre|mettre en pause)\b",
        r"\b(?:proposition|remise|geste commercial|offre)\b[^.?]{0,80}\b(?:moiti[ée] prix|mois|an|%|€|rester|conserv\w+|int[ée]ress\w+|:)|\bmoiti[ée] prix\b|\bvous changez d'avis\b|\bsi vous (?:conservez|restez|gardez)\b",
        r"\b(?:bon|bons|crédit|credit|chèque|cheque|code|cadeau)\b[^.?]{0,60}\b(?:€|euros|valable|offert|profite\w*|cadeau)|\b(?:nouvelle|autre|redonn\w+) (?:nous )?(?:une )?(?:chance)\b|\bredonniez? une chance|\brevenez\b[^.?]{0,60}|\bet si (?:nous|tu|vous|on)\b|\bvous nous manquez\b",
        r"\bque diriez-vous\b|\bqu'en (?:pensez|diriez)-vous\b|\bseriez-vous (?:int[ée]ress[ée]e?|pr[êe]te?)\b|\b(?:gel|baisse|r[ée]duction) de (?:votre|la) (?:cotisation|facture|prime|tarif)\b",
        r"\b(?:suspendre|geler|mettre en pause)\b[^.?]{0,60}\b(?:mois|sans frais|gratuit\w*|au lieu|plut[ôo]t)",
        r"\b(?:ferait|feraient) rester\b|\b(?:baisser|r[ée]duire|diminuer)\b[^.?]{0,30}\b(?:tarif|prix|cotisation|facture|mensualit[ée])\b",
    ),
    "information_request": (
        r"\b(?:pouvez|pourriez|voulez)[- ]vous\b[^.?]{0,60}\b(?:indiquer|communiquer|pr[ée]ciser|envoyer|transmettre|confirmer|fournir|donner)",
        r"\b(?:veuillez|merci de(?: bien vouloir)?|nous vous prions de)\b[^.?]{0,40}\b(?:indiquer|communiquer|pr[ée]ciser|transmettre|fournir|nous donner|rappeler|joindre)\b",
        r"\b(?:avons besoin|n[ée]cessitons|il nous manque)\b[^.?]{0,60}(?:num[ée]ro|information\w*|justificatif|pr[ée]cision\w*|adresse|date de naissance|r[ée]f[ée]rence)",
        r"\b(?:n'avons pas (?:pu|r[ée]ussi [àa])|ne (?:parvenons|retrouvons|trouvons) pas|impossible de)\b[^.?]{0,40}(?:identifier|retrouver|localiser|trouver|dossier|compte|contrat)",
        r"\b(?:merci de|veuillez|pouvez-vous|pourriez-vous|peux-tu|pourrais-tu)\b[^.?]{0,40}\b(?:nous )?(?:communiquer|pr[ée]ciser|indiquer|faire parvenir|adresser|rappeler)\b[^.?]{0,60}(?:num[ée]ro|date de naissance|r[ée]f[ée]rence|identifiant|adresse|rib|iban|quel)",
        r"\b(?:de quel(?:le)?|quel(?:le)? (?:est|contrat|compte|ligne))\b[^.?]{0,60}\?",
        r"\b(?:saurions gr[ée]|serions reconnaissants?|serais reconnaissante?|remercions (?:par avance )?de (?:bien vouloir )?(?:nous )?(?:indiquer|pr[ée]ciser|communiquer|fournir|dire))\b",
        r"\bmanque\b[^.?]{0,40}\b(?:num[ée]ro|nom|date|adresse|relev[ée]|r[ée]f[ée]rence)\b|\benvoyez-(?:le|la|nous|moi)\b",
        r"\b(?:merci de|veuillez|pouvez-vous|pourriez-vous|r[ée]pondre avec|nous (?:indiquer|communiquer|transmettre|faire parvenir|donner)|avons besoin|il nous faut(?:drait)?|prions de|rappelez-nous|quel(?:le)? est)\b[^?]{0,80}\b(?:code postal|num[ée]ro (?:de|d')\s?\w+|r[ée]f[ée]rence client|date de naissance|nom (?:figurant|et pr[ée]nom|complet)|adresse (?:postale|de facturation|e-?mail)|iban|rib|relev[ée] de compteur|index|immatriculation|identifiant)",
    ),
    "forwarded": (
        r"\b(?:transmis|transf[ée]r[ée]|transmettons|transf[ée]rons|r[ée]orient[ée]|redirig[ée]|achemin[ée])\w*\b[^.?]{0,60}(?:service|d[ée]partement|[ée]quipe|coll[èe]gues?|interlocuteur|agence|partenaire|conseiller)",
        r"\b(?:pas (?:le bon|comp[ée]tent)|mauvais) (?:service|interlocuteur|destinataire|pour)",
        r"\b(?:j'ai|avons|a [ée]t[ée]|fais suivre|faisons suivre)\b[^.?]{0,20}\b(?:transmis\w*|suivre|bascul[ée]|achemin[ée]|r[ée]orient[ée]|confi[ée])\b[^.?]{0,60}\b(?:[àa]|au|aux|vers)\b",
        r"\b(?:fais|faisons|fait) suivre\b|\btransmets\b|\b(?:mets|mettons) en copie\b|\ben copie\b",
        r"\ba [ée]t[ée] (?:transmis\w*|transf[ée]r[ée]\w*|confi[ée]\w*|r[ée]orient[ée]\w*) (?:[àa]|au|aux|vers)\b",
    ),
    "ticket_opened": (
        r"\bbien parvenue?\b|\bd[ée]lai de traitement\b",
        r"\b(?:ticket|dossier|demande|r[ée]f[ée]rence|requ[êe]te|incident)\b[^.?]{0,40}(?:num[ée]ro|n°|#|est enregistr[ée]|a (?:bien )?[ée]t[ée] (?:cr[ée][ée]e?|ouverte?|enregistr[ée]e|re[çc]ue))",
        r"\b(?:avons|a) bien (?:re[çc]u|[ée]t[ée] re[çc]ue?)\b",
        r"\b(?:demande|message|courriel)\b[^.?]{0,40}(?:pris(?:e)? en compte|sera trait[ée]e?)",
        r"\baccus(?:ons|e|[ée]) (?:bonne )?(?:de )?r[ée]ception|\bconfirm\w+[^.?]{0,24}r[ée]ception",
        r"\b(?:merci|remercions|vous remercie)\b[^.?]{0,30}\b(?:votre (?:message|e-?mail|courriel|demande)|nous avoir contact[ée])",
        r"\b(?:reviendrons|r[ée]pondrons|recontacterons|reviendra|sera trait[ée]e?)\b[^.?]{0,60}(?:vers vous|d[ée]lai\w*|plus vite|rapidement|jours|heures)",
        rf"\b{LETTER}\b[^.?]{{0,30}}\b(?:bien )?(?:arriv[ée]e?|parvenue?|re[çc]ue?|enregistr[ée]e?)\b|\b(?:collaborateur|coll[èe]gue|conseill[eè]re?|agent|[ée]quipe|membre)\b[^.?]{{0,40}}\b(?:contact|r[ée]pondra|recontactera|reviendra|traite|traitera)\b",
        r"\b(?:r[ée]f[ée]rence|ticket|dossier)(?: [àa] rappeler)?(?: n[°ºo]\.?)?(?: est| :|:)? ?#?[a-z]{0,4}-?\d{3,}|\ben cours (?:de traitement|d'examen|d'[ée]tude|d'analyse)\b",
        r"\b(?:confirmera|confirmeront|confirmerons)\b|\b(?:j'ai|avons) (?:bien )?(?:enregistr[ée]|not[ée]|transmis)\b[^.?]{0,30}\bdemande\b",
        r"\b[àa] l'[ée]tude\b|\bde nos nouvelles\b|\ben cours de (?:traitement|v[ée]rification|validation)\b",
    ),
    "unmonitored": (
        r"\b(?:bo[îi]te|adresse|messagerie)\b[^.?]{0,60}\b(?:n'est (?:pas|plus)|non)\b[^.?]{0,30}(?:consult[ée]e|lue|surveill[ée]e|relev[ée]e|utilis[ée]e|active|suivie|trait[ée]e)",
        r"\bne pas (?:y )?r[ée]pondre\b|\bne r[ée]pondez pas\b|\bsans r[ée]ponse possible\b",
        r"\br[ée]ponses? (?:[àa]|envoy[ée]es?)[^.?]{0,50}(?:ne (?:sera|seront)|pas (?:lue|trait[ée]e))",
        r"\b(?:message|courriel|mail)s?\b[^.?]{0,20}\bne ser(?:a|ont) pas lus?\b|\badresse\b[^.?]{0,20}\bn'est pas relev[ée]e\b|\bpersonne ne (?:lit|consulte|rel[èe]ve)\b",
        r"\bpersonne\b[^.?]{0,40}\b(?:suit|lit|consulte|rel[èe]ve|surveille|regarde|r[ée]pond)\b[^.?]{0,30}\b(?:bo[îi]te|adresse|messagerie|courriels?)\b|\b(?:bo[îi]te|adresse|messagerie|courriels?)\b[^.?]{0,40}\bpersonne\b[^.?]{0,20}\b(?:suit|lit|consulte|rel[èe]ve|surveille|regarde|r[ée]pond)\b",
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
    r"\bjusqu'[àa]\b",
    r"\bce\b",
    r"\bdernier jour\b",
    r"\bexpire\b",
    r"\bd[èe]s\b",
    r"\bpartir[ao]?n?t?\b",
    r"\barriv\w+",
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
    r"factur\w*",
    r"[ée]mise",
    r"\bsuite [àa]\b",
    r"parvenue? (?:le|en)",
    r"d[ée]bit[ée]\w*",
    r"\brendez-vous\b",
    r"\bconcert\b",
    r"\breconduit\w*",
    r"\brenouvel\w+",
    r"\bdepuis\b",
    r"\bcommande du\b",
)
ENDING = (
    r"\b(?:continuer [àa]|pourrez|pouvez|gardez|conservez|profiter|b[ée]n[ée]ficie[rz]|acc[èe]s|acc[ée]der|valable|utilisable)\b[^.?]{0,60}\bjusqu'(?:au|[àa])",
    r"\b(?:dernier|derni[èe]re) (?:num[ée]ro|jour|livraison|colis|[ée]dition|exemplaire|pr[ée]l[èe]vement)\b|\bexpire\b",
    r"\bderni[èe]re? \w+\b[^.?]{0,30}\b(?:le|au|partira|sera)\b",
)
DONE = (
    r"\b(?:demande|courrier|lettre|souhait|instructions?|dossier)\b[^?]{0,60}\b(?:a|ont|est) (?:bien )?(?:[ée]t[ée] )?(?:trait[ée]e?s?|ex[ée]cut[ée]e?s?|accept[ée]e?s?|satisfaite?|r[ée]alis[ée]e?s?|accord[ée]e?|cl[ôo]tur[ée]e?)\b",
    r"\bcomme (?:vous l'avez )?(?:demand[ée]|souhait[ée]|convenu)\b|\bconform[ée]ment [àa] (?:votre|vos)\b|\bselon vos (?:instructions|souhaits)\b|\b(?:tout|c'est) (?:est )?(?:a [ée]t[ée] fait|fait|r[ée]gl[ée]|not[ée])\b",
    r"^\W*(?:c'est |r[ée]siliation )?(?:confirm[ée]e?|fait|(?:régl|regl)[ée])\W*$",
)
NEGATED = (
    r"\bn(?:e|')\s?\w+(?:\s\w+)?\s(?:pas|plus|jamais|aucun\w*)\b|\bpas\b|\bjamais\b|\bimpossible\b",
)
HARMLESS = (
    r"\bne (?:vous |se |sera |seront )*(?:sera|seront|renouvell\w+|renouvel\w+|reconduit\w*)\b[^.,;]{0,20}\b(?:pas|plus|aucun\w*)\b|\b(?:pas|plus) (?:\w+ )?(?:renouvel\w+|reconduit\w*|pr[ée]lev\w+|factur\w+)|\bn'(?:[êe]tes|avez)\b[^.,;]{0,20}\bplus\b|\baucun\w* (?:autre |nouveau |nouvelle )?(?:somme|pr[ée]l[èe]vement|montant|facture|paiement)",
)
LABELS = (
    r"(?:(?:date )?(?:d'effet|de fin|de prise d'effet|de cessation)(?: de (?:la |votre )?(?:r[ée]siliation|contrat|abonnement|cl[ôo]ture|garanties?))?|fin (?:d[eu']\s?)?(?:contrat|d'acc[èe]s|l'abonnement|acc[èe]s|abonnement|garantie|service|de l'abonnement|de validit[ée])|(?:date de )?(?:r[ée]siliation|cl[ôo]ture|d[ée]sabonnement)(?: (?:effective|au|le|du contrat))*|[ée]ch[ée]ance(?: finale)?|acc[èe]s jusqu'au|valable jusqu'au|dernier jour|arr[êe]t(?: au| le)?)",
    r"date (?:de |d')(?:cl[ôo]ture|r[ée]siliation|fin|fermeture|cessation|sortie|effet|arr[êe]t|radiation|annulation|d[ée]sabonnement)(?: du contrat)?(?: est)?",
)
SUBJECT = (
    r"\bconfirmation (?:de |d')(?:votre |la |l')?(?:r[ée]siliation|annulation|cl[ôo]ture|d[ée]sabonnement|arr[êe]t)|\b(?:r[ée]siliation|annulation|cl[ôo]ture|d[ée]sabonnement)\b[^.?]{0,40}\b(?:confirm[ée]e?|effective|effectu[ée]e?|prise en compte|valid[ée]e?)\b",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:est|a [ée]t[ée]) (?:bien )?{ENDED}",
)
LAST = (r"(?:est|sera) (?:votre|le) dernier jour",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:prend(?:ra)? fin|s'arr[êe]te(?:ra)?|s'ach[èe]ve(?:ra)?|se termine(?:ra)?|cesse(?:ra)?|expire(?:ra)?|s'[ée]teindra|arrive(?:ra)? [àa] (?:son )?(?:terme|[ée]ch[ée]ance)|(?:sera|seront|est) (?:donc |bien |d[ée]finitivement )*{ENDED})",
    r"\b(?:cl[ôo]ture|fermeture|r[ée]siliation|arr[êe]t|cessation|radiation|d[ée]sabonnement)\b[^.?]{0,60}\b(?:interviendra|prendra effet|prend effet|sera effective|est fix[ée]e|aura lieu|est programm[ée]e|est pr[ée]vue|effective)\b",
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:sera|seront|est) {ANY}{ENDED}",
)
UNREAL = (
    r"\b(?:vous (?:nous )?(?:demandez|avez demand[ée]|souhaitez|avez souhait[ée]|[ée]crivez|indiquez|affirmez|pr[ée]tendez|avez indiqu[ée])|tu (?:nous )?demandes)\b|\bcontestons\b|(?:^|, |[:;] )\W*si (?:vous|tu|votre|ton|la|le|nous|on)\b",
    r"\b(?:pourrait|pourraient|peut|peuvent|serait|devrait|aurait)\b[^.?]{0,60}\b(?:r[ée]sili[ée]|prendre fin|cesser|cl[ôo]tur[ée]|annul[ée]|se terminer)|\bau plus t[ôo]t\b|\bpas avant\b|\bsauf\b|\b[àa] moins (?:que|de)\b|\bmoyennant\b",
    r"\b(?:lorsque|quand)\b|\bimpay[ée]e?s?\b|\bremplac[ée]e?s?\b",
)
UNDONE = (
    r"\bannulation de (?:votre|ta|la) (?:demande de )?(?:r[ée]siliation|d[ée]sabonnement)\b|\b(?:r[ée]siliation|d[ée]sabonnement)\b[^.?]{0,10} a (?:bien )?[ée]t[ée] (?:annul[ée]e?|retir[ée]e?|r[ée]voqu[ée]e?)\b|\bavons (?:bien )?(?:annul[ée]|retir[ée]|supprim[ée]) (?:votre|la) (?:demande de )?r[ée]siliation\b|\b(?:a [ée]t[ée]|avons|est de nouveau) (?:bien )?r[ée]activ[ée]e?\b|\b(?:sera suivie?|puis (?:commence|d[ée]bute)|se transformera)\b",
    r"\b(?:ensuite|[àa] partir de cette date|au-del[àa])\b[^.?]{0,30}\b(?:paierez|payerez|co[ûu]tera|factur[ée]e?)\b|\br[ée]siliation (?:est|reste|demeure) (?:sans effet|nulle|non)\b|\bcontrat se poursuit\b",
)
ENDS_TOO = (r"\bderni[èe]re?s? \w+ \w+\b",)
RENEWS = (
    r"\b(?:sera|est|se) (?:automatiquement |tacitement )?(?:renouvel\w+|reconduit\w*)\b|\b(?:se poursuit|reste (?:en vigueur|actif|active|ouvert)|demeure (?:en vigueur|actif)|continue\b)(?![^.?]{0,60}jusqu')",
    r"\b(?:pr[ée]l[èe]vements?|[ée]ch[ée]ances?|adh[ée]sion|abonnement|contrat)\b[^.?]{0,20}\b(?:se poursui\w+|continuer\w*|contin\w+)\b(?![^.?]{0,60}jusqu')",
)
CANNOT = (
    r"\bnous ne (?:pouvons|pourrons|sommes)\b[^.?]{0,20}\bpas\b|\bje ne peux\b[^.?]{0,12}\bpas\b",
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
