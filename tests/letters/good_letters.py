"""Letters as careful people write them: own law, one language, nothing missing. None may be blamed."""

from typing import NamedTuple


class Good(NamedTuple):
    residence: str
    language: str
    text: str


GERMAN_NOTICE = """Ada Byron
Lindenweg 3
50667 Köln

Acme Fitness GmbH
Hauptstraße 5
10115 Berlin

Köln, 24. November 2026

Kündigung meines Vertrags, Kundennummer 48-1527

Sehr geehrte Damen und Herren,

hiermit kündige ich meinen Vertrag mit der Kundennummer 48-1527 fristgerecht zum nächstmöglichen
Zeitpunkt, hilfsweise zum 28. Februar 2027. Der Vertrag wurde am 1. März 2025 geschlossen; nach § 309
Nr. 9 BGB beträgt die Kündigungsfrist höchstens einen Monat.

Bitte bestätigen Sie mir den Eingang dieser Kündigung und das Datum, zu dem der Vertrag endet, schriftlich.
Zugleich widerrufe ich die erteilte Einzugsermächtigung mit Wirkung zum Vertragsende.

Mit freundlichen Grüßen

Ada Byron
"""

GERMAN_WITHDRAWAL = """Ada Byron, Lindenweg 3, 50667 Köln

An die
Acme Media GmbH
Marktplatz 1
20095 Hamburg

24.11.2026

Widerruf meines Vertrags vom 20.11.2026, Bestellnummer 77120

Sehr geehrte Damen und Herren,

den am 20. November 2026 im Internet geschlossenen Vertrag widerrufe ich gemäß §§ 312g, 355 BGB innerhalb der
Frist von vierzehn Tagen. Bitte erstatten Sie die gezahlten 29,90 € auf dem Weg, auf dem ich gezahlt habe.

Mit freundlichen Grüßen
Ada Byron
"""

GERMAN_TELECOM = """Sehr geehrte Damen und Herren,

die Mindestlaufzeit meines Mobilfunkvertrags ist abgelaufen. Ich kündige ihn nach § 56 Abs. 3 TKG mit einer Frist
von einem Monat. Meine Rufnummer nehme ich mit; bitte geben Sie sie frei. Nach Art. 17 DSGVO löschen Sie bitte die
Daten, die Sie nicht mehr brauchen.

Mit freundlichen Grüßen

Ben Huber
Kundennummer: 1002003
"""

GERMAN_BUTTON = """Guten Tag,

auf Ihrer Webseite fand ich am 24.11.2026 keine Kündigungsschaltfläche. Nach § 312k Abs. 6 BGB kann ich den Vertrag
daher jederzeit und ohne Einhaltung einer Frist kündigen. Das tue ich hiermit. Ein Einschreiben darf nach § 309 Nr. 13
BGB nicht verlangt werden.

Mit freundlichen Grüßen
Ada Byron, Vertragsnummer B-5512
"""

GERMAN_INSURANCE = """Sehr geehrte Damen und Herren,

meine Hausratversicherung mit der Nummer HR 4711 kündige ich nach § 11 VVG zum Ende der Versicherungsperiode. Sie
haben außerdem den Beitrag erhöht; vorsorglich kündige ich auch nach § 40 VVG. Bitte bestätigen Sie mir das Ende.

Mit freundlichen Grüßen
Cleo Stein
"""

AUSTRIAN_TELECOM = """Ben Huber
Mariahilfer Straße 10/4
1070 Wien

Acme Telekom GmbH
Ringstraße 2
4020 Linz

Wien, am 24. November 2026

Sehr geehrte Damen und Herren,

ich kündige meinen Internetanschluss mit der Kundennummer 990-12 gemäß § 135 Abs. 5 TKG 2021 mit einer Frist von
einem Monat. Ich ersuche um eine schriftliche Bestätigung mit dem Datum, an dem der Vertrag endet.

Mit freundlichen Grüßen

Ben Huber
"""

