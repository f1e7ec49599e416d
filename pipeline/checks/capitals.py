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
