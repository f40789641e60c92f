"""Dutch."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

DUTCH = Language(
    vocabulary="nl",
    compounds=True,
    places_cut=True,
    inflected=ending(r"""
        \w{4,}(?:en|ing)|\w{3,}(?:heid|schap|lijks?|isch|loos|baar|zaam|teit|eerd)|(?:er|daar|hier|waar)(?:aan
        |op|uit|in|om|over|toe|door|voor|mee|na|bij|van|heen|onder|tussen|tegen|naar|langs|achter|naast)
        |\w{2,}(?:land|lands|stad|huis|kerk|dijk|weg|wijk|tijd|jaar|dag|oorlog|macht|schip|boek|werk|bouw|berg
        |water|veld|bos|dorp|straat|plein|hof|school|brug|zaal|plaats|kant|strijd|zee|kust|stuk|dienst|recht
        |geld|feest|spel|mens|man|vrouw|stof|middel|zaak|raad)|ge\w{4,}[dt]|(?:be|ver|ont)\w{4,}[dt]
        """),
    shortest_capital=4,
    whole=listed("""
        haar zaal taal waar paar staal keer meer heer zeer beer been teen geen deel veel heel geel
        weet week brood nood hoek doek moed goed bloed voet moet groen muur duur muis kruis altijd
        wijk lijk pijn prijs ijs reis huid zuid hand zand band kant macht zicht tocht vlucht niet
        vier dier drie oud goud zout fout ploeg hond mond soort poort punt thuis half wolf brief
        dief oog hoog boog oorlog zorg berg keer vast zwak snel dicht ton geheim museum rond rood
        wit zwart blauw groen geel warm koud nat droog plat dik dun zwaar licht donker helder schoon
        vuil duur goedkoop vrij los hard zacht rustig stil mooi lelijk trouw slim dom jong fel
        zwijgen wekenlang jarenlang dagenlang levenslang eeuwenlang verf paard koe hond kat vogel
        bloem blad stof glas touw dak muur deur raam poort toren trein tram fiets wagen weer toe aan
        af uit op in om mee mee toe door over onder weg hem haar hen hun ons jou mij me ze het dit
        dat er hier daar nu toen niet nog ook wel al veel meer min was is zijn had heeft werd wordt
        kon zal zou ging kwam gaf zag vond bleef schreef hield viel lag stond zat liep riep trok
        vloog brak sprak nam won begon verloor bood sloot koos dood oud nieuw groot klein jong lang
        kort hoog laag diep vol leeg sterk jaar dag dagen tijd stad land dorp kerk school huis berg
        zee rivier boot schip oorlog vrede volk koning werk boek naam kunst geld goud ijzer hout
        steen man vrouw kind zoon leven einde eind begin deel kant plaats weg markt plein straat
        brug muur veld bos boom water vuur lucht grond graan brood vis vlees melk bier wijn week
        maand eeuw uur nacht ochtend avond zomer winter herfst lente hof rijk macht recht wet taal
        lied spel zaal raad partij leger vloot slag strijd klas vak baan prijs mens mensen stuk
        latijn gebruik hoofd lijf nest kust rust lust last gast feest geest dienst winst vorst borst
        worst stam ster storm arm darm palm halm tij bedrijf vijf elf zelf golf kalf scherf schild
        wild beeld geweld held kasteel mes fles les bus kus dus gas ras jas as bak zak vlak hek bek
        plek stok blok rok druk geluk kruk ring ding haring mis geschiedenis gevangenis kennis put
        hut net pet bed god bod lot pot rot ziel wiel doel stoel gevoel kop top klop strop tip knip
        trap stap lap hap soep groep stoep hulp tulp klomp ramp lamp damp volt meter liter glad
                na van alles fries grens motor moord bord woord noord wind vriend hemd eend punt munt krant
        plant gracht jacht pacht
        terug samen alleen altijd nooit vaak soms later vroeger eerst laatst genoeg weer verder
        bekend genoemd rond heen gaan staan doen zien komen niets iets iemand niemand
        """),
    nouns=listed("""
        duitsland frankrijk engeland belgië europa parijs londen rome berlijn amerika duitsers
        fransen januari februari maart april mei juni juli augustus september oktober november
        december
        """),
    endings=ending(r"""
        \w+(?:acht|icht|echt|ocht|ucht|ond|ijk|ijn) |\w{4,}(?:vorm|storm|dt|ft|pt|kt|gt|(?<!min)(?<!reg)(?<!mag)ist)

        |\w{3,}(?:(?<![^aeiouglnr]g)(?<!ijg)en|ers?|ing|heid|schap|lijks?|isch|loos|baar|zaam|teit|eerd|eert|aards?|ens|els?|els)
        |\w{2,}(?:jes?|dom|air|eed|slag|glas|gras|prijs|werk|boek)
        |ge\w{2,}[dt] |(?:be|ver|ont|her)\w{2,}[dt] |(?:aan|af|op|uit|in|om|over|toe|door|voor|mee|na)ge\w{2,}[dtn]
        |\w*(?:krijg|stijg|zwijg|dreig|eig)en
        |\w{2,}(?:aar|aan|aal|aat|aam|aap|aak|aas|eer|een|eel|eet|eek|ees|oor|oon|ool|oot|ood|ook|oog|oos|uur|uit|ijd
        |ijk|ijn|ijf|ijs|ijl|oek|oed|oet|oen|oep|eid|and|ant|acht|echt|icht|ocht|ucht|orp|erk|aats|eest|iek|iet|ien
        |ier|ies|ief|oud|oeg|ond|ort|ork|unt|uis|eis|eks|ngs|nds|rts|jk)
        """),
    capital_endings=ending(
        r"\w{2,}(?:hoven|ers|sen|man|mans|kerk|ing|pen|land|stad|dijk|huis|sluis|wijk|laan|straat|poort|plein|ens|en|aar|aan|berg|bach|veld)"
    ),
    not_whole=listed("""
        trans luit kan korp penningm gest verst best gesch vert verm hert burg kapt kard gebr secr resp
        gen kol prof past hoogl insp inz
        """),
    questions=capitalised("wie wat waar hoe waarom wanneer welke welk"),
    starters=capitalised("""
        rond sommigen daarvandaan daarbuiten ongeveer
        binnen buiten daardoor daarvoor daarvan daaruit daarin daarbij daarmee daarop daartoe
        daarnaast daarentegen hiervan hierdoor hiermee hierop hierbij vaak soms één altijd nooit
        ooit ondertussen intussen bovendien namelijk immers misschien waarschijnlijk mogelijk
        blijkbaar eigenlijk natuurlijk vandaag gisteren ongeveer circa bijna zelfs zowel noch
        want dus indien mits tenzij zodra zolang zodat opdat aangezien doordat sedert vanaf
        vanuit vanwege dankzij rondom langs naast achter boven beneden sommigen velen enkele
        enkelen verschillende meerdere verscheidene iedereen iemand iets alles allen mijn onze
        ons jullie deze dezelfde welke welk wanneer waarmee waardoor waarna waarbij zulke
        zodoende zoals vroeger eerder tegenwoordig inmiddels aanvankelijk vervolgens tevens
        eveneens evenals juist reeds slechts vooral steeds werd waren werden dit die dat hij zij
        ze er daar hier toen nadat voordat terwijl omdat hoewel als na tijdens sinds tot met
        door tegen zonder onder over tussen volgens ondanks wegens zijn haar hun een geen vele
        sommige alle beide ieder elke niemand niets men wie wat waar hoe waarom nu later daarna
        daarom toch ook maar echter uiteindelijk eerst pas alleen bij naar uit op voor aan om
        """)
    - capitalised("die er men bij op aan om hij zijn een met na tot uit"),
    articles=capitalised("het"),
    pronouns=capitalised("we wij ik hij"),
    weak_starters=capitalised("""
        al per net was is hem zo wel via de in van te ten die er men bij op aan om en zijn een
        met na tot uit
        """),
    year_ends=True,
    never_cut=listed("van op"),
    before_numbers=listed("van tot op in met was waren is zijn had over ruim bijna en"),
)
