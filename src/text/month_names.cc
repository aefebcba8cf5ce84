#include "text/month_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/utf8.h"

namespace newsloom::text {
namespace {

struct Month {
  int number;
  std::string_view names;  ///< lower case, by single spaces
};

/// Names as they stand beside a day: nominative and genitive where a language tells them apart, and the short
/// forms that papers print (their dot is not part of them).
constexpr std::array kMonths = {
    Month{1,
          "january jan januar januari janvier janv enero ene gennaio genn gen janeiro ianuarie ian styczeń "
          "stycznia sty leden ledna január januára január siječnja siječanj sausio sausis janvāris janvārī "
          "jaanuar tammikuu tammikuuta tammikuun ocak yanvar января январь янв січня січень січ студзеня "
          "януари ян јануар јануари ιανουαρίου ιανουάριος ιαν ינואר בינואר يناير كانون जनवरी জানুয়ারি "
          "gener urtarrila janúar ionawr eanáir"},
    Month{2,
          "february feb februar februari février fevrier févr fév febrero febbraio febbr fevereiro fev "
          "februarie luty lutego lut únor února február februára veljače veljača vasario vasaris februāris "
          "februārī veebruar helmikuu helmikuuta helmikuun şubat fevral февраля февраль фев лютого лютий "
          "лют лютага февруари фебруар φεβρουαρίου φεβρουάριος φεβ פברואר בפברואר فبراير شباط फ़रवरी फरवरी "
          "ফেব্রুয়ারি febrer febrúar"},
    Month{3,
          "march mar märz maerz mrz maart mrt mars marzo março marec marca martie marzec březen března "
          "március ožujka ožujak kovo kovas marts martā märts maaliskuu maaliskuuta maaliskuun mart марта "
          "март мар березня березень бер сакавіка μαρτίου μάρτιος μαρ מרץ במרץ مارس آذار मार्च মার্চ març"},
    Month{4,
          "april apr avril avr abril abr aprile aprilie kwiecień kwietnia kwi duben dubna apríl apríla "
          "április travnja travanj balandžio balandis aprīlis aprīlī aprill huhtikuu huhtikuuta huhtikuun "
          "nisan aprel апреля апрель апр квітня квітень квіт красавіка април απριλίου απρίλιος απρ אפריל "
          "באפריל أبريل ابريل نيسان अप्रैल এপ্রিল apríll"},
    Month{5,
          "may mai mei mayo maggio magg mag maio maj maja květen května máj mája május svibnja svibanj "
          "gegužės gegužė maijs maijā toukokuu toukokuuta toukokuun mayıs мая май травня травень трав мај "
          "траўня μαΐου μάιος μαϊ מאי במאי مايو ماي أيار मई মে maig maí"},
    Month{6,
          "june jun juni juin junio giugno giu junho iunie iun czerwiec czerwca cze červen června jún júna "
          "június lipnja lipanj birželio birželis jūnijs jūnijā juuni kesäkuu kesäkuuta kesäkuun haziran "
          "iyun июня июнь июн червня червень черв чэрвеня юни јун јуни ιουνίου ιούνιος ιουν יוני ביוני "
          "يونيو يونيه حزيران जून জুন juny júní"},
    Month{7,
          "july jul juli juillet juil julio luglio lug julho iulie iul lipiec lipca lip červenec července "
          "júl júla július srpnja srpanj liepos liepa jūlijs jūlijā juuli heinäkuu heinäkuuta heinäkuun "
          "temmuz iyul июля июль июл липня липень лип ліпеня юли јул јули ιουλίου ιούλιος ιουλ יולי ביולי "
          "يوليو يوليه تموز जुलाई জুলাই juliol júlí"},
    Month{8,
          "august aug augustus août aout agosto ago sierpień sierpnia sie srpen srpna augusta augusztus "
          "kolovoza kolovoz rugpjūčio rugpjūtis augusts augustā elokuu elokuuta elokuun ağustos avqust "
          "августа август авг серпня серпень серп жніўня аугуст αυγούστου αύγουστος αυγ אוגוסט באוגוסט "
          "أغسطس اغسطس آب अगस्त আগস্ট agost ágúst"},
    Month{9,
          "september sept sep septembre septiembre setiembre settembre sett set setembro septembrie "
          "wrzesień września wrz září zář septembra szeptember rujna rujan rugsėjo rugsėjis septembris "
          "septembrī syyskuu syyskuuta syyskuun eylül sentyabr сентября сентябрь сент сен вересня вересень "
          "вер верасня септември септембар σεπτεμβρίου σεπτέμβριος σεπ σεπτ ספטמבר בספטמבר سبتمبر أيلول "
          "सितंबर सितम्बर সেপ্টেম্বর setembre"},
    Month{10,
          "october oct oktober okt octobre octubre ottobre ott outubro out octombrie październik "
          "października paź říjen října říj október októbra spalio spalis oktobris "
          "oktobrī oktoober lokakuu lokakuuta lokakuun ekim oktyabr октября октябрь окт жовтня жовтень "
          "жовт кастрычніка октомври октобар οκτωβρίου οκτώβριος οκτ אוקטובר באוקטובר أكتوبر اكتوبر "
          "تشرين अक्टूबर অক্টোবর"},
    Month{11,
          "november nov novembre noviembre novembro noiembrie listopad listopada listopadu studenoga "
          "studenog studeni "
          "novembra lapkričio lapkritis novembris novembrī marraskuu marraskuuta marraskuun kasım noyabr "
          "ноября ноябрь нояб ноя листопада листопад лист лістапада ноември новембар νοεμβρίου νοέμβριος "
          "νοε נובמבר בנובמבר نوفمبر नवंबर नवम्बर নভেম্বর nóvember"},
    Month{12,
          "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro decembrie "
          "grudzień grudnia gru prosinec prosince prosinca prosinac decembra gruodžio gruodis decembris "
          "decembrī detsember joulukuu joulukuuta joulukuun aralık dekabr декабря декабрь дек грудня "
          "грудень груд снежня декември децембар δεκεμβρίου δεκέμβριος δεκ דצמבר בדצמבר ديسمبر दिसंबर "
          "दिसम्बर ডিসেম্বর desembre desember"},
};

/// Thai months go with years of the Buddhist era, Persian ones with those of the solar Hijri calendar.
constexpr std::array<std::string_view, 12> kThai = {
    "มกราคม ม.ค",  "กุมภาพันธ์ ก.พ", "มีนาคม มี.ค",  "เมษายน เม.ย", "พฤษภาคม พ.ค",  "มิถุนายน มิ.ย",
    "กรกฎาคม ก.ค", "สิงหาคม ส.ค",  "กันยายน ก.ย", "ตุลาคม ต.ค",   "พฤศจิกายน พ.ย", "ธันวาคม ธ.ค"};
constexpr std::array<std::string_view, 12> kPersian = {
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"};

/// Where two languages mean different months by one word, the first in the table has it.
using MonthNames = std::unordered_map<std::string_view, MonthName>;

void add(MonthNames& out, std::string_view names, MonthName month) {
  while (!names.empty()) {
    const std::size_t space = std::min(names.find(' '), names.size());
    out.emplace(names.substr(0, space), month);
    names.remove_prefix(std::min(space + 1, names.size()));
  }
}

MonthNames all_names() {
  MonthNames out;
  for (const Month& month : kMonths) add(out, month.names, {month.number, Calendar::kGregorian});
  for (int i = 0; i < 12; ++i) {
    add(out, kThai[static_cast<std::size_t>(i)], {i + 1, Calendar::kBuddhist});
    add(out, kPersian[static_cast<std::size_t>(i)], {i + 1, Calendar::kPersian});
  }
  return out;
}

}  // namespace

MonthName month_named(std::string_view word) {
  static const MonthNames kNames = all_names();
  constexpr std::size_t kLongestName = 40;
  if (word.size() < 2 || word.size() > kLongestName) return {};
  const auto found = kNames.find(lower(word));
  return found == kNames.end() ? MonthName{} : found->second;
}

}  // namespace newsloom::text
