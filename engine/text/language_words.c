/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: little words by language, as the tokeniser gives them: an elision's l and d stand alone,
 * possessives are off. Words that news uses much (said, percent, government) are among them, since
 * headlines have few others. A word that several languages share counts for less in each. */
#include "engine/text/language_words.h"

const NgLanguageWords ng_language_words[] = {
    {"en", NG_SCRIPT_LATIN,
     "the of and to in a is that for it on as with was at by be this are from or have an not but "
     "his "
     "they he she which you were been has had their its who will would one all there what when can "
     "more if no out so said up about into than them could other new some time these two may then "
     "do "
     "first any my now such like our over me after also did many before must through years where "
     "much your way well should because each just those people how too little very make still own "
     "see work being here both between under never day same another know while last might us "
     "against year says say government percent company officials",
     ""},
    {"de", NG_SCRIPT_LATIN,
     "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
     "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
     "war "
     "haben nur oder aber vor zur bis mehr durch man sein wurde sei prozent hatte kann gegen vom "
     "können schon wenn habe seine mark ihre dann unter wir soll ich eines jahr zwei jahren diese "
     "dieser wieder keine uhr seiner worden und will zwischen immer millionen was sagte gibt alle "
     "seit muss wurden beim doch jetzt waren drei jahre ab sagt dazu damit ihr ihm wo mich mir uns",
     "äöüß"},
    {"fr", NG_SCRIPT_LATIN,
     "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
     "sont "
     "avec ont l d s n c j m qu cette ses mais comme on tout nous sa été aux ou son leur elle y "
     "été "
     "fait deux être même ces sans peut tous après ils entre aussi où très contre dont leurs "
     "encore "
     "faire lui avait était vous ans je si bien mon ma depuis selon avoir fois moins pays avant "
     "alors quand notre quelques autres aujourd'hui président ministre gouvernement",
     "çèêùœàôî"},
    {"es", NG_SCRIPT_LATIN,
     "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le "
     "ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años "
     "hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno "
     "donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa eso hace otra "
     "gobierno tan durante siempre día tanto ella tres sí según contra antes dijo menos hacer "
     "presidente país personas quien estos fueron",
     "ñ"},
    {"it", NG_SCRIPT_LATIN,
     "di e che la il un a per in è una non sono da si del con le dei i ha al alla della nel come "
     "anche lo più ma gli l d all dell nell dall sull c un dal delle nella ed se ci o questo "
     "questa "
     "hanno essere stato dopo stata cui prima anni fra tra ai alle degli suo sua loro quando era "
     "solo tutti così molto due già ancora anno sul sulla quello dove chi mi tutto fatto oggi ieri "
     "contro stati perché però sempre senza nei fare poi secondo governo presidente",
     "ìòù"},
    {"pt", NG_SCRIPT_LATIN,
     "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
     "das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela "
     "entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa "
     "num "
     "nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho lhe deles essas "
     "pelas "
     "este anos ainda segundo contra disse sobre governo presidente pode são foi onde cada fazer",
     "ãõç"},
    {"nl", NG_SCRIPT_LATIN,
     "de van het een en in is dat op te zijn met voor die niet aan er om ook als dan maar bij uit "
     "nog naar door heeft over ze hij of werd wordt tot kan was hebben deze worden wel moet meer "
     "had "
     "geen al zo zou hun we haar ik je wat mijn zich kunnen dit jaar na toen tegen onder zal twee "
     "veel tussen volgens waar zei waren zegt omdat daar hier mensen zoals andere onze ons wij "
     "iets "
     "eerste alleen sinds weer nu moeten euro eigen miljoen gaat",
     ""},
    {"sv", NG_SCRIPT_LATIN,
     "och i att det som en på är av för med till den har de inte om ett men var jag sig från vi så "
     "kan han man när år hade eller efter nu där under vid också ut skulle in ska mot sin över "
     "bara "
     "mycket upp alla blir då vara blev hon många säger mer här två andra sina detta än fått sedan "
     "utan få får genom kommer inom varit några skriver enligt oss mellan kunde dem även nya ta "
     "någon hur sverige inför bli vill gör kronor mig honom",
     "åäö"},
    {"da", NG_SCRIPT_LATIN,
     "og i at det er en til af på for den de med som der har et ikke var han fra om men vi jeg sig "
     "kan så skal blev efter også ved vil over ud være hun eller mod nu bliver mange have år man "
     "op "
     "hvor sin kun når mellem to havde ind siger bare da under andre end noget nogle meget deres "
     "kunne dem selv blive været skulle hvis uden alle sagde mig hvad mere siden sidste fordi "
     "dette "
     "hans os hele lige første gør kommer ifølge danske nogen bør får hende",
     "æøå"},
    {"no", NG_SCRIPT_LATIN,
     "og i det er på som en til av at for med den har de ikke var et han om fra men vi jeg seg kan "
     "så skal ble etter også ved vil over ut være hun eller mot nå blir mange å år man opp hvor "
     "sin "
     "bare når mellom to hadde inn sier da under andre enn noe noen mye deres kunne dem selv bli "
     "vært skulle hvis uten alle sa meg hva mer siden siste fordi dette hans oss hele like første "
     "gjør kommer ifølge norske får hvordan fikk fram bør mellom henne tidligere kroner",
     "æøå"},
    {"fi", NG_SCRIPT_LATIN,
     "ja on ei että se oli hän ovat mutta kun niin myös kuin ole mukaan joka sen tai sekä vain jo "
     "ollut nyt vielä mitä ne kanssa ennen jos olisi jotka voi siitä mies kaikki vuoden jälkeen "
     "oma "
     "olla vuonna sanoi heidän minä noin koko hänen aikana tämä tämän kertoo sanoo voisi ovat "
     "eivät "
     "me he siinä jonka niiden kuitenkin johon pitää tulee vuotta suomen enemmän euroa suomessa "
     "tällä saa yli uuden kuten ainakin häntä mitään missä miten lisäksi viime esimerkiksi paljon "
     "välillä hyvin toinen toisen",
     "äö"},
    {"hu", NG_SCRIPT_LATIN,
     "a az és hogy nem is egy azt ez meg csak már de volt mint el van még ha vagy aki lehet ki "
     "kell "
     "ezt sem pedig amely nagy után le fel szerint lesz között ami nincs majd arra akkor azonban "
     "minden volna ezek több olyan sok be mert illetve voltak úgy két magyar ahogy amelyek most "
     "itt "
     "ezzel így forint miatt amikor ki alatt te én mi ők először való évben ember során mondta "
     "valamint tudja ilyen egyik aztán vannak legyen",
     "őű"},
    {"ro", NG_SCRIPT_LATIN,
     "de și în a la cu care nu o un pe din să că este o mai pentru se fost au sau sunt ce ca am fi "
     "al ai ale lui ei sa prin după acest această dar cel cei cea cele avea are va fie foarte "
     "decât "
     "până dintre fără iar între ani fost noi când tot doar unui unei asupra atât poate însă spus "
     "lei trebuie şi să astfel potrivit acum către acestea cum aceste mult bine anul guvernul "
     "președintele român",
     "șțăşţ"},
    {"tr", NG_SCRIPT_LATIN,
     "ve bir bu da de için ile olarak çok daha gibi olan en sonra ne var kadar her olduğunu ama o "
     "değil oldu ise ya dedi ki iki yeni ilk büyük göre olduğu şey diye onun ben hiç yok kendi "
     "tarafından nasıl ancak mi mı önce zaman eden aynı etti son şu bunu veya başkanı devam bin "
     "yüzde "
     "türkiye içinde üzerinde arasında karşı şekilde bunun biz onu böyle hem nedeniyle bile "
     "yapılan "
     "ediyor oluyor",
     "ğışİ"},
    {"ca", NG_SCRIPT_LATIN,
     "de la i el a que en els l d les un per una amb es del s no al és ha dels com més va han ser "
     "o si però aquest aquesta són són també pel n m tot seva seu sobre als des què fa hi anys "
     "fins "
     "molt perquè ja ho quan entre està després sense bé havia poden aquests altres cap dos tots "
     "nou només contra ara dia any govern president ens seus pot segons durant tenir nostre mateix "
     "van vam doncs on qui fer part on",
     "çïòè"},
    {"eu", NG_SCRIPT_LATIN,
     "eta da ez du dute bat ere izan zen dira den egin dela ziren duen baina hori ditu beste zuen "
     "egiten baino dago gabe bere bai hau bezala edo izango zuten baita arte behar nahi dituzte "
     "oso urte egun bi gero orain herri euskal horrek honek esan dio diren atzo gaur ondoren buruz "
     "baten guztiak horiek hainbat lehen zituen arabera aurka jarri hasi zer nola non izateko",
     ""},
    {"id", NG_SCRIPT_LATIN,
     "yang dan di dengan untuk dari ini itu dalam pada tidak akan juga adalah ke bisa karena oleh "
     "sudah ada kata saat tersebut saya mereka lebih telah hari tahun sebagai kami dia anda bahwa "
     "seperti orang atau harus masih menjadi dapat kita lalu agar tak banyak secara para antara "
     "belum bagi setelah sampai hanya pun ketika dua satu namun sejak serta jika lain hingga "
     "beberapa ujar sangat sekitar negara terhadap presiden warga kepada melakukan",
     ""},
    {"lt", NG_SCRIPT_LATIN,
     "ir į kad su yra iš o ne bet jo tai kaip už buvo ar nuo apie savo jau dėl po tik iki per būti "
     "bus jų ji jis metų pat taip prie šio nes gali metais labai kai dar prieš viena kurie mes "
     "tačiau "
     "lietuvos lietuvoje pasak ant arba gal nėra dabar jei kurį kur todėl mano turi vis daugiau "
     "teigė sakė šiuo tarp metu kuris kurių buvę šis tada pagal reikia",
     "ėųįūąčę"},
    {"sr", NG_SCRIPT_LATIN,
     "i je u da na se za su od sa koji kao a što će nije o to bi ne do koja ali iz li samo ili po "
     "koje bio je sve još kako nakon bila biti tako ovo taj već godine godina više ima može toga "
     "kada rekao kazao pre posle prije smo ovaj ta jer gde gdje pa mu ga ako ono nego ovog svoje "
     "predsednik predsjednik srbije te dok sam si treba među protiv zbog prema jedan",
     "đžćčš"},
    {"pl", NG_SCRIPT_LATIN,
     "w i na z się nie do to że jest o jak a po ale od za co przez tym dla tak ich już jego tego "
     "czy tylko być przy może lub oraz są był była które który która było będzie ma roku jej pod "
     "ze go mnie też jeszcze bardzo gdy kiedy jako latach bez także jednak nad jeśli między nawet "
     "wszystko gdzie można lat wtedy ten dziś powiedział tych według podczas przed został została "
     "więc mu mają teraz przeciwko tys",
     "łąęśżźćńó"},
    {"cs", NG_SCRIPT_LATIN,
     "a se v na je že o s z do i to k ve pro za by ale si po jako od jsem který jeho tak jsou jen "
     "ze už podle aby co byl bylo která jak při která až ani však nebo byla ještě před také let "
     "které mezi bude má roku byli u když více kde může další pak této více svou kč řekl uvedl "
     "proti tím protože tento jeho není jejich celý než jsme má lidí tom toho teď bez své",
     "ěřůžčšýě"},
    {"sk", NG_SCRIPT_LATIN,
     "a sa v na je že o s z do aj to k vo pre za by ale si po ako od som ktorý jeho tak sú len zo "
     "už podľa aby čo bol bolo ktorá pri až ani však alebo bola ešte pred tiež rokov ktoré medzi "
     "bude má roku boli keď viac kde môže ďalší potom tejto povedal uviedol proti tým pretože "
     "tento "
     "nie ich než sme ľudí",
     "ľĺŕôäď"},
    {"ga", NG_SCRIPT_LATIN,
     "an na a agus ar i le go is sé do bhí tá sin ag leis atá den faoi nach ach mar sa ní seo sí "
     "chun siad ó gur ina bhfuil féin raibh é iad mé eile ann aon as idir nuair ná nó níl níor tar "
     "éis roimh thar trí tú dá dé cé cad conas againn acu aige aici linn leo dúirt bliain duine "
     "daoine rialtas éireann beidh bheith bheadh gach mór níos",
     ""},
    {"et", NG_SCRIPT_LATIN,
     "ja on ei et oli see kui ka mis oma ning aga või ta seda siis nii kes kuid veel välja pärast "
     "eesti juba selle olnud aasta kas ole mitte nende üle ma olid sest peab enne võib nad vaid "
     "sellest tema ütles sõnul kõik aastal mida kuni eest ainult nagu praegu",
     "õäöü"},
    {"lv", NG_SCRIPT_LATIN,
     "un ir ar no par kas bija ka uz tas to kā gan arī bet vai ne lai pēc līdz tika jau latvijas "
     "viņš būs viņa vēl tikai tiek pie gada gadā var ja kuri savu kad nav šo tad kura",
     "āēīūķļņģ"},
    {"sl", NG_SCRIPT_LATIN,
     "in je v na se da za so pa ki z bi po tudi ne kot s še iz ali pri od o kako ni bil bo samo "
     "lahko kaj bila že ter do bilo če ko leta več tako ob kar med svoje pred bodo zelo ker",
     "čšž"},
    {"hr", NG_SCRIPT_LATIN,
     "tijekom tko uopće također vijeće tisuća hrvatska hrvatske hrvatskoj hrvatski siječnja "
     "veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
     ""},
    {"sq", NG_SCRIPT_LATIN,
     "të e në dhe i për me një që nga është se më ka si do janë nuk ky kjo u ishte por kanë shumë "
     "pas edhe duke tha saj tij kur deri mund vetëm kishte ndërsa",
     "ëç"},
    {"is", NG_SCRIPT_LATIN,
     "og að í er á sem við til um með en var ekki það af fyrir hann hún því ég eru hefur frá þá "
     "þetta "
     "upp segir hafa þar eftir verið vera svo ekki þegar hafi sé",
     "þð"},
    {"vi", NG_SCRIPT_LATIN,
     "và của là có không được cho các trong người một với những này để đã ở khi đến từ nhiều về "
     "cũng ra như tại sẽ năm việc vào ông theo sau",
     "ơưđạảấầẩẫậắằặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹ"},
    {"gl", NG_SCRIPT_LATIN,
     "de a o que e do da en un para é con non unha os no se na por máis as dos como pero foi ao el "
     "das ten seu súa ou ser cando moito xa está tamén só pola polo ata isto ela entre era logo "
     "sen "
     "mesmo aos ter galicia galego goberno anos onte hoxe",
     "ñ"},
    {"af", NG_SCRIPT_LATIN,
     "die en van in het is dat nie te wat om vir met op sy word hy as deur ook aan was by ek sal "
     "ons "
     "maar kan daar hulle uit een na nog meer so moet oor jaar gesê baie",
     "ê"},
    {"sw", NG_SCRIPT_LATIN,
     "na ya wa kwa ni katika za la hiyo kuwa cha hii alisema huo huyo hayo watu wake yake serikali "
     "nchi pia kama rais baada ambao ambayo wakati kila bila",
     ""},
    {"ms", NG_SCRIPT_LATIN,
     "yang dan di dengan untuk daripada ini itu dalam pada tidak akan juga adalah ke boleh kerana "
     "oleh sudah ada kata ketika tersebut saya mereka lebih telah hari tahun sebagai kami beliau "
     "bahawa seperti orang atau perlu masih menjadi dapat kita berkata sehingga malaysia kerajaan",
     ""},
    {"ru", NG_SCRIPT_CYRILLIC,
     "и в не на что с по он как это к а из у за от о но для так же его мы бы все было до или был "
     "она они ее их только уже если мне вы при еще этого году этом где после также была были может "
     "чтобы том лет себя когда под нет более будет того есть со без во я ты мой чем который "
     "которые "
     "россии сообщил сказал заявил словам",
     "ыэъё"},
    {"uk", NG_SCRIPT_CYRILLIC,
     "і в не на що з та за до у як це від про й його але для він вони було також є під час року "
     "після або був була який які яка її їх ми ви вже щоб тільки може бути при якщо де коли при "
     "більше так ще все цього тому україни україні сказав заявив через із зі їм той ця ці",
     "іїєґ"},
    {"be", NG_SCRIPT_CYRILLIC,
     "і ў не на што з у па як гэта да за ад але для ён яны было таксама пад час пасля або быў якія "
     "які яго яе іх мы вы ўжо каб толькі можа калі больш так яшчэ усё беларусі",
     "ў"},
    {"bg", NG_SCRIPT_CYRILLIC,
     "на и в да за се от с е не са по че до ще го това като а си ли при след които който най бе "
     "има "
     "може няма ни ги или още само му беше те ние той тя през във към между срещу според бъде",
     "ъщ"},
    {"mk", NG_SCRIPT_CYRILLIC,
     "на и во да за се од со е не што ќе по го како ја ги им му но или кои кој дека беше сe ова "
     "овие имаат има нема само уште до при меѓу против според бил била биле може треба",
     "ќѓѕ"},
    {"sr", NG_SCRIPT_CYRILLIC,
     "и је у да на се за су од са који као а што ће није о то би не до која али из ли само или по "
     "које био све још како након била бити тако ово тај већ године више има може тога када рекао "
     "казао пре после смо овај јер где па му га ако него свој србије",
     "јљњћђџ"},
    {"kk", NG_SCRIPT_CYRILLIC,
     "және бұл мен бір да де үшін деп ол бар сол осы болып қазақстан туралы жылы деген емес",
     "әғқңөұүһі"},
    {"el", NG_SCRIPT_GREEK, "", ""},
    {"ar", NG_SCRIPT_ARABIC,
     "في من على أن إلى التي عن مع هذا هذه ما لا كان الذي قال بعد كما بين أو ذلك قد كل لم حيث عام "
     "خلال غير هو هي و إن أنه عند منذ حتى",
     "ةإأىؤ"},
    {"fa", NG_SCRIPT_ARABIC,
     "و در به از که این را با است برای آن یک خود تا بر هم شد کرد شده می ای نیز باید های ها اما اگر "
     "دو بود گفت کند",
     "پچگژ"},
    {"ur", NG_SCRIPT_ARABIC,
     "کے میں کی ہے اور سے کا کو اس نے پر ہیں کہ ایک بھی یہ کر تھا نہیں گیا ہو وہ ان کیا لیے تھے",
     "ٹڈڑںےہھ"},
    {"he", NG_SCRIPT_HEBREW,
     "של את על לא כי עם הוא זה גם היא אל כל או אם אני יש אבל היה בין רק הם מה אין כך לפני אחרי אמר "
     "יותר עוד בית כדי ישראל אך זו היתה הייתה",
     ""},
    {"yi", NG_SCRIPT_HEBREW,
     "און די איז דער פון אין צו דאס האט מיט נישט אז פאר זיך זיי אויף ער ניט דאָס האָט פֿון אַ אַז ווי "
     "אבער איך מען אויך ביי דעם",
     "װױײ"},
    {"hi", NG_SCRIPT_DEVANAGARI,
     "के में की है से को का और ने पर यह कि एक भी इस हैं नहीं कर लिए था हो गया तो थे वह साथ अपने ही "
     "कहा रहे करने बाद या जो उन्होंने थी किया",
     ""},
    {"ne", NG_SCRIPT_DEVANAGARI,
     "र छ को मा छन् पनि भएको गर्न लागि यो नेपाल हो गरेको थियो भने एक यस हुन छैन गरे बताए भन्ने त्यो "
     "सरकार गर्ने भएका लाई ले बाट सम्म तर",
     ""},
    {"mr", NG_SCRIPT_DEVANAGARI,
     "आहे आणि या व ते हे एक की नाही तर होते त्या करण्यात आहेत होता झाली झाला म्हणून यांनी असून मात्र "
     "आपल्या",
     "ळ"},
    {"ta", NG_SCRIPT_TAMIL, "", ""},
    {"hy", NG_SCRIPT_ARMENIAN, "", ""},
    {"th", NG_SCRIPT_THAI, "", ""},
    {"ko", NG_SCRIPT_HANGUL, "", ""},
    {"zh", NG_SCRIPT_HAN, "", ""},
    {"ja", NG_SCRIPT_KANA, "", ""},
};

const gsize ng_language_words_n = G_N_ELEMENTS(ng_language_words);
G_STATIC_ASSERT(G_N_ELEMENTS(ng_language_words) <= 64);
