"""Spanish."""

THING = r"(?:contrato|suscripci[óo]n|cuenta|servicios?|p[óo]liza|l[íi]nea|membres[íi]a|abono|tarifa|plan|seguro|afiliaci[óo]n|pedido|renovaci[óo]n|aportaci[óo]n|cuota|donaci[óo]n|domiciliaci[óo]n|apadrinamiento|tarjeta|acceso|licencia|ficha|inscripci[óo]n|matr[íi]cula|suministro|premium|bono|fibra|m[óo]vil|colaboraci[óo]n|programa|paquete|opci[óo]n)"
ENDED = r"(?:cancelad[oa]s?|rescindid[oa]s?|dad[oa]s? de baja|finalizad[oa]s?|anulad[oa]s?|cerrad[oa]s?|terminad[oa]s?|resuelt[oa]s?|desactivad[oa]s?|suspendid[oa]s? definitivamente|interrumpid[oa]s?|suprimid[oa]s?|extinguid[oa]s?|cortad[oa]s?|concluid[oa]s?|eliminad[oa]s?|detenid[oa]s?)"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = r"(?:mensaje|correo|e-?mail|carta|escrito|solicitud|consulta|petici[óo]n)"

VERDICTS = {
    "confirmed": (
        r"\b(?:confirm(?:amos|o|ar|arle|ale|ando|a))\b(?![^.?]{0,24}(?:recepci[óo]n|que hemos recibido|haber recibido))[^.?]{0,80}(?:\bbaja\b|cancelaci[óo]n|cancelad|rescisi[óo]n|anulaci[óo]n|finaliza|desistimiento|terminaci[óo]n|cierre)",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:ha sido|han sido|ha quedado|est[áa] (?:ya )?|queda|quedar[áa]|fue|ser[áa])(?: correctamente| definitivamente)? ?{ENDED}",
        rf"\bhemos (?:procedido a (?:la baja|cancelar|dar de baja|tramitar (?:la|su) baja)|tramitado (?:la|su) (?:baja|cancelaci[óo]n)|{ENDED.replace('[oa]s?', 'o')}) ?(?:su|la|el)?",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:finaliza(?:r[áa])?|termina(?:r[áa])?|vence(?:r[áa])?|expira(?:r[áa])?|concluye|causar[áa] baja)\b",
        r"\b(?:baja|cancelaci[óo]n|solicitud de baja)\b[^.?]{0,50}\b(?:ha sido (?:tramitada|procesada|aceptada|confirmada|realizada|efectuada)|est[áa] (?:tramitada|confirmada|hecha)|se ha (?:tramitado|realizado|procesado|efectuado|completado)|ser[áa] efectiva|es efectiva|surtir[áa] efecto|tendr[áa] efecto)",
        r"\bno se renovar[áa]|\bno ser[áa] renovad",
        r"\baceptamos su (?:baja|cancelaci[óo]n|solicitud de baja)",
        r"\b(?:te|le|os|la|lo) hemos dado de baja\b|\bya (?:est[áa]s|est[áa]) (?:dad[oa] )?de baja\b|\bhas (?:cancelado|anulado)\b|\bha (?:cancelado|dejado de ser)\b[^.?]{0,10}(?:su|correctamente|socio|socia|cliente)",
        r"\bhemos (?:\w+mente )?(?:cancelado|anulado|cerrado|desactivado|finalizado|rescindido|interrumpido|detenido|extinguido|eliminado) (?:su|tu|la|el|los|las)\b",
        rf"\bse (?:ha )?(?:desactiv[óo]|cancel[óo]|anul[óo]|cerr[óo]|desactivado|cancelado|anulado|cerrado) (?:la|el|su|tu)\b[^.?]{{0,30}}{THING}",
        r"\bno se (?:le |te )?(?:renovar[áa]|cobrar[áa]|pasar[áa]|girar[áa]|har[áa] ning[úu]n cargo)|\bno (?:volveremos a|habr[áa] m[áa]s) (?:cobr\w+|pasar|cargos|recibos)",
        r"\bbaja\b[^.?]{0,20}\b(?:ha quedado|queda|qued[óo]|est[áa]) (?:ya |correctamente )?(?:tramitada|registrada|hecha|gestionada|realizada|efectuada|confirmada)",
        rf"\b{THING}\b[^.?]{{0,30}}\bha (?:finalizado|terminado|concluido|vencido|expirado)\b",
        rf"\b{THING}\b[^.?]{{0,60}}\b(?:ha sido|han sido|ha quedado|est[áa]|queda|qued[óo]|quedar[áa]|fue|ser[áa]) {ANY}{ENDED}",
        r"\b(?:damos|doy|dado) (?:de baja|por (?:resuelto|finalizado|terminado|cancelado|extinguido|concluido|rescindido))\b|\b(?:cancelamos|anulamos|cerramos|rescindimos|resolvemos|finalizamos) (?:su|tu|el|la)\b",
        r"\b(?:aceptad[oa]|aceptamos|admitid[oa]|tomado nota de) (?:su|tu|la) (?:renuncia|baja|dimisi[óo]n|solicitud de baja|rescisi[óo]n)\b|\bborrad[oa] de la lista\b|\b(?:te|le|la|lo) hemos (?:borrado|quitado|eliminado) de (?:la|nuestra) (?:lista|relaci[óo]n|base)\b|\bya no (?:es|eres) (?:soci[oa]|client[ea]|miembro)\b",
        r"\b(?:tramitado|realizado|efectuado|procesado|gestionado|completado|ejecutado|llevado a cabo|procedido a) (?:ya )?(?:la |su |tu )?(?:solicitud de )?(?:baja|cancelaci[óo]n|anulaci[óo]n|rescisi[óo]n|cierre)\b|\bprocedido a (?:anular|cerrar|rescindir|finalizar|extinguir|resolver|desactivar|cancelar|dar de baja)\b",
        r"\b(?:este (?:correo|mensaje|escrito)) (?:sirve|vale) (?:como|de) confirmaci[óo]n[^.?]{0,40}(?:baja|cancelaci[óo]n)",
        r"\b(?:hemos programado|queda programada|hemos fijado) (?:la |su |tu )?(?:baja|cancelaci[óo]n)\b",
        r"\b(?:accedemos|hemos accedido) a (?:su|tu) (?:solicitud|petici[óo]n|baja)",
        rf"\b(?:queda|quedar[áa]|qued[óo]|ha sido|ha quedado|est[áa]) {ANY}{ENDED} (?:su|tu|la|el) [^.?]{{0,20}}{THING}",
    ),
    "refused": (
        r"\bno (?:podemos|es posible|nos es posible|procede|ha sido posible|pudimos)\b[^.?]{0,60}\b(?:aceptar|tramitar|cancelar|atender|dar de baja|acceder|confirmar|rescindir|procesar|baja|cancelaci[óo]n|aprobar)",
        r"\b(?:solicitud|baja|cancelaci[óo]n|desistimiento)\b[^.?]{0,60}\b(?:rechazad[oa]|denegad[oa]|desestimad[oa]|no (?:ha sido )?aceptad[oa]|no es v[áa]lid[oa]|fuera de plazo|improcedente)",
        r"\b(?:rechazamos|denegamos|desestimamos|lamentamos no poder)\b",
        r"\bplazo\b[^.?]{0,50}(?:vencido|expirado|superado|finalizado|transcurrido|ha pasado)",
        r"\b(?:sigue|contin[úu]a|permanece)\b[^.?]{0,30}\b(?:vinculad[oa]|obligad[oa]|vigente)\b",
        r"\bno (?:podemos|es posible|hemos podido|vamos a)\b[^.?]{0,60}\b(?:petici[óo]n|solicitud|liberarle|liberarte|finalizar|terminar|anular|acceder|complacer\w*)\b",
        r"\bpermanencia\b[^.?]{0,80}\b(?:finaliza|hasta|vigente|a[úu]n|todav[íi]a|meses|no ha)\b|\bno hemos (?:cancelado|anulado|aceptado|tramitado)\b|\bfuera de plazo\b",
        r"\b(?:cuotas|mensualidades|recibos|pagos)\b[^.?]{0,30}\b(?:seguir[áa]n|se seguir[áa]n|continuar[áa]n)\b|\bse seguir[áa]n? (?:cobrando|pasando)\b|\b(?:ya )?se ha renovado\b",
        r"\bno se (?:ha )?(?:respetado|cumplido|observado)\b[^.?]{0,40}\b(?:preaviso|plazo)\b|\bpreaviso\b[^.?]{0,60}\bno (?:se )?(?:ha )?(?:sido )?(?:respetado|cumplido|observado)\b|\b(?:vemos obligad\w+ a|debemos) (?:decirle|decirte|comunicarle) que no\b|\b(?:respuesta|contestaci[óo]n) negativa\b|\b(?:rentas|cuotas|mensualidades|recibos)\b[^.?]{0,30}\b(?:siguen|contin[úu]an) siendo (?:exigibles|debid\w+)\b|\b(?:sigue|queda) (?:usted )?(?:obligad[oa]|vinculad[oa])\b",
        r"\bduraci[óo]n (?:fija|m[íi]nima)\b|\bno (?:nos )?es posible\b[^.?]{0,60}\b(?:darlo|dar por|terminar\w*|antes de tiempo|anticipad\w+|liberar\w*|resolver\w*|romper\w*)\b|\bno (?:procede|cabe)\b[^.?]{0,40}\b(?:baja|cancelaci[óo]n|anulaci[óo]n|desistimiento|rescisi[óo]n)\b",
        r"\bno se puede[n]? (?:\w+ )?(?:interrumpir|cancelar|rescindir|anular|dar de baja|terminar)\b",
        r"\b(?:lleg[óo]|recibid[oa]|ha llegado)\b[^.?]{0,30}\b(?:tarde|despu[ée]s del? (?:d[íi]a )?\d|fuera de plazo)",
        r"\b(?:ning[úu]n motivo|no es motivo|debemos (?:rechazar|denegar)|tenemos que (?:rechazar|denegar)|no da derecho|preaviso insuficiente|sigue (?:con|bajo) (?:permanencia|compromiso))\b",
        r"\bno (?:permiten?|autoriza\w*|contempla\w*|prev[ée]\w*|admite\w*)\b[^.?]{0,40}\b(?:cancelaci[óo]n|baja|rescisi[óo]n|anulaci[óo]n|desistimiento)\b",
        r"\bno estamos dispuestos\b|\bno (?:queremos|deseamos) (?:terminar|cancelar|rescindir|aceptar)\b",
    ),
    "needs_action": (
        r"\b(?:por favor|debe(?:r[áa])?|tiene que|es necesario|le rogamos|le pedimos|necesita|rogamos|ha de)\b[^.?]{0,80}\b(?:llamar|llame|llam\w+|acceder|acceda|iniciar sesi[óo]n|inicie sesi[óo]n|rellenar|rellene|cumplimentar|cumplimente|completar|complete|firmar|firmad[oa]|formulario|visitar|visite|acudir|devolver|devuelva|burofax|correo postal|pulsar|pulse|clic|[áa]rea de cliente\w*|tienda)\b",
        r"\bpara (?:tramitar|cancelar|dar(?:se)? de baja|completar|finalizar|solicitar|proceder)\b[^.?]{0,80}\b(?:debe|llame|acceda|tiene que|complete|necesita|pulse|es necesario|deber[áa])",
        r"\b(?:baja|bajas|cancelaci[óo]n|cancelaciones)\b[^.?]{0,50}\b(?:solo|s[óo]lo|[úu]nicamente|exclusivamente)\b|\b(?:solo|s[óo]lo|[úu]nicamente)\b[^.?]{0,40}\b(?:bajas?|cancelaci[óo]n|cancelar)\b",
        r"\b(?:tienes que|debes|tendr[áa]s? que|necesitas|es imprescindible|es preciso|hace falta|resulta necesario|le rogamos que|te pedimos que)\b[^.?]{0,80}\b(?:llamar|llames|entrar|acceder|remit\w+|firm\w+|formulario|pas\w+ por|acudir|env[íi]\w+|rellen\w+|devolv\w+|entreg\w+|oficina)\b",
        r"\bno gestionamos (?:bajas|cancelaciones)\b|\bno podemos (?:cancelar|dar de baja|anular)\b[^.?]{0,40}\bpor (?:ti|usted|correo|tel[ée]fono)\b|\b(?:entra|accede|inicia sesi[óo]n|pulsa|ve a)\b[^.?]{0,60}\b(?:perfil|cuenta|pulsa|cancelar|suscripci[óo]n)\b",
        r"\b(?:una vez que?|cuando|en cuanto|tan pronto como)\b[^.?]{0,100}\b(?:liquid\w+|abon\w+|pagu\w+|entregu\w+|devuelva\w*|firm\w+|recib\w+|remita\w*|env[íi]e\w*)\b",
        r"(?<!su )\b(?:burofax|carta certificada|correo certificado|formulario|impreso|firma manuscrita)\b",
        r"\b(?:debe|ha de|tiene que|es necesario|se requiere|hay que|deber[áa])\b[^.?]{0,60}\b(?:por escrito|presencialmente|tel[ée]fono|en tienda|oficina|[áa]rea privada|app|firmad[oa]|certificad[oa]|adjuntar|aportar)\b",
        r"\b(?:app store|google play|apple|paypal|amazon)\b[^.?]{0,80}\b(?:cancel\w+|gestion\w+|baja)\b",
        r"\b(?:necesitamos|necesaria?|falta|requerimos|imprescindible|precisamos|esperamos)\b[^.?]{0,80}\b(?:firma|autorizaci[óo]n|poder notarial|justificante|certificado|original|consentimiento)\b",
        r"\b(?:bajas|cancelaciones)\b[^.?]{0,20}\bse (?:gestionan|tramitan|hacen|realizan)\b[^.?]{0,20}\b(?:por|en|a trav[ée]s|desde)\b|\b(?:podr[íi]as?|puedes?|puede) (?:llamar|llamarnos)\b|\b(?:llam[ae]|llamar|marque)\b[^.?]{0,30}\d{3,}",
        r"\bverifi\w+ su identidad\b|\b(?:foto|copia) de su (?:pasaporte|documento)",
    ),
    "offer": (
        r"\b(?:ofrecemos|ofrecerle|ofrece|ofrecer|proponemos|regalamos)\b[^.?]{0,80}(?:descuento|mes|meses|gratis|gratuit\w+|oferta|%|precio|euros|promoci[óo]n|mejora)",
        r"\b\d{1,2} ?%[^.?]{0,30}(?:descuento|menos|dto)",
        r"\boferta (?:especial|exclusiva|personalizada)|\bdescuento (?:especial|exclusivo)",
        r"\b(?:quedarse con nosotros|qu[ée]dese|siga con nosotros|seguir con nosotros|cambiar de opini[óo]n|reconsiderar|reconsidere|antes de (?:irse|marcharse)|pausar su|suspender temporalmente)\b",
        r"\bsi te quedas\b|\bsi se queda\b|\brebaj\w+\b|\bmitad de precio\b|\ba la mitad\b|\bofrecerle\b[^.?]{0,60}|\bqu[ée] le parece\b|\bte regalamos\b|\bte lo has pensado\b|\bte interesa\b|\bno te vayas\b",
        r"\b(?:cup[óo]n|vale|bono|cr[ée]dito|regalo)\b[^.?]{0,60}\b(?:€|euros|v[áa]lid[oa]|vale|gratis|confirmado)|\botra oportunidad\b|\bsegunda oportunidad\b|\bvuelve con nosotros\b|\bte echa(?:mos|remos) de menos\b|\by si (?:te|le)\b",
        r"\bqu[ée] (?:te|le) parecer[íi]a\b|\b(?:te|le) interesar[íi]a\b|\b(?:congelar|bajar|reducir|rebajar) (?:la|su|tu) (?:prima|cuota|factura|tarifa)\b",
        r"\b(?:congelar|pausar|suspender|suspendemos|pausa)\b[^.?]{0,60}\b(?:mes(?:es)?|sin coste|gratis|en vez|en lugar)\b",
        r"\bhar[íi]a quedarse\b|\b(?:bajar|reducir|rebajar)\b[^.?]{0,30}\b(?:precio|cuota|tarifa|prima)\b",
    ),
    "information_request": (
        r"\b(?:podr[íi]a|puede|podr[íi]an|pueden)\b[^.?]{0,60}\b(?:indicar\w*|facilitar\w*|enviar\w*|proporcionar\w*|confirmar\w*|decir\w*|aportar\w*)\b",
        r"\b(?:por favor|rogamos|le pedimos|le agradecer[íi]amos)\b[^.?]{0,30}\b(?:ind[íi]qu\w+|facil[íi]t\w+|env[íi]\w+|proporci[óo]n\w+|nos indique|conf[íi]rm\w+)\b[^.?]{0,60}(?:n[úu]mero|dni|nombre|fecha|direcci[óo]n|datos|tel[ée]fono|correo|motivo|contrato|titular)",
        r"\bnecesitamos\b[^.?]{0,60}(?:n[úu]mero|dni|informaci[óo]n|datos|fecha|copia|direcci[óo]n|titular)",
        r"\bno (?:hemos podido|encontramos|localizamos|logramos|conseguimos)\b[^.?]{0,40}(?:localizar|identificar|encontrar|cuenta|contrato|cliente)",
        r"\b(?:nos )?(?:puedes|puede|podr[íi]as?|podr[íi]an)\b[^.?]{0,40}\b(?:facilitar|indicar|decir|dar|enviar|pasar|confirmar)\w*\b|\b(?:dinos|ind[íi]canos|env[íi]anos|fac[íi]litanos|necesitamos saber)\b|\bno te localizamos\b|\b¿(?:cuál|cual|a qu[ée]|de qu[ée])\b[^?]{0,80}\?",
        r"\b(?:agradecer[íi]amos|agradecer[íi]a|rogar[íi]amos)\b[^.?]{0,20}\b(?:que|nos)\b",
        r"\bfalta\b[^.?]{0,40}\b(?:n[úu]mero|nombre|fecha|direcci[óo]n|lectura|referencia)\b|\b(?:m[áa]ndamelo|env[íi]amelo|m[áa]ndanoslo|env[íi]enoslo)\b",
        r"\b(?:por favor|ind[íi]quenos|env[íi]enos|resp[óo]ndanos|fac[íi]litenos|necesitamos|podr[íi]a|puede|puedes|rogamos|nos (?:indique|facilite|env[íi]e|diga)|cu[áa]l es)\b[^?]{0,80}\b(?:c[óo]digo postal|n[úu]mero de \w+|fecha de nacimiento|nombre (?:completo|que figura|del titular)|dni|nif|iban|direcci[óo]n de facturaci[óo]n|lectura del contador|matr[íi]cula)",
    ),
    "forwarded": (
        r"\b(?:reenviad[oa]|remitid[oa]|trasladad[oa]|derivad[oa]|transferid[oa]|hemos pasado|reenviamos|remitimos|trasladamos|derivamos)\b[^.?]{0,60}(?:departamento|equipo|compa[ñn]er\w+|[áa]rea|servicio|oficina|delegaci[óo]n|gestor)",
        r"\b(?:no (?:es|somos) (?:el|competentes)|equivocad[oa])[^.?]{0,30}(?:departamento|direcci[óo]n|competente)",
        r"\b(?:reenviado|traslado|trasladado|remitido|derivado|reenv[íi]o|paso|pasado)\b[^.?]{0,40}\b(?:su|tu|la|el)\b[^.?]{0,30}\b(?:correo|mensaje|petici[óo]n|solicitud|escrito)?\b[^.?]{0,20}\b(?:al?|a la|con)\b[^.?]{0,40}\b(?:departamento|compa[ñn]er\w+|oficina|equipo|[áa]rea)|\ba quien traslado\b|\bpongo en copia\b",
        r"\b(?:hago|hacemos) llegar\b|\b(?:reenv[íi]o|reenviamos|derivo|paso|pasamos)\b[^.?]{0,40}\b(?:su|tu|al?)\b|\ben copia\b",
        r"\b(?:ha sido|fue|hemos) (?:remitid[oa]|reenviad[oa]|trasladad[oa]|derivad[oa]|transferid[oa]|enviad[oa]) (?:su \w+ )?(?:al?|a la|a nuestr[oa])\b",
    ),
    "ticket_opened": (
        r"\b(?:mensaje|correo|solicitud|consulta|escrito)\b[^.?]{0,20}\bha sido (?:recibid|registrad)|\bser[áa] (?:atendid|respondid|contestad)",
        r"\b(?:ticket|caso|incidencia|consulta|solicitud|expediente|referencia|reclamaci[óo]n)\b[^.?]{0,40}(?:n[úu]mero|n[º°]|#|ha sido (?:cread[oa]|registrad[oa]|abiert[oa]|recibid[oa])|se ha (?:creado|registrado|abierto|recibido))",
        r"\bhemos recibido (?:su|tu|el|la|correctamente)\b|\bse ha recibido\b",
        r"\bacus(?:amos|o) (?:de )?recibo|\bconfirm\w+[^.?]{0,24}(?:recepci[óo]n|que hemos recibido|haber recibido)",
        r"\bgracias por (?:su|tu|contactar|ponerse|escribir\w*)",
        r"\b(?:responderemos|contestaremos|pondremos en contacto|daremos respuesta|ser[áa] atendida)\b",
        rf"\b{LETTER}\b[^.?]{{0,30}}\b(?:ha llegado|llegado|lleg[óo]|recibid[oa]|registrad[oa])\b|\b(?:alguien|un (?:compa[ñn]ero|agente|gestor)|nuestro equipo)\b[^.?]{{0,40}}\b(?:escribir[áa]|contactar[áa]|contacto|responder[áa]|llamar[áa]|contestar[áa])\b",
        r"\b(?:n[úu]mero de )?(?:expediente|referencia|caso|ticket|incidencia)(?: es| n[.ºo°]*|:)? ?:? ?#?[a-z]{0,4}-?\d{3,}|\ben (?:tr[áa]mite|estudio|proceso|revisi[óo]n)\b",
        r"\b(?:confirmar[áa]n?|confirmaremos)\b|\bhe (?:apuntado|anotado|registrado)\b",
        r"\ben estudio\b|\bnoticias nuestras\b|\best[áa] siendo (?:revisad|estudiad|tramitad|analizad)[oa]\b",
    ),
    "unmonitored": (
        r"\b(?:buz[óo]n|direcci[óo]n|correo|cuenta de correo)\b[^.?]{0,60}\bno\b[^.?]{0,30}(?:supervisad[oa]|atendid[oa]|monitorizad[oa]|revisad[oa]|le[íi]d[oa]|operativ[oa]|habilitad[oa]|admite|activ[oa]|se (?:lee|atiende|revisa))",
        r"\bno responda (?:a este|a esta)|\bno respondas\b|\bpor favor,? no (?:lo )?responda",
        r"\b(?:nadie|no se) (?:lo |la )?(?:revisa|lee|atiende|consulta)\b|\bno admite respuestas\b",
        r"\bnadie\b[^.?]{0,40}\b(?:mira|lee|revisa|atiende|consulta|responde|supervisa)\b[^.?]{0,30}\b(?:buz[óo]n|direcci[óo]n|correos?|cuenta)\b|\b(?:buz[óo]n|direcci[óo]n|correos?|cuenta)\b[^.?]{0,40}\bnadie\b[^.?]{0,20}\b(?:mira|lee|revisa|atiende|consulta|responde|supervisa)\b",
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
    r"\bhasta\b",
    r"\bal\b",
    r"\bcaduc\w+",
    r"\btermin\w+",
    r"\bdesde el\b",
    r"\befectos? de\b",
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
    r"\brecibo\b",
    r"\babono\b",
    r"\bcarg[óoa]\w*",
    r"\bemit\w+",
    r"\bconcierto\b",
    r"\bcita\b",
    r"\brenov\w+",
    r"\bfactura\b",
    r"\bpedido del?\b",
)
ENDING = (
    r"\b(?:acceso|puedes|puede|podr[áa]s?|seguir|tendr[áa]s?|disfrutar|v[áa]lid[oa]|vigente|usar)\b[^.?]{0,60}\bhasta (?:el|fin|final)",
    r"\b[úu]ltim[oa] (?:d[íi]a|n[úu]mero|ejemplar|env[íi]o|cuota|recibo|entrega)\b|\bcaduca\b",
    r"\b[úu]ltim[oa] (?:caja|pedido|revista|sesi[óo]n|pago|cuota)\b",
)
DONE = (
    r"\b(?:solicitud|petici[óo]n|escrito|carta|baja|tr[áa]mite)\b[^?]{0,60}\b(?:ha sido|ha quedado|est[áa]|hemos|queda) (?:ya |correctamente )?(?:atendid[oa]|tramitad[oa]|procesad[oa]|aceptad[oa]|gestionad[oa]|resuelt[oa]|ejecutad[oa]|arreglad[oa])\b|\baceptamos su solicitud\b|\bhemos (?:atendido|tramitado|gestionado|procesado|aceptado)\b",
    r"\b(?:tal y )?como (?:nos )?(?:pediste|pidi[óo]|solicit[óo]|solicitaste|indicaste|indic[óo]|deseaba|quer[íi]as)\b|\bseg[úu]n (?:sus|tus) (?:deseos|instrucciones|indicaciones)\b|\bconforme a su\b|\ba petici[óo]n suya\b",
    r"^\W*(?:baja |todo )?(?:confirmad[oa]|hecho|tramitad[oa])\W*$",
)
NEGATED = (r"\b(?:no|nunca|jam[áa]s|tampoco|sin)\b",)
HARMLESS = (
    r"\bno (?:se )?(?:le |te )?(?:volver\w+|habr[áa]|renov\w+|ser[áa]n? renovad\w+|cobr\w+|pasar\w*|girar\w*|har[áa]|tienes que|tiene que|recibir\w+)\b|\bning[úu]n (?:recibo|cargo|cobro)\b|\bsin (?:coste|cargos?|penalizaci[óo]n|compromiso)\b",
)
LABELS = (
    r"(?:fecha (?:de )?(?:efecto|baja|fin|finalizaci[óo]n|cancelaci[óo]n|anulaci[óo]n|efectiva|vencimiento|t[ée]rmino|cierre)(?: de (?:la |su )?(?:baja|anulaci[óo]n|cancelaci[óo]n|contrato|servicio))?|fin (?:de|del) (?:contrato|servicio|suscripci[óo]n|acceso|la suscripci[óo]n)|baja(?: efectiva| con efecto| el)*|cancelaci[óo]n(?: efectiva)?|acceso hasta|v[áa]lid[oa] hasta|vigente hasta|activ[oa] hasta|[úu]ltimo d[íi]a|efectos? desde)(?: el)?",
    r"fecha de (?:cierre|baja|fin|finalizaci[óo]n|cancelaci[óo]n|anulaci[óo]n|rescisi[óo]n|extinci[óo]n|t[ée]rmino|efecto)(?: es| ser[áa])?",
)
SUBJECT = (
    r"\bconfirmaci[óo]n de (?:la |su |tu )?(?:baja|cancelaci[óo]n|anulaci[óo]n|rescisi[óo]n|cierre)|\b(?:baja|cancelaci[óo]n|anulaci[óo]n)\b[^.?]{0,40}\b(?:confirmad[oa]|tramitad[oa]|efectuad[oa]|efectiva|realizad[oa]|procesad[oa]|completad[oa]|con efecto)\b",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:ha sido |est[áa] |qued[óoa]\w* )?{ENDED}|\bhas cancelado\b",
)
LAST = (r"ser[áa] (?:su|tu|el) [úu]ltimo d[íi]a",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:(?:queda(?:r[áa])?|ser[áa]) (?:\w+mente )?{ENDED}|finaliza(?:r[áa])?|termina(?:r[áa])?|conclui?r[áa]|concluye|dejar[áa] de|deja de|caduca(?:r[áa])?|vence(?:r[áa])?|expira(?:r[áa])?|se (?:cerrar[áa]|cancelar[áa]|extinguir[áa]|dar[áa] de baja))",
    r"\b(?:baja|cancelaci[óo]n|anulaci[óo]n|cierre|rescisi[óo]n)\b[^.?]{0,60}\b(?:efectiva|efecto|con fecha|se har[áa]|programad[oa]|anotad[oa]|registrad[oa]|prevista)\b",
    r"\b(?:hemos anotado|queda anotada|anotamos)\b[^.?]{0,40}\b(?:baja|cancelaci[óo]n)\b",
    rf"\b{THING}\b[^.?]{{0,60}}\b(?:queda(?:r[áa])?|ser[áa]) {ANY}{ENDED}|\b(?:damos|dar[áa]) por (?:resuelto|finalizado|terminado|concluido)\b",
)
UNREAL = (
    r"(?:^|, |[:;] )\W*si (?!,)|\b(?:nos (?:pide|pides|ha pedido|solicita|escribe|indica que)|usted (?:afirma|dice|escribe)|solicita que|desea que)\b|\b(?:negamos|impugnamos)\b",
    r"\b(?:podr[íi]a|podr[íi]an|puede|pueden|deber[íi]a|ser[íi]a)\b[^.?]{0,60}\b(?:cancelar\w*|finalizar|terminar|darse de baja|rescindir\w*|anular\w*|cancelad[oa])|\bcomo pronto\b|\bno antes\b|\bsalvo\b|\ba menos que\b|\bno consta\b|\bprevio pago\b",
    r"\bcuando (?:su|tu|el|la|finalic\w+|termin\w+)\b|\bimpag[oa]s?\b|\b(?:sustituid|reemplazad)[oa]\b",
)
UNDONE = (
    r"\b(?:baja|cancelaci[óo]n)\b[^.?]{0,6} ha (?:sido|quedado) (?:anulad[oa]|retirad[oa]|revocad[oa]|cancelad[oa])\b|\bhemos (?:cancelado|anulado|retirado|revocado) (?:su|tu|la) (?:solicitud de )?(?:baja|cancelaci[óo]n)\b|\banulaci[óo]n de (?:su|la|tu) (?:baja|cancelaci[óo]n)\b|\b(?:ha sido|hemos) reactivad[oa]\b|\b(?:y )?(?:despu[ée]s |luego )?(?:comenzar[áa]|empezar[áa]) (?:la|el|tu|su)\b",
    r"\bdespu[ée]s\b[^.?]{0,30}\b(?:pagar[áa]s?|costar[áa])\b|\bbaja no (?:procede|tiene|es|surte)\b",
)
ENDS_TOO = (r"\b[úu]ltim[oa] \w+\b",)
RENEWS = (
    r"\bse (?:renovar[áa]|renueva|prorroga(?:r[áa])?)\b|\b(?:sigue|contin[úu]a|permanece|seguir[áa])(?:(?!\bhasta\b)[^.?]){0,20}\b(?:activ[oa]|vigente|en vigor|abiert[oa])\b(?![^.?]{0,20}hasta)",
    r"\bse seguir[áa]n? (?:pasando|cobrando|girando)\b",
)
CANNOT = (r"\bno (?:podemos|puedo|podremos|nos es posible)\b",)
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
