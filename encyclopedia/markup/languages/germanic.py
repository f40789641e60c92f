"""English and German."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

ENGLISH = Language(
    vocabulary="en",
    inflected=ending(
        r"\w{4,}ings?|\w{3,}[aeiou][nrlkm]s|\w{5,}(?:ed|ists?|ion|ment)|\w{3,}(?:ies|ions|tion|sion|ments|ness|ful|less|isms?|ships?|ghts?|[tvrl]ers|[st]ors|ous|ships)"
    ),
    # E
    whole=listed("""
        moor poor floor bad red hard dark thin thick mild wild cold hot dry wet flat fat big small great blue green
        black white brown grey gray pink sharp calm quiet loud bright fresh clean broad round soft
        slow fast quick secret result results gun guns bus buses hut huts adult adults fault
        difficult felt melt salt bolt revolt revolts cult debt debts doubt desert secret bitter
        effort profit debut credit habit visit spirit limit unit units exit edit orbit rabbit fruit
        suit suits bulk silk milk risk desk task mask disk hunt grant point joint print mint front
        event talent silent it him her them us me you too up out off away this that these those own
        his hers theirs so war wars day days way ways man men end ends law laws age ages sea son
        sons king kings war work works art arts life home house town city land lands world death
        birth year years month months week weeks hour hours time times name names part parts side
        book books film films play plays song songs army navy party church school war peace power
        trade paper papers field fields hall halls road roads river rivers lake lakes bridge wall
        walls fire fires food ship ships boat boats room rooms door doors food milk wine beer bread
        fish meat corn wheat rice iron coal gold silver steel wood stone glass salt oil ice snow
        rain wind sun moon star stars earth sky hill hills tree trees bird birds dog dogs cat cats
        horse cow cows sheep body head hand hands foot feet eye eyes arm arms leg legs skin heart
        blood mind soul god gods fact facts case cases kind kinds form forms line lines word words
        idea ideas plan plans task tasks job jobs cost costs price tax taxes bank debt loan loans
        went came left died born lived met sat ran won lost sold kept held built began begun gone
        done made said told gave took saw seen knew known grew grown fell fell rose sank sunk broke
        stood lay laid led fed fled read wrote sent spent lent felt dealt meant paid put cut set hit
        let quit shut split stay go come see know be been was were is are am had has have do does
        did not now then there here soon again later well ill old new young poor rich weak strong
        low high long short far near early late free full empty dead alive alone apart ago since
        more most less least few many much all both none each some any once twice down over under
        above below through across along around about before after behind beyond by on to for of
        with without within inside outside north south east west first last next same such only just
        even still yet ever never else enough quite very war club clubs farm farms mill mills mine
        mines port ports road dam dams fort forts camp camps crowd guard guards lord lords queen
        duke earl monk monks nun nuns poet poets actor actors group sport sports match goal goals
        team teams cup cups race races spring summer autumn winter fall morning noon night nights
        evening dawn dusk weather wool cloth cotton silk tea sugar cloud clouds storm storms flood
        floods ground soil seed seeds plant plants crop crops root roots leaf leaves flower flowers
        fruit fruits roof floor floors attic cellar street streets town towns child children woman
        women girl girls boy boys wife friend friends people person father mother brother sister
        family crown throne truth myth sign signs role roles rule rules aim aims use uses step steps
        stop stops spot spots lot lots bit bits gap gaps top shop shops map maps trip trips sum sums
        team beam cream dream steam stream form farm arm harm warm storm film deep keep sleep cheap
        help jump camp lamp damp soap hope shape group troop troops ships cellars problem problems
        system systems freedom kingdom bottom custom customs wisdom club crumb bomb bombs tomb tombs
        limb limbs job mob suburb suburbs sick music public magic traffic topic topics fabric
        republic basic wolf half himself itself herself themselves shelf belief chief chiefs grief
        proof roof brief tax box boxes six mix fix index hats rats maps cups pots beds roads tons
        miles metres meters feet inches acres pounds dollars francs cent percent slept kept swept
        wept left one two three four zero five seven eight nine ten eleven twelve hundred thousand
                million century centuries decade says own owns owed asks gets puts sits runs wins goes does
        eats ends adds acts rock rocks rot rots dyer dye skis ski sat mad sad glad lad
        hay bay ray pay lay say boy toy joy key buy guy try dry cry fly sky spy skin pin tin gin fin
        bin chin thin twin sin run fun nun barn born corn horn torn worn turn burn learn stern
        modern pattern western eastern northern southern lantern tavern concern govern seam coal
        goal soap foam roam loan moan bath oath path cloth moth both teeth earth tooth mouth youth
        notice office police justice service price prince fence sentence science silence scheme
        theme nectar sugar collar dollar pillar cellar grammar solar polar cedar altar liquid solid
        rapid valid humid acid metal total rural moral royal loyal canal animal hospital capital
        spectacular popular regular cotton button lesson reason season prison poison person cousin
        captain mountain fountain curtain bargain grain chain train rain plain pain gain vein
        market basket blanket ticket pocket rocket bucket carpet trumpet planet magnet cabinet
        bonnet closet sunset budget target prophet poet quiet diet violet blitz waltz quartz chat
        hat bat cat fat that what flat boat coat goat throat meat seat wheat threat pilot
        riot idiot carrot parrot robot knot shot hot foot root boot shoot fruit circuit biscuit
                """),
    nouns=listed("""
        war europe france germany spain russia london paris rome berlin york ghent bruges ireland
        england scotland wales britain states party army church university college museum street
        road park bridge island islands river lake sea ocean congress parliament council union
        empire republic kingdom king queen prince court january february march april june july
        august september october november december monday tuesday wednesday thursday friday saturday
        sunday one two three four five six seven eight nine ten christmas easter god christ
        president minister house lords commons
        """),
    endings=ending(r"""
        \w{2,}(?:ed|ing|ings|ly|ies|ion|ions|ments?|ness|ity|ous|ful|less|ism|isms|ists?|able|ible|ghts?|ships?|wards?)

        |\w{3,}(?:ers?|ors?|ens?|als?|ans?|ths?|cks?|(?<!k)sh|ss|lls?|ch|ows?|nds?|lds?|rds?|rks?|sts?|nts?|[aeiou]n?cts?|rts?|es
        |[aeiou]ts|ks|ds|ns|ws|ys|ains?|oons?|own|ools?|eats?|ears?|eads?|eals?|eams?|eeps?|eets?|oots?

        |ooks?|ooms?|oors?|outs?|ours?|ards?|ays?|oys?|eys?|gs|ps|bs|(?:se|ha|wo|gu|go)lfs?|sts?|its|ets|uts|ots|ats|aults?|ints?
        |els?|ils?|ons?|ins?|urns?|orns?|erns?|irns?|arms?|orms?|erms?)
        """),
    capital_endings=ending(r"""

        \w{4,}(?:ed|ly)|\w{3,}(?:ing|ion|ment|ton|don|ford|lands?|burgh?|shire|ville|chester|bury|ham|wick|mouth|fields?|port|wood|ians?
        |ish|ese|isms?|ists?|day|sons?|sen|man|mans|ans|ity|gress|stan|ov|ev|sky|ski|ich|ius|stein|berg|bach|heim|stadt

        |leon|mond|ster|bert|win|ley|ney|sey|tol|gow|deen|moor|ington|ingham|pool|worth|borough|brook|ers|wall|hill|hall|bridge|tine|ness|ings|els|ans|ens|ents|ors)
        """),
    not_whole=listed("""
        subed quart intro advert ency
        honble trans secy atty assy qty illust minist regist magist ambass elect assist collect
        depts govts assts lieuts append comment orient parliam lieut messrs profs chaps paras approx
        transl assoc illus contd penna phila balto presby wash calif capt brig chas thos benj alex
        fred theo geo corp univ dept inst prof supt treas archbp archd comdr hon rev gen col sgt maj
        cpl pvt adm gov sen rep pres etc esp incl fig figs vol vols ed eds no nos art arts sec jan
        feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun mr
        mrs ms dr st jr sr co inc ltd bros al cf ca viz ibid mass penn conn mich minn miss ariz colo
        nebr okla ore tenn tex wis insp commr
        """)
    - listed("arts"),
    questions=capitalised("who what where why when how which whose"),
    starters=capitalised("""
        nobody several perhaps
        someone something everything anyone anything somewhere otherwise besides whereas
        whenever wherever whoever outside inside behind beside beyond below above across along
        amid past till yesterday tomorrow tonight sometimes rarely seldom always usually
        generally probably possibly certainly clearly apparently obviously presumably
        accordingly consequently similarly likewise initially originally eventually subsequently
        recently currently hence twice it they this that these those there their its his when
        while after before during since although though however because if until both each many
        most some several another other such nothing nobody everyone meanwhile nevertheless
        therefore then thus later now once under without within between among against according
        despite instead what where who why whether today only even not nor neither every our
        your about through throughout toward towards upon perhaps indeed finally here having
        being never often afterwards furthermore moreover from with unlike unless
        """),
    articles=capitalised("the"),
    pronouns=capitalised("she we you my"),
    weak_starters=capitalised("""
        he a an in on at as by so to i no but and for of or her one two three few how yet still
        soon over all four its do did can
        """),
    year_ends=True,
    never_cut=listed("cent gold leg plan part man men"),
    before_numbers=listed("""
        of to at in by about aged age was were is are had than over under nearly and only until
        """),
)

_GERMAN_HEADS = """

    roman|brot|wein|schmuck|museum|ruhe|front|schilf|stadt|staat|krieg|reich|markt|platz|haus|hof|dorf|feld|wald|wasser|fluss|fluß|see
    |jahr|tag|monat|zeit|welt|macht|kraft|recht|dienst|raum|werk|buch|blatt|schrift|wort|lied|bild|film|stück
    |spiel|preis|amt|bund|volk|heer|schiff|flug|zug|weg|gang|stand|grund|hand|kopf|geist|gott|mensch|mann|frau
    |kind|sohn|vater|mutter|bruder|freund|feind|tod|leben|ende|anfang|beginn|schluss|weise|(?<!ab)(?<!mit)teil|zahl|maß
    |geld|gold|holz|stein|eisen|stahl|kunst|musik|theater|schul|politik|kirch|partei|plan|text|fall|fund|gut|arbeit
    |geschäft|gesetz|vertrag|auftrag|betrag|antrag|ort|wert|sport|verein|angriff|begriff|erfolg|einfluss|verlust|besitz
    |schutz|nutz|satz|sitz|streit|zweck|druck|blick|glück|stück|ruf|beruf|lauf|kauf|verkauf|tisch|fisch|osten|westen
    |norden|süden|nacht|schlacht|pracht|flucht|sucht|zucht|luft|duft|schaft|kampf|dampf|topf|turm|sturm|schirm
    |ufer|hafen|garten|boden|faden|laden|name|plätze|tier|bier|papier|klavier|jahrhundert|jahrzehnt|umfang|empfang
    |rang|klang|zwang|hang|licht|pflicht|sicht|schicht|gewicht|gericht|bericht|gedicht|gesicht|unterricht
    |widerstand|verstand|zustand|umstand|abstand|bestand|aufstand|brand|strand|wand|rand|band|tanz|schwanz
    |herz|schmerz|salz|platz|schatz|besuch|versuch|tuch|bruch|spruch|stoff|begriff|schiff|griff|konzert|konflikt|objekt
    |projekt|produkt|effekt|punkt|student|präsident|architekt|soldat|general|kapitän|kardinal|material|journal
    |archiv|motiv|protest|fest|rest|gast|last|lust|brust|dorf|bahnhof|friedhof|bischof|erzbischof|koenig|könig
    |auflage|haft|käfig|honig|essig|pfennig|krone|mark|park|werk|bezirk|volk|wolk|dank|bank|schrank|fabrik|republik|klinik|technik
