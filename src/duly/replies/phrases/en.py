"""English."""

THING = r"(?:subscription|contract|membership|account|plan|policy|services?|agreement|auto-?renewal|renewal|booking|order|tariff|line|cover|licen[cs]e|broadband|internet|mobile|electricity|gas|supply|connection|sim|access(?! (?:code|card|key|token|link))|package|pass|(?<!free )gift|donation|sponsorship|insurance|direct debit|standing order|recurring payment|program(?:me)?)"
ENDED = r"(?:cancel?led|terminated|ended|closed|deactivated|discontinued|stopped|switched off|turned off|disabled|disconnected|withdrawn|removed|ceased|wound up)"
ANY = r"(?:[\w'-]+ ){0,3}"
LETTER = (
    r"(?:e-?mail|message|letter|request|enquiry|inquiry|note|notice|correspondence)"
)

VERDICTS = {
    "confirmed": (
        rf"\b{THING}\b[^.?]{{0,30}}\b(?:is|are) (?:now )?(?:set|scheduled|due) to (?:be {ENDED}|end|expire|terminate|cancel)",
        rf"\b{THING}\b[^.?]{{0,70}}\b(?:has|have) (?:now |already |also )?been (?:successfully |duly )?{ENDED}",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:was|is now|is|are now) (?:successfully |officially )?{ENDED}\b(?! by (?:calling|phone))",
        rf"\b(?:we|i)(?:'ve| have)? (?:now |just |today |hereby |successfully )*{ENDED} (?:your|the)\b",
        r"\b(?:we|i|this (?:e-?mail|letter|message)|hereby|we can|i can|happy to|pleased to|writing to)\b[^.?]{0,30}\bconfirm(?:s|ing)? (?:that )?(?:the|your|this|you)\b(?! (?:receipt|request))[^.?]{0,90}(?:cancel|terminat|\bend\b|\bends\b|ended|clos|will not renew|expire)",
        r"\b(?:cancellation|termination)(?: request)? (?:is|has been|was) (?:now )?(?:confirmed|completed?|processed|accepted|successful|approved|effected)",
        r"\bconfirmation of (?:your|the) (?:cancellation|termination)",
        r"\bwe(?:'ll| will| shall| are going to) (?:now |therefore |then )?(?:cancel|terminate|close|end|stop) (?:your|the)\b",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:will )?comes? to an end",
        r"\bprocessed (?:your|the) (?:cancellation|termination)",
        rf"\byour {THING}\b[^.?]{{0,40}}\b(?:will (?:therefore |then |now )?(?:end|terminate|expire|stop|cease)|ends|terminates|expires|will (?:therefore |then |now )?be {ENDED})\b[^.?]{{0,30}}\b(?:on|at|with effect|as of|effective|from)\b",
        rf"\b{THING}\b[^.?]{{0,40}}\bwill not (?:be )?(?:automatically )?renew",
        r"\b(?:we )?accept(?:ed)? your (?:notice|cancellation|termination|resignation)",
        r"\bno further (?:payments?|charges?|amounts?) will be (?:taken|charged|collected|made|due)",
        r"\byou(?:'ve| have) (?:now |successfully )*(?:cancel?led|ended|closed|unsubscribed from|left)\b",
        r"\byou(?:'re| are) no longer (?:a |an )?(?:\w+ )?(?:member|subscriber|customer|policyholder)",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:won't|does not|doesn't|is not going to|will no longer)\b[^.?]{{0,16}}\brenew",
        r"\byou (?:won't|will not) be (?:billed|charged|invoiced|debited)(?: again| any ?more| any further| after| from| beyond)",
        r"\b(?:released|discharged) (?:you )?from (?:your|the) (?:contract|agreement|membership|tenancy)",
        r"\b(?:stopped|ended|cancel?led) (?:taking|collecting) (?:your|any)",
        r"\bagree(?:d)? to (?:end|terminate|cancel|close) (?:your|the)\b",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:is|are|was|were|has been|have been|stands|now) {ANY}{ENDED}\b(?! by (?:calling|phone))",
        rf"\b(?:we|i)(?:'ve| have)? {ANY}(?:{ENDED}|taken|removed|struck) (?:you|your|the)\b[^.?]{{0,40}}(?:{THING}|\b(?:off|from) (?:the|our) (?:\w+ )?(?:roll|list|register|records?)\b)",
        r"\b(?:accept(?:s|ed)?|acknowledg(?:e|es|ed)|taken note of|noted) (?:of )?(?:your|the) (?:resignation|withdrawal|departure|decision to (?:leave|cancel|end))",
        rf"\b(?:we|i) (?:hereby |herewith |duly )?(?:terminate|cancel|end|close|dissolve) (?:your|the) {THING}",
        r"\b(?:agreement|contract|membership|subscription|policy)\b[^.?]{0,20}\bis (?:at an end|over)\b|\bgranted (?:your|the) (?:request for )?(?:cancellation|termination)|\byour (?:cancellation|termination) (?:request )?(?:went|has gone) through",
        r"\b(?:processed|completed|carried out|actioned|executed|effected|arranged|put through|finali[sz]ed|proceeded with|gone ahead with|registered) (?:the|your) (?:requested )?(?:cancel?lation|termination|closure|withdrawal)\b",
    ),
    "refused": (
        r"\bdecided not to (?:grant|accept|approve|allow)|\bdoes not (?:allow|permit|provide for)\b[^.?]{0,30}(?:cancel|terminat)|\b(?:termination|cancellation)\b[^.?]{0,20}\b(?:is|are) not (?:permitted|possible|allowed|available)",
        r"\b(?:cannot|can't|can not|unable to|not able to|won't|will not|not possible to|couldn't|could not|not in a position to)\b[^.?]{0,24}\b(?:accept|process|honou?r|cancel|terminate|end|approve|agree|release|action|confirm|grant)\b(?! (?:it |this )?until we)",
        r"\b(?:has|have|was|is|were) not (?:yet )?been? ?(?:cancel?led|terminated|closed)|\bhas not been (?:processed|accepted)",
        r"\b(?:reject|declin|refus)(?:e|ed|ing)\b[^.?]{0,50}(?:request|cancel|notice|terminat)",
        r"\b(?:request|notice|cancellation|termination)\b[^.?]{0,40}\b(?:is|was|has been|been) (?:rejected|declined|refused|denied|not accepted|invalid|void)",
        r"\b(?:not|n't) (?:eligible|entitled|permitted|allowed)\b[^.?]{0,50}(?:cancel|terminat|withdraw|end)",
        r"\b(?:you (?:are|remain)|contract remains|agreement remains) (?:still )?(?:bound|obliged|liable|in force|binding)",
        r"\bnotice (?:period )?(?:was|is|came|has)[^.?]{0,20}(?:too late|not (?:valid|sufficient)|already passed|expired)",
        r"\b(?:cancellation|termination) (?:right|window|period)[^.?]{0,20}(?:has )?(?:passed|expired|lapsed)",
        r"\bcancellation is not possible",
        r"\b(?:cannot|can't|can not|unable to|not able to|not in a position to)\b[^.?]{0,24}\b(?:comply|meet|fulfil|entertain|let you out|consent|oblige|allow)\b",
        r"\b(?:minimum|initial|fixed|contract) (?:term|period)\b[^.?]{0,60}\b(?:still|remaining|left|to run|until|has not|not (?:yet )?(?:ended|expired))\b",
        r"\b(?:payments?|instal+ments?|fees?|premiums?|charges)\b[^.?]{0,30}\b(?:remain|will (?:carry on|continue|still be|remain))\b[^.?]{0,20}(?:due|payable|taken|as normal|collected)?",
        r"\bhas (?:already )?(?:been )?(?:automatically )?renewed\b|\bcame too late\b|\btoo late to cancel",
        r"\b(?:nothing we can do|no option to|not something we can)\b|\b(?:you )?(?:remain|are still|will still be|stay) (?:responsible|liable|bound|contracted|committed)\b|\byou (?:still )?owe us\b|\bholds? you to\b",
        r"\bnotice (?:period )?(?:was|has|is|of [^.?]{0,20})[^.?]{0,20}\b(?:not (?:been )?(?:given|observed|respected|met|kept))\b|\b(?:sorry|regret|afraid)\b[^.?]{0,60}\b(?:no|negative|decline|refuse|turn down|not possible|can't agree|cannot)\b",
        r"\b(?:rent|fees?|instal+ments?|premiums?|payments?|charges)\b[^.?]{0,20}\b(?:remains?|stays?|continues? to be|are still|is still) (?:due|payable|owed|owing)\b",
        r"\b(?:fixed|minimum|initial) (?:term|period|duration)\b[^.?]{0,80}\b(?:left|to go|remain\w*|run)\b|\b(?:isn't|is not|not) (?:an option|possible|available|permitted|allowed)\b(?! by)|\bearly exit (?:fee|charge)|\bhold you to\b",
        r"\b(?:can't|cannot|can not|may not) be (?:\w+ )?(?:stopped|ended|cancel?led|broken|terminated|interrupted|refunded or cancel?led)\b",
        r"\b(?:came|reached|arrived|received)\b[^.?]{0,30}\b(?:too late|after the (?:deadline|cut-?off|\d))",
    ),
    "needs_action": (
        r"\b(?:log ?in|sign ?in|go to|visit)\b[^.?]{0,60}\b(?:click|select|choose|press|cancel)",
        r"\byou can cancel\b[^.?]{0,60}\b(?:account|online|settings|app|website|portal|yourself)",
        r"\b(?:please|you (?:need|have|must|will need|are required)|kindly|you'll need)\b[^.?]{0,50}\b(?:call|phone|ring|log ?in|sign ?in|log on|visit|fill (?:in|out)|complete|submit|upload|sign|print|return|use (?:our|the)|go to|click|follow|verify|come to)\b[^.?]{0,120}(?:cancel|terminat|proceed|form|process|identity|request|end your)",
        r"\b(?:to|in order to) (?:cancel|terminate|end|proceed|complete|finali[sz]e|process)\b[^.?]{0,60}(?:,|you)[^.?]{0,40}\b(?:please|must|need|have to|should|call|log ?in|visit|complete|fill|go to|sign|click)",
        r"\b(?:can|must|may) only be (?:cancel?led|terminated|ended|made|requested|accepted)\b",
        r"\bonly accept(?:s|ed)? (?:cancellations?|terminations?|notices?|requests?)",
        r"\b(?:not|un)(?:able to)? (?:accept|process) (?:cancellations?|requests?) (?:by|via|through|over) e-?mail",
        r"\bcancellation (?:form|link) (?:is )?(?:attached|below|enclosed)",
        r"\b(?:before|until|unless)\b[^.?]{0,20}\b(?:we|you|the)\b[^.?]{0,80}\b(?:cancel|close|process|proceed|received|signed|complete[d]?|return(?:ed)?|paid|sent)\b[^.?]{0,80}\b(?:form|signed|signature|proof|identity|id|authority|received|balance|equipment|document|letter|require|need)\b",
        r"\b(?:once|as soon as|when|after)\b[^.?]{0,100}\b(?:repaid|paid|settled|cleared|returned|signed|received|provided|completed|verified)\b",
        r"\b(?:close|cancel|terminate|end)\b[^.?]{0,40}\b(?:once|as soon as|after|provided)\b",
        r"\bplease (?:give us a (?:call|ring)|call|ring|phone)\b|\b(?:aren't|are not|isn't|not) able to (?:close|cancel|end)\b[^.?]{0,30}\bby\b",
        r"\b(?:can't|cannot|can not|unable to|not able to)\b[^.?]{0,30}\b(?:cancel|close|end)\b[^.?]{0,40}\b(?:for you|behalf)\b",
        r"\b(?:form|slip|declaration|questionnaire)\b[^.?]{0,60}\b(?:fill|complete|sign|return|post|send|attached|enclosed)|\b(?:fill|complete|sign|return|post|send)\b[^.?]{0,30}\b(?:form|slip|declaration)\b",
        r"\b(?:must|has to|have to|needs? to|should|required to)\b[^.?]{0,40}\b(?:in writing|by (?:registered|recorded|signed|post|phone|telephone)|registered (?:post|mail|letter)|recorded delivery|through (?:the|our|your) (?:app|website|portal|account)|in (?:person|branch|store|the app)|with proof|signed by)\b",
        r"\bwe (?:can|could|will) only\b[^.?]{0,60}\b(?:once|if|when|after|by|in)\b",
        r"\b(?:kindly|please|just)\b[^.?]{0,20}\b(?:fill|sign|complete|send|post|return|tick)\b[^.?]{0,20}\b(?:it|them|this|in|out|back)\b",
        r"\b(?:app store|google play|apple|itunes|paypal|amazon)\b[^.?]{0,80}\b(?:cancel|manage|subscription)\b",
        r"\b(?:need|require|missing|waiting for|await)\w*\b[^.?]{0,80}\b(?:signature|signed|authori[sz]ation|power of attorney|proof|certificate|passport|id|original|affidavit|consent)\b",
        r"\bcancel?lations? (?:are|is|can be|go(?:es)?)\b[^.?]{0,30}\b(?:by|through|via|over|on)\b[^.?]{0,40}\b(?:phone|telephone|line|hotline|app|website|online|form|post|branch|desk)\b|\b(?:could|can|would|will) you (?:please )?(?:ring|call|phone|telephone)\b|\b(?:ring|call|phone)\b[^.?]{0,30}\d{3,}",
    ),
    "offer": (
        r"\bcut your bill|\b(?:half|double)\b[^.?]{0,30}\b(?:price|bill|data)|\bstay with \w+ and\b",
        r"\b(?:offer|give) you\b[^.?]{0,60}(?:\d|discount|free|month|price|rate|off|deal|upgrade)",
        r"\b(?:\d{1,2} ?%|half price|percent)[^.?]{0,30}(?:off|discount|less)",
        r"\b(?:free|extra) months?\b",
        r"\b(?:would|could|can|may|'d)\b[^.?]{0,40}\b(?:reconsider|change your mind|stay with us|keep you|persuade|tempt)",
        r"\b(?:stay|staying|remain) with us\b",
        r"\bspecial (?:offer|rate|price|deal)|\bloyalty (?:discount|offer|price)|\b(?:pause|freeze|downgrade) (?:your|the|it)\b[^.?]{0,40}(?:instead|rather)?",
        r"\b(?:knock|take)\b[^.?]{0,20}\boff\b|\btempt you\b|\bhate to (?:lose|see)\b[^.?]{0,10}\byou\b[^.?]{0,5}(?:go)?\b[^.?]{0,80}\boffer|\bchanged your mind\b|\bbefore you (?:go|leave)\b",
        r"\b(?:credit|voucher|coupon|gift card|bonus|reward)\b[^.?]{0,60}\b(?:waiting|yours|confirmed|added|use it|enjoy|inside|account)\b|\b(?:one more|another|a second) chance\b|\bcome back\b[^.?]{0,30}\b(?:for|and|with)\b|\bwhat if we\b|\bwin you back\b|\bmiss you\b|\bwe'd (?:love|like) (?:you )?to (?:keep|stay)",
        r"\bhow would you feel about\b|\bwould you (?:consider|be interested|like to (?:pause|stay|keep|freeze|switch))\b|\b(?:freez\w+|reduc\w+|lower\w*|match\w*) (?:your|the) (?:premium|price|bill|rate|fee)\b",
    ),
    "information_request": (
        r"\b(?:could|can|would|will) you (?:please |kindly )?(?:tell|let us know|provide|send|confirm|give|share|state|supply)\b",
        r"\b(?:please|kindly) (?:provide|send|confirm|let us know|tell us|quote|supply|state|share|reply with|include)\b[^.?]{0,40}\b(?:account|customer|contract|membership|policy|date of birth|full name|address|reference|phone|order|e-?mail|reason|last four|number|details|post ?code|proof)",
        r"\bwe (?:need|require)\b[^.?]{0,30}(?:information|details|number|proof|confirmation of your)",
        r"\b(?:cannot|can't|unable to|could not|couldn't) (?:find|locate|identify|match|trace)\b",
        r"\b(?:could|can|would|will) you (?:please |kindly )?(?:let us have|let me (?:know|have)|clarify|specify|check|supply|remind)\b|\b(?:which|what) (?:of the|account|contract|membership|policy|number)\b[^.?]{0,80}\?",
        r"\b(?:grateful|appreciate it|obliged|helpful) if you (?:could|would|can)\b",
        r"\b(?:missing|left to know|still need)\b[^.?]{0,40}\b(?:number|name|date|address|reading|reference)\b|\b(?:pop|send|drop)\b[^.?]{0,30}\b(?:in a reply|number|over)\b",
    ),
    "forwarded": (
        r"\b(?:forwarded|passed|transferred|redirected|escalated|referred|routed|handed|sent)\b[^.?]{0,40}\b(?:on )?to (?:the|our|another|a|my) [^.?]{0,40}(?:department|team|colleagues?|office|unit|specialist|partner|branch|desk|provider|entity)",
        r"\b(?:not the (?:right|correct)|wrong) (?:department|address|contact|team|company)",
        r"\b(?:sent|passed|pass|forward(?:ed)?|handed|send|sending|passing)\b[^.?]{0,40}\b(?:on|over|along|across)\b[^.?]{0,20}\bto\b|\bcopied (?:you|them|\w+ )[^.?]{0,20}\bin\b|\bin copy\b",
    ),
    "ticket_opened": (
        r"\backnowledge?ment\b|\b(?:message|e-?mail|request|letter) has (?:reached|arrived)|\bwill be answered|\byour reference (?:is|number)|\bhear from us\b|\bgot your (?:message|e-?mail)",
        r"\b(?:ticket|case|incident|enquiry|inquiry|request|reference|query)\b[^.?]{0,30}(?:number|no\b|#|\bid\b|has been (?:created|opened|logged|received|registered|assigned)|was (?:created|opened|logged))",
        r"\b(?:we(?:'ve| have)?|have) (?:successfully |now |safely )?received (?:your|the)\b",
        r"\b(?:receipt|received)\b[^.?]{0,30}\b(?:your|of your|acknowledge)|\backnowledge(?:s)? (?:the )?receipt|\bconfirm (?:the )?receipt",
        r"\bthank you for (?:contacting|your (?:e-?mail|message|request|enquiry|inquiry)|getting in touch|writing|reaching out)",
        r"\b(?:will|aim to|shall)\b[^.?]{0,30}\b(?:get back to you|respond|reply|be in touch|answer)\b",
        rf"\b{LETTER}\b[^.?]{{0,30}}\b(?:arrived|landed|reached us|came through|received|is with us|safely)\b|\b(?:someone|somebody|an? (?:colleague|adviser|advisor|agent|member))\b[^.?]{{0,40}}\b(?:will|shall)\b[^.?]{{0,30}}\b(?:touch|contact|reply|get back|look)\b",
        r"\b(?:reference|ref|case|ticket|file)(?: number| no\.?)?(?: is|:)? ?#?[a-z]{0,4}-?\d{3,}|\bin (?:our|the) queue\b|\bwill be (?:in touch|looking into)\b|\bworking (?:through|on) (?:it|your)",
        r"\b(?:they|who|team|desk|department|we|colleagues?)(?:'ll| will)\b[^.?]{0,30}\b(?:confirm|let you know|write to you|advise you)\b|\b(?:logged|registered|flagged|raised) (?:this|it|your)\b",
    ),
    "unmonitored": (
        r"\bno-?reply address|\bdeleted automatically|\bmessages sent (?:here|to this)",
        r"\b(?:mailbox|inbox|address|e-?mail(?: address| account)?)\b[^.?]{0,40}(?:not|no longer|isn't|never) (?:being )?(?:monitored|attended|checked|read|in use|used|active|staffed)",
        r"\bunmonitored|\bunattended",
        r"\bdo(?:n't| not) (?:reply|respond) to this (?:e-?mail|message|address)",
        r"\bcannot (?:receive|accept) (?:replies|incoming|e-?mails? (?:at|to) this)",
        r"\breplies to this (?:e-?mail|message|address)[^.?]{0,30}(?:not|never)",
        r"\b(?:nobody|no one|not) (?:reads?|monitors?|checks?|answers?)\b|\bmailbox (?:that )?(?:is|are) (?:not|never)",
        r"\b(?:nobody|no one|no-one|isn't|is not|not)\b[^.?]{0,40}\b(?:watch\w*|look\w* at|read\w*|monitor\w*|staffed|attended|answered|check\w*|seen)\b[^.?]{0,30}\b(?:inbox|mailbox|e-?mail|address|account)\b|\b(?:inbox|mailbox|e-?mail|address|account)\b[^.?]{0,40}\b(?:nobody|no one|no-one|isn't|is not|not)\b[^.?]{0,20}\b(?:watch\w*|look\w* at|read\w*|monitor\w*|staffed|attended|answered|check\w*|seen)\b",
    ),
}
CONDITIONAL = (
    r"\b(?:if|once|as soon as|until|unless|before we|whether|how to|after you|when you (?:have|call|return)|subject to|provided that|will be able to|wish to|want to|would like to cancel|asked (?:us )?to|your request to|you(?:'ll| will) (?:receive|get))\b",
    r"\b(?:please|kindly|can you|could you|you must|you need to)\b[^.?]{0,20}\bconfirm\b",
)
ENDS = (
    r"\bend(?:s|ed|ing)?\b",
    r"\bexpir\w+",
    r"\bterminat\w+",
    r"\bcancel\w+",
    r"\bclos\w+",
    r"\beffective\b",
    r"\bwith effect\b",
    r"\bas of\b",
    r"\buntil\b",
    r"\blast day\b",
    r"\bceas\w+",
    r"\bstops?\b",
    r"\bvalid (?:to|through)\b",
    r"\b(?:switched|turned) off\b",
    r"\bdisconnect\w+",
    r"\bfinish\w*",
    r"\blaps\w+",
    r"\bruns? out\b",
    r"\bup to\b",
    r"\bthrough\b",
    r"\bwithdrawn\b",
    r"\b(?:last|final) (?:day|issue|copy|edition)\b",
    r"\bas from\b",
    r"\bcomes? to an end\b",
)
NOT_THE_END = (
    r"received",
    r"\bdated",
    r"your (?:letter|e-?mail|message|request|notice) (?:of|from|dated)",
    r"\bsent\b",
    r"\bborn\b",
    r"invoice",
    r"\bby\b",
    r"\bbefore\b",
    r"\bcharged?\b",
    r"\bpaid\b",
    r"\brefund\w*",
    r"\bsince\b",
    r"\bstarted\b",
    r"\bback\b",
    r"\brequested on\b",
    r"\bwritten on\b",
    r"\bfinal bill\b",
    r"\bstatement\b",
    r"\bfrom you (?:of|dated)\b",
    r"\bcollect\w*\b",
    r"\b(?:letter|e-?mail|message|notice|request)\b",
    r"\b(?:processed|issued|sent|posted|credited|returned|completed|cancel?led|closed) on\b",
    r"\brenew\w*\b",
    r"\bjoin\w*\b",
    r"\bappointment\b",
    r"\bcall you\b",
    r"\bmeeting\b",
    r"\border of\b",
)
ENDING = (
    r"\b(?:keep|still|continue to|able to|can|may|carry on)\b[^.?]{0,30}\b(?:us(?:e|ing)|watch(?:ing)?|read(?:ing)?|train(?:ing)?|access|enjoy(?:ing)?|visit(?:ing)?|listen(?:ing)?|log in|sign in|play(?:ing)?)\b[^.?]{0,60}\b(?:until|till|up to|through)\b",
    r"\b(?:last|final) (?:day|issue|copy|edition|delivery|parcel|box|visit|payment|month)\b",
    r"\bruns? (?:out|until|to)\b|\bexpir(?:es|y)\b|\baccess (?:ends|until)\b",
    r"\b(?:last|final) \w+\b[^.?]{0,30}\b(?:on|ships|is|will)\b",
)
DONE = (
    r"\b(?:has|have|'ve|been|is|are)\b[^.?]{0,40}\b(?:processed|arranged|sorted|put through|set up|carried out|completed|actioned|dealt with|taken care of)\b",
    r"\bas (?:you )?(?:asked|requested|instructed|wished)\b|\bin line with your (?:request|wishes|instructions)|\bas per your (?:request|instructions|letter)",
    r"\bsorry (?:to see you go|that you(?:'re| are) leaving|you(?:'re| are) leaving)",
)
NEGATED = (r"\b(?:not|never|cannot|neither|nor|no longer able|unable)\b|n't\b",)
HARMLESS = (
    r"\b(?:not|never|won't|n't|no longer)\b[^.,;]{0,30}\b(?:renew\w*|charged?|billed|invoiced|debited|hear|need|have to|receive|owe)\b",
    r"\bonly (?:be|by|if|when|once|after|in)\b",
)
LABELS = (
    r"(?:cancel?lation|termination|closure|cancel?led|end|ends|expiry|contract end|last)(?: date| day)?(?: of (?:contract|cover|service|membership))?(?: effective| effect)?(?: date)?(?: on| from)?",
    r"(?:effective (?:date )?of (?:cancel?lation|termination)|effective date|date of (?:cancel?lation|termination|closure)|access (?:ends|until)|(?:active|valid|available|paid) until|(?:contract|policy|plan|membership|subscription|service|cover) (?:ends?|end date|expires|until))(?: on)?",
    r"(?:closing|closure|termination|cancel?lation|end|expiry|finish|cease|leaving|exit) date(?: is| will be| of \w+)?",
)
SUBJECT = (
    r"\b(?:cancel?lation|termination|closure)\b[^.?]{0,40}\b(?:confirm(?:ed|ation)|complete|processed|successful|effective)\b|\bconfirmation of (?:your )?(?:cancel?lation|termination|closure)",
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:{ENDED}|has ended)\b|\byou(?:'ve| have) cancel?led\b",
)
LAST = (r"is (?:your|the) (?:last|final) (?:day|issue|month)",)
DATED = (
    rf"\b{THING}\b[^.?]{{0,40}}\b(?:will|is going to|is to|shall) (?:\w+ )?(?:end|finish|stop|cease|lapse|run out|terminate|expire|be {ENDED})\b|\b{THING}\b[^.?]{{0,40}}\b(?:ends|finishes|stops|ceases|lapses|runs out|expires|terminates)\b",
    r"\b(?:cancel?lation|termination|notice|closure)\b[^.?]{0,50}\b(?:noted|recorded|booked|scheduled|logged|takes? effect|will take effect|effective)\b",
    rf"\b(?:last day|final day) of (?:your|the) {THING}\b",
    rf"\b(?:we|i)(?:'ll| will| are going to)? (?:{ANY})(?:end|terminate|cancel|close|stop|ceas\w+)\b[^.?]{{0,40}}\b(?:your|the)\b",
    r"\b(?:you are|you're|you'll be|you will be) (?:free|released|out|off the hook)\b",
)
UNREAL = (
    r"\byou (?:have |had )?(?:ask(?:ed)?|want(?:ed)?|request(?:ed)?|wish|wrote|write|say|said|claim(?:ed)?|state[d]?|believe|assume|mention(?:ed)?|told) (?:us |me )?(?:that|to|whether|your)\b|\b(?:dispute|contest|deny|denied|doubt|disagree)\b",
    rf"\b(?:would|could|might|may|can|should)\b (?:\w+ ){{0,2}}(?:end|expire|be (?:{ANY})?{ENDED}|terminate|close|finish)\b(?! (?:your|the) )",
    r"\bat the earliest\b|\bno earlier than\b|\bnot before\b|\bunless\b|\bfor a fee\b|\bnothing (?:has|was)\b|\bno (?:cancel?lation|termination)\b",
    r"\bwhen (?:your|the|this|it)\b|\b(?:unpaid|non-?payment|overdue|arrears)\b|\b(?:replaced|new one|new card|replacement)\b",
)
UNDONE = (
    r"\b(?:cancel?l\w*|withdraw\w*|withdrew|revok\w+|revers\w+|retract\w*|delet\w+|undo|undid|undone)(?: of)? (?:your|the|this) (?:cancel?lation|termination|notice of (?:cancel?lation|termination))\b|\b(?:cancel?lation|termination)\b (?:request )?(?:has been|was|is) (?:\w+ )?(?:withdrawn|revoked|reversed|cancel?led|retracted|undone|deleted)\b|\b(?:plan|contract|subscription|membership|account)\b[^.?]{0,20}\b(?:active|reinstated|reactivated) again\b|\b(?:has|have|was|is) (?:\w+ )?(?:been )?(?:reinstated|reactivated)\b|\bthen (?:begins|starts|becomes)\b",
    r"\b(?:from then on|afterwards|after that|thereafter)\b[^.?]{0,30}\b(?:pay|charged|cost)\b|\b(?:cancel?lation|termination)\b (?:is|was|has|does) (?:void|invalid|not|no|of no)\b",
)
ENDS_TOO = (
    r"\bships?\b",
    r"\bon\b",
    r"\bfrom\b",
    r"\b(?:last|final) \w+\b",
)
RENEWS = (
    rf"\b(?:{THING}|payments?|billing|it|this)\b[^.?]{{0,30}}\b(?:will|is going to|is set to|shall)\b (?:be )?(?:\w+ )?(?:automatically )?(?:renew(?:ed)?|continue|carry on|remain(?:s)? (?:active|in force|open|live))\b(?![^.?]{{0,60}}\b(?:until|till)\b)",
    rf"\b(?:{THING}|it)\b[^.?]{{0,30}}\b(?:continues|remains (?:active|in force|open|unaffected)|stays (?:active|open|live)|renews)\b(?![^.?]{{0,60}}\b(?:until|till)\b)",
)
CANNOT = (
    r"\b(?:we|i)(?:'re| are|'m| am)? (?:\w+ ){0,2}(?:cannot|can't|can not|unable to|not able to|not in a position to|won't be able to)\b",
)
MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
# Words that stand in nearly every letter of this language and in few of another.
COMMON = "the your you and we our this that with for has have been will please is are to of on"
