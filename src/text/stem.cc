#include "text/stem.h"

#include <libstemmer.h>

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <map>
#include <unordered_set>

#include "text/hash.h"

namespace newsloom::text {
namespace {

struct Language {
  std::string_view code;
  const char* snowball;
  std::string_view stop_words;
};

// Function words of each language: articles, pronouns, prepositions, conjunctions, auxiliaries. Written for
// Newsloom.
constexpr std::array kLanguages = {
    Language{"en", "english",
             " a about after again against all also am an and any are as at be because been before being "
             "between both but by "
             "can could did do does doing down during each few for from further had has have having he her "
             "here hers him his "
             "how i if in into is it its itself just me more most my no nor not now of off on once only or "
             "other our out over "
             "own s said same say says she should so some such t than that the their them then there these "
             "they this those "
             "through to too under until up us very was we were what when where which while who whom why "
             "will with would you "
             "your "},
    Language{"de", "german",
             " aber als am an auch auf aus bei bis da das dass dem den der des die dies diese dieser doch du "
             "durch ein eine "
             "einem einen einer eines er es für gegen hat hatte haben ich ihm ihn ihr ihre im in ist ja kann "
             "kein keine man mit "
             "nach nicht noch nur ob oder ohne sagte sein seine sich sie sind so über um und uns unter vom "
             "von vor war waren "
             "was wegen weil wenn werden wie wir wird wurde wurden zu zum zur zwischen "},
    Language{"fr", "french",
             " à au aux avec ce ces cette c d dans de des du elle elles en est et été être eu il ils je l la "
             "le les leur leurs "
             "lui mais me même mes n ne nous on ont ou où par pas pour plus qu que qui s sa se ses son sont "
             "sur ta te tu un une "
             "vous y a ont était "},
    Language{"es", "spanish",
             " a al ante como con contra cual cuando de del desde donde dos el ella ellas ellos en entre era "
             "es esa ese eso esta "
             "este esto fue ha han hasta hay la las le les lo los más me mi muy no nos o para pero por "
             "porque que quien se según "
             "ser si sin sobre son su sus también tras un una unos y ya "},
    Language{"it", "italian",
             " a ai al alla anche che chi ci come con da dal dalla dei del della delle di e è ed gli ha "
             "hanno i il in io l la le "
             "lo ma nel nella non o per più quando questo se si sono su sul sulla tra un una uno "},
    Language{"pt", "portuguese",
             " a ao aos as às com como da das de do dos e é ela ele em entre era foi há isso já mais mas na "
             "nas não no nos o os "
             "ou para pela pelo por que se sem ser seu sua são também um uma "},
    Language{"nl", "dutch",
             " aan al als bij dat de deze die dit door een en er het hij ik in is maar met naar niet of om "
             "onder ook op over te "
             "tot uit van voor was wat werd wij worden wordt zich zij zijn "},
    Language{"ru", "russian",
             " а без более бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее "
             "если есть еще ж же "
             "за и из или им их к как когда кто ли мы на над не него нее нет но о об он она они оно от по "
             "под при с сам со так "
             "также там то того тоже той только том ты у уже чем что чтобы эта эти это этого этой этом я "},
    Language{"sv", "swedish",
             " av att de den det du efter en ett från för ha han har hon i inte är jag kan men med när och "
             "om på sig som till "
             "under var vi "},
    Language{
        "da", "danish",
        " af at de den der det en er et for fra han har i ikke jeg med men når og om på sig som til var vi "},
    Language{
        "no", "norwegian",
        " av at de den der det en er et for fra han har i ikke jeg med men når og om på seg som til var vi "},
    Language{"fi", "finnish", " ei että he hän ja joka jos kun me mutta ne ole oli on ovat se sekä tai "},
    Language{"hu", "hungarian", " a az és egy hogy nem is meg de ki mi ez volt van csak már még mint "},
    Language{"ro", "romanian",
             " a al ale am ar au ca care ce cu de din este fi în la mai nu o pe prin s sau și un "},
    Language{"tr", "turkish", " ve bir bu da de için ile o olarak olan ise ne ya çok daha gibi "},
    Language{"ar", "arabic",
             " في من على إلى أن عن مع هذا هذه التي الذي كان كما لم لا ما أو ثم قد و بعد قبل "},
    Language{"pl", nullptr,
             " a aby ale bo by był była było być co czy dla do i ich jak jako jest już go na nie o od oraz "
             "po przez się są ta tak to tym w we z za że "},
    Language{"uk", nullptr,
             " а але б бути в від вже він вона вони до за з і із його її їх й коли на не та так також те то "
             "у що як який про під при це цього "},
};

const Language* find(std::string_view code) {
  for (const Language& language : kLanguages) {
    if (language.code == code) return &language;
  }
  return nullptr;
}

/// Words remembered of one language before the memo starts anew.
constexpr std::size_t kMemoWords = 200'000;

}  // namespace

struct Stemmer::Impl {
  /// Of a word in whatever holds it.
  struct HashOfWord {
    using is_transparent = void;
    using is_avalanching = void;
    std::size_t operator()(std::string_view word) const { return hash64(word); }
  };
  struct Snowball {
    sb_stemmer* stemmer = nullptr;
    boost::unordered_flat_map<std::string, std::string, HashOfWord, std::equal_to<>> memo;
    ~Snowball() {
      if (stemmer != nullptr) sb_stemmer_delete(stemmer);
    }
    /// REQUIRES: there is a stemmer. The view lives until the next call.
    std::string_view stem(std::string_view word) const {
      const sb_symbol* out = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                             static_cast<int>(word.size()));
      return out == nullptr ? word
                            : std::string_view(reinterpret_cast<const char*>(out),
                                               static_cast<std::size_t>(sb_stemmer_length(stemmer)));
    }
  };
  std::map<std::string, Snowball, std::less<>> languages;
  std::string last;

