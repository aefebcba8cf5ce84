// The commands that look into a newsroom and keep house in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/program.h"
#include "newsloom/article.h"
#include "newsloom/newsroom.h"

namespace newsloom::cli_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const std::string kHarbour =
    "The council of Orsola voted on Tuesday to dredge the lower harbour, said harbour master Teo Lanz, after "
    "two "
    "groundings of the freighter Tern Pioneer last autumn. The work takes four summers and costs 7.5 million "
    "crowns.";
const std::string kHarbourAgain =
    "Orsola will dredge its lower harbour: the council said yes on Tuesday. Harbour master Teo Lanz had "
    "asked for it "
    "since the Tern Pioneer ran aground twice. Four summers of work are to cost 7.5 million crowns.";
const std::string kOrchard =
    "A late frost has killed the blossom of every second cherry tree around Upper Tarn, growers reported, "
    "and fruit "
    "will be dear this year. Bees stayed in their hives for eleven days.";

std::string record(const std::string& id, const std::string& source, const std::string& title,
                   const std::string& text) {
  Article article;
  article.id = id;
  article.kind = ArticleKind::kArticle;
  article.url = "https://" + source + "/" + id;
  article.title = title;
  article.text = text;
  article.lang = "en";
  article.published = parse_iso("2021-03-04T07:00:00Z");
  return to_json(article) + "\n";
}

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

class NewsroomCommands : public testing::Test {
 protected:
  NewsroomCommands() {
    const std::string records = folder_.write(
        "records.jsonl",
        record("harbour", "tribune.example", "Harbour to be dredged", kHarbour) +
            record("copy", "ledger.example", "Harbour to be dredged", kHarbour) +
            record("again", "meridian.example", "Orsola council votes to dredge", kHarbourAgain) +
            record("frost", "tribune.example", "Frost kills the blossom", kOrchard));
    run({"ingest", records});
  }

  /// With --db behind the command's name.
  Ended run(std::vector<std::string> words, const std::string& input = {}) const {
    words.insert(words.begin() + 1, {"--db", db_});
    return run_newsloom(words, input);
  }
  std::string must(const std::vector<std::string>& words, const std::string& input = {}) const {
    const Ended ended = run(words, input);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return ended.out;
  }

  Folder folder_;
  std::string db_ = folder_.path("news.db");
};

TEST_F(NewsroomCommands, StoriesListsTheLatestFirst) {
  const auto stories = lines_of(must({"stories", "--json"}));
  ASSERT_THAT(stories, SizeIs(2));
  std::size_t articles = 0;
  for (const Json& story : stories) articles += story["articles"].get<std::size_t>();
  EXPECT_EQ(articles, 4u);
  EXPECT_THAT(lines_of(must({"stories", "--json", "--limit", "1"})), SizeIs(1));
  EXPECT_THAT(must({"stories"}), AllOf(HasSubstr("Frost kills the blossom"), HasSubstr("2021-03-04T07:00Z")));
}

TEST_F(NewsroomCommands, ExportPrintsEverythingAndIngestTakesItAgain) {
  const std::string exported = must({"export"});
  const auto records = lines_of(exported);
  ASSERT_THAT(records, SizeIs(4));
  EXPECT_EQ(records[0]["id"], "harbour");
  EXPECT_EQ(records[0]["copy_of"], nullptr);
  EXPECT_EQ(records[1]["copy_of"], "harbour");
  EXPECT_EQ(records[0]["story"], records[1]["story"]);
  EXPECT_EQ(records[0]["text"], kHarbour);
  const std::string other = folder_.path("other.db");
  const Ended again = run_newsloom({"ingest", "--db", other, folder_.write("exported.jsonl", exported)});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(run_newsloom({"export", "--db", other}).out, exported);
}

TEST_F(NewsroomCommands, ExportSinceLeavesOutWhatCameBefore) {
  EXPECT_EQ(must({"export", "--since", "2190-01-01"}), "");
  EXPECT_THAT(lines_of(must({"export", "--since", "2000-01-01T00:00:00Z"})), SizeIs(4));
  EXPECT_EQ(run({"export", "--since", "yesterday"}).status, 2);
}

