"""English."""

THING = r"(?:subscription|contract|membership|account|plan|policy|services?|agreement|auto-?renewal|renewal|booking|order|tariff|line|cover|licen[cs]e)"
ENDED = r"(?:cancel?led|terminated|ended|closed|deactivated|discontinued|stopped|switched off|turned off|disabled)"

VERDICTS = {
    "confirmed": (
        rf"\b{THING}\b[^.?]{{0,70}}\b(?:has|have) (?:now |already |also )?been (?:successfully |duly )?{ENDED}",
        rf"\b{THING}\b[^.?]{{0,40}}\b(?:was|is now|is|are now) (?:successfully |officially )?{ENDED}\b(?! by (?:calling|phone))",
        rf"\bwe(?:'ve| have)? (?:now |just |today |hereby |successfully )*{ENDED} (?:your|the)\b",
        r"\b(?:we|i|this (?:e-?mail|letter|message)|hereby|we can|i can|happy to|pleased to|writing to)\b[^.?]{0,30}\bconfirm(?:s|ing)? (?:that )?(?:the|your|this|you)\b(?! (?:receipt|request))[^.?]{0,90}(?:cancel|terminat|\bend\b|\bends\b|ended|clos|will not renew|expire)",
        r"\b(?:cancellation|termination)(?: request)? (?:is|has been|was) (?:now )?(?:confirmed|completed?|processed|accepted|successful|approved|effected)",
        r"\bprocessed (?:your|the) (?:cancellation|termination)",
        rf"\byour {THING}\b[^.?]{{0,40}}\b(?:will (?:therefore |then |now )?(?:end|terminate|expire|stop|cease)|ends|terminates|expires|will (?:therefore |then |now )?be {ENDED})\b[^.?]{{0,30}}\b(?:on|at|with effect|as of|effective|from)\b",
        rf"\b{THING}\b[^.?]{{0,40}}\bwill not (?:be )?(?:automatically )?renew",
        r"\b(?:we )?accept(?:ed)? your (?:notice|cancellation|termination|resignation)",
        r"\bno further (?:payments?|charges?|amounts?) will be (?:taken|charged|collected|made|due)",
    ),
    "refused": (
        r"\b(?:cannot|can't|can not|unable to|not able to|won't|will not|not possible to|couldn't|could not|not in a position to)\b[^.?]{0,24}\b(?:accept|process|honou?r|cancel|terminate|end|approve|agree|release|action|confirm|grant)\b(?! (?:it |this )?until we)",
        r"\b(?:has|have|was|is|were) not (?:yet )?been? ?(?:cancel?led|terminated|closed)|\bhas not been (?:processed|accepted)",
        r"\b(?:reject|declin|refus)(?:e|ed|ing)\b[^.?]{0,50}(?:request|cancel|notice|terminat)",
        r"\b(?:request|notice|cancellation|termination)\b[^.?]{0,40}\b(?:is|was|has been|been) (?:rejected|declined|refused|denied|not accepted|invalid|void)",
        r"\b(?:not|n't) (?:eligible|entitled|permitted|allowed)\b[^.?]{0,50}(?:cancel|terminat|withdraw|end)",
        r"\b(?:you (?:are|remain)|contract remains|agreement remains) (?:still )?(?:bound|obliged|liable|in force|binding)",
        r"\bnotice (?:period )?(?:was|is|came|has)[^.?]{0,20}(?:too late|not (?:valid|sufficient)|already passed|expired)",
        r"\b(?:cancellation|termination) (?:right|window|period)[^.?]{0,20}(?:has )?(?:passed|expired|lapsed)",
        r"\bcancellation is not possible",
    ),
    "needs_action": (
        r"\b(?:please|you (?:need|have|must|will need|are required)|kindly|you'll need)\b[^.?]{0,50}\b(?:call|phone|ring|log ?in|sign ?in|log on|visit|fill (?:in|out)|complete|submit|upload|sign|print|return|use (?:our|the)|go to|click|follow|verify|come to)\b[^.?]{0,120}(?:cancel|terminat|proceed|form|process|identity|request|end your)",
        r"\b(?:to|in order to) (?:cancel|terminate|end|proceed|complete|finali[sz]e|process)\b[^.?]{0,60}(?:,|you)[^.?]{0,40}\b(?:please|must|need|have to|should|call|log ?in|visit|complete|fill|go to|sign|click)",
        r"\b(?:can|must|may) only be (?:cancel?led|terminated|ended|made|requested|accepted)\b",
        r"\bonly accept(?:s|ed)? (?:cancellations?|terminations?|notices?|requests?)",
        r"\b(?:not|un)(?:able to)? (?:accept|process) (?:cancellations?|requests?) (?:by|via|through|over) e-?mail",
        r"\bcancellation (?:form|link) (?:is )?(?:attached|below|enclosed)",
    ),
    "offer": (
        r"\b(?:offer|give) you\b[^.?]{0,60}(?:\d|discount|free|month|price|rate|off|deal|upgrade)",
        r"\b(?:\d{1,2} ?%|half price|percent)[^.?]{0,30}(?:off|discount|less)",
        r"\b(?:free|extra) months?\b",
        r"\b(?:would|could|can|may|'d)\b[^.?]{0,40}\b(?:reconsider|change your mind|stay with us|keep you|persuade|tempt)",
        r"\b(?:stay|staying|remain) with us\b",
        r"\bspecial (?:offer|rate|price|deal)|\bloyalty (?:discount|offer|price)|\b(?:pause|freeze|downgrade) (?:your|the|it)\b[^.?]{0,40}(?:instead|rather)?",
    ),
    "information_request": (
        r"\b(?:could|can|would|will) you (?:please |kindly )?(?:tell|let us know|provide|send|confirm|give|share|state|supply)\b",
        r"\b(?:please|kindly) (?:provide|send|confirm|let us know|tell us|quote|supply|state|share|reply with|include)\b[^.?]{0,40}\b(?:account|customer|contract|membership|policy|date of birth|full name|address|reference|phone|order|e-?mail|reason|last four|number|details|post ?code|proof)",
        r"\bwe (?:need|require)\b[^.?]{0,30}(?:information|details|number|proof|confirmation of your)",
        r"\b(?:cannot|can't|unable to|could not|couldn't) (?:find|locate|identify|match|trace)\b",
    ),
    "forwarded": (
        r"\b(?:forwarded|passed|transferred|redirected|escalated|referred|routed|handed|sent)\b[^.?]{0,40}\b(?:on )?to (?:the|our|another|a|my) [^.?]{0,40}(?:department|team|colleagues?|office|unit|specialist|partner|branch|desk|provider|entity)",
        r"\b(?:not the (?:right|correct)|wrong) (?:department|address|contact|team|company)",
    ),
    "ticket_opened": (
        r"\b(?:ticket|case|incident|enquiry|inquiry|request|reference|query)\b[^.?]{0,30}(?:number|no\b|#|\bid\b|has been (?:created|opened|logged|received|registered|assigned)|was (?:created|opened|logged))",
        r"\b(?:we(?:'ve| have)?|have) (?:successfully |now |safely )?received (?:your|the)\b",
        r"\b(?:receipt|received)\b[^.?]{0,30}\b(?:your|of your|acknowledge)|\backnowledge(?:s)? (?:the )?receipt|\bconfirm (?:the )?receipt",
        r"\bthank you for (?:contacting|your (?:e-?mail|message|request|enquiry|inquiry)|getting in touch|writing|reaching out)",
        r"\b(?:will|aim to|shall)\b[^.?]{0,30}\b(?:get back to you|respond|reply|be in touch|answer)\b",
    ),
    "unmonitored": (
        r"\b(?:mailbox|inbox|address|e-?mail(?: address| account)?)\b[^.?]{0,40}(?:not|no longer|isn't|never) (?:being )?(?:monitored|attended|checked|read|in use|used|active|staffed)",
        r"\bunmonitored|\bunattended",
        r"\bdo(?:n't| not) (?:reply|respond) to this (?:e-?mail|message|address)",
        r"\bcannot (?:receive|accept) (?:replies|incoming|e-?mails? (?:at|to) this)",
        r"\breplies to this (?:e-?mail|message|address)[^.?]{0,30}(?:not|never)",
    ),
}
CONDITIONAL = (
    r"\b(?:if|once|as soon as|until|unless|before we|whether|how to|after you|when you (?:have|call|return)|subject to|provided that|will be able to|wish to|want to|would like to cancel|asked (?:us )?to|your request to)\b",
    r"\b(?:please|kindly|can you|could you|you must|you need to)\b[^.?]{0,20}\bconfirm",
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
