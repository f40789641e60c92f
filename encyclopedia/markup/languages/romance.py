"""French, Italian, Spanish, Portuguese."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

# Consonants before the vowel at the end of a whole word: "Almte." and "Depto." show others.
_IBERIAN_CLUSTERS = listed("""
        bl br cl cr dr fl fr gl gr pl pr tr ch ll rr qu gu lh nh ss nt nd nc ng ns mp mb lt ld lc lg
        rt rd rc rg rm rn rl rs st sc sp ct nf nv nz lv lz rb rp rv xt sm gn str ntr mpl mbr nch rtr
        ndr nqu squ ngu rqu sgu lqu rgu rz rch lf rf nj
        """)

FRENCH = Language(
    vocabulary="fr",
    inflected=ending(
        r"\w{3,}(?:ments|[st]ions|\w{2,}[st]ion|eurs?|eux|ées|és|aient|[èiu]rent|eaux|iers|ières|euses?|esses?)|\w{4,}(?:aux|ais|ait|elles?|ettes?|ants|ents)"
    ),
    # E
    whole=listed("""
        fui fou fous sou sous clou clous trou trous genou ému paru tué tués nié eue rue lui eux elle elles nous vous
        moi toi soi ici là où y en on pas plus rien tout tous trop peu
        bien mal très aussi ainsi alors déjà encore jamais toujours souvent hier demain tard tôt est
        sont était fut eut avait avoir être fait faits dit mis pris vu su lu bu dû né née nés nées
        mort morte morts roi rois loi lois foi fois mois an ans jour jours nuit nuits soir soirs
        matin temps vie vies ville villes pays terre terres mer mers eau eaux feu feux air ciel mont
        monts bois lac lacs port ports pont ponts rue rues main mains pied pieds corps tête cœur
        sang âme dieu dieux fils fille père mère frère sœur mari femme homme hommes enfant enfants
        ami amis gens guerre guerres paix armée art arts œuvre livre livres mot mots nom noms voix
        chant jeu jeux prix or argent fer bronze plomb sel vin pain blé lait riz thé sucre nord sud
        est ouest fin cours court long haut bas fort grand petit vieux neuf bon bas gros part point
        points but choix droit droits deux trois six dix cent cents vit alla vint tint prit mit fit
        vécu reçu perdu vendu rendu connu venu tenu battu élu sept huit neuf onze toit toits mur
                murs sol sols clé clés banc blanc noir rouge vert bleu gris car cas pas dos pluie
        pluies vies
        chemin jardin enfin cousin magasin voisin médecin bassin dessin destin latin raisin moulin
                                roman romans accord fruit fruits hiver doux petit petits longtemps
                jamais marin divin
        jasmin parfum forum bonheur total hôpital capital mental métal état états soldat
        mandat candidat syndicat avocat éclat chocolat plat chat rat climat achat débat combat sénat
        contrat format avis sous non ri rit rire sien tien mien chien rien cher chers clair
        lourd sourd chaud froid froids nœud peint saint joint loup coup coups beaucoup champ champs
        camps drap œuf œufs bœuf bœufs sac sacs lac arc parc avec grec turc seul seuls
        nul poil sel bol vol col viol alcool sort sorts sport sports rapport effort tort sang rang
        rangs étang long poing coing bruit lit lits nid fils début bout août goût coût tout salut
        dépôt entrepôt impôt impôts bientôt aussitôt plutôt dôme hôte intérêt forêt arrêt prêt tabac
        ciel miel fiel chef chefs bref nerf cerf clef clefs relief brefs pied assez chez nez riz gaz
        choc roc bloc estomac galop sirop trop verglas soldats repas lilas amas hélas tas las gras
        bras épais jus plus abus refus dessus dessous abbés os héros repos propos dispos clos
        """),
    nouns=listed("""
        france paris lyon marseille bordeaux lille gand bruges bruxelles londres rome berlin vienne
        madrid allemagne angleterre italie espagne belgique suisse russie europe amérique afrique
        asie nord sud est ouest janvier février mars avril mai juin juillet août septembre octobre
        novembre décembre noël dieu
        """),
    endings=ending(r"""
        \w{2,}(?:ments?|tions?|sions?|eurs?|eux|ées|aient|[èiu]rent|aux|eaux|oirs?|iers?|ères|ières
        |ives|ifs?|elles?|ettes?|ismes?|istes?|ables?|ibles?|ques|gues|ances?|ences?|esses?|ures
        |ages|ades|euses?|trices?|ois|ais|ait|ous|ards?|[ae]ils?|auds?)
        |\w{4,}(?<!prés)ent |\w{3,}(?:[sçltbhm]on|(?<!ch)ron|[aeo]in|(?<!iter)(?<!gé)(?<!mi)[nirv]al)
        |\w{3,}(?:(?<!c)(?:qu|ch|ll|ff|rg|un)ets?|f[eu]t|jets?|erts?|os)
        |\w{3,}(?:és|er|es|is|[dvrsn]it|uit|ut|(?<!a)ir|ons|ins|iens?|ens|ans|als|els|ils|[eoau]ts|rts
        |[ae]nts|ant|nds|rds|ngs|urs|oux|ieux|aix|oix|ours|euil|rs|amps)
        """),
    capital_endings=ending(
        r"\w{3,}(?:ais|ois|iens?|aine|ville|bourg|mont|eux|ard|and|in|on|ac|ers|[bdv]al|ot|sil|el|us|os|as|ès|ey|oy|ens|ges|nes|les|res|agne|ie|ique)"
    ),
    not_whole=listed("""
                manif trans lieut capit génér gouvern présid minist magist regist archit profes édit adjud
        serg ital
        chron septent départ command commiss secrét chap vol fig env apr éd coll trad dir hab fasc
        ms prof gén col cap ing arr dép obs boul faub comm secr prés adm inf sup masc fém litt mgr
        mme mlle mlles mmes mm me dr st ste sts cie ets éts anc manus not dict hist janv févr avr
        juil sept oct nov déc lundi mar mer jeu ven sam dim canon chant repres représ art arts peint
        compos doct évêq archev colon cardin chan chev baron vic marq sén dép cons int ext libr impr
        illustr append biblio musiq philos scienc techn
        """)
    - listed("mer jeu lundi baron colon")
    | listed("colon"),
    questions=capitalised("qui que où comment pourquoi quand quel quelle quels quelles combien"),
    starters=capitalised("""
        certains certaines ensuite
        puisque quoique afin dehors dedans dessous dessus autour auprès près loin hors outre
        excepté sauf durant tandis tantôt parfois souvent toujours jamais rarement longtemps
        déjà hier demain maintenant soudain ailleurs néanmoins mes tes votre vos eux lequel
        laquelle lesquels quel quelle quels quelles quoi combien certes certaines quelque divers
        diverses nombreux nombreuses telle tels telles autre autres chacun chacune quiconque
        peut finalement heureusement malheureusement évidemment seulement même peu beaucoup
        assez trop presque environ là à elle elles ils ce cet cette ces cela ceci celui celle
        ceux son sa ses leur leurs une des les aux dans en après avant pendant depuis quand
        lorsque puis ensuite alors mais cependant toutefois pourtant ainsi aussi donc car comme
        si bien malgré selon sous sur avec sans pour par entre contre chez vers jusqu dès lors
        enfin plus parmi plusieurs certains quelques tous toutes tout chaque aucun aucune rien
        personne nul qui que où comment pourquoi aujourd ici là-bas désormais bientôt jadis
        autrefois nos notre
        """)
    - capitalised("une des les sa bien car plus si en ce"),
    articles=capitalised("les une des en ce"),
    pronouns=capitalised("il on nous vous je tu"),
    weak_starters=capitalised("""
        lui moi toi tel le la un au du et ou ne de à sa si car bien plus deux trois
        """),
    elided=listed("l d c j n s qu m t jusqu lorsqu puisqu quelqu aujourd"),
    never_cut=listed("nord par pas fin fort mer cent corps"),
    enclitics=listed("il elle ils elles on je tu nous vous ce t"),
    months=listed(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    year_ends=True,
    before_numbers=listed("de à en par vers environ avait était et plus moins près sur"),
)

ITALIAN = Language(
    whole=listed("""
        ore anni oro olio ali api osso uva uve pie rio eco lui lei noi voi me te sé ci lì là qui qua su giù no sì più
        già mai poi ora oggi ieri re tre
        due sei può fu era ha ho è sono nord sud est ovest morì nacque così però perché re dì blu
        gru zio zia mio tuo suo sua sue suoi mia mie via vie dei dio eroe età virtù città
        """),
    nouns=listed("""
        roma milano torino venezia firenze napoli bologna genova palermo parigi londra vienna madrid
        berlino gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
        dicembre nord sud
        """),
    endings=ending(r"\w{3,}(?:[àèéìòù])|\w{4,}(?:zion|ar|er|ir)"),
    capital_endings=ending(r"\w{3,}(?:[àèéìòù])"),
    not_whole=listed("""
        prof dott ing avv gen col cap magg ten serg card mons arch rag geom sig sigg cav comm uff on
        sen min circa pag pagg fig cap vol ecc tel fabbr socc comp amm capit presid dire segr prov
        reg staz
        """)
    - listed("circa"),
    questions=capitalised("chi che cosa dove come quando perché quale quali quanto quanti"),
    starters=capitalised("""
        eppure qualcuno qualche probabilmente forse sempre spesso talvolta anzi dunque perciò
        pertanto nonostante malgrado benché sebbene affinché finché appena invece altrimenti
        soltanto persino perfino neanche nemmeno neppure né entro oltre presso lungo attraverso
        eccetto tranne dietro davanti dentro fuori ieri domani adesso ormai subito quasi circa
        molto tanto troppo parecchi pochi ciascuno ognuno qualcosa costui colui esso essi esse
        nostro nostra vostro quale quali quanto quanti questo questa questi queste quello quella
        quelli quando dopo prima durante mentre poiché perché se anche ma però tuttavia quindi
        infatti inoltre così poi allora oggi ancora nel nella nei nelle nello negli dal dalla
        dai dalle dagli sul sulla sui sulle con senza per tra fra contro secondo verso fino
        sotto sopra suo sua suoi sue loro molti alcuni tutti tutte ogni nessuno niente nulla chi
        che cosa dove come qui là non altri alcune molte entrambi alla alle agli ai
        """)
    - capitalised("se fra nulla sua ai chi nel dal"),
    articles=capitalised("gli le una uno nel dal sua"),
    pronouns=capitalised("egli ella essa noi"),
    weak_starters=capitalised("""
        mai solo salvo poco ciò il lo la i gli un a al e o in di del si se da non fra chi ai le
        """),
    elided=listed("l un all nell dell sull dall quest quell c d"),
    year_ends=True,
    before_numbers=listed("di a da in per circa quasi e oltre erano aveva"),
)

SPANISH = Language(
    # I
    vocabulary="es",
    inflected=ending(
        r"\w{2,}(?:ción|sión|ciones|siones|dades|mente|aron|ieron|aban|ían)|\w{3,}(?:[ai]d[oa]s|ores|dad|tad|ales)|\w{4,}(?:[ao]s|(?<!alm)ir)|\w{5,}es"
    ),
    # E
    whole=listed("""
        pie fe té él ella ellos ellas sí no yo tú mí ti ir ver ser dar fue era es son han hay hoy ayer aquí
        allí allá así más menos ya rey ley luz paz mar sol sal pan pez fin mes año años día días vez
        voz cruz piel miel papel hotel nivel señor mujer poder lugar amor dolor color calor valor
        honor actor autor motor favor error norte sur este oeste dos tres seis diez cien mil bien
        mal mejor peor mayor menor igual azul gris real final total legal local rural cual tal sal
        fiel cruel fácil difícil útil móvil árbol español dios país países pies mes tren plan gran
        buen algún ningún según también después antes además lejos jamás atrás detrás través inglés
        francés portugués avión razón nación rey reyes leyes salud edad ciudad mitad verdad libertad
        red sed pared juventud virtud reloj club jardín fin origen orden joven jóvenes
        """),
    nouns=listed("""
        madrid parís londres roma berlín viena lisboa europa españa francia italia alemania portugal
        américa méxico sevilla toledo burgos gante brujas enero febrero marzo abril mayo junio julio
        agosto septiembre octubre noviembre diciembre dios
        """),
    endings=ending(r"""
        \w{2,}(?:ción|sión|ciones|siones|dad|dades|tad|mente|aban|aron|ieron|ían|ados|idos|adas|idas|ores|eres|ales)
        |\w{3,}(?:as|os|es|ís|és|ás|an|en|ón|án|én|ín|ar|er|ir|or|al|el|il|ud|ad|iz|az|ez|oz|uz|ol|ús|sis|us|ún)
        """),
    capital_endings=ending(r"\w{3,}(?:ción|dad|tad|os|as|ez|án|ón|és|ores|iones)"),
    not_whole=listed("""
        admdor biblio
                ayto admón obpo arzpo profa dra arqta almte cnel comte pdte dpto depto excmo excma
        ilmo ilma rvdo rvda
        ntra avda licdo licda afmo affmo admtvo alcde ingro mtro presbo gral prof lic dra sra srta
        dña cía pág págs cap vol fig núm aprox art arts ed edit trad capit fabr secr presid direc
        minist magist regist dir ing arq tel gob dip sen min com coron brig gener obisp arzob fund
        izda izdo dcha dcho pta pte pral pbro hnos hno vda bco tnte coron milit profes dire
        """),
    starters=capitalised("""
        murieron murió dieciséis doscientos tres cuando mientras quedaron quedó nació hubo había existen existe existía
        siempre nunca quizá quizás todavía donde cuanto cuando cual cuál cuáles quienes alguien
        algo otro otra mucho mucha pocos pocas bastante demasiado tanto apenas casi sólo incluso
        excepto mediante alrededor dentro fuera cerca lejos debajo encima detrás delante nuestro
        nuestra nuestros aquello esos eso ello ella ellos ellas esto este esta estos estas ese
        esa aquel aquella después antes durante mientras porque aunque si también pero sin sino
        además luego entonces así hoy ahora aún desde hasta según bajo sobre con para por entre
        contra hacia tras ante su sus muchos algunos varios todos todas cada ninguno nadie nada
        quien quién qué dónde cómo aquí allí tampoco finalmente posteriormente había fue era
        fueron eran hubo otros otras ambos
        """)
    - capitalised("si su este esta así fue era tras"),
    articles=capitalised("los las una unos este esta su"),
    pronouns=capitalised("él yo tú nos"),
    weak_starters=capitalised("""
        tan salvo solo el la lo un al en a y o e de del se no mi si así fue era los las tras
        """),
    clusters=_IBERIAN_CLUSTERS,
    never_cut=listed("mes sol sal mal plan"),
    beginnings=ending(r"\w{4,}(?:aron|ieron)|\w{3,}ió"),
    year_ends=True,
    before_numbers=listed("de a en por unos casi y más menos hasta eran tenía"),
)

PORTUGUESE = Language(
    # I
    vocabulary="pt",
    inflected=ending(r"""
        \w{2,}(?:ção|são|ções|sões|dade|dades|mente|ão|ões|ães)|\w{3,}(?:[ai]d[oa]s|ores|avam|[aei]ram|iam|agem
        |agens|aram)|\w{4,}(?:[ao]s|ir)|\w{5,}es|\w{3,}(?:ou|eu|iu)
        """),
    whole=listed("""
        hotel hotéis rua via só maio junho julho museu seu teu céu meu chapéu ele ela eles elas sim não eu tu mim ti ir
        ver ser dar foi era é são há hoje ontem aqui ali lá assim mais menos já rei lei leis luz paz
        mar sol sal pão fim mês ano anos dia dias vez voz cruz mil dois três seis dez cem bem mal
        norte sul leste oeste mãe pai pais irmão mão sem bom boa som tom céu véu réu pé pés deus
        país países trem cor flor dor amor valor senhor mulher poder lugar melhor pior maior menor
        igual azul real final total também depois antes além longe jamais atrás através inglês
        francês português avião razão nação reis saúde idade cidade metade verdade homem homens
        jovem ordem viagem origem imagem ninguém alguém algum nenhum um uns
        """),
    nouns=listed("""
        lisboa porto coimbra brasil portugal espanha frança itália alemanha paris londres roma
        berlim viena europa áfrica américa janeiro fevereiro março abril maio junho julho agosto
        setembro outubro novembro dezembro
        """),
    endings=ending(r"""

        \w{2,}(?:ção|são|ções|sões|dade|dades|mente|avam|aram|eram|iram|iam|ados|idos|adas|idas|ores|agem|agens|ão|ões|ães)

        |\w{3,}(?:as|os|es|ês|ás|am|em|ém|ens|ar|er|ir|or|al|el|il|iz|az|ez|oz|uz|ol|us|is|um|ais|eis|ois|óis|im|om|ou|eu|iu)
        """),
    capital_endings=ending(r"\w{3,}(?:ção|dade|os|as|es|ões|ão|ores|ez)"),
    not_whole=listed("""
                liter comte conde cte exmo exma ilmo ilma revmo rvmo alte profa enga arqa depto ltda
        cia dra sra
        srta pça gal cel cap maj ten sarg prof eng arq dir ing adv pres sec secr min gov sen dep vol
        pág págs fig núm aprox art ed edit trad capit fabr presid minist magist regist gener coron
        brig bisp arceb fund vis bar cons des embaix milit profes engen
        """),
    questions=capitalised("quem que onde como quando qual quais quanto quantos"),
    starters=capitalised("""
        seguiu havia houve existem existe morreu nasceu quando durante enquanto
        talvez sempre nunca jamais ontem amanhã apenas só mesmo inclusive exceto mediante
        perante dentro fora perto longe acima abaixo atrás diante alguém algo tudo outro outra
        muito muita poucos poucas bastante tanto tanta quase qual quais quanto quantos aquilo
        meu minha nosso nossa lhe aos às num deste desta desse dessa daquele dela deles delas
        conforme todavia entretanto portanto pois porquê enfim afinal aliás ela eles elas isto
        isso este esta estes estas esse essa esses aquele aquela quando depois antes durante
        enquanto porque embora se também mas porém contudo além logo então assim hoje agora
        ainda desde até segundo sob sobre com sem para por pelo pela entre contra após seu sua
        seus suas muitos alguns vários todos todas cada nenhum ninguém nada quem onde como aqui
        ali finalmente posteriormente havia foi eram nesse nessa neste nesta naquele nos nas na
        no outros outras ambos pelos
        """)
    - capitalised("se nos nas na no este esta foi além como"),
    articles=capitalised("uma umas este esta na no nas nos"),
    pronouns=capitalised("ele eu nos não"),
    weak_starters=capitalised("""
        numa salvo caso o a os as um uma ao à em e de do da dos das se nas na no foi além como
        """),
    enclitics=listed("se la lo las los lhe lhes me te nos o a os as na no nas"),
    clusters=_IBERIAN_CLUSTERS,
    never_cut=listed("sol sal mal cor"),
    beginnings=ending(r"\w{4,}(?:aram|eram|iram)"),
    year_ends=True,
    before_numbers=listed("de a em por uns quase e mais menos até eram tinha"),
)