TEST_F(NewsroomCommands, ExplainSaysWhyAnArticleStandsWhereItStands) {
  EXPECT_THAT(must({"explain", "1"}), AllOf(StartsWith("Harbour to be dredged (tribune.example)\n"),
                                            HasSubstr("copied by article 2"), HasSubstr("opened story")));
  EXPECT_THAT(must({"explain", "copy"}),
              AllOf(HasSubstr("a copy of article 1"), HasSubstr("100 % of the shorter")));
  EXPECT_THAT(must({"explain", "https://meridian.example/again"}), HasSubstr("why: "));
  const Json told = Json::parse(must({"explain", "--json", "2"}));
  EXPECT_EQ(told["copy_of"]["article"], 1);
  EXPECT_EQ(run({"explain", "nothing"}).status, 1);
}

TEST_F(NewsroomCommands, ExplainSaysWhyTwoStandTogetherOrDoNot) {
  const Json apart = Json::parse(must({"explain", "--json", "harbour", "frost"}));
  EXPECT_FALSE(apart["same_story"]);
  EXPECT_EQ(apart["shared_passages"], 0.0);
  const Json together = Json::parse(must({"explain", "--json", "harbour", "copy"}));
  EXPECT_TRUE(together["same_story"]);
  EXPECT_EQ(together["shared_passages"], 1.0);
  EXPECT_GT(together["alike"].get<double>(), apart["alike"].get<double>());
  EXPECT_THAT(must({"explain", "harbour", "frost"}), StartsWith("Two stories: "));
  EXPECT_THAT(must({"explain", "harbour", "copy"}), StartsWith("One story: "));
}

TEST_F(NewsroomCommands, RmTakesDownAndKeepsOut) {
  EXPECT_THAT(must({"rm", "https://TRIBUNE.example/harbour"}), StartsWith("1 article taken down"));
  EXPECT_THAT(must({"rm", "ledger.example"}), StartsWith("1 article taken down"));
  EXPECT_THAT(must({"rm", "4"}), StartsWith("1 article taken down"));
  const auto left = lines_of(must({"export"}));
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0]["id"], "again");
  EXPECT_THAT(must({"ingest", folder_.path("records.jsonl")}),
              HasSubstr("\"articles\":0,\"updated\":0,\"skipped\":4"));
  EXPECT_EQ(run({"rm", "never-seen"}).status, 1);
  EXPECT_THAT(must({"rm", "--json", "https://elsewhere.example/x"}), HasSubstr("{\"taken_down\":0}"));
}

