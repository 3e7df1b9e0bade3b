"""Swedish."""

import re

import stopwordsiso
from stdnum import luhn

from .language import (
    Addresses,
    Cues,
    Examples,
    Language,
    Mail,
    Names,
    NumberPlan,
    Numbers,
    Titles,
)

# In a samordningsnummer the day is 60 higher.
_DATE = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01])")


def _is_personnummer(digits: str) -> bool:
    """Judge ten digits, or twelve with the century."""
    if len(digits) == len("19") + 10:
        return digits[:2] in {"18", "19", "20"} and _is_personnummer(digits[2:])
    return bool(_DATE.match(digits)) and bool(luhn.is_valid(digits))


LANGUAGE = Language(
    code="sv",
    aliases=(),
    stemmer="swedish",
    stop_words=frozenset(stopwordsiso.stopwords("sv")),
    small_talk="""
        hej hejsan tjena tack så mycket hälsning hälsningar vänliga ursäkta ögonblick
        ringer pratar heter namn namnet kundnummer personnummer jaha nja typ liksom asså
        fint toppen perfekt trevlig helgen precis javisst okej absolut
        hejdå hjälpen vänta fråga sak
    """,
    needs="hur|varför|vad|när|vilken|vilket|vill|behöver|inte|funkar|fungerar|undrar"
    "|fråga|hjälp|möjligt|går det|problem",
    abbreviations="""
    adr ang avd bl ca dr dvs ev ex exkl forts föreg hr inkl jfr kap kl max mob nr nuv
    pga prof ref resp tel tex tfn tlf vs
    """,
    quotation_marks=("”", "”"),
    cues=Cues(
        reassurance=r"""
(?:kan|kunde) (?:ni|du|någon|nån) (?:\w+ )?(?:kolla|se|kontrollera) (?:efter )?(?:om
  |att|så|ifall)
(?:vara|bli|är|känna mig) (?:helt |hundra |riktigt |verkligen )?(?:säker|säkra
  |trygg) på att
(?:ville|vill|skulle|måste|behöver|tänkte) (?:egentligen |gärna |ju )?(?:bara|endast
  |mest) … (?:kolla|vara säker|försäkra|höra (?:om|så|att)|veta (?:att|om)|stämma av
  |få (?:det )?bekräftat|kontrollera|dubbelkolla)
bara … (?:kolla (?:att|om|så)|säker|försäkra|veta att|dubbelkolla)
dubbelkolla\w*
för säkerhets skull
försäkra mig om
(?:gick|gått|gå|går|kom|kommit
  |kommer) (?:det |den |allt |detta |verkligen |ordentligt |faktiskt |rätt )*(?:i ?genom
  |in (?:till|hos)|fram|iväg)
(?:har|fick) (?:ni|du|de|dom|man) … (?:fått|mottagit|registrerat|tagit emot|sett|kvar)
(?:inte|aldrig|ingen|inget|inga|utan|nån|någon) … (?:bekräftelse\w*|kvitto|kvittens
  |(?:fått|kom|kommit|hört|fick) (?:nåt|något|någon|ett|en|inget|ingen|nån|ett pip
  |tillbaka)(?: (?:mejl|mail|sms|svar|brev))?)\b
(?:är|blev|blir|har) (?:det|den|allt|detta|de|jag|vi|min|mitt|mina|\w+en|\w+et)
  … (?:registrera[dt]\w*|spara[dt]\w*|bekräfta[dt]\w*|mottage[nt]|klar[at]?
  |i ordning|på plats|giltig\w*|godkän[dt]|inlag[dt]|anmäl[dt]|avsluta[dt]
  |spärra[dt]|bokad|bokat)\b
(?:kan|kunde|skulle) (?:ni|du|någon|nån) … bekräfta
bekräfta (?:gärna|att|detta|om|det|mottag\w+|för)
(?:ligger|står|finns) (?:den|det|allt|detta|jag|vi) … (?:inne|rätt|registrera[dt]
  |i systemet|hos er)
gjorde? (?:jag|vi) … (?:rätt|fel)\b
har (?:jag|vi) … gjort … (?:rätt|fel)\b
(?:rädd|orolig|nervös|osäker|stressad) … (?:gick|gått|inte|om|har|fram|igenom)
undrar (?:bara |mest |lite )*(?:om|ifall) … (?:gick|gått|registrera|kommit|mottagit
  |fått|fram|in\b|verkligen)
vet (?:jag )?inte om det (?:tog|gick|funkade|fungerade|blev)
""",
        prefers_person=r"""
(?:en|riktig|levande|äkta|verklig
  |vanlig) (?:riktig |levande |äkta |verklig )?(?:människa|person)\b
människa(?:[.,]? (?:tack|nu))
kött och blod
riktiga människor
(?:prata|tala|snacka|chatta|pratar) (?:direkt )?med (?:en|nån|någon|folk|er|dig
  |handläggare|ett)\b(?: \w+)?
(?:handläggare|medarbetare|rådgivare|kundtjänst|agent) (?:tack|nu)
(?:vill ha|ge mig|behöver|få) (?:en |nån |någon )(?:person|människa|handläggare
  |agent|rådgivare|att prata med|som kan)
koppla (?:mig|över|fram|vidare)
^\W*ring (?:upp )?mig
(?:kan|kunde|vill) … ring(?:a|er) (?:upp )?(?:mig|oss|mamma|pappa)
ring(?:er|a)? (?:upp|tillbaka)
bli uppringd
(?:nån|någon|en av er|ni|du) (?:som )?(?:kan |kunde |skulle kunna )?ring(?:a|er)\b
(?:inte|slippa?|trött på|hatar|ingen|än|orkar) … (?:ro)?bot(?:en|ar)?\b
(?:skriva|prata|chatta) med (?:en )?(?:ro)?(?:bot|maskin|dator)
(?:gillar|använder|vill|vågar|orkar|litar|förstår mig|trycker|tänker|klarar|tycker
  |trivs) (?:jag )?inte … (?:app\w*|hemsid\w*|sidor|internet|dator\w*|länk\w*
  |formulär|nätet|smart ?telefon|teknik|instruktioner|kartor)\b
(?:slippa?|hatar|vägrar) … (?:app\w*|hemsid\w*|länk\w*|formulär|dator\w*)
har (?:jag )?(?:inte|ingen) (?:dator|smart ?telefon|app|internet hemma|bank-?id)
inte … (?:bra|duktig|haj|klok|van|säker|vidare|nåt för mig|något för mig
  |lära mig) (?:på|med|vid) … (?:datorer|teknik|sånt|sådant|det här|telefoner|appar
  |nätet|lösenord)
(?:kan|kunde|vill att|att) (?:inte )?(?:du|ni|nån|någon
  |en av er) (?:bara |hellre |inte )?(?:göra|gör|ordna|ordnar|fixa|fixar|ta|tar
  |ändra|byta|flytta|lägga in) (?:det|den|detta|allt)(?: \w+)? … (?:åt mig|för mig
  |åt oss|åt mamma|åt henne|åt honom|med mig)
gör(?:a)? det åt mig
att du gör det
(?:kvar|stanna|sitter|sitta|vänta) (?:\w+ )?i (?:luren|telefonen)
(?:tillsammans )?med mig (?:medan|när|steg)
steg för steg
en sak i taget
i (?:min|hennes|hans|lugn) takt
gå igenom det med
(?:helst|hellre|föredrar|tycker bättre om att|gillar att|lättare att
  |bättre att) (?:att |vill |bara |ha )*(?:prata|tala|ringa|höra|snacka|en människa
  |en person|nån|någon)
(?:på|via|över) telefon\w* i ?stället
(?:skönt|bra|roligt|gott|äntligen) (?:att |med |en |få )*(?:höra|prata|få tag|en)
  … (?:människa|röst|person|folk)
gammaldags
ser (?:så )?dåligt
synskadad
dyslexi
(?:finns|är) det (?:nån|någon|en människa) (?:där|bakom|här)
""",
        account=r"""
(?:fastnat|fastnade|hängt sig|hänger sig|kört fast|har hakat upp|låst sig|står still
  |studsat|hängt upp)
(?:har |stått|står) (?:\w+ )?(?:på|som) [«"'”](?:behandl|väntar|pågå|vänta|under)
(?:dragit|dragits|betalat|fakturerat|debiterat|debiterats|tagit
  |krävt) (?:mig |\w+ )?(?:två|tre|2|3) gånger
(?:dragit|debiterat|fakturerat|fakturerad) (?:för mycket|dubbelt|fel)
dubbel(?:t|a)? (?:drag\w*|betal\w*|faktur\w*|debiter\w*|bok\w*)
(?:två|2) gånger
dubbeldebit\w*
(?:har|jag|vi) (?:redan |ju |för länge sen )?(?:betalat|betalade|skickat|skickade
  |returnerat|lämnat|avslutat|sagt upp|sa upp) … (?:men|ändå|och (?:nu|så)
  |fortfarande|trots) … (?:faktur\w*|påminnelse\w*|inkasso|avgift\w*|krav|räkning\w*
  |drag\w*|inte|ingenting|inget)
trots (?:att|betal\w*|retur\w*)
(?:fel|annan|annans|någon annans|nån annans) (?:namn|person|adress|konto|belopp|kund
  |profil|faktura|summa|e-?post|pris)\b
förväxl\w+
blandat ihop
(?:slagits|ihopkopplad|kopplats) (?:ihop|till)
(?:ärende|ärendenummer|ref(?:erens)?|reklamation|skade(?:anmälan|ärende)?
  |klagomål)\w*\.?\s*(?:nr\.?|nummer|id)?\s*[:#]?\s*[a-zåäö]{0,4}-?\d[\d-]{2,}
(?:mitt|vårt) ärende
min (?:utredning|skada|anmälan)
klagomål
bestrid\w*
(?:faktur\w*|debiter\w*) trots
(?:lovade|lovat|lovades|garanterade|utlovat|sa att (?:ni|han|hon|de) skulle)
(?:fick|fått) (?:besked|löfte|veta) (?:om )?(?:att|om)
(?:ingen|ingen har|aldrig) … (?:ring(?:de|t)|svar(?:ade|at)|kom|följt upp
  |gjort något|dök|hört av)
(?:kan|kunde|måste|får|vill) (?:du|ni|någon|nån|en av er)(?: med behörighet| där
  | hos er| faktiskt
  | på er sida)* (?:gå in och |in och |kika |titta |undersöka |ta reda på |kolla |se
   |felsöka |rätta |utreda ){1,2}… (?:vad
  |varför|var\b|på (?:mitt|min|ärendet|kontot|ordern|er sida)|i (?:mitt|ärendet
  |ordern|systemet)|hos er|fel|hänt|stoppa\w*)
undersök\w*
utred\w+
vad (?:har |är |i hela friden )?(?:hänt|fel|som (?:händer|har hänt|stoppar|är fel
  |hänger))
vem (?:har|hanterar|sköter|sitter med) (?:mitt|ärendet|min|det)
titta (?:närmare )?(?:på|i) (?:mitt|ärendet|kontot|ordern|min)
rätta (?:det|till|felet)
(?:står|visar|säger
  |stod) (?:det |den |ordern |beställningen |ärendet )?(?:fortfarande|ännu
  |alltjämt)\b
[«"'”][^»"'”]{0,30}(?:behandl\w*|avvakt\w*|väntar|pågår|spärra\w*|okänd|redan
  |kontakta)[^»"'”]{0,30}[»"'”]
under behandling
behandlas
kontakta (?:kundtjänst|kundservice|oss|support)
(?:kontot?|profil(?:en)?|numret|nummer|kort(?:et)?|inloggningen)
   (?:är|blev|blivit|har blivit
  |står) (?:\w+ )?(?:spärrat|spärrad|låst|stängt|avstängt|avstängd|inaktiverat
  |blockerat|borta|raderat)
(?:konto|profil) (?:spärra\w*|låst|avstäng\w*)
(?:återbetal\w*|pengarna|kredit\w+|ersättning\w*|utbetal\w*) … (?:inte|ännu
  |fortfarande|veckor|väntar|lovat|tillbaka|var)
(?:inte|aldrig|väntar på|saknar|var är) … (?:återbetalning\w*|pengarna|krediterat
  |utbetalning\w*)
pengarna tillbaka
(?:på|från|hos) er (?:sida|måste|som|har)
(?:ert|er|eran|erat) (?:fel|misstag|eget fel)
ni (?:måste|får) (?:rätta|fixa|ordna|ta bort|kika|kolla|lösa)
aldrig (?:beställt|skrivit på|köpt|bett om|varit kund|fått|haft|godkänt)
(?:kan inte|kan ju inte|omöjligt) (?:vara )?(?:stämma|rätt|riktigt)
gråmarkera\w*
(?:försvunnit|borta|försvann) (?:från|på|ur)
(?:saknas|uteblivit|uteblev) (?:trots|fortfarande)
""",
        asked_who=r"""
(?:kund|order|konto|ärende|faktura|beställnings|avtals|boknings)[- ]?(?:nummer|nr|id)
personnummer
födelsedatum
född
(?:får|kan) jag … (?:namn\w*|nummer|adress\w*|mejl\w*|e-?post\w*
  |beställning\w*)\b[^.?!]{0,20}\?
(?:vad (?:är|heter)|vilken|vilket) … (?:namn\w*|nummer|adress\w*|mejl\w*|e-?post\w*
  |beställning\w*|order\w*)\b[^.?!]{0,20}\?
""",
        looked_up="""
(?:jag|vi) ser
ser jag
(?:ska|får) vi se
kollar
tittar
vi tar en titt
kontrollerar
""",
        another_matter="""
(?:en|ett) (?:annan |annat |liten |litet |sista |snabb )?(?:sak|grej|fråga|ärende) till
(?:ännu|också) (?:en|ett) (?:sak|grej|fråga|ärende)
ytterligare (?:en|ett) (?:sak|fråga|ärende)
(?:en|ett) (?:annan|annat|helt annan) (?:sak|grej|fråga|ärende)
(?:min )?andra fråga(?:n)?
fråga (?:nummer )?(?:två|tre|2|3)
(?:när|medan) jag (?:ändå |nu |väl )*(?:har (?:dig|er)|pratar med|är (?:här|i farten
  |igång))
(?:passar|passa) på (?:att|och) (?:fråga|höra|undra)
""",
        besides="""
också
även(?! (?:om|fast|när))
dessutom
förresten
för övrigt
i samma veva
(?:sen|sedan|och så) (?:undrar|undrade|vill|behöver)
""",
        several=r"""
(?:två|tre|fyra|2|3|4|några|flera|ett par) (?:\w+ )?(?:frågor|saker|grejer|problem
  |ärenden)
""",
        asked="""
(?:kan|kunde|skulle|vill) (?:du|ni|någon|nån)
(?:hur|varför|vilken|vilket|vilka)
(?:var|vart) (?:hittar|kan|finns|ska|får)
vad (?:kostar|är|gör|händer|ska|måste|kan)
när (?:kommer|får|är|blir|kan|ska|öppnar|börjar)
(?:undrar|undrade)
(?:jag|vi) (?:också |även )?(?:vill|behöver|önskar|skulle (?:vilja|behöva))
(?:vill|behöver|önskar) (?:jag|vi)
skulle (?:jag|vi) (?:också |även )?(?:vilja|behöva)
går det (?:också |även )?(?:att|bra)
är det möjligt
(?:tacksam|bra|fint) om
hjälpa? (?:mig|oss)
""",
        anything_else=r"""
(?:något|nåt|någonting|nånting) (?:annat|mer|mera|ytterligare|övrigt) (?:jag|vi|du|ni
  |som)
(?:något|nåt|någonting|nånting) (?:annat|mer|mera|övrigt)(?: i ?dag| du)?\s*\?
hjälpa … med (?:något |nåt |någonting )?(?:mer|mera|annat)
(?:fler|andra|ytterligare) (?:frågor|saker)\b[^.!?]{0,40}\?
""",
    ),
    examples=Examples(
        reassurance="""
Jag vill bara vara säker på att det gick igenom.
Har ni fått min anmälan? Jag har inte fått någon bekräftelse.
Jag ändrade det på hemsidan i går, är det registrerat hos er?
Jag sa upp förra veckan och har inte hört något, är det klart?
Jag skickade in mätarställningen i torsdags men fick inget mejl. Har ni fått den?
Jag bytte tid i appen i morse men den gamla står kvar. Är ändringen sparad eller måste
  jag göra om det?
Spärrade kortet i går kväll. Är det verkligen spärrat nu? Jag är så rädd att någon
  använder det.
Jag förnyade på nätet men ser inget ännu. Har jag gjort rätt?
""",
        prefers_person="""
Jag vill prata med en riktig människa, inte en robot.
Kan du koppla mig till en person?
Jag tycker inte om hemsidor och appar, kan du göra det åt mig?
Kan någon ringa upp mig?
Min son säger att allt finns på nätet, men jag har ingen dator och vill inte ha någon.
  Kan inte du bara ordna det medan jag är kvar i luren?
Skicka inga fler länkar. Jag vill ha en människa som talar om vad jag ska göra.
Jag vill inte skriva om det här, ring mig.
Jag är gammal och har alltid gjort det här med en människa, det känns tryggast.
""",
        account="""
Kan du titta på mitt ärende? Det är något fel på mitt konto.
Ni har dragit pengar två gånger, jag vill ha pengarna tillbaka.
Min beställning har stått som «behandlas» i två veckor.
Jag har klagat förut men ingen har följt upp mitt ärende.
Mitt konto är spärrat och det står att jag måste kontakta er.
Jag har betalat men får ändå påminnelser.
Jag avbokade resan i mars och skulle få pengarna inom tio dagar. Nu är det maj och
  inget har kommit. Kan ni ta reda på var de är?
Paketet har stått som «ute för leverans» sedan tisdag och chauffören säger att han var
  här. Var är det?
Räkningen är på fyra tusen men jag var bortrest hela månaden. Det kan inte stämma,
  någon måste titta på det.
Ni har blandat ihop mig med en annan kund med samma namn och nu får jag hennes brev.
Jag pratade med en av er förra veckan om mitt ärende och han skulle ringa. Vem har det
  nu?
Jag är registrerad med fel födelsedatum och kan inte ändra det själv.
Det har väntat på godkännande i nio dagar. Vad är det som stoppar?
Jag avslutade i augusti och får fortfarande fakturor. Ta reda på varför och ta bort
  dem.
Poängen för mitt senaste köp saknas på mitt konto, lägg till dem.
""",
        other="""
Tack för hjälpen, ha en bra dag!
Ursäkta, jag har ringt fel nummer.
Vi har ett bra erbjudande till ert företag.
Jag ville bara berömma din kollega.
oj, förlåt, jag skulle till sjukhuset, hej då
Er chaufför var så snäll mot min mamma i går, hälsa honom tack från oss alla.
bry dig inte, jag testar bara om chatten fungerar
Vi hjälper företag att synas på nätet, när passar ett möte?
""",
    ),
    mail=Mail(
        attributions=r"(?:Den )?\d[^\n]{6,60}\bskrev\b[^\n]*\n?[^\n]*:",
        forwarded=r"""
-{2,} ?(?:Vidarebefordrat meddelande|Ursprungligt meddelande) ?-{2,}
Vidarebefordrat brev:
""",
        wrote="skrev",
        subject_marks="sv vb",
        sent_with="skickat (?:från|med)",
        my_device="min|mitt|e-?post",
        phone_signatures="hämta outlook",
        this="denna|detta|det här",
        mail=r"e-?post\w*|meddelande\w*",
        confidential="sekretess|konfidentiel",
        disclaimer_titles="sekretess",
        environment="miljön",
        print_out="skrive?r? ut",
        farewells=r"""
m\.?v\.?h|vh
(?:med )?(?:vänlig|bästa|varm|hjärtlig)a? hälsning(?:ar)?
""",
        farewells_alone="hälsning(?:ar)?",
        thanks="(?:stort )?tack(?: på förhand| för hjälpen)?",
    ),
    names=Names(
        introductions="jag heter|mitt namn är|namnet är|du talar med|du pratar med",
        said_first="heter jag|är namnet|är navnet",
        calling_first="jag ringer",
        openings="det är|det här är",
        likely="jag är",
        speaking="som ringer|ringer|ringar",
        after="och|från|här|i|jag|ringer",
        greetings="hej|ja|god (?:dag|morgon|kväll)",
        salutations="hej|kära|tack",
        persons="herr|fru",
        present="här",
        sign_offs="m?vh"
        "|(?:med )?(?:vänliga?|vennlig|venlig|beste|hjertelig)? ?hälsning(?:ar)?",
        sign_offs_of_thanks="tack",
        hesitations="öh+",
        infixes="av af",
        ends="""
            och eller men som jag ni vi det den är har hade kan ska vill måste ringer
            ringde undrar bor från på till med för om att inte här hos när nu så då ja
            nej hej tack fel felstavat min mitt mina ett av kund kundtjänst mig oss
            adress epost mail telefon mobil lösenord
        """,
        no_names="allihop kund moderator forum välkommen hälsning",
    ),
    numbers=Numbers(
        number_words="numret nummer nr",
        between="mitt min är det",
        national_id_labels="personnumret personnummer personnr samordningsnummer",
        account_labels="kontonummer kontonr",
        phone_labels="telefon mobil mobilen",
        customer_labels="kund kunden medlems medlem abonnent",
        order_labels="order ordern beställnings beställning ärendet ärende faktura ref"
        " referens",
        national_id_words="personn|samordningsn",
        national_ids=(
            NumberPlan(
                is_valid=_is_personnummer,
                groups=frozenset({(6, 4), (10,), (12,), (8, 4)}),
            ),
        ),
        calling_code=46,
        other_before="kr datum version felkod kod kanal order",
        units="kr|kronor|pund|minut|minuter|timmar|sek(?:under)?|dagar|st|gånger|av",
        spoken_ats="snabel-a snabela",
        spoken_dots="punkt",
        spoken_joints="underscore",
    ),
    addresses=Addresses(
        endings="gatan vägen gränd",
        capital_endings="väg torget stigen backen allé",
        own_words="gatan väg vägen allé",
        postcodes="[0-9]{3}[ ][0-9]{2}",
    ),
    titles=Titles(
        fillers="ö+h+m?|asså|alltså|liksom",
        my_name="(?:mitt|mit) nav?[mn]n?",
        i="jag",
        called="heter är",
        this="det här",
        is_="är",
        here="här",
        speaking="ringer",
        from_where="från i",
        and_="och",
        before_marks="på till från i av är",
        good="god go",
        times_of_day="morgon dag kväll",
        hellos="hej(?:sann?)?|heysann?",
        openings="tjena|ja+|jo+|nej(?=,)|jaha|ok|okej|du(?=,)|och|men|tack|ursäkta"
        "|oh+|ah+",
        dear="kära bästa",
        subject_openings="uppföljning|påminnelse|brådskande|akut|viktigt|angående"
        "|beträffande|gäller|din fråga",
        subject_short="ang betr beträff",
        regarding="angående beträffande",
        asking=r"""
hur|varför
(?:vad|var|vilke[nt]|när|vem) (?:är|blir|gör|kan|ska|får|kommer|kostar|hittar|har
  |betyder|händer|länge|mycket)
""",
        verbs="kan får ska måste har är finns går",
        persons="jag man vi du ni det den",
        answers=r"ja|jaja|nej|nä|ok|okej|oh|ah+|aha|haha\w*|tack",
        exclamations="herregud suck underbart",
        if_words="om när",
        if_persons="han hon det den de",
        does_words="kan vill ska får har är",
        does_persons="han hon",
        leaning="därför|sedan|sen|för|så|då|han|hon|den|det|de|dom|detta|dessa|hans"
        "|hennes|eftersom|ändå|och|men|eller",
        first_person="jag|vi|mi[nt]|mitt",
    ),
    left_empty={
        "mail.header_fields": "mail-parser-reply knows them",
        "names.titled": 'a title before a name is rare, and "fru" is also a word',
        "numbers.accounts": "lengths differ by bank, and clearing numbers look alike",
        "addresses.shapes": "the house number stands behind the street",
        "titles.introductions": "all are made of two of the parts",
    },
)