AUSTRIAN_WITHDRAWAL = """Sehr geehrte Damen und Herren,

ich trete gemäß § 11 FAGG von dem am 20. November 2026 im Internet geschlossenen Vertrag zurück und ersuche um
Rückzahlung binnen vierzehn Tagen.

Mit freundlichen Grüßen
Ben Huber
"""

SWISS_INSURANCE = """Cleo Keller
Bahnhofstrasse 12
8001 Zürich

Acme Versicherung AG
Postfach
3000 Bern

Zürich, 24. November 2026

Kündigung der Police 12.345.678

Sehr geehrte Damen und Herren

Hiermit kündige ich die oben genannte Police gestützt auf Art. 35a VVG auf Ende des dritten Jahres. Gemäss Art. 6
Abs. 4 DSG bitte ich Sie, nicht mehr benötigte Daten zu vernichten.

Freundliche Grüsse

Cleo Keller
"""

SWISS_DOOR = """Sehr geehrte Damen und Herren

Am 20. November 2026 hat mich Ihr Vertreter an der Haustür besucht. Ich widerrufe den dabei geschlossenen Vertrag
gestützt auf Art. 40a ff. OR innert vierzehn Tagen.

Freundliche Grüsse
Cleo Keller
"""

FRENCH_RENEWAL = """Ada Martin
12, rue des Lilas
69003 Lyon

Acme Sport SAS
8, avenue de la Gare
75012 Paris

Lyon, le 24 novembre 2026

Objet : résiliation de mon abonnement n° 55-210

Madame, Monsieur,

Mon abonnement a été reconduit le 1er octobre 2026 sans que vous m'ayez informée de la possibilité de ne pas le
reconduire. En application de l’article L. 215-1 du code de la consommation, je le résilie sans frais, à compter de ce
jour.

Je vous remercie de me rembourser dans un délai de trente jours les sommes versées pour la période postérieure et de me
confirmer par écrit la date de fin du contrat. Je révoque l'autorisation de prélèvement à la date de fin.

Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.

Ada Martin
"""

FRENCH_TELECOM = """Madame, Monsieur,

Conformément à l'article L224-39 du Code de la consommation, je résilie mon contrat de téléphonie mobile, numéro de
client 3302118. La résiliation prend effet dix jours après la réception de cette lettre. Je demande la portabilité de
mon numéro.

Cordialement,
Ben Lefèvre
"""

FRENCH_INSURANCE = """Madame, Monsieur,

Mon contrat d'assurance habitation n° H-778 a plus d'un an. Je le résilie en application de l'article L. 113-15-2 du
code des assurances ; la résiliation prend effet un mois après la réception de la présente. Vous voudrez bien me
rembourser la prime correspondant à la période restante.

Veuillez agréer, Madame, Monsieur, l'expression de mes salutations distinguées.

Cléo Dubois
"""

FRENCH_WITHDRAWAL = """Madame, Monsieur,

Je vous notifie par la présente ma rétractation du contrat conclu le 20 novembre 2026 (commande n° 90017), en
application des articles L. 221-18 à L. 221-21 du code de la consommation. Je vous prie de me rembourser la somme
versée dans les quatorze jours, conformément à l'article L. 221-24.

Cordialement,

Ada Martin
12, rue des Lilas, 69003 Lyon
"""

BELGIAN_FRENCH = """Madame, Monsieur,

Mon abonnement (numéro de client 4410) a été reconduit tacitement. En vertu de l'article VI.91 du Code de droit
économique, je le résilie moyennant un préavis de deux mois au plus et sans indemnité. Merci de me confirmer la date de
fin par écrit.

Cordialement,
Ada Peeters
"""

BELGIAN_DUTCH = """Geachte heer, mevrouw,

Mijn abonnement met klantnummer 4410 werd stilzwijgend verlengd. Op grond van artikel VI.91 van het Wetboek van
economisch recht zeg ik het op met een opzegtermijn van ten hoogste twee maanden. Gelieve mij de einddatum schriftelijk
te bevestigen.

Met vriendelijke groeten,

Ada Peeters
"""