"""

GERMAN = Language(
    # I
    vocabulary="de",
    compounds=True,
    capital_nouns=True,
    places_cut=True,
    inflected=ending(rf"""
        \w{{4,}}(?:en|ern|eln)|\w{{3,}}(?:ungs?|heit|keit|schaft|lich|isch|igt|iert|elt|ert|ings?)|ge\w{{4,}}t|(?:be
        |ver|ent|zer)\w{{4,}}t
        |\w*(?:{_GERMAN_HEADS})(?:e?s|e|en|n)?(?<!zeit)
        """),
    shortest_capital=4,
    whole=listed("""
        ich du wir dafür dagegen damit daran darauf daraus darin darum davon dazu dabei danach
        dahin daher niemand jemand hinab hinauf hervor herab heraus herein herum empor umher
        umsonst übel recht einander heiß spät unklar klar nichts etwas mild wild gesund krank
        streng lang eng weich hart fein grob rein bunt dunkel hell flach steil tief feucht
        trocken nass steif schlank dünn dick billig teuer bequem angenehm geheim fremd blind
        taub stumm rasch bekam bald sofort meist ziemlich an auf aus ab ein mit vor zu nach um
        durch her hin los weg zurück fest statt teil frei bei ihn ihm ihr sie uns euch mich dich
        sich es so da dort hier nun noch nur auch nicht ja nein doch mehr viel dann wann gern
        nie oft sehr gut groß klein alt neu jung tot kurz hoch arm reich stark schwach war waren
        ist sind hat hatte wird wurde sei kam kamen ging gab gaben sah sahen fand starb blieb
        blieben schrieb hielt fiel lag lagen stand saß zog trug schlug lief ließ hieß rief traf
        brach sprach nahm begann gewann verschwand erschien bekannt genannt verbrannt ernannt
        gesandt getan bleibt steht geht kommt gilt liegt wohnt lebt kann muss soll will darf
        weiß tat bat half warf bot floh sank trank sang fort heim fern nah voll leer schwer
        leicht schnell still laut rot blau grün schwarz gelb grau wieder weiter immer heute
        damals später früher zuletzt selbst allein genug fertig nötig wichtig tätig richtig
        ruhig selten offen eigen besser weniger verließ entließ erhielt behielt verlor verstarb
        erwarb entstand bestand verstand geschah besaß vergaß unter über neben entlang wohl
        ungeklärt erklärt gewährt geehrt absaß vergaß daheim geheim uneins eins zwei drei vier fünf
        sechs sieben acht neun zehn elf zwölf hundert tausend million schoss goss floss kroch roch bog
        log wog flog trat bat las maß fraß aß riss biss stieß schmolz schwamm klang sprang band
        wuchs wusch buk trieb rieb schied litt ritt schnitt stritt glitt griff pfiff schliff
        nieder weit echt bereit ganz kaum kalt warm breit betrug gelang vergeblich endgültig unbekannt umstritten
        """),
    nouns=listed("""
        hannover deutschland ausland vaterland festland inland stadtrat bundesrat staatsrat landrat
        gemeinderat kanzler umland gebäude neubau bergbau ackerbau herbst frühling winter sommer
        morgen abend mittag ende jahr jahre tag tage krieg land stadt welt zeit volk haus staat
        reich tod leben gott kind mann frau sohn amt rat geld kunst musik werk buch wort see fluss
        tal berg osten westen norden süden frankreich england österreich schweiz italien spanien
        russland polen europa asien afrika preußen sachsen bayern hessen januar februar märz april
        mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag
                freitag samstag sonntag frankfurt tal kredit labyrinth stuhl dachstuhl rot torf schilf stahl
        saal pfahl strahl öl korn horn zorn turm wurm lärm schwarm stern kern hirn stirn arzt obst dunst gunst
        angst ernst dienst rost frost trost post ruhm recht teil ort park markt kaiser papst bund
        """),
    endings=ending(r"""
        \w{2,}(?:isst|ässt|eht|äht|iht|üht|agt|egt|iegt|übel|abel|ebel)

        |\w{3,}(?:en|te|er|es|em|et|ern|eln|end|ert|elt|iert|tet|ig|isch|los|bar|sam|haft|voll|wärts|weise|lich|licht|ls)
        |ge\w{3,}t |(?:be|ver|er|ent|zer)\w{3,}t |(?:auf|aus|ein|ab|an|zu|um|vor|mit|bei|nach|durch)ge\w{2,}(?:t|en)
        |\w{2,}(?:sst|ßt|bt|gt|ckt|llt|mmt|nnt|cht|hrt|hlt|hnt|rrt|ndt|tzt|pft|ngt|nkt|lgt|rgt|rbt|ückt|eit|aut|eut)
        """),
    capital_endings=ending(rf"""
        \w{{2,}}(?:ungs?|heit|keit|schaft|tät|tum|tums|nis|ling|lings|ion|ismus|ment|ments|eur|chen|lein|ungen|heiten
        |keiten|schaften|tionen|isten|ist|(?<!v)ern|eln|oren|tor|ssor|ent|ant|ie|ei|ur|ik|and|ium|ien)

        |\w{{3,}}(?:(?<![^l]v)(?<!sb)er|(?<!v)ers|(?<!g)en|ens|(?<!eng)(?<!ereib)(?<![^aeiouäöünrlm][bg])es|els?|els|(?<!o)ns)
        |\w{{3,}}(?:berg|furt|heim|stein|bach|hausen|rich|leon|wig|hold|bert|fried|hard|hart|mund|mar|mus|saal)
        |\w*(?:{_GERMAN_HEADS})(?:e?s|es|e|en|er|ern|n)?
        """),
    not_whole=listed("""
        trans übers beisitz assist marinekdo vertret stellvertret verwalt quart reform thüring holländ rheinländ bayer
        westf gest verst best entspr verh verw geb ehem sog bzw evtl vgl gegr insb usw etc bes gen
        kol kapt lieut leutn oberst hauptm haupt ober unter inner nieder hrsg bd bde nr st dr prof
        art abt fabr sekr obering dipl ing geh kgl preuß evang kath allg reg bez kr frhr jh jhs jan
        feb apr jun jul aug sept okt nov dez mo di mi do fr sa so anm abb tab kap aufl ausg übers
        bearb red stud cand mag lic phil theol
        """),
    questions=capitalised("""
        wer wem wen was wo wie wann warum weshalb wieso wohin woher welche welcher welches wozu
        """),
    starters=capitalised("""
        gegründet gebaut gekauft erbaut errichtet entdeckt benannt zerstört erhalten geblieben verkauft gestorben
        geboren
        beweisen bekannt berühmt
        darauf jetzt da darin darüber darunter davor dazu dahinter daneben daran daraus dadurch
        davon ebenso ferner außerdem zudem überdies hingegen dagegen indes indessen inzwischen
        allerdings freilich natürlich vielleicht möglicherweise wahrscheinlich vermutlich
        offenbar tatsächlich eigentlich immerhin jedenfalls sonst somit also folglich demnach
        dennoch gleichwohl meist meistens manchmal häufig selten immer nie niemals gestern
        morgens abends mittags nachts einst früher vorher nachher bisher seither seitdem sobald
        solange sooft soweit sofern indem innerhalb außerhalb oberhalb unterhalb gemäß statt
        anstatt anstelle neben binnen jenseits diesseits angesichts aufgrund infolge einige
        etliche mehrere sämtliche solche solcher welche welcher welches jene jener jenes
        derselbe dieselbe dasselbe irgendwann irgendwo etwas mir mich dir dich ihm ihn ihnen uns
        euch unser unsere meine deine woher wohin womit wofür wodurch worauf weshalb wieso wozu
        sind hat haben hatte wurde wurden sogar gerade etwa die das er sie es dies diese dieser
        dieses diesem dort dann damals danach dabei dafür damit daher darum deshalb trotzdem
        jedoch aber doch auch als nachdem bevor während weil wenn obwohl seit nach bis ab bei
        mit durch gegen ohne unter über zwischen trotz wegen ihre ihr ihren seine sein seinen
        seiner eine einen einem einer ein kein keine keiner viele manche alle beide jeder jede
        niemand nichts man wer was wo wie wann warum hier heute später schließlich zunächst
        zuvor zuerst erst nur noch schon so zu zum zur zwar denn und oder sondern nun bald
        bereits am im vom beim aus auf für von vor an
        """)
    - capitalised("""
        das die eine zum zur vom dies bei man wer was an so zu am im auf von vor aus und ein sein
        noch ab bis
        """),
    articles=capitalised("die im eine am vom zum zur"),
    determiners=capitalised("der das ein"),
    pronouns=capitalised("wir ich du"),
    weak_starters=capitalised("""
        ob laut fast selbst rund mein ist falls oft dem der das den in an so zu am im auf von
        vor aus und ein bis man was wer sein noch um dies ab
        """),
    year_ends=False,
    never_cut=listed("fort"),
    year_words=listed("""
        jahr jahre jahren seit januar februar märz april mai juni juli august september oktober
        november dezember
        """),
)
