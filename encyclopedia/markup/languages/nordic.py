"""Danish, Norwegian, Swedish, Finnish."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

_NORDIC_ENDINGS = r"""
    \w{2,}(?:en|et)|\w{3,}(?:na|ne|ing|inger|ingar|isk|hed|het|dom|skab|skap|lig|tion|sjon|sion|ende|ande|else
    |ens|ets|at|it|ut|tt|nd|[bdfgklmnpv]t|rt|ngs|rd|ld|dt|[in]sk|ns|ds|ls|rs|ott|ort|ark|erk|ans|els|isme?
    |itet|[ad]es|as|os|is)
    |\w{4,}(?:er|ar|or|ers|ars|ors|es|us|um|ik|eum|iv|on|ion|dag|tid|land|by|berg|ist)
    |\w{2,}(?:aad|åd|øj|øy|öj|ej|eg|av|ev|iv|ov|uv|ag|og|ug|øg|øk|ök|ak|ek|ok|uk|åg|åt|öt|øt|åk|ön|øn)
    """

# Danish and both kinds of Norwegian.
DANISH = Language(
    vocabulary="da",
    compounds=True,
    inflected=ending(
        r"\w{4,}(?:en|ing)|\w{4,}et|\w{5,}er|\w{3,}igt|\w{2,}(?:land|stad|hus|vej|tid|år|dag|krig|magt|skib|bog|værk|verk|bjerg|fjell|vand|vann|mark|skov|skog|torv|gård|sal|plads|plass|kamp|hav|kyst|ret|rett|fest|spil|spill|mand|mann|barn|folk|sprog|språk|navn|lys|fisk|sten|jern|råd|brød|liv|død)|\w{3,}(?:inger|isk|hed|het|dom|skab|skap|lig|tion|sjon|erens|erne[ts])"
    ),
    # E
    whole=listed("""
        sent hardt haardt hårdt tomt fuldt koldt varmt rødt hvidt brændte brant straks museum ton
        mål rød grav rum sidst vis rolig arm varm kold svær grøn blå hvid sort grå tør våd bred smal
        tom tung let fri god ond dyr billig fast løs hård blød ensom sjælden langt jord dyr hest ko
        får ged fugl fart vej gade port bro mur tag gulv dør røg brand strand kyst solgt købt kjøpt
        fundet båd rom hvit svart tung lett vei vann rask uenige ferdig færdig af av på til fra med
        om op opp ned ind inn ud ut hen bort over under efter etter før mod mot hos ved uden den det
        de dem han hun ham hende henne mig meg dig deg os oss jer sig seg selv her der nu nå da så
        ikke også ogsaa men er var har hadde havde blev ble bliver blir kan kunne skal vil ville må
        kom gik gikk gav ga tog tok så sad satt stod lå lod lot skrev drev led løb løp sang drak
        faldt falt døde død født fødd levende boede bodde hed het år dag dage dager måned tid by
        land sø hav fjord elv å krig fred folk mand mann kone barn søn sønn datter liv verk værk bog
        bok brev navn del ende slut slutt hus slot slott gård kirke kirken skib skip båd båt hær
        flåd magt makt ret rett lov sag sak kunst musik guld gull sølv jern tre træ sten stein vand
        vann ild fisk brød mad mat øl vin uge uke nat natt aften kveld sommer vinter vår forår høst
        latin horn takt pris to tre fire fem seks syv otte ni ti system problem gram storm film
        kamp lampe topp krop gruppe blik skib spil del hel sol kul stol mål stål barn torn kors
                kurs vers hals glas græs gas igen igjen sammen alene altid alltid aldri aldrig ofte snart
        senere tidligere først sidst
        sist nok hjem ude ute inne rundt frem fram tilbage tilbake meget mye lidt litt mere mer stor
        stort små gammel ny nyt nytt ung lang kort høj høy lav dyb dyp rig rik fattig sterk stærk
        svag nord syd sør øst vest nar ben pen alt støt grund præst gang dreng gods tang bund
        """),
    nouns=listed("""
        danmark norge sverige tyskland england frankrig frankrike rusland russland europa amerika
        københavn oslo bergen trondheim stavanger aarhus århus odense aalborg ålborg stockholm paris
        london berlin rom hamburg jylland fyn sjælland island grønland bornholm
        """),
    endings=ending(_NORDIC_ENDINGS),
    capital_endings=ending(
        r"\w{2,}(?:sen|borg|berg|sted|stad|land|landet|havn|by|strup|rup|holm|vik|fjord|dal|gade|gata|ien|rige|rike|en)"
    ),
    not_whole=listed("""
        grosser sekret univ övers overs notar komm kommiss gen kapt prof red sekr ing insp kand biskop fabr fhv bl bla
        evt inkl kommand patent konsist minist regist illust dir adv stud cand mag dr nr ca kl kr
        pst jf osv mm mv st sct skt grev magist sogn provst sogned statsm
        """),
    questions=capitalised("hvem hvad hva hvor hvordan hvorfor hvornår hvilken hvilket hvilke"),
    starters=capitalised("""
        hvis ingen ingenting somme enkelte hele halvdelen
        længe endnu alligevel omkring omtrent cirka undertiden samtidig samtidigt desuden
        derimod således altså ellers stadig allerede ikke selv måske muligvis formodentlig
        antagelig naturligvis sandsynligvis egentlig faktisk nutildags tidligere før forrige
        endelig dermed derfra derpå dertil dessuten derimot fortsatt kanskje muligens antakelig
        flere nogen noget noe aldrig aldri altid alltid ofte sjældent sjelden inden innen
        udenfor utenfor bag bak foran blandt langs mot mod indtil dersom vores våre dens dets
        hverken enten både straks plutselig pludselig igen igjen hvilken hvilket det dette disse
        denne de da når mens efter etter siden selvom fordi hvis men også her der derfor
        derefter deretter dog imidlertid senere snart nu nå først ifølge under med uten uden
        mellem mellom gennem gjennom hun hendes hennes hans deres alle mange nogle noen begge
        hver ingen intet ingenting man hvem hva hvad hvor hvorfor hvordan et ved hos fra til om
        trods tross
        """)
    - capitalised("det de da der hans man et om nå nu her hun ved hos til alle"),
    articles=capitalised("det de et"),
    pronouns=capitalised("hun vi jeg"),
    weak_starters=capitalised("""
        mine dine sine kun bare han i en på da der hans man om nå nu her som for og at av af den
        så ved hos til alle
        """),
    year_words=listed("""
        i år året siden januar februar marts mars april maj mai juni juli august september oktober
        november december
        """),
)

SWEDISH = Language(
    # I
    vocabulary="sv",
    compounds=True,
    inflected=ending(
        r"\w{4,}(?:en|ing|nad)|\w{4,}(?:et|ar)|\w{5,}(?:er|or)|\w{3,}(?:igt|ades)|\w{2,}(?:land|stad|hus|väg|tid|år|dag|krig|makt|skepp|bok|verk|berg|fält|skog|torg|gård|sal|plats|strid|hav|kust|rätt|fest|spel|man|barn|folk|språk|namn|ljus|fisk|sten|järn|råd|kung|bröd|smak|hjul)|\w{3,}(?:ingar|isk|het|dom|skap|lig|tion|lös|[aeo]rnas)"
    ),
    # E
    whole=listed("""
        genast brann teg sent hårt tomt fullt kallt varmt rött vitt avgick museum län ton mål röd
        kvar grav folk rum sist vis lugn arm varm kall svår grön blå vit svart grå torr våt bred
        smal tom tung lätt fri god ond dyr billig fast lös hård mjuk ensam gemensam sällan dit hit
        långt brant efter gifte fort samma jord träd djur häst ko får get fågel fart färd steg väg
        gata port bro mur tak golv rum dörr eld rök brand flod strand kust udde av på till från med
        om upp ner ned in ut hem bort över under efter före mot hos vid utan den det de dem han hon
        honom henne mig dig oss er sig själv här där nu då så inte också men är var har hade blev
        blir kan kunde ska skall vill ville må kom gick gav tog såg satt stod låg lät skrev drev
        sprang sjöng drack föll dog död född bodde bott hette år dag dagar månad tid tiden by land
        sjö hav älv å krig fred folk man fru barn son dotter liv verk bok brev namn del slut hus
        slott gård kyrka skepp båt makt rätt lag sak konst musik guld silver järn trä sten vatten
        eld fisk bröd mat öl vin vecka natt kväll sommar vinter vår höst igen tillsammans ensam
        alltid aldrig ofta snart senare tidigare först sist nog hemma ute inne runt fram tillbaka
        mycket lite mer stor stort små gammal ny nytt ung lång kort hög låg djup rik fattig stark
        sött latin horn takt pris två tre fyra fem sex sju åtta nio tio någon bror tror gift
        nervsystem system problem firma lager skön skola gram dom helg röst trivs finns ån
        ö öar å väl arm storm film ingen annan honung konung bygd jakt vakt slakt akt frakt
        fest rest gäst häst kust rost lust brist krist präst svamp kamp lamp damp köp hopp topp
        kropp trupp grupp blick stick block bock tack säck bäck lök bok krok stol sol kol mål
        skål stål pil spel del hel regel nyckel himmel fågel spegel vinter syster moster
        lärare läkare arbetare fiskare skomakare bagare glas gräs ras gas kors vers kurs hals bergs
        kvarn barn hjärn torn stam gång tal kök helt fått stått mest samt fint året rent rakt hund valt
        köpt kött jämt sjön blod katt tolv sång sikt rygg bröt ihop öppet protest kompromiss
        ham lamm damm grann tunn vann fann brann hann kann spann
        svag norr söder öster väster kung stad staden skog skogen berg
        """),
    nouns=listed("""
        sverige norge danmark finland tyskland england frankrike ryssland europa amerika stockholm
        göteborg uppsala lund malmö paris london berlin rom skåne gotland
        """),
    endings=ending(rf"""
        \w{{3,}}(?:an|orn|nad|lös|[aeiouyåäö]ts) |\w{{4,}}(?:(?<!sem)(?<!adm)in|iv|ivs|öst|öjd|ält|ölj)
        |{_NORDIC_ENDINGS}
        """),
    capital_endings=ending(
        r"\w{2,}(?:arkivet|son|borg|berg|sta|stad|land|hamn|by|torp|holm|vik|ström|gren|qvist|kvist|blad|lund|hult|taf|lin|man|gatan|holmen|bibeln|dal|köping|ien|rike|en|na)"
    ),
    not_whole=listed("""
        univ övers overs notar komm kommiss gen kapt prof red sekr ing insp kand biskop fabr bl evt inkl
        forts allmän trans
        sekret kontor löjtn övst överst patent minist regist illust dir adv stud fil dr nr ca kl kr st resp bitr
        tf kyrkoh komminist hovr länsass landsh magist statsr
        """),
    questions=capitalised("vem vad var hur varför vart när vilken vilket vilka"),
    starters=capitalised("""
        somliga hälften ingen ingenting enligt hela halva ändå
        länge än ändå omkring ungefär ibland somliga samtidigt över vid vart vilken vilket vilka
        sådan sådana sådant dessutom däremot således alltså annars fortfarande redan endast inte
        även kanske troligen möjligen förmodligen antagligen naturligtvis visserligen egentligen
        faktiskt numera igår idag imorgon tidigare förr förut slutligen därmed därifrån därpå
        därtill däri härifrån härmed flera några något någon någonsin alltid aldrig ofta sällan
        inom utom utanför innanför bakom framför bredvid bland längs kring hos mot tills ifall
        fastän vår våra dess varken antingen både strax genast plötsligt åter igen år är det
        detta dessa denna de då när medan efter innan sedan trots eftersom om men också här där
        därför därefter dock emellertid senare snart nu först enligt under med utan mellan genom
        hon hennes hans deras alla många båda varje ingen inget ingenting man vem vad var varför
        hur ett från
        """)
    - capitalised("de det då om man var hans ett här där nu alla hon från"),
    articles=capitalised("det de ett"),
    pronouns=capitalised("hon vi jag"),
    weak_starters=capitalised("""
        mina dina sina bara fast till han i en på då där hans man om nu här som för och att av
        den så vid var alla från
        """),
    year_ends=True,
    before_numbers=listed("till av i med var är över nästan"),
)

FINNISH = Language(
    # I
    vocabulary="fi",
    inflected=ending(r"""
        \w{3,}(?:nut|nyt|neet|vat|vät|iset|inen|uus|yys|aan|ään|een|iin|oon|uun|ien|jen|den|ksen|sen|nen|ssaan
        |ivat)|\w{4,}en
        """),
    whole=listed("""
        hän he se ne me te minä sinä nyt sitten myös vain niin oli on ei mies maa sota työ kieli
        meri yö pää tie suo kuu vuosi talo kylä joki
        """),
    endings=ending(r"""

        \w{3,}(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|nut|nyt|neet|vat|vät|iset|inen|uus|yys|us|ys|is|as|äs|es|os|ös|an|än|en|in|on
        |ön|un|yn|at|ät|et|it|ot|öt|ut|yt|een|aan|ään|iin|ien|jen|den|ten|men)
        """),
    capital_endings=ending(
        r"\w{3,}(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|nen|aan|ään|een|iin|oon|uun)"
    ),
    not_whole=listed("""
        prof kenr maist luutn everstil kapt esim huom engl ransk saks ruots suom ven lat kreik toim
        julk synt kuol mm ym jne ns eli nk vrt ks tri rva nti hra past piisp kauppan konsul insin
        toht lehtor ylil ruotsal maat filos kansan opist
        """),
    starters=capitalised("""
        hän se ne he tämä tämän nämä siellä siitä siihen sen silloin sitten myös mutta kun kunnes
        koska jos vaikka ennen jälkeen lisäksi kuitenkin myöhemmin pian nyt vuonna vuoden ensin
        aluksi lopulta monet kaikki jokainen kukaan mitään mikä missä miksi miten kuka tässä täällä
        tällöin näin sillä hänen heidän niiden
        """)
    - capitalised("he se ne kun"),
    articles=capitalised("se ne"),
    weak_starters=capitalised("he kun ja"),
    year_words=listed("vuonna vuoteen vuodesta vuoden"),
)
