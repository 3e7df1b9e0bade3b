"""What customers and agents say in Swedish, by the reason for contact; see `cues`."""

REASSURANCE = r"""
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
"""

PREFERS_PERSON = r"""
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
"""

ACCOUNT = r"""
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
"""

ASKED_WHO = r"""
(?:kund|order|konto|ärende|faktura|beställnings|avtals|boknings)[- ]?(?:nummer|nr|id)
personnummer
födelsedatum
född
(?:får|kan) jag … (?:namn\w*|nummer|adress\w*|mejl\w*|e-?post\w*
  |beställning\w*)\b[^.?!]{0,20}\?
(?:vad (?:är|heter)|vilken|vilket) … (?:namn\w*|nummer|adress\w*|mejl\w*|e-?post\w*
  |beställning\w*|order\w*)\b[^.?!]{0,20}\?
"""

LOOKED_UP = r"""
(?:jag|vi) ser
ser jag
(?:ska|får) vi se
kollar
tittar
vi tar en titt
kontrollerar
"""

ANOTHER_MATTER = r"""
(?:en|ett) (?:annan |annat |liten |litet |sista |snabb )?(?:sak|grej|fråga|ärende) till
(?:ännu|också) (?:en|ett) (?:sak|grej|fråga|ärende)
ytterligare (?:en|ett) (?:sak|fråga|ärende)
(?:en|ett) (?:annan|annat|helt annan) (?:sak|grej|fråga|ärende)
(?:min )?andra fråga(?:n)?
fråga (?:nummer )?(?:två|tre|2|3)
(?:när|medan) jag (?:ändå |nu |väl )*(?:har (?:dig|er)|pratar med|är (?:här|i farten
  |igång))
(?:passar|passa) på (?:att|och) (?:fråga|höra|undra)
"""

BESIDES = r"""
också
även(?! (?:om|fast|när))
dessutom
förresten
för övrigt
i samma veva
(?:sen|sedan|och så) (?:undrar|undrade|vill|behöver)
"""

SEVERAL = r"""
(?:två|tre|fyra|2|3|4|några|flera|ett par) (?:\w+ )?(?:frågor|saker|grejer|problem
  |ärenden)
"""

ASKED = r"""
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
"""

ANYTHING_ELSE = r"""
(?:något|nåt|någonting|nånting) (?:annat|mer|mera|ytterligare|övrigt) (?:jag|vi|du|ni
  |som)
(?:något|nåt|någonting|nånting) (?:annat|mer|mera|övrigt)(?: i ?dag| du)?\s*\?
hjälpa … med (?:något |nåt |någonting )?(?:mer|mera|annat)
(?:fler|andra|ytterligare) (?:frågor|saker)\b[^.!?]{0,40}\?
"""
