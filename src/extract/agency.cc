#include "extract/agency.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

struct Row {
  std::string_view short_name;
  std::string_view names;  ///< in lower case, between strokes
};

/// The agencies whose texts papers print, by the names that stand in datelines, bylines and credits.
constexpr std::array kRows = {
    Row{"AP",
        "ap|a.p.|associated press|the associated press|ассошиэйтед пресс|美联社|美聯社|ap通信|أسوشيتد "
        "برس|أسوشييتد برس"},
    Row{"Reuters",
        "reuters|thomson reuters|reuters staff|рейтер|агентство "
        "reuters|رويترز|路透社|路透|ロイター|로이터|रॉयटर्स|rtr"},
    Row{"AFP",
        "afp|agence france-presse|agence france presse|афп|أ ف ب|ا ف ب|أ.ف.ب|أ. ف. ب|ا.ف.ب|فرانس برس|وكالة "
        "فرانس برس|法新社|एएफपी"},
    Row{"dpa", "dpa|deutsche presse-agentur|дпа|د ب أ|د.ب.أ|德新社"},
    Row{"dpa-AFX", "dpa-afx"},
    Row{"epd", "epd|evangelischer pressedienst"},
    Row{"KNA", "kna"},
    Row{"SID", "sid"},
    Row{"AFX", "afx"},
    Row{"APA", "apa|austria presse agentur"},
    Row{"SDA", "sda|ats|keystone-sda|keystone-ats|keystone-sda/ats"},
    Row{"ANSA", "ansa"},
    Row{"Adnkronos", "adnkronos"},
    Row{"AGI", "agi"},
    Row{"askanews", "askanews"},
    Row{"Italpress", "italpress"},
    Row{"LaPresse", "lapresse"},
    Row{"EFE", "efe|agencia efe|эфэ|埃菲社"},
    Row{"Europa Press", "europa press|europapress|ep"},
    Row{"Colpisa", "colpisa"},
    Row{"Servimedia", "servimedia"},
    Row{"Lusa", "lusa|agência lusa"},
    Row{"Agência Brasil", "agência brasil|agencia brasil"},
    Row{"Estadão Conteúdo", "estadão conteúdo"},
    Row{"Folhapress", "folhapress"},
    Row{"Télam", "télam|telam"},
    Row{"Notimex", "notimex"},
    Row{"Prensa Latina", "prensa latina"},
    Row{"NA", "noticias argentinas"},
    Row{"TASS", "tass|itar-tass|тасс|итар-тасс|塔斯社|俄塔社|タス通信|تاس"},
    Row{"Interfax", "interfax|интерфакс|interfax.ru|国际文传电讯社"},
    Row{"Interfax-Ukraine", "interfax-ukraine|interfax-україна|інтерфакс-україна|интерфакс-украина"},
    Row{"RIA Novosti", "ria novosti|риа новости|ria|риа|俄新社|نوفوستي"},
    Row{"Sputnik", "sputnik|спутник|سبوتنيك"},
    Row{"Prime", "прайм"},
    Row{"Rosbalt", "росбалт"},
    Row{"Regnum", "регнум|иа регнум|иа regnum"},
    Row{"BelTA", "belta|белта"},
    Row{"Kazinform", "kazinform|казинформ"},
    Row{"Azertag", "azertac|азертадж"},
    Row{"Armenpress", "armenpress|арменпресс"},
    Row{"Ukrinform", "ukrinform|укрінформ|укринформ"},
    Row{"UNIAN", "unian|уніан|униан"},
    Row{"UNN", "унн"},
    Row{"PAP", "pap|polska agencja prasowa"},
    Row{"ČTK", "ctk|čtk"},
    Row{"TASR", "tasr"},
    Row{"MTI", "mti"},
    Row{"Agerpres", "agerpres"},
    Row{"Mediafax", "mediafax"},
    Row{"Hina", "hina"},
    Row{"Tanjug", "tanjug|танјуг"},
    Row{"Beta", "бета"},
    Row{"FENA", "fena"},
    Row{"BTA", "bta|бта"},
    Row{"ANA-MPA", "απε-μπε|ana-mpa"},
    Row{"BNS", "bns"},
    Row{"ELTA", "elta"},
    Row{"LETA", "leta"},
    Row{"ANP", "anp"},
    Row{"Belga", "belga"},
    Row{"TT", "tt"},
    Row{"NTB", "ntb"},
    Row{"Ritzau", "ritzau"},
    Row{"STT", "stt"},
    Row{"AA", "anadolu|anadolu agency|anadolu ajansı|aa|الأناضول"},
    Row{"DHA", "dha|demirören haber ajansı"},
    Row{"İHA", "iha|ihlas haber ajansı"},
    Row{"ANKA", "anka"},
    Row{"IRNA", "irna|ایرنا|إرنا"},
    Row{"ISNA", "isna|ایسنا"},
    Row{"Tasnim", "تسنیم"},
    Row{"SANA", "sana|سانا"},
    Row{"WAFA", "wafa|وفا"},
    Row{"SPA", "واس|spa"},
    Row{"WAM", "وام|wam"},
    Row{"Petra", "بترا"},
    Row{"KUNA", "كونا|kuna"},
    Row{"QNA", "قنا|qna"},
    Row{"MENA", "أ ش أ|أ.ش.أ|ا ش ا"},
    Row{"NNA", "الوطنية للإعلام"},
    Row{"Xinhua", "xinhua|xinhua news agency|新华社|新華社|新华网|синьхуа|شينخوا|新華社通信"},
    Row{"China News", "中新社|中新网|中国新闻社"},
    Row{"CNA", "中央社"},
    Row{"Kyodo", "kyodo|kyodo news|共同|共同通信|共同社|共同通信社"},
    Row{"Jiji", "jiji|jiji press|時事|時事通信|时事社|時事通信社"},
    Row{"Yonhap", "yonhap|yonhap news|yonhap news agency|연합뉴스|韩联社|韓聯社|聯合ニュース"},
    Row{"Newsis", "newsis|뉴시스"},
    Row{"News1", "뉴스1"},
    Row{"Newspim", "뉴스핌"},
    Row{"KCNA", "kcna|朝中社|朝鲜中央通讯社|조선중앙통신"},
    Row{"PTI", "pti|press trust of india|भाषा|पीटीआई|पीटीआई-भाषा"},
    Row{"UNI", "वार्ता"},
    Row{"ANI", "ani|एएनआई"},
    Row{"IANS", "ians|आईएएनएस"},
    Row{"APP", "app"},
    Row{"UNB", "unb"},
    Row{"Antara", "antara"},
    Row{"Bernama", "bernama"},
    Row{"VNA", "vna|ttxvn"},
    Row{"TNA", "tna"},
    Row{"PA", "pa|pa media|press association|pa news agency"},
    Row{"UPI", "upi"},
    Row{"AAP", "aap|australian associated press"},
    Row{"CP", "canadian press|the canadian press|la presse canadienne"},
    Row{"Bloomberg", "bloomberg|bloomberg news|блумберг"},
    Row{"Dow Jones", "dow jones|dow jones newswires"},
};

