"""Spanish."""

THING = r"(?:contrato|suscripci[óo]n|cuenta|servicios?|p[óo]liza|l[íi]nea|membres[íi]a|abono|tarifa|plan|seguro|afiliaci[óo]n|pedido)"
ENDED = r"(?:cancelad[oa]s?|rescindid[oa]s?|dad[oa]s? de baja|finalizad[oa]s?|anulad[oa]s?|cerrad[oa]s?|terminad[oa]s?|resuelt[oa]s?|desactivad[oa]s?)"

VERDICTS = {
    "confirmed": (
        r"\b(?:confirm(?:amos|o|ar|arle|ale|ando|a))\b(?![^.?]{0,24}(?:recepci[óo]n|que hemos recibido|haber recibido))[^.?]{0,80}(?:\bbaja\b|cancelaci[óo]n|cancelad|rescisi[óo]n|anulaci[óo]n|finaliza|desistimiento|terminaci[óo]n|cierre)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:ha sido|han sido|ha quedado|est[áa] (?:ya )?|queda|quedar[áa]|fue|ser[áa])(?: correctamente| definitivamente)? ?{ENDED}",
        rf"\bhemos (?:procedido a (?:la baja|cancelar|dar de baja|tramitar (?:la|su) baja)|tramitado (?:la|su) (?:baja|cancelaci[óo]n)|{ENDED.replace('[oa]s?', 'o')}) ?(?:su|la|el)?",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:finaliza(?:r[áa])?|termina(?:r[áa])?|vence(?:r[áa])?|expira(?:r[áa])?|concluye|causar[áa] baja)\b",
        r"\b(?:baja|cancelaci[óo]n|solicitud de baja)\b[^.?]{0,50}\b(?:ha sido (?:tramitada|procesada|aceptada|confirmada|realizada|efectuada)|est[áa] (?:tramitada|confirmada|hecha)|se ha (?:tramitado|realizado|procesado|efectuado|completado)|ser[áa] efectiva|es efectiva|surtir[áa] efecto|tendr[áa] efecto)",
        r"\bno se renovar[áa]|\bno ser[áa] renovad",
        r"\baceptamos su (?:baja|cancelaci[óo]n|solicitud de baja)",
    ),
    "refused": (
        r"\bno (?:podemos|es posible|nos es posible|procede|ha sido posible|pudimos)\b[^.?]{0,60}\b(?:aceptar|tramitar|cancelar|atender|dar de baja|acceder|confirmar|rescindir|procesar|baja|cancelaci[óo]n|aprobar)",
        r"\b(?:solicitud|baja|cancelaci[óo]n|desistimiento)\b[^.?]{0,60}\b(?:rechazad[oa]|denegad[oa]|desestimad[oa]|no (?:ha sido )?aceptad[oa]|no es v[áa]lid[oa]|fuera de plazo|improcedente)",
        r"\b(?:rechazamos|denegamos|desestimamos|lamentamos no poder)\b",
        r"\bplazo\b[^.?]{0,50}(?:vencido|expirado|superado|finalizado|transcurrido|ha pasado)",
        r"\b(?:sigue|contin[úu]a|permanece)\b[^.?]{0,30}\b(?:vinculad[oa]|obligad[oa]|vigente)\b",
    ),
    "needs_action": (
        r"\b(?:por favor|debe(?:r[áa])?|tiene que|es necesario|le rogamos|le pedimos|necesita|rogamos|ha de)\b[^.?]{0,80}\b(?:llamar|llame|llam\w+|acceder|acceda|iniciar sesi[óo]n|inicie sesi[óo]n|rellenar|rellene|cumplimentar|cumplimente|completar|complete|firmar|firmad[oa]|formulario|visitar|visite|acudir|devolver|devuelva|burofax|correo postal|pulsar|pulse|clic|[áa]rea de cliente\w*|tienda)\b",
        r"\bpara (?:tramitar|cancelar|dar(?:se)? de baja|completar|finalizar|solicitar|proceder)\b[^.?]{0,80}\b(?:debe|llame|acceda|tiene que|complete|necesita|pulse|es necesario|deber[áa])",
        r"\b(?:baja|bajas|cancelaci[óo]n|cancelaciones)\b[^.?]{0,50}\b(?:solo|s[óo]lo|[úu]nicamente|exclusivamente)\b|\b(?:solo|s[óo]lo|[úu]nicamente)\b[^.?]{0,40}\b(?:bajas?|cancelaci[óo]n|cancelar)\b",
    ),
    "offer": (
        r"\b(?:ofrecemos|ofrecerle|ofrece|ofrecer|proponemos|regalamos)\b[^.?]{0,80}(?:descuento|mes|meses|gratis|gratuit\w+|oferta|%|precio|euros|promoci[óo]n|mejora)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:descuento|menos|dto)",
        r"\boferta (?:especial|exclusiva|personalizada)|\bdescuento (?:especial|exclusivo)",
        r"\b(?:quedarse con nosotros|qu[ée]dese|siga con nosotros|seguir con nosotros|cambiar de opini[óo]n|reconsiderar|reconsidere|antes de (?:irse|marcharse)|pausar su|suspender temporalmente)\b",
    ),
    "information_request": (
        r"\b(?:podr[íi]a|puede|podr[íi]an|pueden)\b[^.?]{0,60}\b(?:indicar\w*|facilitar\w*|enviar\w*|proporcionar\w*|confirmar\w*|decir\w*|aportar\w*)\b",
        r"\b(?:por favor|rogamos|le pedimos|le agradecer[íi]amos)\b[^.?]{0,30}\b(?:ind[íi]qu\w+|facil[íi]t\w+|env[íi]\w+|proporci[óo]n\w+|nos indique|conf[íi]rm\w+)\b[^.?]{0,60}(?:n[úu]mero|dni|nombre|fecha|direcci[óo]n|datos|tel[ée]fono|correo|motivo|contrato|titular)",
        r"\bnecesitamos\b[^.?]{0,60}(?:n[úu]mero|dni|informaci[óo]n|datos|fecha|copia|direcci[óo]n|titular)",
        r"\bno (?:hemos podido|encontramos|localizamos|logramos|conseguimos)\b[^.?]{0,40}(?:localizar|identificar|encontrar|cuenta|contrato|cliente)",
    ),
    "forwarded": (
        r"\b(?:reenviad[oa]|remitid[oa]|trasladad[oa]|derivad[oa]|transferid[oa]|hemos pasado|reenviamos|remitimos|trasladamos|derivamos)\b[^.?]{0,60}(?:departamento|equipo|compa[ñn]er\w+|[áa]rea|servicio|oficina|delegaci[óo]n|gestor)",
        r"\b(?:no (?:es|somos) (?:el|competentes)|equivocad[oa])[^.?]{0,30}(?:departamento|direcci[óo]n|competente)",
    ),
    "ticket_opened": (
        r"\b(?:mensaje|correo|solicitud|consulta|escrito)\b[^.?]{0,20}\bha sido (?:recibid|registrad)|\bser[áa] (?:atendid|respondid|contestad)",
        r"\b(?:ticket|caso|incidencia|consulta|solicitud|expediente|referencia|reclamaci[óo]n)\b[^.?]{0,40}(?:n[úu]mero|n[º°]|#|ha sido (?:cread[oa]|registrad[oa]|abiert[oa]|recibid[oa])|se ha (?:creado|registrado|abierto|recibido))",
        r"\bhemos recibido (?:su|tu|el|la|correctamente)\b|\bse ha recibido\b",
        r"\bacus(?:amos|o) (?:de )?recibo|\bconfirm\w+[^.?]{0,24}(?:recepci[óo]n|que hemos recibido|haber recibido)",
        r"\bgracias por (?:su|tu|contactar|ponerse|escribir\w*)",
        r"\b(?:responderemos|contestaremos|pondremos en contacto|daremos respuesta|ser[áa] atendida)\b",
    ),
    "unmonitored": (
        r"\b(?:buz[óo]n|direcci[óo]n|correo|cuenta de correo)\b[^.?]{0,60}\bno\b[^.?]{0,30}(?:supervisad[oa]|atendid[oa]|monitorizad[oa]|revisad[oa]|le[íi]d[oa]|operativ[oa]|habilitad[oa]|admite|activ[oa]|se (?:lee|atiende|revisa))",
        r"\bno responda (?:a este|a esta)|\bno respondas\b|\bpor favor,? no (?:lo )?responda",
    ),
}
CONDITIONAL = (
    r"\b(?:si (?:desea|quiere|usted|lo|no)|una vez|cuando (?:recib|usted|nos)|en cuanto|hasta que|para (?:cancelar|tramitar|dar)|desea|siempre que|antes de que|tras recibir)",
    r"\b(?:por favor|debe|podr[íi]a|rogamos|necesita)\b[^.?]{0,30}\bconfirm|\bconfirme\b",
)
ENDS = (
    r"\bcon efectos?(?: de)?\b",
    r"\bel (?:d[íi]a )?",
    r"\ba partir del?\b",
    r"\bhasta el\b",
    r"\bfinaliza\w*",
    r"\bfecha de (?:baja|efecto|fin)\b",
    r"\bcon fecha\b",
    r"\befectiva\b",
    r"\bvenc\w+",
)
NOT_THE_END = (
    r"recibid[oa] (?:el|con fecha)",
    r"(?:carta|correo|solicitud|escrito|factura|mensaje) (?:del|de fecha|de)",
    r"\bantes del\b",
    r"(?<!efectos )\bdesde el\b",
    r"\bnacid[oa] el\b",
    r"\bvuelvo el\b",
    r"\breembols\w+",
    r"\bcobr\w+",
)
MONTHS = (
    "enero ene",
    "febrero feb",
    "marzo mar",
    "abril abr",
    "mayo",
    "junio jun",
    "julio jul",
    "agosto ago",
    "septiembre setiembre sept sep",
    "octubre oct",
    "noviembre nov",
    "diciembre dic",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "el la los su sus usted le que para con por del una hemos está buenos días estimado estimada saludos gracias"
