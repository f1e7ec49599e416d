"""French names of the places that datelines name, and their English.

Data and one look-up. Only names that differ are here: what is not in the list is written
alike in both languages (``Paris``, ``Berlin``, ``Madrid``) or is not known, and stays.
"""

from __future__ import annotations

import functools
import unicodedata

_CITIES = """
Abou Dhabi=Abu Dhabi|Addis-Abeba=Addis Ababa|Aix-la-Chapelle=Aachen|Alep=Aleppo
Alexandrie=Alexandria|Alger=Algiers|Andorre-la-Vieille=Andorra la Vella|Anvers=Antwerp
Assomption=Asuncion|Assouan=Aswan|Athènes=Athens|Augsbourg=Augsburg|Bagdad=Baghdad|Bahreïn=Bahrain
Bakou=Baku|Bâle=Basel|Barcelone=Barcelona|Bassora=Basra|Berne=Bern|Bethléem=Bethlehem
Beyrouth=Beirut|Bichkek=Bishkek|Bologne=Bologna|Bombay=Mumbai|Brême=Bremen|Bruxelles=Brussels
Bucarest=Bucharest|Cadix=Cadiz|Calcutta=Kolkata|Canton=Guangzhou|Carthagène=Cartagena
Chişinău=Chisinau|Copenhague=Copenhagen|Cordoue=Cordoba|Cracovie=Krakow|Dacca=Dhaka|Damas=Damascus
Dantzig=Gdansk|Djakarta=Jakarta|Djeddah=Jeddah|Djouba=Juba|Dniepropetrovsk=Dnipropetrovsk
Douchanbé=Dushanbe|Dresde=Dresden|Dubaï=Dubai|Édimbourg=Edinburgh|Erevan=Yerevan
Francfort=Frankfurt|Francfort-sur-le-Main=Frankfurt|Gand=Ghent|Gênes=Genoa|Genève=Geneva
Groznyï=Grozny|Hambourg=Hamburg|Hanoï=Hanoi|Hanovre=Hanover|Hô Chi Minh-Ville=Ho Chi Minh City
Ho Chi Minh-Ville=Ho Chi Minh City|Hong-Kong=Hong Kong|Iaroslavl=Yaroslavl
Iekaterinbourg=Yekaterinburg|Irkoutsk=Irkutsk|Jérusalem=Jerusalem|Jérusalem-Est=East Jerusalem
Kaboul=Kabul|Katmandou=Kathmandu|Kiev=Kyiv|Kirkouk=Kirkuk|Koweït=Kuwait City
Koweït City=Kuwait City|Koundouz=Kunduz|La Corogne=A Coruña|La Havane=Havana|La Haye=The Hague
La Mecque=Mecca|La Nouvelle-Orléans=New Orleans|La Valette=Valletta|Lattaquié=Latakia
Le Caire=Cairo|Le Cap=Cape Town|Le Pirée=Piraeus|Liège=Liege|Lisbonne=Lisbon|Londres=London
Lougansk=Lugansk|Louhansk=Lugansk|Louvain=Leuven|Louxor=Luxor|Macao=Macau|Magdebourg=Magdeburg
Malmoe=Malmo|Manille=Manila|Marioupol=Mariupol|Marrakech=Marrakesh|Mascate=Muscat|Mayence=Mainz
Médine=Medina|Mexico=Mexico City|Mogadiscio=Mogadishu|Mossoul=Mosul|Moscou=Moscow
Mourmansk=Murmansk|Mykolaïv=Mykolaiv|Nankin=Nanjing|Naplouse=Nablus|Nations unies=United Nations
Nicosie=Nicosia|Nijni-Novgorod=Nizhny Novgorod|Nouméa=Noumea|Nouvelle-Delhi=New Delhi
Nouvelle-Orléans=New Orleans|New-York=New York|Novossibirsk=Novosibirsk|Odessa=Odesa
Oulan-Bator=Ulaanbaatar|Oulan-Oude=Ulan-Ude|Ouroumtsi=Urumqi|Padoue=Padua|Palerme=Palermo
Palma de Majorque=Palma de Mallorca|Palmyre=Palmyra|Panama=Panama City|Pékin=Beijing
Pérouse=Perugia|Philadelphie=Philadelphia|Pnom-Penh=Phnom Penh|Port-d'Espagne=Port of Spain
Port-Saïd=Port Said|Port-Soudan=Port Sudan|Québec=Quebec City|Rangoun=Yangon|Ratisbonne=Regensburg
Ravenne=Ravenna|Riyad=Riyadh|Rostov-sur-le-Don=Rostov-on-Don|Saint-Domingue=Santo Domingo
Saint-Gall=St. Gallen|Saint-Marin=San Marino|Saint-Pétersbourg=Saint Petersburg
Saint-Sébastien=San Sebastian|Saint-Jacques-de-Compostelle=Santiago de Compostela
Salonique=Thessaloniki|Salzbourg=Salzburg|Samarcande=Samarkand|San José=San Jose|Sanaâ=Sanaa
Saragosse=Zaragoza|Sarrebruck=Saarbruecken|Sébastopol=Sevastopol|Ségovie=Segovia|Séoul=Seoul
Séville=Seville|Shanghaï=Shanghai|Sienne=Siena|Singapour=Singapore|Sotchi=Sochi|Syrte=Sirte
Tachkent=Tashkent|Taïpei=Taipei|Tananarive=Antananarivo|Tanger=Tangier|Tarente=Taranto
Tbilissi=Tbilisi|Tchernobyl=Chernobyl|Tchernihiv=Chernihiv|Tel-Aviv=Tel Aviv|Téhéran=Tehran
Thessalonique=Thessaloniki|Tombouctou=Timbuktu|Trèves=Trier|Varsovie=Warsaw|Venise=Venice
Vérone=Verona|Vicence=Vicenza|Vienne=Vienna|Yaoundé=Yaounde|Zaporijia=Zaporizhzhia
Zaporijjia=Zaporizhzhia|Cité du Vatican=Vatican City|Vatican=Vatican City|Soukhoumi=Sukhumi
Simféropol=Simferopol|Slaviansk=Sloviansk|Boutcha=Bucha|Bakhmout=Bakhmut|Tchernivtsi=Chernivtsi
Koursk=Kursk|Toula=Tula|Iakoutsk=Yakutsk|Tcheliabinsk=Chelyabinsk|Oufa=Ufa|Pechawar=Peshawar
Gaza=Gaza City|Khan Younès=Khan Yunis|Hébron=Hebron|Jénine=Jenin|Jéricho=Jericho|Saïda=Sidon
Baalbeck=Baalbek|Idleb=Idlib|Kobané=Kobane|Falloujah=Fallujah|Kerbala=Karbala|Erbil=Arbil
Souleimaniyeh=Sulaimaniyah|Ispahan=Isfahan|Machhad=Mashhad|Chiraz=Shiraz|Bouchehr=Bushehr
Charm el-Cheikh=Sharm el-Sheikh|Ismaïlia=Ismailia|Gizeh=Giza|Louksor=Luxor|Le Bardo=Bardo|Fès=Fez
Laâyoune=Laayoune|Sao Tomé=Sao Tome|Port-Louis=Port Louis|Montréal=Montreal
Saint-Jean de Terre-Neuve=St. John's|Malines=Mechelen|Courtrai=Kortrijk|Ostende=Ostend
Dunkerque=Dunkirk|Coire=Chur|Soleure=Solothurn|Schaffhouse=Schaffhausen|Bienne=Biel
Göteborg=Gothenburg|Corfou=Corfu|Crète=Crete|Tolède=Toledo|Majorque=Mallorca|Minorque=Menorca
Pampelune=Pamplona|Mantoue=Mantua|Crémone=Cremona|Ferrare=Ferrara|Ancône=Ancona|Messine=Messina
Catane=Catania|Agrigente=Agrigento|Modène=Modena|Pise=Pisa|Côme=Como|Bergame=Bergamo|Douvres=Dover
Cantorbéry=Canterbury
"""

