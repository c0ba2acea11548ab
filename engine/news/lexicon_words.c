/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: word lists of the lexicon, as folded forms (no case, no diacritics). Our own
 * compilation. Lists marked true are regular English verbs in their base form. */
#include "engine/news/lexicon.h"

const NgLexList ng_lex_lists[] = {
    /* Reporting verbs: whose subject is the speaker wherever they stand. */
    {NG_LEX_VERB, false,
     "say says said saying tell tells told telling write writes wrote written writing add adds "
     "added adding tweet tweets tweeted tweeting retweeted quip quips quipped quipping insist "
     "admit admits admitted admitting concede rebut rebuts rebutted swear swears swore spoke "
     "speaks testify"},
    {NG_LEX_VERB, true,
     "state argue insist claim explain reply respond answer remark comment declare warn predict "
     "suggest allege assert contend concede conclude caution complain boast joke confess confirm "
     "deny acknowledge emphasize emphasise stress reiterate repeat respond retort recall reckon "
     "estimate muse opine lament exclaim shout yell scream whisper mutter murmur announce "
     "proclaim vow pledge promise urge testify counter object interject elaborate recount "
     "volunteer scoff sneer snap bark blurt growl grumble gush marvel observe hint imply "
     "intone venture blog relate clarify demand plead bemoan fume crow deadpan exhort "
     "theorize speculate surmise assure reassure inform advise report wonder ask inquire pray "
     "preach remember boom holler gripe bellow reflect rejoin enthuse venture insinuate describe "
     "summarize reveal disclose theorise summarise post message email tout "
     "affirm maintain caution remind challenge chide protest stipulate advocate declaim sum taunt "
     "tease vent thunder echo"},
    /* Those of them that take a clause without "that". */
    {NG_LEX_CLAUSE, false,
     "said says say saying told tell tells telling argued argues argue arguing claimed claims "
     "claim claiming insisted insists insist insisting suggested suggests suggest suggesting "
     "announced announces announcing warned warns warning acknowledged acknowledges "
     "acknowledging explained explains explaining denied denies deny denying admitted admits "
     "predicted predicts predicting asserted asserts alleged alleges alleging contended "
     "contends conceded concedes vowed vows vowing promised promises promising pledged pledges "
     "pledging urged urges urging demanded demanding stated states stating declared declares "
     "declaring added adding reported estimated estimates recalled recalls tweeted wrote "
     "writes complained reiterated emphasized stressed confirmed confirms described describes "
     "describing asked asks asking advised concluded disclosed revealed implied proclaimed"},
    /* Verbs that report only beside a quotation. */
    {NG_LEX_WEAK_VERB, false,
     "read reads went goes go put puts began begins think thinks thought thinking believe believes "
     "believed feel feels felt sing sings sang chant chants chanted chanting laugh laughed laughs "
     "smiled smile nodded beamed beam sighed sigh shrugged grinned cried cries cry continue "
     "continues continued continuing note notes noted noting call calls called calling dubbed "
     "dubs dub label labels labeled labelled refer refers referred argued cited cites cite "
     "quote quotes quoted quoting offered offers offer issued issues issue released releases "
     "release found finds dismissed dismisses dismiss blasted blasts blast slammed slams praised "
     "praises praise criticized criticizes criticised hailed hails accused accuses denounced "
     "denounces condemned condemns mocked mocks asserted agree agrees agreed agreeing fretted "
     "hoped hopes signed tells pointed points point made makes credited credits decried decries "
     "attacked attacks ridiculed characterized characterised deemed deems branded brands "
     "interrupted interrupts stressing expressed expresses expressing welcomed welcomes thanked "
     "signaled signals chimed teased ended ends closed opened opens started starts turned "
     "shot fired riffs riffed pressed told kept keeps commented came comes chanting asserting "
     "blamed blames called-out read"},
    /* The speaker follows these. */
    {NG_LEX_ACCORDING, false, "according laut zufolge selon segun"},
    /* German, French and Spanish reporting verbs, folded. */
    {NG_LEX_VERB | NG_LEX_FOREIGN, false,
     "sagte sagt sagten mitteilte mitteilt findet fand sagen meinen erklarte erklart erklarten "
     "betonte betont meinte meint teilte berichtete "
     "berichtet schrieb schreibt kritisierte kritisiert forderte fordert warnte warnt kundigte "
     "erganzte erganzt erlauterte unterstrich bekraftigte verkundete behauptete behauptet "
     "antwortete fragte fragt hiess heisst versicherte raumte zitierte ausserte ausserten "
     "dit declare declarait affirme affirmait explique expliquait ajoute ajoutait estime "
     "estimait indique precise precisait souligne assure assurait annonce rappelle repondu "
     "repond conclut concluait ecrit denonce deplore lance raconte insiste commente regrette "
     "dijo dijeron dice afirmo afirma explico explica anadio anade aseguro asegura senalo senala "
     "declaro declara sostuvo sostiene indico indica manifesto manifiesta expreso comento "
     "subrayo subraya agrego agrega advirtio advierte recordo respondio contesto reconocio "
     "insistio denuncio escribio apunto preciso destaco"},
    {NG_LEX_HE, false, "he him his himself er ihm sein il lui"},
    {NG_LEX_SHE, false, "she her hers herself sie ihr elle ella"},
    {NG_LEX_IT, false, "it its itself"},
    {NG_LEX_THEY, false,
     "they them their we us i you me our your my who someone somebody everyone everybody nobody "
     "anyone others many members senators representatives lawmakers governors ministers leaders "
     "signatories mayors some one traders dealers bankers brokers economists diplomats residents "
     "witnesses investors aides voters protesters organizers economists people critics experts "
     "analysts officials sources ich wir ils "
     "elles nous je ellos nosotros"},
    {NG_LEX_TITLE | NG_LEX_SIR, false, "mr sir lord herr monsieur senor don congressman"},
    {NG_LEX_TITLE | NG_LEX_LADY, false,
     "mrs ms miss lady dame madame frau senora mme congresswoman"},
    {NG_LEX_TITLE, false,
     "senators representatives dr prof sen sens rep reps gov lt col gen maj capt sgt cpl adm cmdr "
     "rev hon honorable judge justice "
     "senator representative governor president chancellor minister premier mayor secretary "
     "general colonel captain major admiral sergeant lieutenant ambassador pope cardinal bishop "
     "archbishop rabbi imam sheikh king queen prince princess duke emperor commissioner "
     "councillor councilman councilwoman alderman speaker chairman chairwoman chair director "
     "ceo cfo coo cto founder professor doctor reverend pastor father sister coach detective "
     "inspector sheriff officer chief spokesman spokeswoman spokesperson spokespeople attorney "
     "lawyer analyst economist ayatollah comrade treasurer prosecutor senador presidente "
     "prasident kanzler kanzlerin ministre ministro"},
    {NG_LEX_ROLE, false,
     "spokesman spokeswoman spokesperson spokesmen spokespeople executive chief officer minister "
     "president senator governor mayor chairman chairwoman chair director manager founder "
     "co-founder cofounder owner head leader secretary ambassador commissioner lawyer attorney "
     "analyst economist professor scientist researcher expert strategist adviser advisor "
     "consultant author writer editor reporter columnist journalist activist organizer "
     "candidate nominee congressman congresswoman representative lawmaker legislator judge "
     "justice prosecutor detective sheriff police captain colonel general commander pilot "
     "doctor nurse teacher student farmer actor actress singer pollster historian aide "
     "ceo cfo coo cto official partner trader dealer broker engineer architect coach player "
     "pastor bishop priest deputy treasurer counsel principal dean fellow husband wife son "
     "daughter father mother brother sister billionaire businessman businesswoman mogul "
     "veteran resident voter supporter delegate host moderator anchor coordinator administrator "
     "superintendent"},
    {NG_LEX_ORG_NOUN, false,
     "company companies firm agency ministry group organisation organization bank department "
     "corporation association union foundation institute "
     "network vendor maker retailer manufacturer carrier "
     "airline startup giant outfit bureau charity "
     "conglomerate subsidiary "
     "developer operator provider supplier utility insurer lender brokerage watchdog "
     "regulator"},
    {NG_LEX_ORG_THING, false,
     "products product software shares stock customers customer clients employees staff workers "
     "executives executive officials official researchers headquarters offices stores store "
     "factory factories plant plants brand revenue revenues sales profits profit services service "
     "tools antivirus apps app platform device devices engineers spokesman spokeswoman "
     "spokesperson shareholders stockholders investors subsidiary subsidiaries division unit units "
     "partners partner technology technologies board statement newsroom reporter reporters "
     "channel code report website site systems policy agents analysts experts management unveiled "
     "solutions networks parent business operations article team users user aircraft planes"},
    {NG_LEX_PAPER, false,
     "statement statements email emails e-mail letter letters report reports release memo memos "
     "note notes post posts tweet tweets message messages blog document documents filing filings "
     "complaint lawsuit ruling opinion order editorial article column study survey communique "
     "transcript op-ed press headline caption sign signs banner placard poster petition "
     "claim claims comment comments remark remarks demand demands charge charges promise promises "
     "pledge pledges answer answers question questions account accounts call calls "
     "resolution response reply invitation website site page story interview mail"},
    {NG_LEX_ORG_TAIL, false,
     "inc corp corporation co company ltd limited llc llp plc lp sa ag gmbh kg nv bv ab oy as spa "
     "srl lab labs laboratory laboratories group holding holdings industries international "
     "enterprises technologies technology systems software solutions partners associates "
     "bancorp bank bancshares airlines airways motors pharmaceuticals pharma stores brothers "
     "foundation institute university college communications media entertainment networks "
     "energy petroleum oil gas resources electric financial capital trust insurance savings "
     "products services aviation semiconductor semiconductors instruments steel chemical "
     "chemicals foods beverages"},
    {NG_LEX_GENERIC, false,
     "national united american british european international federal first general central "
     "office bank university college institute department ministry committee commission council "
     "house senate party new old great north south east west northern southern eastern western "
     "royal state states world global people peoples public social standard security consumer "
     "consumers free democratic republican liberal conservative labour labor green communist "
     "union league association society center centre court supreme high district city county "
     "air food health home human industrial information internal joint justice law legal library "
     "local management market medical military mutual natural nuclear oil open pacific atlantic "
     "parliament police political press prime private product research reserve rural science "
     "service space special stock student supply tax tech technology trade transport treasury "
     "water women young agency bureau board authority board federation fund group"
     " organisation organization academy museum hospital school church institute advanced applied "
     "associated allied best big black white red blue business capital chemical commercial common "
     "computer continental data digital direct electric energy financial foreign gold home"},
    {NG_LEX_DET, false,
     "the a an this that these those his her its their our my your der die das ein eine den dem "
     "le la les un une el los las una another each every"},
    {NG_LEX_HELPER, false,
     "has have had will would did does do may might could should can must was were is are been be "
     "also later then repeatedly recently first again still only just even once now today "
     "yesterday earlier often never always further previously since subsequently not didn't "
     "don't doesn't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't isn't "
     "himself herself itself themselves both all simply publicly privately reportedly to finally "
     "instead soon initially ever quickly hat haben hatte habe a ont ha han avait avoir both "
     "already hasn't immediately flatly bluntly famously monday tuesday wednesday thursday friday "
     "saturday sunday"},
    {NG_LEX_PREP, false,
     "of in for at by with from on to against about over under into through during after before "
     "between among near like as via than within without outside inside upon toward towards "
     "von bei fur mit de du des au en por para con del"},
    {NG_LEX_PARTICLE, false,
     "van von de der den del della di da dos das du la le el al bin ibn ben abu ter ten zu zur st "
     "y ap"},
    {NG_LEX_CALENDAR, false,
     "january february march april may june july august september october november december jan "
     "feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday "
     "saturday sunday christmas easter thanksgiving"},
    {NG_LEX_WORK, false,
     "book books film films movie movies show series program programme song songs album novel "
     "titled entitled documentary memoir sitcom podcast musical hashtag slogan headlined slogans "
     "segment magazine exhibition shirt shirts shirts hat hats t-shirts nicknamed so-called "
     "word words phrase term terms bestseller chapter episode playing banner sign signs marked "
     "reading"},
    {NG_LEX_CONJ, false,
     "and but that which while because although though when where if so or nor as whether since "
     "until unless after before dass und aber que et mais y pero"},
    {NG_LEX_PERSONAL, false,
     "born died die smiled smiles laughed laughs shrugged grinned resigned resign married aged "
     "lives lived testify testified retired nodded wept studied graduated thinks believes "
     "campaigned voted elected sat stood walked joked recalled remembers arrested jailed "
     "sentenced convicted appeared wearing tweeted"},
    {NG_LEX_CORPORATE, false,
     "acquired acquires sells sold employs employed launched launches unveiled shipped ships "
     "manufactures filed posted merged operates operated markets produces hired laid recalled "
     "issued owns bought performing distributes develops"},
    {NG_LEX_JUNIOR, false, "jr sr ii iii iv esq phd md"},
    {NG_LEX_NOT_NAME, false,
     "house street news times post journal tribune herald gazette press network television tv "
     "radio studios records pictures university college school institute hospital church center "
     "centre court committee commission council party congress senate parliament ministry "
     "department office bureau agency administration government union league association "
     "federation society club team bank fund trust exchange company corp inc ltd llc plc group "
     "holdings airlines airport county city state states island islands river lake mountain "
     "valley beach park square avenue road bridge bay coast ocean sea north south east west "
     "northern southern eastern western central national international federal united american "
     "americans british european russian german french chinese japanese african arab muslim "
     "christian jewish catholic republican republicans democrat democrats democratic conservative "
     "conservatives liberal liberals the a an and or but for of in on at to from with by as it he "
     "she they we you this that these those there here what when where who why how if while after "
     "before since because not no yes all both some many most more other another its his her "
     "their our my your army navy force forces police world war act bill law day week month year "
     "morning night evening today tomorrow yesterday project program plan service services system "
     "systems security defense defence health energy media committee campaign foundation museum "
     "library hotel theater theatre festival prize award awards cup bowl games championship "
     "series institute institutes conference convention summit treaty agreement labor labour "
     "board authority organization organisation nations kingdom republic empire secretary "
     "president minister senator governor mayor chairman spokesman spokeswoman mr mrs ms dr "
     "moody standard poor analysts officials voters supporters twitter facebook google youtube "
     "fox cnn nbc abc cbs msnbc breitbart politico reuters bloomberg according however meanwhile "
     "also then now so just even still again asked super pac gop"},
    {NG_LEX_COMMON, false,
     "it who us aid aids care pen hope fare who act are as at be can do for has is may no on or so "
     "we go he in me my of to up am an by if un al do us mad sad bad rap ran set start step sit "
     "son sun team top war win best big pro eta ira nah said star fast cut cap cop dea ice epa "
     "gap target apple shell visa orange sprint ford chase delta united polo mobil amazon "
     "oracle square block uber lift match snap meta alphabet nest dish viacom progress general "
     "signal nature science time times life people fortune post sun mail express guardian mirror "
     "independent observer economist standard press record globe journal news herald nation week "
     "money mother variety wired vice slate salon reason vox here her our their this that what "
     "when where will would ten five four three two one next key total dow pool unity ally "
     "citizen citizens heritage mission frontier premier pioneer summit crown royal eagle "
     "equity fidelity vanguard progressive liberty mutual travelers discover capital principal "
     "steel gas oil coal gold silver iron nickel mark bill will rob frank "
     "grant chase rich young long king bush rice case brown green white black gray grey stone wood "
     "woods lake field fields rivers bridges banks price prices sharp may march august april june "
     "iris seat spirit focus escape explorer edge camel tide dove sage box pitch labour labor "
     "greens left right conservatives liberals democrats republicans congress parliament senate "
     "house treasury pentagon state defense defence justice interior energy education commerce "
     "assembly diet duma lords commons union league front force alliance movement reform renewal "
     "forward change motion together now future freedom homeland popular center centre court "
     "council commission bank fund office bureau board agency institute"},
    {0, false, NULL}};