TEST_F(NewsroomCommands, BackupIsAWholeDatabaseForItsOwnerAlone) {
  const std::string copy = folder_.path("copy.db");
  must({"backup", copy});
  EXPECT_EQ(run_newsloom({"export", "--db", copy}).out, must({"export"}));
  EXPECT_EQ(fs::status(copy).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  must({"rm", "4"});
  must({"backup", copy});
  EXPECT_THAT(lines_of(run_newsloom({"export", "--db", copy}).out), SizeIs(3))
      << "an older backup is replaced";
  const std::string letter = folder_.write("letter.txt", "dear reader");
  EXPECT_EQ(run({"backup", letter}).status, 2);
  std::ifstream file(letter);
  std::string text;
  std::getline(file, text);
  EXPECT_EQ(text, "dear reader") << "anything else is left alone";
  EXPECT_FALSE(fs::exists(letter + ".part"));
}

TEST_F(NewsroomCommands, WorkWhileAnotherProcessHasTheDatabase) {
  const auto owner = Newsroom::open({.path = db_});
  ASSERT_TRUE(owner);
  EXPECT_THAT(lines_of(must({"stories", "--json"})), SizeIs(2));
  EXPECT_THAT(lines_of(must({"export"})), SizeIs(4));
  must({"explain", "1"});
  must({"backup", folder_.path("copy.db")});
  EXPECT_THAT(must({"doctor"}), HasSubstr("has it"));
  must({"token", "add", "crawler"});
  must({"password"}, "a long walk on the pier\n");
  EXPECT_THAT(run({"rm", "4"}).err, HasSubstr("takes no work over"));
}

TEST_F(NewsroomCommands, FeedsAreChangedWhileAnotherProcessHasTheDatabase) {
  const auto owner = Newsroom::open({.path = db_});
  ASSERT_TRUE(owner);
  EXPECT_THAT(must({"feeds", "add", "harbour.example"}), HasSubstr("1\tharbour.example"));
  const std::string list = folder_.write(
      "list.opml", "<opml><body><outline text='Hill' xmlUrl='https://hill.example/rss'/></body></opml>");
  EXPECT_EQ(must({"feeds", "import", list}), "1 feeds\n");
  EXPECT_EQ((*owner)->feed_list().all()->size(), 2U);
  must({"feeds", "pause", "1"});
  EXPECT_THAT(must({"feeds", "list"}), HasSubstr("https://harbour.example\t0 entries\tPaused by you"));
  must({"feeds", "remove", "https://hill.example/rss"});
  EXPECT_THAT(must({"feeds", "list"}), AllOf(HasSubstr("harbour.example"), Not(HasSubstr("hill.example"))));
  EXPECT_EQ(run({"feeds", "remove", "7"}).status, 1);
  EXPECT_EQ(run_newsloom({"feeds", "list"}).status, 2) << "without a database";
}

TEST_F(NewsroomCommands, DoctorFindsNothingInAHealthyNewsroom) {
  const auto findings = lines_of(must({"doctor", "--json"}));
  for (const Json& finding : findings) {
    if (finding["what"] == "disk") continue;  // of the machine that runs this
    EXPECT_EQ(finding["health"], "good") << finding;
    EXPECT_EQ(finding["advice"], nullptr) << finding;
  }
}

TEST_F(NewsroomCommands, DoctorSaysWhatIsWrongAndWhatToDo) {
  ::chmod(db_.c_str(), 0644);
  EXPECT_THAT(must({"doctor"}), HasSubstr("chmod 600"));
  folder_.write("news.db.key", "left behind");
  EXPECT_THAT(must({"doctor"}), HasSubstr("the last one was killed"));
  // A page in the middle of the file, overwritten.
  const auto size = fs::file_size(db_);
  {
    std::fstream file(db_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2 / 4096 * 4096));
    file << std::string(4096 * 4, 'x');
  }
  const Ended damaged = run({"doctor"});
  EXPECT_EQ(damaged.status, 1);
  EXPECT_THAT(damaged.out, AllOf(HasSubstr("bad"), HasSubstr("put a backup in its place")));
}

TEST_F(NewsroomCommands, TokensAreShownOnceAndListedByName) {
  const std::string token = must({"token", "add", "crawler"});
  EXPECT_THAT(token, SizeIs(44));
  const std::string list = must({"token", "list"});
  EXPECT_THAT(list, AllOf(HasSubstr("crawler"), Not(HasSubstr(token.substr(0, 43)))));
  EXPECT_EQ(lines_of(must({"token", "list", "--json"}))[0]["name"], "crawler");
  EXPECT_EQ(run({"token", "add", "crawler"}).status, 2);
  must({"token", "remove", "crawler"});
  EXPECT_EQ(must({"token", "list"}), "");
  EXPECT_EQ(run({"token", "remove", "crawler"}).status, 1);
}

TEST_F(NewsroomCommands, PasswordIsNeitherShortNorMissing) {
  EXPECT_EQ(run({"password"}, "short\n").status, 2);
  EXPECT_EQ(run({"password"}, "").status, 2);
  EXPECT_EQ(run({"password"}, "a long walk on the pier\n").status, 0);
}

TEST(NewsroomCommandsAlone, SayThatThereIsNoDatabase) {
  const Folder folder;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"stories"},
                                                {"export"},
                                                {"explain", "1"},
                                                {"backup", folder.path("copy.db")},
                                                {"token", "list"}}) {
    std::vector<std::string> all = words;
    all.insert(all.begin() + 1, {"--db", folder.path("nothing.db")});
    const Ended ended = run_newsloom(all);
    EXPECT_EQ(ended.status, 1) << words[0];
    EXPECT_THAT(ended.err, HasSubstr("nothing.db")) << words[0];
    EXPECT_FALSE(fs::exists(folder.path("nothing.db"))) << words[0];
  }
}

}  // namespace
}  // namespace newsloom::cli_test