struct Agency {
  std::string_view key, short_name;
};

template <class Take>
constexpr void each_name(std::string_view names, Take take) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('|'), names.size());
    take(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

constexpr std::size_t kCount = [] {
  std::size_t count = 0;
  for (const Row& row : kRows) each_name(row.names, [&](std::string_view) { ++count; });
  return count;
}();

/// In the order of the keys.
constexpr auto kAgencies = [] {
  std::array<Agency, kCount> out{};
  std::size_t at = 0;
  for (const Row& row : kRows)
    each_name(row.names, [&](std::string_view name) { out[at++] = {name, row.short_name}; });
  std::ranges::sort(out, {}, &Agency::key);
  return out;
}();
static_assert(std::ranges::adjacent_find(kAgencies, {}, &Agency::key) == kAgencies.end(),
              "a name stands twice");

/// No agency's name is longer, in bytes.
constexpr std::size_t kLongestName = 64;

/// People and common words are called so too: an agency only when no letter is small.
constexpr std::array<std::string_view, 17> kOnlyInCapitals = {"ani", "sana", "ria",  "hina", "app", "spa",
                                                              "wam", "sid",  "leta", "elta", "ep",  "anka",
                                                              "pa",  "aa",   "tt",   "tna",  "ats"};

/// Words between two agencies, or before the one that is meant.
constexpr std::array<std::string_view, 24> kBetween = {
    "/",     ",",      ";",     "+",      "|",     " and ", " und ", " et ",
    " y ",   " e ",    " en ",  " i ",    " и ",   " та ",  " ve ",  " og ",
    " och ", " with ", " mit ", " avec ", " con ", " von ", " com ", " по материалам "};

/// Written without spaces: such a name may stand directly beside a place.
bool is_spaceless(std::string_view key) {
  std::size_t pos = 0;
  const char32_t c = text::next_code_point(key, pos);
  return c >= 0x3040 && c < 0xD7B0;
}

std::string_view short_name_of(std::string_view lowered) {
  const auto found = std::ranges::lower_bound(kAgencies, lowered, {}, &Agency::key);
  return found != kAgencies.end() && found->key == lowered ? found->short_name : std::string_view();
}

}  // namespace