_COUNTRIES = """
Afrique du Sud=South Africa|Albanie=Albania|Algérie=Algeria|Allemagne=Germany|Angleterre=England
Arabie saoudite=Saudi Arabia|Argentine=Argentina|Arménie=Armenia|Australie=Australia
Autriche=Austria|Azerbaïdjan=Azerbaijan|Bahreïn=Bahrain|Belgique=Belgium|Bélarus=Belarus
Biélorussie=Belarus|Birmanie=Myanmar|Bolivie=Bolivia|Bosnie=Bosnia|Brésil=Brazil|Bulgarie=Bulgaria
Cambodge=Cambodia|Cameroun=Cameroon|Centrafrique=Central African Republic|Chili=Chile|Chine=China
Chypre=Cyprus|Colombie=Colombia|Corée du Nord=North Korea|Corée du Sud=South Korea|Croatie=Croatia
Danemark=Denmark|Écosse=Scotland|Égypte=Egypt|Émirats arabes unis=United Arab Emirates
Équateur=Ecuador|Érythrée=Eritrea|Espagne=Spain|Estonie=Estonia|États-Unis=United States
Éthiopie=Ethiopia|Finlande=Finland|Géorgie=Georgia|Grèce=Greece|Guinée=Guinea|Haïti=Haiti
Hongrie=Hungary|Inde=India|Indonésie=Indonesia|Irak=Iraq|Irlande=Ireland
Irlande du Nord=Northern Ireland|Islande=Iceland|Israël=Israel|Italie=Italy|Jamaïque=Jamaica
Japon=Japan|Jordanie=Jordan|Kirghizstan=Kyrgyzstan|Koweït=Kuwait|Lettonie=Latvia|Liban=Lebanon
Libye=Libya|Lituanie=Lithuania|Macédoine=Macedonia|Macédoine du Nord=North Macedonia
Malaisie=Malaysia|Malte=Malta|Maroc=Morocco|Mauritanie=Mauritania|Mexique=Mexico|Moldavie=Moldova
Mongolie=Mongolia|Monténégro=Montenegro|Norvège=Norway|Nouvelle-Zélande=New Zealand|Ouganda=Uganda
Ouzbékistan=Uzbekistan|Pays-Bas=Netherlands|Pays de Galles=Wales|Pérou=Peru|Pologne=Poland
RD Congo=DR Congo|RDC=DRC|République tchèque=Czech Republic|Roumanie=Romania
Royaume-Uni=United Kingdom|Russie=Russia|Sénégal=Senegal|Serbie=Serbia|Slovaquie=Slovakia
Slovénie=Slovenia|Somalie=Somalia|Soudan=Sudan|Soudan du Sud=South Sudan|Suède=Sweden
Suisse=Switzerland|Syrie=Syria|Tadjikistan=Tajikistan|Taïwan=Taiwan|Tanzanie=Tanzania|Tchad=Chad
Tchéquie=Czech Republic|Tchétchénie=Chechnya|Territoires palestiniens=Palestinian Territories
Cisjordanie=West Bank|Bande de Gaza=Gaza Strip|Thaïlande=Thailand|Tunisie=Tunisia|Turquie=Turkey
Vénézuela=Venezuela|Viêt Nam=Vietnam|Yémen=Yemen|Zambie=Zambia|Crimée=Crimea|Catalogne=Catalonia
Sicile=Sicily|Sardaigne=Sardinia|Bavière=Bavaria|Californie=California|Floride=Florida
Louisiane=Louisiana|Québec=Quebec|Nations unies=United Nations
"""


@functools.cache
def _names(countries: bool) -> dict[str, str]:  # two tables, not a setting
    table = _COUNTRIES if countries else _CITIES
    pairs = (entry.partition("=") for line in table.split("\n") for entry in line.split("|"))
    return {_folded(french): english for french, _, english in pairs if french}


def english_place(name: str) -> str:
    """A French name of a city, in any case of letters and with or without its accents.

    Returns:
        The English name, or ``name`` as it is where there is none in the list.

    >>> english_place("PEKIN"), english_place("Le Caire"), english_place("Sevran")
    ('Beijing', 'Cairo', 'Sevran')
    """
    return _names(False).get(_folded(name), name)


def english_country(name: str) -> str:
    """The same for a country or region, as it stands in brackets behind a city.

    >>> english_country("Territoires palestiniens")
    'Palestinian Territories'
    """
    return _names(True).get(_folded(name), name)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("’", "'").replace("œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.casefold().replace("-", " ").split())
