"""Our eleven words for why a mail did not arrive, and what they are called in other languages than English."""

from typing import Literal

Reason = Literal[
    "address_dead",
    "domain_dead",
    "mailbox_full",
    "policy",
    "auth",
    "size",
    "content",
    "expired",
    "rate",
    "system",
    "unknown",
]

# In this order, as the English ones.
WORDS_ABROAD: tuple[tuple[Reason, str], ...] = (
    (
        "mailbox_full",
        r"""(?:postfach|mailbox|posteingang|speicher)\s[\w\s]{0,40}(?:voll|ersch(?:ö|oe)pft) | (?:quota|kontingent)\s[\w\s]{0,20}(?:ü|ue)berschritten
        |(?:boîte|messagerie)\s[\w\s]{0,40}(?:pleine|saturée) | quota\s[\w\s]{0,20}(?:dépassé|atteint)
        |(?:buzón|bandeja)\s[\w\s]{0,40}llen[oa] | cuota\s[\w\s]{0,20}(?:superad|excedid)
        |casella\s[\w\s]{0,40}piena | quota\s[\w\s]{0,20}superata
        |(?:postvak|mailbox|postbus)\s[\w\s]{0,40}vol\b | quota\s[\w\s]{0,20}overschreden
        |caixa\s[\w\s]{0,40}cheia | cota\s[\w\s]{0,20}excedida
        |skrzynka\s[\w\s]{0,40}(?:pełna|przepełniona) | schránk\w+\s[\w\s]{0,20}pln[áa] | (?:inkorg|brevlåda|postkasse)\w*\s[\w\s]{0,20}(?:full|fuld)\b
        |ящик\s[\w\s]{0,30}(?:переполнен|полон) | メールボックス.{0,10}(?:一杯|容量) | 邮箱.{0,8}(?:已满|空间不足) | 용량.{0,8}(?:초과|부족)""",
    ),
    (
        "size",
        r"""zu\sgro(?:ß|ss)\b | gr(?:öß|oess)en(?:beschränkung|limit) | maximale\sgr(?:öß|oess)e
        |trop\s(?:volumineux|gros|lourd|grand) | taille\smaximale
        |demasiado\sgrande | tamaño\smáximo | troppo\sgrande | dimension[ei]\smassim | te\sgroot | maximale\sgrootte
        |muito\sgrande | tamanho\smáximo | zbyt\sduż | för\sstor | 邮件.{0,4}过大 | サイズ.{0,12}(?:超|大き)""",
    ),
    (
        "domain_dead",
        r"""dom(?:ain|äne|aene)\w?\s[\w\s]{0,20}(?:existiert\snicht|nicht\s(?:gefunden|bekannt)|unbekannt) | unbekannte[rs]?\s(?:domain|host|rechner)
        |domaine\s[\w\s]{0,20}(?:inconnu|introuvable|n'existe)
        |dominio\s[\w\s]{0,20}(?:no\sexiste|desconocido|no\sse\s(?:ha\s)?(?:encontr|pud)|inesistente|sconosciuto|non\s(?:esiste|trovato|è\sstato))
        |domein\s[\w\s]{0,20}(?:bestaat\sniet|onbekend|niet\s(?:gevonden|worden)) | domínio\s[\w\s]{0,20}(?:não|inexistente)""",
    ),
    (
        "expired",
        r"""zeit(?:ü|ue)berschreitung | nicht\sinnerhalb\s | (?:seit|nach|für)\s\d+\s(?:stunden|tagen?)
        |délai\s[\w\s']{0,30}(?:dépassé|expiré) | (?:pendant|depuis|après)\s\d+\s(?:heures|jours)
        |(?:durante|después\sde|tras)\s\d+\s(?:horas|días) | tiempo\sde\sespera | ha\s(?:caducado|expirado)
        |tempo\s(?:massimo\s)?(?:scaduto|esaurito) | (?:dopo|per|nelle)\s\d+\s(?:ore|giorni) | (?:gedurende|na)\s\d+\s(?:uur|dagen) | verlopen""",
    ),
    (
        "address_dead",
        r"""(?:benutzer|empf(?:ä|ae)nger|postfach|(?:e-?mail-?)?adresse|konto)\s[^\n]{0,60}?(?:unbekannt|existiert\snicht|nicht\s(?:gefunden|vorhanden|bekannt|verfügbar)|aufgef(?:ü|ue)hrt|gesperrt|deaktiviert)
        |unbekannter\s(?:benutzer|empf(?:ä|ae)nger) | kein\s(?:solcher\s)?(?:benutzer|postfach)
        |(?:utilisateur|destinataire|adresse|boîte|compte)\s[^\n]{0,60}?(?:inconnue?\b|introuvable|n'existe|n'a\spas\sété\strouvé|invalide|désactivé)
        |(?:usuario|destinatario|dirección|cuenta|buzón)\s[^\n]{0,60}?(?:desconocid|no\sexiste|no\sse\s(?:ha\s)?(?:encontr|pud)|no\sválid|inválid|desactivad)
        |(?:utente|destinatario|indirizzo|casella|account)\s[^\n]{0,60}?(?:sconosciut|non\sesiste|inesistente|non\s(?:è\sstato\s)?(?:trovat|valid)|disattivat)
        |(?:gebruiker|ontvanger|geadresseerde|adres|postvak|account)\s[^\n]{0,60}?(?:onbekend|bestaat\sniet|niet\s(?:worden\s)?gevonden|ongeldig)
        |(?:usuário|destinatário|endereço|conta|caixa)\s[^\n]{0,60}?(?:desconhecid|não\s(?:existe|encontrad|foi)|inexistente|inválid)
        |nie\sistnieje | nieznany | neexistuje | neznám | finns\sinte | okänd | findes\sikke | finnes\sikke | ukendt | ukjent
        |не\s(?:существует|найден) | нет\sтакого | неизвестный\sпользователь | 不存在 | 没有找到 | 存在しません | 見つかりません | 존재하지\s?않 | bulunamadı | mevcut\sdeğil""",
    ),
    (
        "system",
        r"""verbindung\s[\w\s]{0,20}(?:abgelehnt|verweigert|unterbrochen) | connexion\s[\w\s]{0,20}(?:refusée|interrompue) | conexión\s[\w\s]{0,20}(?:rechazada|interrumpida)
        |connessione\s[\w\s]{0,20}(?:rifiutata|interrotta) | verbinding\s[\w\s]{0,20}(?:geweigerd|verbroken) | mail(?:schleife|loop) | boucle\sde\s(?:messages|courrier)""",
    ),
    (
        "policy",
        r"""abgelehnt | verweigert | gesperrt | nicht\s(?:berechtigt|autorisiert|zugelassen|erlaubt) | refusé | rejeté | pas\sautoris | restreinte
        |rechazad | no\s(?:está\s)?autorizad | no\stiene\spermiso | rifiutat | respint | bloccat | non\sautorizzat
        |geweigerd | geblokkeerd | afgewezen | niet\s(?:toegestaan|gemachtigd) | recusad | odrzucon | zamítnut | odmítnut | avvisad | afvist
        |отклонен | отвергнут | 拒绝 | 拒否""",
    ),
)