DUTCH_RENEWAL = """Ben de Vries
Prinsengracht 12-B
1015 DV Amsterdam

Acme Sport B.V.
Stationsplein 1
3511 ED Utrecht

Amsterdam, 24 november 2026

Betreft: opzegging abonnement, klantnummer 81-22

Geachte heer, mevrouw,

Hierbij zeg ik mijn abonnement op tegen de eerst mogelijke datum. De eerste looptijd is verstreken; volgens artikel
6:236, aanhef en onder j, BW kan ik op elk moment opzeggen met een opzegtermijn van ten hoogste één maand.

Wilt u de ontvangst en de einddatum schriftelijk bevestigen? De machtiging tot incasso trek ik per die datum in.

Met vriendelijke groet,

Ben de Vries
"""

DUTCH_WITHDRAWAL = """Geachte heer of mevrouw,

Op 20 november 2026 heb ik online een overeenkomst met u gesloten (ordernummer 5521). Ik ontbind deze overeenkomst op
grond van artikel 6:230o BW binnen de bedenktijd van veertien dagen en verzoek u het betaalde bedrag binnen veertien
dagen terug te betalen. Op grond van de AVG, artikel 17, vraag ik u mijn gegevens te wissen.

Hoogachtend,
Cleo Jansen
"""

SPANISH_TERMINATION = """Ada García López
Calle de Alcalá 40, 3.º B
28014 Madrid

Acme Gimnasios, S.L.
Avenida del Puerto 7
46021 Valencia

Madrid, 24 de noviembre de 2026

Asunto: baja del contrato número 7733

Estimados señores:

Por la presente les comunico mi decisión de dar por terminado el contrato número 7733 en la primera fecha posible. De
conformidad con el artículo 62.3 del Real Decreto Legislativo 1/2007, puedo ponerle fin del mismo modo en que lo celebré
y sin sanciones.

Les ruego que me confirmen por escrito la fecha de baja y que dejen de pasar recibos a mi cuenta. Revoco la orden de
domiciliación con efectos desde esa fecha.

Atentamente,

Ada García López
"""

SPANISH_WITHDRAWAL = """Muy señores míos:

Mediante este escrito ejerzo mi derecho de desistimiento respecto del contrato celebrado por internet el 20 de noviembre
de 2026, pedido número 4415, conforme a los artículos 102 a 108 del TRLGDCU. Solicito la devolución del importe pagado
en el plazo de catorce días.

Un cordial saludo,

Ben Ortega
"""

SPANISH_TELECOM = """Estimados señores:

Solicito la baja de mi línea de fibra, contrato número 88012. Según el artículo 7 del Real Decreto 899/2009, la baja
surte efecto a los dos días hábiles de recibir esta comunicación. Conforme al artículo 17 del RGPD, les pido que supriman
los datos que ya no necesiten.

Atentamente,
Cleo Ruiz
"""

ITALIAN_RENEWAL = """Ada Rossi
Via Garibaldi 14
20121 Milano

Spettabile
Acme Fitness S.r.l.
Corso Italia 9
00198 Roma

Milano, 24 novembre 2026

Oggetto: disdetta del contratto n. 2210

Gentili Signori,

con la presente comunico la disdetta del contratto n. 2210. Il contratto si è rinnovato senza che io abbia ricevuto
l'avviso previsto dall'art. 65-bis del Codice del consumo; pertanto recedo senza spese.

Vi chiedo di confermarmi per iscritto la data di cessazione e di interrompere gli addebiti sul mio conto.

Distinti saluti

Ada Rossi
"""

ITALIAN_WITHDRAWAL = """Spettabile società,

esercito il diritto di recesso dal contratto concluso a distanza il 20 novembre 2026 (ordine n. 9911), ai sensi degli
artt. 52 e seguenti del D.Lgs. 206/2005. Chiedo il rimborso di quanto pagato entro quattordici giorni.

Cordiali saluti,
Ben Conti
"""

