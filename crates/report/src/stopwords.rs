//! Words without a subject of their own, left out of the lists of top words and of the ends of
//! phrases. For display only: they are counted everywhere.

const ENGLISH: &str = "\
a about above according across after again against all almost along already also although always am \
among an and another any are aren't around as at away back be became because been before being below \
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down due \
during each either else even ever every few for from further had hadn't has hasn't have haven't having \
he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in including \
into is isn't it it's its itself just last less like made make many may me might more most much must my \
myself near neither never no nor not now of off often on once one only onto or other others our ours \
ourselves out over own per rather said same say says second several shall she she's should shouldn't \
since so some still such than that that's the their theirs them themselves then there these they they're \
this those though through thus to together too toward towards two under until up upon us very was wasn't \
way we we're we've well were weren't what when where whether which while who whom whose why will with \
within without won't would wouldn't yet you you'd you'll you're your yours yourself yourselves first new \
take taken took";

const KOREAN: &str = "\
것 것은 것을 것이 것이다 것으로 것이라고 것과 것도 수 수가 수는 등 등을 등이 등의 및 또 또는 또한 그 그는 그의 그를 그가 \
이 이는 이를 이날 이번 이번에 이와 이에 이어 저 저는 제 우리 우리는 우리의 때 때문에 때문이다 대한 대해 대하여 대해서 \
위한 위해 위하여 따라 따른 따르면 따라서 통해 통한 통하여 관련 관련해 관한 함께 같은 같이 같다 더 더욱 가장 매우 모든 \
모두 다른 다시 새로운 있다 있는 있고 있으며 있다고 있다는 있습니다 있었다 있을 있어 있어서 있음을 없다 없는 없이 없다고 \
했다 하는 하고 하며 한 한다 할 해 하여 하기 하지 하였다 하면서 합니다 했다고 했다는 했으며 했습니다 된 된다 되는 되고 \
되어 됐다 되였다 되었다 됩니다 될 밝혔다 말했다 전했다 보도했다 덧붙였다 강조했다 지난 그러나 그리고 하지만 그런데 \
그래서 그런 이런 이러한 그러한 어떤 아니라 아닌 아니다 여러 각 약 중 중에 내 전 후 뒤 간 개 명 년 월 일 안 못 \
으로 로 에서 에게 까지 부터 만 도 는 은 을 를 의 에 와 과 가";

const SPANISH: &str = "\
a al algo ante antes aquel como con contra cual cuando de del desde donde dos durante e el ella ellas \
ellos en entre era es esa ese eso esta estaba están este esto estos fue fueron ha había han hasta hay la \
las le les lo los más me mi muy nada ni no nos nosotros o otra otro otros para pero por porque que \
quien se ser si sido sin sino sobre son su sus también tan tanto todo todos tras tu un una uno y ya yo \
según así cada dijo";

const FRENCH: &str = "\
à au aux avec c'est ce cela ces cet cette comme d'un d'une dans de des du elle elles en est et été être \
eu il ils je l'on la le les leur leurs lui mais même ne nos notre nous on ont ou où par pas plus pour \
qu'il qu'elle que qui sa sans se selon ses si son sont sous sur ta tous tout très un une vos votre vous \
y a ai avait avoir fait aussi après entre lors dont deux";

const GERMAN: &str = "\
aber alle als also am an auch auf aus bei bin bis da damit dann das dass dem den der des dessen die \
dies diese dieser dieses doch du durch ein eine einem einen einer eines er es für gegen hat hatte hatten \
habe haben ich ihm ihn ihr ihre ihrem ihren ihrer im in ist ja jedoch kann kein keine man mehr mit nach \
nicht noch nun nur ob oder ohne sagte sehr sei sein seine seinem seinen seiner seit sich sie sind so \
sowie über um und uns unter vom von vor war waren was wegen weil wenn wer werden wie wieder wir wird \
wurde wurden zu zum zur zwei zwischen";

const RUSSIAN: &str = "\
а без более бы был была были было быть в вам вас во вот все всех всё вы где да для до его ее её если \
есть еще ещё же за здесь и из или им их к как ко когда который которая которые которых кто ли между мне \
мы на над не него нее ней нет ни них но ну о об однако он она они оно от по под после при про с себя \
со так также там те тем то того тоже той только том ты у уже что чтобы эта эти это этого этой этом я";

/// The list of a language; none if there is none.
pub(crate) fn of(language: &str) -> Option<&'static str> {
    Some(match language {
        "en" => ENGLISH,
        "ko" => KOREAN,
        "es" => SPANISH,
        "fr" => FRENCH,
        "de" => GERMAN,
        "ru" => RUSSIAN,
        _ => return None,
    })
}

/// The name of a language in English; the code itself where it is not listed here.
pub(crate) fn language_name(code: &str) -> &str {
    match code {
        "ar" => "Arabic",
        "cs" => "Czech",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        other => other,
    }
}