std::optional<std::string> agency_of(std::string_view name) {
  name = text::trim(name);
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  const std::string key = text::lower(name);
  const std::string_view short_name = short_name_of(key);
  if (short_name.empty()) return std::nullopt;
  const bool in_small = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  if (in_small && std::ranges::find(kOnlyInCapitals, key) != kOnlyInCapitals.end()) return std::nullopt;
  return std::string(short_name);
}

std::optional<std::string> first_agency_of(std::string_view names) {
  if (auto whole = agency_of(names)) return whole;
  const std::string lowered = text::lower(names);
  // Lower case may change lengths in rare scripts; positions are only trusted where it did not.
  const std::string_view searched = lowered.size() == names.size() ? std::string_view(lowered) : names;
  while (!names.empty()) {
    std::size_t at = names.size(), length = 0;
    for (const std::string_view between : kBetween) {
      const std::size_t found = searched.substr(searched.size() - names.size()).find(between);
      if (found < at) {
        at = found;
        length = between.size();
      }
    }
    const std::string_view part = text::trim(names.substr(0, at));
    if (auto agency = agency_of(part)) return agency;
    // "Корр. БЕЛТА", "dpa-infocom": the last word, or the one before a hyphen.
    if (const std::size_t space = part.rfind(' ');
        space != std::string_view::npos && part.size() <= kLongestName) {
      if (auto agency = agency_of(part.substr(space + 1))) return agency;
    }
    if (const std::size_t hyphen = part.find('-'); hyphen != std::string_view::npos) {
      if (auto agency = agency_of(part.substr(0, hyphen))) return agency;
    }
    names.remove_prefix(at + length);
  }
  return std::nullopt;
}

AgencyPrefix agency_opening(std::string_view text) {
  AgencyPrefix out;
  for (const Agency& agency : kAgencies) {
    if (agency.key.size() > out.length && is_spaceless(agency.key) && text.starts_with(agency.key))
      out = {std::string(agency.short_name), agency.key.size()};
  }
  return out;
}

AgencySuffix agency_closing(std::string_view text) {
  AgencySuffix out;
  for (const Agency& agency : kAgencies) {
    if (agency.key.size() > out.length && is_spaceless(agency.key) && text.ends_with(agency.key))
      out = {std::string(agency.short_name), agency.key.size()};
  }
  return out;
}

}  // namespace newsloom::extract