ITALIAN_TELECOM = """Spettabile Acme Telecomunicazioni S.p.A.,

ai sensi dell'art. 1, comma 3, del D.L. 7/2007 recedo dal contratto della linea 02 555 0101, codice cliente 66-1, con
preavviso di trenta giorni. Chiedo la conferma scritta della data di cessazione.

Cordiali saluti
Cleo Bruno
"""

BRITISH_TERMINATION = """Ada Byron
4 Mill Lane
Oxford
OX1 4AA

Acme Gyms Ltd
12 High Street
Leeds
LS1 5AB

24 November 2026

Membership number 48-1527: notice of termination

Dear Sir or Madam,

I am ending my membership, number 48-1527. My minimum term ended on 31 October 2026 and your terms ask for one month's
notice, so please end it on the earliest possible date and by 31 December 2026 at the latest.

Please confirm the end date in writing within 14 days, take no payment for any time after it and refund anything already
paid for that time. I am cancelling the direct debit with my bank from that date.

Under articles 17 and 12(3) of the UK GDPR please erase the personal data that you no longer need.

Yours faithfully,

Ada Byron
"""

BRITISH_WITHDRAWAL = """Dear Acme Media,

I cancel the contract that I made with you online on 20 November 2026, order number 77120, within the 14 days that
regulations 29 and 30 of the Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013 give
me. Please refund what I paid within 14 days, as regulation 34 requires.

Yours sincerely,
Ben Byron
"""

BRITISH_UNFAIR = """Dear Acme Gyms,

You refuse to end my membership because of clause 14 of your terms. I regard that clause as unfair under section 62 of the
Consumer Rights Act 2015, so it is not binding on me. My notice of 1 October 2026 therefore stands.

Yours faithfully,
Ada Byron
Membership number 48-1527
"""

IRISH_WITHDRAWAL = """Dear Sir or Madam,

I am cancelling the contract that I made on your website on 20 November 2026, order 5150, within the cancellation period
of sections 113 and 114 of the Consumer Rights Act 2022. Please send back what I paid within 14 days.

Yours faithfully,
Cleo Walsh
Apartment 4, Custom House Square
Dublin 1, D01 X2Y3
"""

GREEK_IN_ENGLISH = """Dear Sir or Madam,

I am ending my subscription, account number 9912, as of the earliest possible date. Under article 17 of the GDPR please
erase the data that you no longer need and tell me when it is done.

Yours faithfully,
Ada Papadopoulou
Ermou 12
105 63 Athens
"""

CALIFORNIAN = """Ada Byron
118 Laurel Street
San Diego, CA 92101

Acme Streaming, Inc.
500 Market Street, Suite 200
San Francisco, CA 94105

November 24, 2026

Re: Cancellation of my subscription, account number 48-1527

Dear Acme Streaming,

I am canceling my subscription, effective at once. I signed up on your website. Section 17602 of the California Business
and Professions Code and 15 U.S.C. § 8403 require a simple way to stop recurring charges online.

I revoke my authorization to charge my card ending in XXXX-4411. Please confirm in writing within 14 days that the
subscription has ended, and refund any charge made after today. Under Cal. Civ. Code § 1798.105 please delete my personal
information.

Sincerely,

Ada Byron
"""

NEW_YORK = """Dear Acme Press,

Please end my subscription, account number 8-8812, now. N.Y. Gen. Bus. Law § 527-a requires that canceling be as easy as
signing up. I no longer authorize you to charge my bank account; under 12 C.F.R. § 1005.10(c) my bank will be told as well.

Sincerely,
Ben Carter
77 Bedford Avenue, Apt 3
Brooklyn, NY 11211
"""

ILLINOIS_PLAIN = """To whom it may concern:

I am terminating my contract with account number 31-9 at the end of the current term, which is 31 January 2027, and I do
not want it to renew. Please stop all charges after that date and confirm this in writing.

Respectfully,
Cleo Evans
"""