  Snowball& of(std::string_view language) {
    if (const auto found = languages.find(language); found != languages.end()) return found->second;
    Snowball& made = languages[std::string(language)];
    const Language* known = find(language);
    if (known != nullptr && known->snowball != nullptr)
      made.stemmer = sb_stemmer_new(known->snowball, "UTF_8");
    return made;
  }
};

Stemmer::Stemmer() : impl_(std::make_unique<Impl>()) {}
Stemmer::~Stemmer() = default;

std::string_view Stemmer::stem(std::string_view word, std::string_view language) {
  Impl::Snowball& snowball = impl_->of(language);
  if (snowball.stemmer == nullptr) return stem_once(word, language);
  if (snowball.memo.size() >= kMemoWords) snowball.memo.clear();
  if (const auto known = snowball.memo.find(word); known != snowball.memo.end()) return known->second;
  return snowball.memo.emplace(word, snowball.stem(word)).first->second;
}

std::string_view Stemmer::stem_once(std::string_view word, std::string_view language) {
  const Impl::Snowball& snowball = impl_->of(language);
  impl_->last = snowball.stemmer == nullptr ? word : snowball.stem(word);
  return impl_->last;
}

bool Stemmer::knows(std::string_view language) {
  const Language* known = find(language);
  return known != nullptr && known->snowball != nullptr;
}

bool Stemmer::is_stop_word(std::string_view word, std::string_view language) {
  static const auto kSets = [] {
    std::map<std::string_view, std::unordered_set<std::string_view>> sets;
    for (const Language& known : kLanguages) {
      std::string_view rest = known.stop_words;
      while (!rest.empty()) {
        const std::size_t space = rest.find(' ');
        if (space > 0 && space != std::string_view::npos) sets[known.code].insert(rest.substr(0, space));
        if (space == std::string_view::npos) break;
        rest.remove_prefix(space + 1);
      }
    }
    return sets;
  }();
  const auto set = kSets.find(language);
  return set != kSets.end() && set->second.contains(word);
}

}  // namespace newsloom::text
