"""Words that news writes with a capital at times and that are no names.

Data only: words that are capitalised inside sentences of French or English news (offices,
institutions, titles) but stand there in lower case at least twice as often
(institutions: a seventh as often). Counted on the
project's training text; folded as :func:`pipeline.checks.termbase.fold` does.
"""

from __future__ import annotations

import functools


@functools.cache
def french() -> frozenset[str]:
    """French words, folded."""
    return frozenset(_FRENCH.split())


@functools.cache
def english() -> frozenset[str]:
    """English words, folded."""
    return frozenset(_ENGLISH.split())


@functools.cache
def openers() -> frozenset[str]:
    """French words, folded, that sentences open with and that are no names."""
    return frozenset(_OPENERS.split())


_FRENCH = """
    abbaye abeille absolue absurdite abuse accord accords acte action active actu actualites
    actuelles ad administratif administration adrenaline adresse aeroport aeroports affaires
    affix afghan africain africains age agence agences agenda agir agricole agriculteurs
    agriculture agro ai aida aide aime air alcool alerte algerien alimentation allemand
    allemande allemands alliance allier allies alpha alsacien alternative am ambassade
    ambassadeur amenagement americain americaine americaines americains amis amitie amour an
    ancien anciens ange anglais anglaise animal annee annexe anniversaire ans ant antenne anti
    antiquites apache app appel application applications approvisionnement apt aptitude arabe
    arabes arc archive archives arenes argent argentin arm armee armees armement arsenal art
    article artificielle arts as ascension asiatique asiatiques aspell assemblee assemblees
    assise assises assistance assistant association associations associes assurance atelier
    attaque attribution au aube auberge aucun audio audit austral australien australienne
    australiens autant auto autoconf automobile automobiles automobilia autorite autoroute
    autoroutes autrichien aux avenir aventure avenue aviation avocats ayatollah baby bac badge
    baie bains bal balance ball balle ballet baltes ban bande banque banques bar barbe barometre
    baron barre barreau bars bas base basque basse bassin bassins bat bataille bataillon
    bavarois bazar be beau beaute beaux beep beige bel belge belges belle berlinois berne best
    beta bibliotheque bien bienvenue biere bin bind bio bip bistrot bits bittorrent blanc
    blanche blancs bleu bleus bloc blog blues bogue bois bon bond bonheur bonne bonnet bouche
    boulevard bouquet bourgeois bourse bourses bout boutique bovin bowling box boxer boy bras
    brave break bresilien bretonne bretons breves brigade brigades britannique britanniques
    bronze brun brut budget bug build bulgare bulgares bulletin bureau bus business buzz by ca
    cabinet cabriolet cacher cadre cafe cage caillou caisse calibre californiens call camp
    campagne camping camps campus can canadien canadienne canadiennes canal cancer canne canon
    canton cap capitaine capital capitale capsule car caravane carbone cargo carre carriere
    carrieres cars case casques cassation cassette catholiques ce celebrites cent central
    centrale centre centres cercle cerf certificates cette ch chaine chair chambre chambres
    champ champagne champion championnat championnats champions champs chance chancelier
    chanceliere change changelog chanson chant chantier chaos chapelle charger charte charter
    chasseurs chat chateau chats chauve check chef chemin chemins cher cherche cheval chez
    chiites chilien chinois chinoise chinoises chirurgiens choisir chretien chrono ciel
    cigarette cimetiere cinema cinq cinquieme circuit cirque citadelle cite citoyennete citoyens
    citron civil civile claire clash classe classique clavier client climat clique clos club
    clubs cluster co coalition cobalt cockpit code coeur cohesion coin collectif collection
    collectivite collectivites college colombe colombienne colonel com combattants come comedie
    comics comite comites commandant commandement commander comment commerce commercial
    commissaire commissaires commissariat commission common commun communaute communautes
    commune communes communication communications communicator compagnie compagnons compatible
    competition compiler comptes comte con concept concert concours concurrence conference
    confiance configuration congolais congres conseil conseiller conseils conservateurs
    conservation conservatoire consommation consortium constitution constitutionnel
    constitutionnelle construction constructions contact conte content contes continent contrat
    controle convention cookie cooperation coordination coquille corail corbeau core coreen
    coreens corona coronavirus corps cote cotes cottage coupe cour couronne courrier cours
    course court cousin couture crayon createur credativ credit creuse crime crise croate
    crochet croisieres croissant croix cron cross crypto cubains cube cueillette culture cups
    curses cyber cycles cygnes cyrus da daemon dam dame dames danois danoise dans danse data
    date dauphin dauphine de debat debconf debout decennie declaration decouverte defense
    defenseur defi del delegation delegue delegues demi democrate democrates democratie
    democratique departement depression depute deputes der derniere dernieres des description
    design designer desir destin deux deuxieme developpement developpeur developpeurs devoir dia
    diable diagnostics dialogue dictateur diesel dimanche diner direct directeur direction
    directoire directrice discussion display distribution district division dix django do doc
    docbook docteur doctrine document documentation dollar domaine domino don donne donnees dore
    dos dotation double douze drive droit droite droits drupal du duc duchesse duo easy eau eaux
    echanges eclair ecole ecologie economie ecossais edition education egalite eglise eglises
    egyptienne electricite elle empire emploi en enchaine encore end energie enfance enfant
    enfer enigmail enquetes enseignement ensemble entre entree entreprise entreprises entrevue
    environnement envoye epargne epoque equatoriale equipe er escape espace espagnol espagnole
    espagnols esperance esplanade espoir esprit essai est estonien estoniens etablissement
    etasunien etat etch eternel ethereal etoile etoiles etrangeres etudes euro europeen
    europeenne europeennes europeens euros events ex excellence exclusive executif exige exim
    experimental expert explorer export exposition expositions expressions ext extensions
    extinction extra extreme fabrication fabrique face faculte faible fake famille fan fast
    faucons federal federale federation femme femmes ferme ferries ferry festival fete feu
    fevrier fierte fiertes figures file film fils final finance finances financiere fine
    finlandais finlandaise finnois firme firmware flat fleur flex flore foire fonction fond
    fondation fonds font food football for force forces forestier format formulaires formule
    fort forum forward fou four francais francaise francaises franceinfo francilien franco free
    freetype fregate french frere freres froide from front frontieres full fusion future gagnant
    gagne galerie galeries gallery gallois games garage garde gardiens gare gauche gay gaz
    gazette gendarmerie general generale generales generation generations generaux gens gestion
    gilets git glacier glibc global globale globe gnome golf golfe good gouter gouvernement
    gouverneur grade grand grande grandes grandi grands graphviz grec grenade gris gros grosse
    grosses grosso grotte groupe groupement grub gtk guerre gui guichet guide habitat hajj hall
    hamburger handicap haut haute hautes hauts hebdomadaire heimdal helix help hemicycle
    heritier heure heures histoire historique history holding hollandais home homme hommes
    homophobie hongrois hongroise honore hop hopital hopitaux horizon hot hotel huit humanite
    hutu hybrid hydro hymne hyper iceweasel ici id identite if il ile iles im image imagemagick
    imagine imlib immigration immobilier impact impossible in independance independant
    independante independants index indice indien indienne indiens indigenes indonesienne
    industrie industries infection info information informatique infrastructure infrastructures
    ingenierie ingenieur initiative innocence innovation innovations inscription inscriptions
    insoumise inspection inspiration installation installer instance institut institution
    institutions instituts instruments intelligence intelligent inter interactive interface
    interieur international internationale internet investigation ion irakien iranien iraniens
    irlandais is islam islamique islamistes islandais israelien israelienne israeliens it
    italien italienne italiennes italiens italo ivoirien jambon janvier japonais jardin jardins
    jaunes java javel jazz je jet jets jeudi jeune jeunes jeunesse jeux jigdo jihad job jolie
    jour journal journee journees jours joyeux judiciaire juif juifs juin juridiction jury juste
    justice kalachnikov kernel keys kirkwood kit kolab kurdes la laboratoire laboratoires lac
    lacs laine lance lancer laptop latin latine latino launch le leader lenny les lettres lib
    libanais libav liberation liberaux libere liberte libertes libgcrypt libre libres libvirt
    licence lie lien liens lieutenant ligne limitee limousine linge link lintian lion lions lire
    lise list liste lite lithium litterature littoral live livre livres local location log
    logement loges logiciel logistique loi lois loisirs londonien long longue losange lot loup
    loups lourdes low loyaute lu lumiere lumieres lune lutte luxe luxembourgeois lycee lyonnais
    lyonnaise ma machine macronie magazine maghrebin mai mail maillon maillot mailman main
    maintenant maire mairie mais maison maisons maitre maitresse major make malade malien
    maltais man manager managers manche marchant marche marches marcheurs marechal mari marin
    marine maris marketing marocain marocains marque marques marqueur mars marseillais martyrs
    massif master match mate matin me mecanisme medecine medecins media medias mediateur
    medicament meeting meilleur melodie membre memoires memorial mena menton mentor mentors
    mepris mer merci mercure mere meres mes message messagerie messe met meteo metiers metropole
    mexicain mexicaine micro midi mignon migrations mile miles milieu mille millenaire milles
    million min mines mini miniconference minier minimes ministere ministre ministres miserables
    mission mobile mobilite mode module moin moines mois mon monde mondial mondiale mondiales
    monetaire monnaie monsieur montagne monte monts monument monuments mort morte mortier
    mosquee mosquees motif motion moto mots mouche moulin moulins mount mountune moustache
    mouvement move moyen mozilla mp mt muet multi multimedia municipal municipales mur muraille
    muret muscle musee musicale musique musulmans mutt mutuelles na nagios nana nantais nation
    national nationale nations native nature naval navigation nazis ndlr neerlandais neo net
    netfilter netlink neuve neuvieme news nez ng nginx ni nickel nigerian no noble noir noire
    noirs nom non nord normal normand normes norvegiens nostalgie notation notes notification
    notre nous nouveau nouvel nouvelle nouvelles novembre nuage nuit nuits nuls numerique
    objectifs objective observateur observer occidental occidentale occidentaux ocean octobre
    oeuvre of off office officiel officiers oiseaux olive oliviers olympique olympiques on oncle
    one open opera operation operations opinion option opus or orange orchestre ordre oreille
    organisation oriental orion oro orphelin ouest ours out outre ouvriere over pacifique pack
    pacte page pages paix pakistanais palais palestinien palestiniens pan panda panier panorama
    papa pape papillon paquet parade paradis parallele parapluies parc parfums parisien
    parisienne parisiennes parisiens parking parlementaire parlements parole parquet part
    partenariat parti parties partisans parts parvis pas passage passion passions patch path
    patrimoine patriotes patron pavillon pays peau peche peer peloton penal pendant peninsule
    people pere peres performance performante perl perle petit petite petites petits petrole
    peuple peuples phar philosophie physique pianiste piano pic pick pieces ping pique pirates
    piste pivot place plage plan planete plasma plat plateau player plug plus po poche podcast
    point pointe poisson pole poli police politique polonais pomme pont pool pop populaire
    population port porta portable porte porter portugais positive post postale poste pot potato
    poulain pour pratique pre prefecture prefet premier premiere premieres premiers presidence
    president presidente presidents presse prestige pretre prevention prime prince princesse
    principe printemps private prive prix pro procedure process proche procureur production
    productions produit professeur professionnels programme progres projet prolongee promenade
    promotion prophete prospective protection protocole prototype province proximite proxy
    public publication publique pur pure put pyramide python qmail quai qualite quartier quatre
    quattro que quebecois questions qui quinze quoi quotidien race racine racisme radical radio
    rage raid rail rails ramadan ranch rancon rapide rapport ras rassemblement rat ravi re
    recherche recherches reconnaissance record records reference reforme refuge refugies regards
    regie regime region regionale regions reglement reine reines relations remote renard
    rencontre rencontres rendez renseignement renseignements report reporter representant
    representants representation repression republicain republicains request reseau reseaux
    reserve resilience resistance resolution resolutions responsable responsables ressources
    retraites reunion revolution revue rideau ring rive rives riviere robinet rocher rock roi
    rois roll rom roman romans rond rose roses rouge roumain roumaine roumains round roundcube
    route routiere royale ruby rugby run runtime russe russes rwandais sa sable sables sacre
    sage sages sainte saints saisons sale salle salon salut samba samedi sanctuaire sang sans
    sante saoudite sapin satellite sauvage scandinaves science sciences score screen second
    seconde secours secret secretaire secretariat secrets section securite security sein
    sejourne select self selle selon semaine senateur sendmail senior sens septembre septieme
    sera serbe serial serie series serre server serveur service services set seuil sexy shadow
    shell show si sida siecle signature signes silence simple situations six slovaques slovene
    smartphone so social sociale socialiste socialistes societe societes socket sockets soir sol
    soldat soleil solidaire solidaires solidarite solo solution solutions somme sommet sommets
    son soudanais soul source sources sous sovietique sovietiques spamassassin sparc special
    spectre sport sportive sports spot squeeze squid squirrelmail stabilite stable stade stage
    standard standards star stars start station statue statut sterling stock stop strategie
    studio studios stunnel style su subversion sucre sud sudistes suedois suedoise sueur suisses
    suite sunnites sup super superieur support supreme sur surete surface surveillance survie
    suspension symphonie syndicat syndicats syndrome synergies syrien systeme systemes ta tabac
    table tableau tag tait taiwanais taliban talibans talk talon tank tar task taxi tcheque
    tcheques tchetchene te technique technologie technologies tel tele telecommunications
    television telnet template temple temps terminal terminale terni terrains terre terres
    territoire territoires test testament teste testing tete tetes thai thailandais the theatre
    theme ticket tiers tigre tigres time tiptronic tirage tirant to ton tonnerre tools top total
    touche tour tourbillon tourisme tournoi tours tous tout trac tracker traction tradition
    train trains traite traites trans transformation transition transmission transparent
    transport transports travail travailleurs travailliste travers trente tresor tri tribunal
    tribune tricolore triomphe triple trois troisieme trone trouve tsunami tube tunisien turbo
    turc turcs type typo ukrainien ultra ultras un une unie unies unification unis unit unite
    unites univers universite universites up update urgence urgences usage usagers use user
    users vacances valeurs vallee valve van var variant varietes vehicules velo vendredi
    venezuelien venezueliens venus ver verite version vert verts vi via vice victoire victoires
    video vie vieille vieilles vierges vieux vignes villa village villages ville villes vim
    vingt virtuelles visa vision visites vitale vitesse vivement vogue voici voiture voitures
    voix volatile von vote votes vous voyage voyages voyageurs wanna watts web webmin week
    wesnoth wget wheezy wiki wine wordpress xine xorg xpdf xulrunner years yorkais zip zone zoo
    zope
"""
_ENGLISH = """
    about above abuse academic accept acceptance access accessibility accession accord according
    accords account accountability accountants accounting accounts acid acquired acquisition
    acquisitions act acting action active activities activity actors actual acute ad adapter add
    added address addresses adjustment admin administration administrative administrator
    administrators adoption advance advanced advancement advent adventure advertising adviser
    advisers advisor advisories advisors advisory advocate aerospace affairs affiliates affix
    again against age agencies agency agenda agent agents ages aggregates agreement agreements
    agricultural agriculture aid aide ain air aircraft airline airlines airplane airport
    airports al alcohol alert algorithm all alliance allies alpha alternative aluminium aluminum
    am amateur ambassador ambulance amendment amendments amounts an analysis analysts anchor
    ancient and animal annex anniversary announcement annual anonymous another answer anti
    antitrust apart apes app apparel appeal appeals apple applet appliance appliances applicants
    application applications applied approach appropriations apps apr aptitude arbitration arch
    archipelago architecture architectures archive archives are area areas arena armed armel
    arms army array arrest art article articles artificial artists arts as ash ask asked aspell
    assault assembly assessment asset assets assist assistance assistant associate associated
    association associations assurance at athlete atomic attack attacks attendants attorney
    auction audio audiovisual audit auditing auditors authentication author authorities
    authority authorization authors auto autobuilder automake automated automatic automobile
    automotive autonomous autumn availability available average aviation award awards away baby
    back backend backports backup bacon bad ball ban band bank banker bankers banking bankruptcy
    banks bar barometer barrier base based bash basic basketball bat bath battery battle be
    beach bear beard bearing beast beautiful beauty beef beer begins behaviour being below belt
    bend beneficial benefit benefits bent best beta better between beverage beyond bidder big
    bill bills bin binaries binary bind bio bioinformatics biological biotechnology bird
    birthday bits bittorrent black blackbox blank blender blind bloc block blocks blog blogger
    bloggers blood bloom blue blunt board boat body boiler bomb bond bonds bonus book books boot
    booth boots borders borrowing boss bottom bourse bow bowling box boxes boy boys branch brand
    brands bravery break breakfast breweries brewery brick bridge brief broad broadcast
    broadcasting broken brokers brother brothers browser buck budget budgetary budgets buffer
    bug bugs build buildd builder building builds bull bureau bus business buster buy by cabinet
    cable cache cacti cafe cage calendar call camera camp campaign campus can cancer candidate
    cap capacity capital capitals captain captive car card cardiovascular cards care carrier
    carriers carry cars cartel case cash casino castle casualty catalog catalyst category cattle
    cell cellular cement cemetery census center centers central centre centres century cereals
    certificate certificates certification chain chair chairman challenge chamber champion
    champions championship chancellor change changelog changes channel chaos chapter character
    charge chart charter chartered charts chat check checker chemical chemicals cherry chess
    chicken chief chiefs child children choice choir chromium church cinema circle circuit
    circuits cities citizen citizens citizenship citrus city civic civil civilian claims clan
    class classic classification cleaning clearing client cliff climate climax clinic clinical
    closer closing clothes cloud club cluster coach coal coalition coast coastal cobalt cocoa
    coconut code codec codes coffee coffin cohesion cold collection college colonial colony
    color colour combined combustion come comedy coming command commander commerce commercial
    commissions committee committees commodities commodity common communication communications
    communicator communism communist communities community compact companies company
    compatibility compensatory competition competitiveness compilation compiler complex
    component components composite comprehensive compromise compute computer computers computing
    con concepts concern concert conciliation concurrent conduct conference conferences
    configuration conflict conflicts congressional connect connection consensus conservation
    conservative conservatives console consolidated consortium constituent constitution
    constitutional construction consular consultants consultative consulting consumer consumers
    contact container containers content contents contest continent continental continuous
    contra contract contractors contribution contributions contributors control controller
    controls convenience convention conventions convertible cook cookie cooperation cooperative
    cooperatives coordinating coordination coordinator copper copy copyright core corn corner
    coronavirus corporate corporation corporations cotton council councillor councils counsel
    count counter counties counting countries country countryside county coup courage courier
    court courts cousin coward craft crash crazy creation creative creator credit credits crime
    crimes criminal crisis critical critics crop crops cross crown cruel cruise cry crypto cube
    cubic cultural culture cup curling currency current curve custom customs cwt cyber
    cybercrime cycle cyrus dad daemon daemons daily dairy dam dams dance dancing danger dark
    darkness dash data database databases date dawn day days de dead deal dealer dealers dealing
    death debate debconf debenture debian debt debtags debugger decision decisions declaration
    decree deep default defence defense deficiency definition del delegate delegates delegation
    delivery democracies democracy democratic democrats denial dental department departments
    dependencies dependency deposit depositary depression deputies deputy der derivatives des
    description descriptions desert design designer desk desktop desperate detection developer
    developers development developments device devices devil diagnosis diagnostic dial dialogue
    diary dictionary die diesel diet different digest digital dignity dimension direct directive
    director directories directors directory dirty disability disarmament disaster disasters
    disc discount discovery discs discussion disease disk dismantle display distance distributed
    distributing distribution distributions distributor distributors district distro diversified
    division django do doc docbook dock doctor doctors document documentation documents does dog
    dogs dollar domain domestic domino don donations door doors down download draft drawing
    dream dreams drilling drive driver dropbear drug drugs drupal dry du dual duo duty dynamic
    dynamite early earth earthquake east eastern easy echo eclipse ecology economic economics
    economies economist economy edge edition editor editors education educational eight election
    elections electoral electric electrical electricity electronic electronics elephant elevator
    eleven elite email embassy embedded emergency empire employee employees employers employment
    emulator encoding end endeavour endian ends enduring energy enforcement engagement engine
    engineer engineered engineering engineers engines enhanced enigmail enterprise enterprises
    entertainment entity entries entry environment environmental environments envoy epidemiology
    equal equality equipment equities equity escape establishment estate etch ethereal ethics
    euro eurobond euros eurozone evaluation evening event events everything evil evolution ex
    exchange exchanges excise executable executive executives exhibition exim expansion
    experience experimental experts exploration export exporters exporting express expression
    expressions ext extended extensible extension extensions external extra eye eyes face
    facilities facility factor factory fail fair faith fall falls fame familiar family fantastic
    far farm farmers farms fascism fascist fascists fast fat father fathers fats fax fears
    feature features fed federal federation federations feed ferries ferry festival fever fiber
    fibre field fields fifteen fifth fight fighters file files filesystem film films filter
    final finance financial financing finding fine fire firefox firewall firm firmware first
    fiscal fish fisheries five flag flags fleet flew flight floppy flora flow fly flyers flying
    fob focus font fonts foo food foods fool football for force forces foreign foremost forest
    forever forgery form format forms formula forth fortune forum forums forward foster
    foundation four fourth framework franc francs free freedom freedoms freetype freeze freight
    frequency friend friendly friends friendship from front frontend frontier frozen fruit fuel
    fuels full fully fund fundamental funding funds furniture further fury fusion future futures
    gadgets gallery gamble gambling game games gaming gangs garage garden gardens garments gas
    gate gateway gathering gay gear gender general generating generation generator genetic
    genius geography geothermal get getting gforge ghost giant giants gilt girl girls git given
    glass glibc global globalisation globe gnome gnu go goals goat gold golden golf good goods
    gospel got governing government governmental governments governor governors grace grade
    graduate grain grains grand grant graph graphical graphics grass great greater green grey
    grid gross ground group groups groupware growers growing grown growth gtk guarantee
    guaranteed guard guardians guards guide guidelines gun guy hack half halls hammer hand
    handheld handler handling hands hang happy harbor harbour hard hardware harmony hat have
    haven he head headquarters heads health healthcare heart hearts heat heaven heavy heimdal
    helicopter hell hello help hepatitis her here heritage hero hi hide high higher highway his
    historical history hit hockey hog holding holdings holiday home homeland homepage homes
    honor honours hope horde horizon horse hospital hospitals host hosting hot hotel hotels hour
    house household houses housing how however hub human humanitarian hung hunting hunts
    hurricane hydraulic ice iceweasel if ill image imagemagick images imaging immigration immune
    impact implementation import importers imports improvement improvements in incentive
    inclusion income incoming incorporated independence independent index indicators individual
    indoor indoors industrial industries industry info information infrastructure init
    initiative injection ink inner innovation input inquiry inside insider insight inspection
    inspector inspiration inspired install installation installations installer instance instant
    institute institutes institution institutional institutions instrument instruments insurance
    insured insurers int integrated integration integrity intellectual intelligence intelligent
    intensive intent inter interactive interbank interest interface interim interior
    intermediate internal international internationalisation internet interpreter intervention
    interview introduction intrusion inventions investigation investing investment investments
    investor investors iron is island islands issue issues it ja jam jasper java javascript jazz
    jessie jet jets jewelry jigdo job jobs joint journalists joy judge judicial judiciary juice
    junior junta just justice kernel kernels key keyboard keyring keys kids killers kit klecker
    knife know knowledge labor laboratories laboratory labour ladies lady lake lamb land
    landmark landscape language languages laptop laptops laser last law lawn lawyers layer
    layout lead leader leaders leadership leading leaf league learn learning lease lecture led
    left legal legend legislative legislature leisure lenders lenny lent lesser let letter level
    levy lib liberal liberation liberties liberty libgcrypt libraries library libvirt license
    licensed licenses licensing life lifetime light lighting lightweight like limited limits
    line lines link links lintian linux lion list lists lite literature little live livestock
    living loan loans local locales location lock log logic logical logistics logo long look
    looking lookup lost lottery love loves loving low lower lucky lumber lynx machine machinery
    machines made mafia magazine magic magistrates mail mailing mails main maintainer
    maintainers maintenance maize major majority make maker makers making malaria mall man
    managed management manager managers managing manipulation manual manufacturers manufacturing
    map marathon marine marines maritime mark market marketing markets marks markup martyrs mass
    master masters match material materials mates mathematics matrix mattress may mayor md me
    meal means measure measurement meat mechanism medal media medical medicine medicines medium
    meet meeting meetings meltdown member members membership memorandum memorial memories memory
    men mental mentor mentors menu merchandise merchant mercury merry message messaging
    messenger meta metal metals method micro mid middle midnight mighty migration mile miles
    military milk mill million millionaire mind mine mineral minerals mines mini mining minister
    ministerial ministers ministries ministry minor minority minutes mirror miss missile
    missiles missing mission mobile mobility mode model modem modern modification module modules
    molecular moments monetary money monitor monitoring monitors monkey monopolies monopoly
    monster monsters month moon more morning mortgage mosque most mother mothers motion motor
    motorcycle mount mountain mountains mounted mouse move movement movie movies moving mozilla
    multi multimedia multiple municipal municipality murder museum music must mutt mutual my na
    nagios name names naming nasty nation national nationalist nations nationwide native natural
    nature naval navigation need needed needs neo nephew nest net netfilter netlink network
    networking networks neutral never new news newspaper newspapers next nginx nice night nine
    ninth no noble nominations non none noon nor north northeastern northern not note notes
    notice now nuclear number numbers nursery nursing object objective occupation ocean of off
    offered office officer officers offices official offshore oil oils old on one online only
    open operating operation operations opportunities opportunity opposition optical option
    options or orange orbit order ore organisation organisations organiser organization
    organizations origin other our out outlook output over overseas oversight overview own
    ownership pace pack package packages packaging packet packing pact page pages paint palm
    panel paper papers para parade paradise parallel parcel parents park parks parliament
    parliamentary parser part parted parties partner partners partnership partnerships parts
    party pass passage passion passport password patch patches patent patents path pavilion pay
    payment pays peace peas peer pen penny pension pensioners pensions pentathlon people peoples
    pepper performance peripheral perl permanent perpetual personal personality personnel
    persons perspective petrochemical petroleum phar pharmaceutical pharmacy phase philosophy
    phone photo physical physicians physics picture pictures pie pilot pilots pipe pipeline
    pipelines pirates pizza place placement placements places plain plan planet planning plans
    plant plasma plastic plastics plate platform platinum play player please plenty plug plugin
    plus po pocket point polar police policies policy political poll pool poor pop popular
    popularity population pork port portable portal porter porting ports position positive post
    postal posts pot potato poultry pound poverty power powers practical practice practices pre
    precision preference preferences preferred prefix prelude presidency president presidential
    presidents press pretty prevention preview price pride primary prime print printers printing
    prior prison prisoner privacy private privileges prize prizes pro problem problems procedure
    process processing processor processors procurement producer producers producing product
    production productions products professional professor profiles program programme
    programming programs progress progressive project projects promotion proof properties
    property proposal prosecution prosecutor prospective protect protection protective proteins
    protocol protocols prototype provider province provisional proxy public publication
    publications publicity publishers publishing pulp pulse puppet purchase purchasing pure
    purity put pyramid python qmail qtr quake quality quartet quest question questions queue
    quick quotation quotations race racial racing racism rack radical radicals radio radius rail
    railroad railroads railway railways ranch rand range rank ranks rapid rate rates rating
    ratings raw re react read reader readers reading real reality reason rebel receipts
    recession recommends reconciliation reconstruction record records recovery red reference
    refiners refinery refining reform refuge refugees regiments region regional regions register
    registration regular regulation regulations regulatory rehabilitation reinsurance related
    relations relay release released releases relief religious remote removal rent rental reply
    report reporter reporters reporting reports repositories repository representative
    representatives reproducible request requirement rescue research reserve reserves resistance
    resolution resolutions resource resources respect respond response responsible restaurant
    restaurants restoration restore results retail retirement retrieval return revenue review
    revision revolution revolutionary rice rich right rights ring rip rise rising risk river
    rivers road roadmap robot robots rock role roll rolling room root rose roses round roundup
    route router row royalty rubber rugby rule rules run runner runtime rural rush safe
    safeguard safer safety saga said sale sales salmon salt samba same sand sans sarge satellite
    save saving savings says scan scanner scene schedule scheme school schools science
    scientific scope scoreboard scratch screen script scripting scripts sea seafarers seafood
    search seasons second secondary secret secretaries secretary secrets section sections sector
    secure securing securities security see seed seek select selection self sellers sells
    semiconductor senator senators sendmail senior serial series server servers service services
    servlet session sessions set settlement settlements setup seven seventh sex shadow shall
    shape share shared shareholder shareholders shares sharp she sheets shelf shell shelter
    shield ship shipbuilding shipping shipyards shirt shoe shoes shop shopping shops shore short
    show shuttle sid side signal signature signatures signing silence silicon silk silver simple
    simulator sin singer single singles sister sisters site situation six sixth size ski skills
    skinny sky slack slim slink slope small smart smelting snake snow snowman so social
    socialism socialist societies society socket sockets soft software solar soldier soldiers
    sole solid solidarity solution solutions son song sons soon soul sound source sources south
    southern sovereign soya soybean space spaces spam sparc speaker special specialty
    specification spectator spectre spectrum speech speed spend spirit split spokesman spoon
    sport sporting sports spring sprint sprints square squashing squeeze squid squirrelmail
    stabilisation stability stable stadium staff stage standard standards standing star stark
    stars start state statement states station statistical statistics stats status steam steel
    steering sterling sting stock stockbrokers stones stop storage store stores storm story
    strategic strategy stream streaming street streets stretch strict strictly strike strip
    strong structural structure structured student students studies studio studios study stuff
    style sub subcommittee subject submission subproject subscriber suburban success such sugar
    suite summaries summary summer summit sun sunrise super supercomputer superfan superior
    supermarkets superseded supervisory supplement suppliers supply support sure surveillance
    survey sustainable swap sweet swift swing swirl switch syndrome synthetic system systems
    table tag tags take tale talent talks tank tanker tankers target tariffs task tax taxation
    teachers team teams tech technical technologies technology teddy telecommunications
    telephone television telnet template temporary ten tender tennis term terminal territories
    territory terrorism test testament testing tests text textile textiles that the theater
    theatre theft then there thermal they thin thing things think thinking third thirty this
    thought threat three ticket tier tiger timber time timeline times tin tips tire title to
    tobacco today token tomcat tomorrow tool toolkit tools top topic torture total touch tour
    tourism tourist tournament towers town towns toy toys trac trace track tracker tracking
    trade trademark trademarks traders trades trading traffic train training transfer
    transformation transit transition translation translations transmission transparency
    transport transportation travel travelers travellers treasure treasury treatment treaty tree
    trend trial trials tribal tribunal trim triple troy truck trucks true trust trusted truth
    tsunami tube tuberculosis tunnel tutorial twelve twin two type typo tyre ultimate ultra
    unbound uncle under underground understanding unfortunate unified union unions unit units
    unity universal universe university unofficial unstable up update updated updates upgrade
    upload uploads upper uprising upstream urban us usability usage use used user users using
    utilities utility vaccine value van variety vehicle veil vending vendor venture ventures
    verification versatile version versions very veteran via vice victims video view viewer
    village vim virtual virtualization virus visa vision visitors visual visualization voice
    volume von vote votes voting vulnerabilities vulnerability wage walk wall want wanted war
    warehouse warfare warning warns warrant warrior wars wash waste watch water waters wave way
    ways we weapons weather web webserver website wedding week weekend weekly welcome welfare
    well western wget whale what wheat wheezy when where which white whites who wholesale why wi
    wide wiki wild will wind window windows wine wings winter wire wireless wise with within
    without wizard woman women won wonder wonderful woods woody word wordpress work worker
    workers working works workstation world worldwide worth writer writers xine xorg xpdf
    xserver xulrunner yard year years yellow yes yield you young younger your youth zero zinc
    zip zone zoo zope
"""
_OPENERS = """
    abaisse abandon abandonne abandonner abandonnez abattoir abattre abolition abonnement
    abonnez aborder absence absent absente absolument abstenez absurde abus accalmie acceder
    accepter acceptera accepterait acceptez acceptons acces accessible accident accidents
    acclame accompagne accompagnee accompagnes accord accorde accorder accordez accordons
    accroche accroitre accueil accueilli accueillir accueillis accusant accusations accuse
    accusee accuser accuses acharnement achete achetee acheter achetes achetez achetons actant
    acte actes acteur action activation activer actualites actuel actuellement adaptateur
    adaptation adaptations adapter adaptons adhesion adieu administrateur administration admire
    admise adolescent adolescente adoptant adopte adoptee adopter adoption adoptons adresse
    adressez adversaire advienne aere aerodynamiquement aerosol affaibli affaire affecte
    affectee affichage affichant afficheur affirmant affirmer afin agace age agee agence agenda
    agent agents ages aggravation agir agissant agissez agitant agriculture ah ai aide aidee
    aider aides aidez aidons aie ailleurs aime aimee aimerais aimeriez aimes aimez ainsi air ait
    ajout ajoutant ajoute ajouter ajoutez ajoutons ajouts ajuste al alarme alarmes alerte
    alertee alertees alertes alibi alimentation alimente aller allez alliance allocation
    allocations allonge allonger allons allume allumez alors alpha alt alternatives amateur
    amateurs ambiance ambition amd64 amelioration ameliorations ameliorer amende amendement
    amender amene ami amie amine amorcer amour amoureux ampute amusant amuse amusee amusez
    analyse ancien ancienne ang angoisse animateur anime animee animes annee annexion annoncant
    annonce annoncee annoncer annonces annuler anti anticipant anticiper anticorps antiracisme
    antiseptiques apercu apparait apparemment apparu apparue appel appelant appeler appeles
    appelez appelle appelons appels applaudis applaudissements application applications
    appliquant applique appliquer appliquons apporte apporter apportez apprecie apprecies
    appreciez apprendre apprends apprenez appretez approche approchez approuves
    approvisionnement appuie appuyer appuyez apr apre apres apt aptitude ara arborant arc
    architecte architecture architectures archivage archive archives ardent argent argument arm
    arme armee armes arracher arrestations arret arrete arretee arreter arretes arretez arretons
    arrive arrivee arrivees arrivent arriver arrivera arrives arrivez arrose article articles
    artistes as asseyez asseyons assez assieds assis assistance assister associe associee
    associer assouplissement assouplissements assumant assurance assurant assure assurement
    assurer assurez assurons attache attaque attaquee attaques attaquez atteint atteinte
    attendez attendons attendre attends attendu attentat attentats attention attestation attirer
    attires attrape attraper attribuer au aucun aucune auditionne auditions augmentation
    augmente augmenter aujourd auparavant aupres aurai aurais aurait auriez aurons auront aussi
    aussitot autant auteur authentification auto autocollants automatiser autopsie autorise
    autorisees autoriser autorite autour autre autrefois autrement autres aux avais avait
    avancant avance avancement avancer avancez avant avantage avantages avec avertissement
    avertissements aveugle avez aviez avis avocat avocate avoir avons ayant ayez ayons baby bac
    baignade bain baionnettes baisse baissez ban bananes bande bannie bannieres baptise baptisee
    barbe barre bars bas basculer base basee bases basket baskets bataille batir bats battez
    battu beau beaucoup beaute bein bel belle berceau besoin beta bibliotheques bien bientot
    bienveillance bienvenue biere big bilan biologie biscuit bizarre bizarrement blanches blesse
    blessee bleus blonde bloque bloquer bloques blouse bogue bogues boire bois boite bon bonjour
    bonne bonnes bono bonsoir bonus boostes boot bottle bouclage boucle bouge bouleverse
    bouleversee bouteilles box boxe braconnier braconniers brandissant bras bravant bravo brebis
    bref breton breves brievement brique briser brltty brosse brule brulee brune bruns
    brusquement brutal brutalite budget bug buggy bugzilla buildd bulletin bureau burkini burn
    busybox but butin buts buvez buvons buzz ca cacao cache cacher caches cacti cadre cafe cafes
    cafeteria calcul calcule calculer calculez calendrier calme camarades camera campagne
    campagnes camps can canal cancer candidat candidate candide canon cap capable capacite
    capacites capitaine capture car carburant carnet carrefour carrement carrieres cars carte
    cartes carton cas casino casque casser catastrophe cathedrale cauchemars cause causes ce
    ceci cela celebration celebre celebrer celebres celibataire celle celles celui cense
    censurer cent centralise centre centres cependant ceremonie cerise certaine certainement
    certaines certains certes certification ces cesse cesser cessez cessons cet cette ceux
    chacun chacune chaine chaleur chambre champagne chance chang change changement changements
    changeons changer changez chante chanter chantez chants chaos chapeau chaque charge
    chargement chargeur charmant charte chasse chasses chassons chaussee chef cheffe cheikh
    chemin chemise cheque cher cherchant cherche chercher cherches chercheurs cherchez chere
    chers chevalier cheveux chez chien chiens chiffres chinois chloroquine choisi choisir
    choisis choisissez choix chomage choque choquee choques chose choses chretien chrome
    chromium chute ci cible cibles cicatrices cinq cinquante cinquieme circonstance circulation
    citant cite citez citons citoyen citoyens claire clairement clamant clarification clarifie
    classe classee classement classer cle clients climat clin cliquer cliquez cloture clou cm co
    coca codage code coder coiffeurs coince coincidence colere collaboration collaborer collecte
    collecter college colonel colonie combat combatif combats combattons combattre combien
    combinaisons combine combiner comble combler comedien comedienne comite commande comme
    commence commencent commencer commences commencez commencons comment commentaire
    commentaires commentant commercialisation communaute communication communique communiquer
    communiquez comorbidites comparaison comparativement compare comparee comparez comparons
    compatibilite competences competitions compilation compiler completant completement
    complique comporte comportement comportez compose composee comprenant comprendre comprends
    comprenez comprenne compris compromission compte compter comptes comptez concentre
    concentrez concentrons conception concernant concerne concert concevoir conclusion concours
    concretement concu concue concues condamnation condamne condamnee condamnes condition
    conditions conduire conduis conduisez conduit conduite confectionnes conference conferences
    confiance confiants confidences configuration configurer confine confinee confinement
    confines confirmant confirmation confirmer conflit conflits confondus conformement
    confortablement confronte confrontee confrontees confrontes confusion congres connais
    connaissant connaissez connait connaitre connu connue connus consacree conscient consciente
    conscientes conscients conseiller conseillere conseilles conseils consensus consequemment
    consequence consequences conserver considerant considere consideree considerees considerer
    consideres considerez considerons consolider consommation consommee constat constatant
    constitue constitution construction constructions construire construit construite
    consultation consulter consultez contact contacte contactee contactees contacter contactes
    contactez contamination contaminations conte content contente contentez contenu contexte
    continue continuer continuez continuons contournement contracter contraint contrairement
    contrat contre contremaitre contrer contresens contribuer contributeurs control controle
    controles controlons controverse convaincre convaincu convaincue convaincus convention
    convergence conversion convertie convertir convie convoque cookie cool cooperation
    coordinateur coordination copiez coproprietes core coronavirus corps correctif correction
    corrections correspondant corrige corriger corrigez corruption costume cote coudre coup
    coupe couper coupes coupez coups cour courage courant courbe courez courir courriel
    courriers cours course courte cout couverture couvre craignant craignez crainte craintes
    creant creation creches credit cree creee creer creez creneau cretin creuse creuser crier
    crime crimes cris crise critiquant critique critiquee critiques croire crois croissance
    croyant croyez cuir cuisinez culture cups cures curieuse curieusement curieux cvs cycle
    cyclone cyrus dame danger dangereux dangers dann dans danse danser danseuse dansons das date
    dates davantage dbconfig de debaptiser debarrasse debat debattons debconf debconf17
    debiandoc debianhelp debordement debordes debout debranche debsources debut debutees debuts
    decede decedee decembre deception deces dechets decide decidee decidement decider decidons
    decision declaration declaree declarer declarez declenche declencher declinaison
    deconfinement deconnecte deconseille decouper decouvert decouverte decouvrez decouvrir
    decrit decrite decrivant decu dedans defait defaite defaut defendant defendre defendue
    defense defenseur defere deficience deficit defile defiler definir definition definitives
    defis degage degagez degradation deguise dehors deja dejeunons delaissant delegation
    delegations delegitimer deleguee delimitation demain demande demander demandes demandez
    demandons demarches demarrage demarre demarrez demarrons demi demission demo democratie deni
    denoncant denoncer denonciation depart departement departs depassement depassements depeche
    depeches depechez depechons dependance dependances dependre deplace deplacement deplacements
    deplacer deplacez deplaire deplorant deployee deployes depose deposee depot depots depourvu
    depourvus depreciation depression depuis depute deputes der dereferencement derive dernier
    derniere dernierement dernieres derniers derober derriere des desarmer desastre descendant
    descendez descendons descends descendu descente description descriptions desespere design
    designation designee designer desinfection desir desireriez desires desireux desirez desktop
    desole desolee desormais dessine dessinee destine destinee destinees destruction details
    detends detenteur detentrice detenu detenus determine determiner detestes detruire detruit
    dette deux deuxieme deuxiemement devant developpe developpee developpement developper
    developpeurs devenir devenons devenu devenue devez devine devinez devoilant devoilee devoir
    devons devrais devrait devrions dexamethasone dfsg di diagnostique diagramme dialogue
    differentes differents difficile difficilement diffuse diffusee diffuser diffuses diffusion
    digital digne dilemme dimanche diminuer diminution diners diplomatie diplome dire
    directement directeur direction directive directives dirige dirigeant dirigee diriger dis
    disant discretement discretion discrimination discriminations discussion discussions
    discuter discutons disons disparition disparue disparues disparus disponible disponibles
    disposant disposees disposer disposes disposez disposons disques disquettes dissocier
    distance distanciation distribuer distribuez distributeurs distribution distributions dit
    dites divergences divers diverses diviser divisez division divisons divorce divulgation dix
    dixieme django dm doc docteur documentation documenter documents dois doit dokuwiki
    domicilie domine dommage dommages don donc donne donnees donner donneur donnez donnons dons
    dont dopage dorenavant dormir dossier dote dotee dotees double doublement douleur doutes
    douze doyen dpkg dragon drame dressant dressee droit droite droits drole dtc du dur durant
    durcissement duree durement dysfonctionnements eaux ebauche ecarte ecartez echange echanges
    echantillon echaude echaudes echec eclairer ecoeurant ecole ecoles ecologie economie
    economiquement economise ecosysteme ecoute ecouter ecoutes ecoutez ecoutons ecran ecrasement
    ecrire ecris ecrit ecriture ecrivain ecrivez ecueil edifie editer edition education effacer
    effectivement effectuer effectuez effet efficace effort egalement egalite eglise egratignant
    eh el elaboree elaborer elargir election elections electrochoc element elements eleve
    eliminer elle elles eloge eloigne elu elue elus emballe embauche embauches embellie embrasse
    embrasser emil emmene emmenee emmenes emmenez emoi emotionnellement empaquetage empaqueter
    empecher emplacement emplis emploi emplois employee employes employez empoisonnement emporte
    emu en encadrer enceinte enchante encheres encore encourager encourages energie enfant
    enfants enfermer enfile enfin enfoui enfreindre engage engagee engagement engageons engages
    enjeu enleve enlever enlevez enormement enquete enquetes enregistre enregistrement
    enregistrer enregistrez enseignant enseignante enseignants enseigner ensemble ensuite
    entendant entendez entendre entendu entendue entendus enterre enthousiasme entierement
    entoure entouree entraine entrant entre entree entrent entreprise entres entretemps
    entretien entretiens entrevue entrevues entrez envie environ environnement envisage
    envisages envisagez envoi envoie envoye envoyer envoyez envoyons epargne epargnez epaulee
    ephemere epic4 epicentre epidemie epidemies epingle epinglee epouse epouvante eprouves
    eprouvez epuisant epuisee equilibre equipe equipee equipes equitation equite errata erratum
    erreur erreurs es escalade esclaves espece esperez esperons esplanade espoir esprit essai
    essaie essaies essaimer essais essaye essayer essayes essayez essayons essentiellement
    essentiels essuie est esthetiquement estimant estime estimee et etabli etablir
    etablissements etablissons etaient etais etait etant etape etapes etat eteignez eteins
    etendre etes etiez etiquettes etoiles etonnamment etonnant etouffer etrange etrangement etre
    etude etudes etudiant etudiante etudiants etudie etudier etudies etudiez eu euro eux
    evacuation evacue evaluation evaluer evenement evenements evidemment evite eviter evitez
    evolution evoquant ex exactement examen examinons excede excellence excellent excepte
    exception exceptionnellement exceptions exces exclu exclure exclus exclusion excuse excusez
    exec executer executez execution exemple exemples exercant exiger exim existe exit expansion
    experience expert experts expiration explication explications explique expliquer expliquez
    exploitation explorer explosion exportations expose exposees exposer exposes exposition
    exprime exprimer exprimez expulsion extension extensions extenue exterieurement externe
    extinction extraire extrait extraits extreme extremement fabricant fabrique fabriquer face
    facilite faciliter facon facteurs facture faculte faible faiblesse faille failles faire fais
    faisant faisons fait faites faits fallait falsification famille fan fantasme fantastique
    farouche fatigue faudra fausse faut faute fauteuils faux favorable favoriser felicitations
    femme femmes fenetres fera feriez ferme fermee fermees fermer fermes fermeture fermez
    fermons fervent festivites fete feu feuille feux ffmpeg fiasco fiche fichier fichiers fidele
    fideles fier fiere fievre figurant figure file files fille filme filmee films fils filtrage
    filtre fin finalement finaliste finance financee financement financierement fini finie
    finies finir finis finissons firefox fiscalite fixer fleuron flore flux foie fonction
    fondamentalement fondateur fonde fondee font foot football force forcement forces format
    formation formats forme formee former formidable formulaires fort forte fortement forts
    forum forums fouille fournir fourniture foutaises foutez fr fracas fracture fractures
    fragile fragilise fragilisee francais francaise franceinfo franchement franciliens franco
    frappe frapper frappes frappez free freetype frele frequemment freres frileux front
    frontaliere frontieres fruit frustrations fuite fuites fumer fumes fumez furieux fusillade
    fusion fusionne fusionner fustigeant fut futur fuyant gagnant gagner gajim ganeti gang
    garanties garantir garcon garcons garde garder gardez gardons gare gay gaz gcc gel gendarmes
    general generalement generaliser generation generations genial genou geographiquement gerer
    geste gestes gestion gilets gitlab glibc global globalement gnupg gonfle goute grace grand
    grande grandes grands gravement gravier greffe greffons grievement grimpe gros grosse groupe
    groupes guerre guide guitariste habile habille habillee habillez habitant habites habitue
    habituee habituellement harcele harcelement hasard hate hausse haut haute hauteur hd he
    hebergeant hebergement heimdal helas hello hesitant heureuse heureusement heureux heurts
    hier high histoire histoires historique historiquement homards hommage homme hommes
    homologation hongrois honnetement honneur honte honteusement hopital hopitaux horde horizon
    hormis horrible hors hospitalise hospitalisee hotels hourra how http hu huit huitieme hume
    humiliation hydroxychloroquine hypocrisie icedove iceweasel ici icinga icone ideal
    idealement idee idees idem identifie identifier ignore ignorer ignorez il ile illusion
    illustrant illustration ils image images imagination imagine imaginer imaginez imaginons
    imitant immanquablement immediatement immense immeubles immigration immunite imp impact
    impasse implante impliquer important importe imposer imposez impossible impot impots in
    inacceptable inauguree incapable incapables incarcere incertitude inchange inciter inclure
    inclusion inconnu incontestablement incorporer incroyable inculpe independamment
    independance index indicateur indice indifference indigents indignation indique indiquez
    indirectement industrialisation industries inegalites inevitablement infatigable infinie
    infinies infirmiers info information informations informatique informer infrastructure
    ingenieure initialement initiation initiative initiatives initiee injection innovation
    inondations inquiet inquiete inquiets inquietude inquietudes inscrire inscrit inscrivez
    inseparables insistant insolite inspircd inspire inspiree installateur installation
    installations installe installee installer installes installez institut institutions
    instructions insuffisant insultes insupportable intarissable integralement integration
    integre integrer intelligent interdiction interdire interdit interdites interessant
    interesses interet interface interim interne internet interpele interpellation
    interpellations interpelle interpellee interpelles interrogations interroge interrogee
    interroges interruption intervenir intervention interview interviewe interviewee intitule
    intitulee introduction introduire inutile invente inventeur inversement investigateur
    investir investissements invite invitee invites invitez invivable invoquant invoquer ira
    irais iras irez irions ironie ironiquement irons islam isole isolement isoler issu issue
    issus it jackpot jadis jaloux jamais janvier jaques jardins jasmin jazz je jeter jetez
    jetons jets jette jeu jeudi jeune jeunes jeunesse jeux jigdo jk joignez joint jointe joli
    jongler jouant joue jouer joues jouets joueur jouez jouons jour journaliste journalistes
    journee journees joyeuse joyeux juches jugeant jugee juges jugez juillet juin jungle
    juridiquement jusqu jusque juste justement justice justification justifier katie kdm keep kg
    kit la laboratoire lache lacher lachez lacunes ladite laisse laissee laisser laisses laissez
    laissons lame lance lancee lancement lancer lances lancez langage langues laquelle large
    largement lasse lasses laureat lave laver lavez le leader leche lecons lecteur lecture ledit
    legerement legion lenteur lequel les lesquels lettre lettres leur leurs leve levee lever
    levez lex liberal liberation libere liberes liberte libertes libre licence licences licencie
    lien liens lies lieu lieux lighttpd ligne lilo limitation limite limitee limiter limites lin
    linda line link lintian lire lis lisez liste lister listes lits little live livraisons livre
    livree localisation locomotive loge logiciel logiciels logique logiquement loi loin long
    longtemps longue lors lorsqu lorsque louanges loups lourd lourde love lts lu lui lumiere
    lundi lutte lutter lwn lycee lyceen ma macabre machine machines magasin magistral magistrale
    magnifique mahara mai maigre main maintenance maintenant maintenir maintenu maintes maire
    mais maisons maitre maitrise maitriser major majoritairement majorite make mal malade
    maladie maladies malaise malformations malgre malheureusement maltraitance maman mange
    mangeons manger manges mangez maniere manifestation manifestations manifestement manifester
    manipulation manoeuvre manquant manque manteaux mantis manu manuel marathon marchandages
    marchant marche marcher marchez marchons mardi marechal marge mariage mariee marquant
    marquee marquer marques marqueur mars martelant masque masques mate materiel materiels
    mathematicien matrice mauvais mauvaise mauvaises maya me mea mecanisme mecontents medecin
    medecins media mediatheques mediawiki medicaments mefiez meilleur meilleure meilleurs
    melange melanger melanges membre membres meme memes memorise mena menace menaces menant
    menee mener menotte mensonge mensonges mention mer merci mercredi mere merveilleux mes
    message messages messieurs mesurant mesure mesurer mesures mesurons meteo methode metros
    mets mettant mettez mettons mettre meurtre mi microcodes midi mieux migrants migration miles
    milieu militant militants mille milliardaires milliers mine mineurs mini miniconference
    ministere ministre ministres mips miracle miroirs mis mise mises mission mister mm
    mobilisant mobilisation mobilisees modalites modele moderation modification modifications
    modifier module moi moins molotov moment momento mon mondialisation mono monseigneur montage
    montant monte montee montees monter montez montons montre montrer montrez moodle moon morale
    morales morceaux morgues mort morts moteur motif motion mourir mouvement moyennant moyens
    mplayer mu multiples multipliant muni munis mur muse musees musicalement mutt mysql mystere
    mythe nager naivement natif nature naturellement navigateur navigateurs navire ndlr ne
    neanmoins necessite nee negociez neige net netscape nettement nettoie nettoyage nettoyer
    nettoyez neuf never ng ni niant niche niez niveau nl no noblesse noir nom nombre nombres
    nombreuses nombreux nomination nominations nommage nomme nommee nommer noms non nord normal
    normalement normalisation nos notamment notant note notes notez notification notons notre
    noue nourrir nourris nourrissez nourriture nous nouveau nouveaux nouvel nouvelle nouvelles
    noyau nss ntpd nuisances nuit nul nulle numerique numeros nutrition objectif objectifs objet
    objets obligation obligations obligatoire obligee obliger observateur observatoire obtenez
    obtenir obtention obtiens occasionnellement occupant occupe occupons octobre oeil oeuvre
    offensive officialisee officiellement offre offrir oh on oncle ondes onereuse ont onze open
    openafs openldap openrd openssh openssl opera operation operations opinion oppose opposition
    oppression optimiser optimisme optimiste option or orange orateurs orca ordonnancement
    ordonner ordre organisation organisations organisatrice organise organisee organiser
    organisez organismes originaire originaires origine ote ou oubli oublie oubliee oublier
    oubliez oublions ouest oui outil outils outre outrepasser ouvert ouverte ouverture ouvrant
    ouvre ouvrez ouvrir ouvrons oyez pagaille page pages paie paix palais pali pallier pandemie
    pandora pangolin panique panorama papa papas pape papier paquet paquets par paradoxalement
    paradoxe parallelement parce parcourir parcours pardon pardonne pardonnez pareil parents
    pares parfait parfaitement parfois pari parlant parle parler parles parlez parlons parmi
    parole parrainage parrains pars part partage partageons partager partages partagez partant
    partenaire partenariat partez parti participant participation participer participez
    particulierement partie partir partis partition partons partout parue parution parvenez
    parvenir parviens pas passage passagers passant passe passer passes passez passionne
    passionnee passivite passons patiemment patrimoine pauvre pauvrete payer payez pays peche
    pecher peine pelleteuses penaliser penchons pendant pensais pensant pense pensee pensees
    penser penses pensez pensiez pensons penuries people per perche perdez perdre perds perdu
    pere performance periode peripheriques perl permanence permets permettez permettons
    permettre permissions personnage personne personnellement personnes persuade perte pertes
    pesant petit petite petites petits peu peur peut peuvent peux phase photo photographe photos
    php pianiste piano pic picard piece pied pieds pierre pile pilote pilotee ping pins pique
    pirate pire pis piscines piste pistes pitie pl place placee placer placez plage plages
    plaidant plaidoyer plainte plaintes plaisanter plan plans plantage plaques plateforme plein
    pleurer pleut pleuvra plie plus plusieurs plutot poids poil point pointant pointe points
    pole polemique poli police policier policiers politique politiquement polystyrene pompiers
    pont ponts pop populaire port portables portage portait portant porte portee porter portes
    portez pose poser posez position posons possedes possedez possibilite possible possiblement
    poste postee postgresql postulez potentiel potentiellement pots pour pourquoi pourra
    pourraient pourrais pourrait pourriez pourrions pourrons pourront poursuis poursuite
    poursuites poursuivant poursuivi poursuivie poursuivons pourtant pourvoi pourvu pousse
    pousser pousses poussez pouvez pouvoir pouvons powerpc praticien pratique pratiquement
    pratiquer pratiques pratiquez pre precautions precedemment precisement precision precisons
    prefereraient prefererais preferes preferez premier premiere premierement premieres premiers
    prenant prendre prends prenez prennent prenons preoccupee preparation preparations prepare
    preparee preparer preparez pres prescrit presence present presentant presentateur
    presentation presentations presente presentee presenter presentes presentez presents
    preservons president presidente presidents presque presse pression pressions prestations
    pret prete pretendre preter pretez pretre prets preuve prevention prevenue previens prevoir
    prevois prevoyez prevu prevue prie prier priere prieres primaire prime primo principal
    principale principalement principales principes prions prioriser priorite priorites pris
    prise prises prison prisonniers privatiser prive privee priver prives privilege privilegier
    prix pro probable probablement probleme problemes procedez procedure proces processeurs
    processus prochain prochaine prochainement prochaines proche proclamer procureur producteur
    production produire produit produite produits professeur professeure profil profitant
    profite profiter profiteur profitez profonde profondement proftpd programmation programme
    progres progression progressivement projet proliferation prolongation prolongations promene
    promesse promesses promets promettant promettez promis promoteur promulguee propagation
    propager proportionnellement propos propose proposee proposees proposer proposition
    proprietaire propriete propulse propulsee protection protege proteger protegez protestations
    protocole prototype prouvez provenant prudence prudent psychologue public publication
    publicite publie publiee publier puis puisant puisqu puisque puissant puisse puissent
    puissiez punir punition puppet pur pure python qu quagga qualifiant qualification qualifier
    qualite qualys quand quant quantite quarantaine quarante quasiment quatorze quatre quatrieme
    que quel quelle quelles quelqu quelque quelquefois quelques quels querelle question
    questionne questionnee questions qui quiconque quid quinze quitte quitter quittez quoi
    quoiqu quoique rabais rabat raccourcie racisme rack raconte raconter racontez raids rails
    raison raisonnablement raisons rajouter ralentir ralentissez ralliements ramadan ramasse
    ramene ramener ramenez range rapide rapidement rappel rappelant rappelez rappelle rappelons
    rapport rapporte rapporteur rapports rare rarement rares rassemblements rassembles rassurer
    rassurez rats rattrape rattrapees rattraper ravi ravie ray reaction reactions reaffirmer
    reagir reagissant realisant realisation realise realisee realiser realises rebond
    rebondissant recemment recession recessions recevoir recherche rechercher recherches recite
    reclamant reclame reclus recommandation recommandations reconcilier reconfinement reconnais
    reconnaissable reconnaissance reconnaissant reconnaissez reconnaissons reconnaitre reconnu
    reconstruction record recours recruter recueillir recule recuperation recuperer recuperez
    redige redigee rediger redirection redis redonner redoutant reduction reduire reduite
    reecrire reecriture reelu refaire referendum referez reflechir reflechis reflexions refonder
    refonte reforme reformer reformes refugie refus refusant refuser refutation regain regal
    regard regarde regarder regardes regardez regardiez regardons regimes regle reglementer
    regles regrettant regrouper regroupes regulierement rehabilitation reintroduire rejet
    rejetant rejete rejeter rejetez rejoignez rejoindre rejoins relance relancer relation
    relations relaxe relayer relevant relever relis relisez remarque remarques remarquez
    remarquons remboursement remdesivir remedes remerciements remerciez remets remettez
    remettons remettre remis remise remonte remplace remplacee remplacer remplis remplissez
    remporter remue renaissance rencontre rencontree rencontrer rencontres rencontrez
    rencontrons rendez rendons rendre rends rendu renforce renforcer renomme renommer renoncer
    rentre rentree rentrer rentrez rentrons renvoi renvoyer reorganisation reouverture
    reouvertures reparation repare reparer repas repensons repere repertoire repertoires repetez
    repli replique repond repondant repondez repondre reponds reponse reponses report reporte
    reporter reportez repose reposez repousser reprenant reprendre reprenez reprenons
    represailles representant representer repression reprise reputation repute reputee request
    rescapee reseau reseaux reserve reserviste residant residents resistez resolution resoudre
    respect respectant respecte respecter respectez respire responsabilite responsable
    responsables ressources restait restant restaurant restaurants restaurateurs restauration
    restaurer reste restent rester restera resterait resteras restes restez restons restreindre
    restrictions resultat resultats resume resurrection retard retarder retards retiens retire
    retirer retirez retour retourne retournez retournons retours retracer retrait retraite
    retraites retroportages retrospective retrospectivement retrouve retrouvee retrouver
    retrouvera retrouves retrouvez retrouvons retweetant reunion reunir reunis reussir reussira
    reussite reve reveil reveille reveillez revele revelee revenant revendications revenez
    revenir revenons revenus rever revers revetu revetue reviens revisiter revocation revoir
    revolte revolution revolutionnaire revue revues rhetorique ri riad riche rien riposte rire
    rires risque risquent risques rite rive rlogin ro robes rodage role romain roman rompre rose
    roses rouge roundup route rouvrir roux rue ruee ruees rupture sa sachant sachez sachons
    sacre sacree sacrifier safe sainte sais saisi saisie saisis saisissez sait salaire salaires
    salarie salle salles salon saluant salue saluee saluons salut samba samedi sanctionnant
    sanctions sang sanglier sans sante satisfaction satisfaits sauf saumon saute sauve
    sauvegarde sauvegarder sauver sauves sauvez savais savent savez saviez savoir scandale
    scandaleux scandant scelle scenario scene scenes schema schematiquement scientifique
    scientifiquement script scripts scrutin se seance seances seche second seconde secourus
    secret secretaire secteur securiser securite security segregation seize selection
    selectionne selectionner selectionnez selon semaine sendmail sens sensations sentant sentez
    sentiment separation separe separee separement separer sept septembre septieme sequelles
    sequence sera serai seraient serais serait seras serez serie serieusement serieux seriez
    serions serons seront serre serrez sers serveur serveurs servez service services servir ses
    session seul seule seulement seules seuls sexe sexuellement si sieges signaler signalons
    signataire signataires signatures signe signer signes signez silence silhouette simple
    simplement simplicite simultanement sincerement sinon site sites sitot situation situe
    situee six sixieme smartphones so social socialistes societe soeur soi soignants sois soit
    soixante soldes soleil solidarite sollicite sollicitee sollicitees sollicites solution
    solutions somme sommes son sondage sondages sonder songe songeant songez sonne sons sont
    sors sortant sortez sorti sortie sorties sortir sortons soucieux soucions soudain
    soudainement souffle souffrant souhaitant souhaiteriez souhaitez souhaitons soulagement
    soulever soulignant soulignons soumis soumise soupconne soupconnee soupcons soupir source
    sources souriante souris sous souscrivez soutenir soutenons soutenu soutenue soutien
    soutiens souvenez souvenir souvenirs souvenons souvent souverainete souviens soyez soyons
    space sparc specialise specialisee specialiste specialistes spectacles spectaculaire
    spontanement sport sportive sports squirrelmail stabilite standard star statistiquement
    statistiques statut stocks stop strategie strictement structure stupefaction stupefait
    subitement submergee substance succes sud suffisamment suffisant suffrages suggerez
    suggestions suis suit suite suites suivaient suivant suivent suivez suivi suivra suivre
    suivront sujet sujets sup super support supporter supposez supposons suppression supprime
    supprimer supprimez sur sure surement surendette surf surmonter surnomme surnommee surpris
    surprise surtout surveillance surveille surveillees surveilles surveillez suspendre suspendu
    suspension symbole symboliquement symptome synchronisation synchroniser syndicats synthese
    systeme systemes ta tablant tabou tache taches tactique taille taillee tais taisez tance
    tandis tant tante tantot tard tarifs taux taxe te techniquement techniques technologie tel
    tele telecharger telechargez telephone teletravail television telle tellement telles tels
    temoignage temoignant temoin tempete temps tenant tendance tendre tends tenez tenir tennis
    tensions tentant tentative tente tenter tentez tentons tenue termine terminer terminez
    terminons terrain terrasses terrible territoire terrorise terrorisme tes test teste tester
    testez tests tete the theatre theme theorie theoriquement this tiens til tire tirer tires
    tirez tirons titre titulaire toi tolerance tombe tombee tomber tombes tomcat tome ton too
    tor tot total totalement touche touchee toucher touches toujours tour tourisme tournages
    tournant tourne tourner tournez tous tout toute toutefois toutes toux tracage trace
    tradition traditionnellement traditions traduction traductions traduire traduis traduisez
    traduite trafic traite traitement traiter traitez traitons trajets transfere transferee
    transformer transgression transition transmettre transparence transporte transportee
    transports travail travaillant travaille travailler travailles travailleurs travaillez
    travaillons travaux traverse traversee traverser traversons treize tremblement trente tres
    treve tri tribulations triste tristesse trois troisieme troisiemement trop troubles troupes
    trouve trouver trouvera trouves trouvez trouvons tu tuee tuer tun tunnel tunnels type
    typiquement tyrannie ulcere ultime un unbound une unie unifier unique uniquement unir
    unissons unite universel universite urgence usage usura usure usurpation utilisant
    utilisateurs utilisation utilise utilisee utiliser utilises utilisez utilite uucp va
    vacances vaccin vaccins vague vaincre vais valable valent valeur valeurs validation valse
    valve van vante vanter variable vas vaste vecteur vehicules veillee veiller veillez venant
    vendez vendre vendredi venez venir venons vent venu venue venus verdict verification
    verifications verifie verifier verifiez verifions veritable verite verrais verriez verrou
    verrouille vers verse version versions vetu vetue vetus veuillez veut veux via vice victime
    victimes victoire vide video videos videz vie viendra viendras viendront vienne viennent
    viens vient vieux vigilance vigilante ville villes vin vingt viol violation violations
    violemment violence violences violez virtual virus vis visa visage vise viser visibilite
    visible visiblement visionnee visite visiter visitez visuellement vite vivant vive vivement
    vivent vivez vivons vivre voici voila voir voire vois voitures voix volant voler volet
    voleur volontaires vols volumineuse vont vos votants vote voter votes votez votre voudra
    voudrais voudriez vouee voulant voulez vouloir voulons vous voyager voyages voyagez voyant
    voyez voyons vrai vraiment vrais vraisemblablement vu vue vulnerabilite vulnerabilites
    vulnerable wen wiki will wireshark wordpress wu xaos xen xulrunner yes yeux yoga you zen
    zero zone zones
"""