ONTARIO = """Dear Acme Internet,

I am giving notice that I end my agreement, account number 61-2. Under section 92 of the Consumer Protection Act, 2002 a
written notice is given when it is sent. Please confirm the date and refund what I paid for the time after it.

Sincerely,
Ben Tremblay
"""

QUEBEC = """Madame, Monsieur,

Je mets fin à mon contrat de service à distance, numéro de client 77-3, et je le résilie à compter de l'envoi de cette
lettre, en vertu de l'article 214.6 de la Loi sur la protection du consommateur (RLRQ, c. P-40.1). Veuillez me confirmer
la résiliation par écrit.

Cordialement,
Ada Gagnon
"""

AUSTRALIAN = """Dear Acme Gyms Pty Ltd,

I am cancelling my membership, number 70-1, with the 30 days' notice that your terms ask for. Please stop the direct debit
and refund the unused part of what I have paid. A term that keeps me paying longer would be unfair under section 24 of the
Australian Consumer Law.

Kind regards,
Cleo Nguyen
"""

GOOD: dict[str, Good] = {
    "a German notice with a cap": Good("DE", "de", GERMAN_NOTICE),
    "a German withdrawal": Good("DE-NW", "de", GERMAN_WITHDRAWAL),
    "a German mobile contract": Good("DE", "de", GERMAN_TELECOM),
    "a missing German button": Good("DE-BE", "de", GERMAN_BUTTON),
    "a German insurance": Good("DE", "de", GERMAN_INSURANCE),
    "an Austrian line": Good("AT", "de", AUSTRIAN_TELECOM),
    "an Austrian withdrawal": Good("AT", "de", AUSTRIAN_WITHDRAWAL),
    "a Swiss insurance": Good("CH", "de", SWISS_INSURANCE),
    "a Swiss doorstep deal": Good("CH-ZH", "de", SWISS_DOOR),
    "a French renewal": Good("FR", "fr", FRENCH_RENEWAL),
    "a French phone": Good("FR", "fr", FRENCH_TELECOM),
    "a French insurance": Good("FR", "fr", FRENCH_INSURANCE),
    "a French withdrawal": Good("FR", "fr", FRENCH_WITHDRAWAL),
    "a Belgian letter in French": Good("BE", "fr", BELGIAN_FRENCH),
    "a Belgian letter in Dutch": Good("BE", "nl", BELGIAN_DUTCH),
    "a Dutch renewal": Good("NL", "nl", DUTCH_RENEWAL),
    "a Dutch withdrawal": Good("NL", "nl", DUTCH_WITHDRAWAL),
    "a Spanish termination": Good("ES", "es", SPANISH_TERMINATION),
    "a Spanish withdrawal": Good("ES", "es", SPANISH_WITHDRAWAL),
    "a Spanish line": Good("ES", "es", SPANISH_TELECOM),
    "an Italian renewal": Good("IT", "it", ITALIAN_RENEWAL),
    "an Italian withdrawal": Good("IT", "it", ITALIAN_WITHDRAWAL),
    "an Italian line": Good("IT", "it", ITALIAN_TELECOM),
    "a British termination": Good("GB-ENG", "en", BRITISH_TERMINATION),
    "a British withdrawal": Good("GB", "en", BRITISH_WITHDRAWAL),
    "a British argument about a term": Good("GB-SCT", "en", BRITISH_UNFAIR),
    "an Irish withdrawal": Good("IE", "en", IRISH_WITHDRAWAL),
    "an English letter to Greece": Good("GR", "en", GREEK_IN_ENGLISH),
    "a Californian cancellation": Good("US-CA", "en", CALIFORNIAN),
    "a New York cancellation": Good("US-NY", "en", NEW_YORK),
    "a plain letter without law": Good("US-IL", "en", ILLINOIS_PLAIN),
    "an Ontario notice": Good("CA-ON", "en", ONTARIO),
    "a Quebec letter": Good("CA-QC", "fr", QUEBEC),
    "an Australian cancellation": Good("AU", "en", AUSTRALIAN),
}
