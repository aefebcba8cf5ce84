// The sample newsroom, from files to stories, held to samples/truth.jsonl.
//
// What the program still gets wrong is listed in sample_misses.txt, one line each. A miss that is not listed
// fails, and so does a listed one that is no miss any more: the list can only shrink by being right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/program.h"

namespace newsloom::cli_test {
namespace {

using Json = nlohmann::json;

constexpr const char* kPages = NEWSLOOM_SOURCE_DIR "/samples/newsroom";
constexpr const char* kMisses = "tests/cli/sample_misses.txt";

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  std::stringstream rest(text);
  for (std::string line; std::getline(rest, line);) lines.push_back(Json::parse(line));
  return lines;
}

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string file_of(const Json& record) {
  const std::string input = record.at("input");
  return input.substr(input.rfind('/') + 1);
}

std::string name_in(const Json& row, const char* field) {
  return row.contains(field) && row[field].is_string() ? row[field].get<std::string>() : "";
}

/// What is wrong, by its line in the list of misses, with words for whoever reads the failure.
using Misses = std::map<std::string, std::string>;

/// Every page of the sample extracted and grouped, once for all tests.
class Sample : public testing::Test {
 protected:
  struct Page {
    Json truth, record, group;
  };

  static void SetUpTestSuite() {
    for (const Json& row : lines_of(contents_of(NEWSLOOM_SOURCE_DIR "/samples/truth.jsonl")))
      pages()[row.at("file")].truth = row;
    const Ended extracted = run_newsloom({"extract", kPages});
    ASSERT_EQ(extracted.status, 0) << extracted.err;
    const std::vector<Json> records = lines_of(extracted.out);
    const Ended grouped = run_newsloom({"group", "-"}, extracted.out);
    ASSERT_EQ(grouped.status, 0) << grouped.err;
    const std::vector<Json> groups = lines_of(grouped.out);
    ASSERT_EQ(records.size(), groups.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      pages()[file_of(records[i])].record = records[i];
      pages()[file_of(records[i])].group = groups[i];
    }
  }

  /// By file, which is the order of arrival.
  static std::map<std::string, Page>& pages() {
    static std::map<std::string, Page> pages;
    return pages;
  }

  /// Holds `found` to those lines of the list that begin with one of `kinds`.
  static void expect_listed(const Misses& found, const std::set<std::string>& kinds) {
    std::set<std::string> listed;
    std::stringstream list(contents_of(std::string(NEWSLOOM_SOURCE_DIR "/") + kMisses));
    for (std::string line; std::getline(list, line);) {
      if (kinds.contains(line.substr(0, line.find(' ')))) listed.insert(line);
    }
    for (const auto& [miss, words] : found) {
      EXPECT_TRUE(listed.contains(miss)) << "a new miss: " << miss << "\n" << words;
    }
    for (const std::string& line : listed) {
      EXPECT_TRUE(found.contains(line)) << "right now; take it out of " << kMisses << ": " << line;
    }
  }
};

void compare(const Json& truth, const char* field, const Json& got, const std::string& file, Misses& misses) {
  if (!truth.contains(field) || truth[field] == got) return;
  if (truth[field] == "" && got.is_null()) return;
  misses[std::string(field) + " " + file] = "want " + truth[field].dump() + "\ngot  " + got.dump();
}

TEST_F(Sample, TheTruthNamesEveryPageAndNoOther) {
  ASSERT_GE(pages().size(), 75u);
  for (const auto& [file, page] : pages()) {
    EXPECT_FALSE(page.truth.is_null()) << file << " is not in samples/truth.jsonl";
    EXPECT_FALSE(page.record.is_null()) << file << " gave no record";
  }
}

TEST_F(Sample, FieldsAreThePagesOwn) {
  Misses misses;
  for (const auto& [file, page] : pages()) {
    for (const char* field : {"kind", "opinion", "lang", "dir", "title", "authors", "published", "modified",
                              "agency", "section", "site_name"})
      compare(page.truth, field, page.record.at(field), file, misses);
    if (name_in(page.truth, "url") != "")
      compare(page.truth, "url", page.record.at("canonical_url"), file, misses);
    if (!page.truth.contains("picture")) continue;
    const Json& picture = page.record.at("lead_image");
    const Json wanted = {{"picture", page.truth["picture"]}};
    Json got = Json::object();
    for (const char* part : {"url", "caption", "credit"})
      got[part] = picture.is_null() ? Json() : picture.at(part);
    compare(wanted, "picture", got, file, misses);
  }
  expect_listed(misses, {"kind", "opinion", "lang", "dir", "title", "authors", "published", "modified",
                         "agency", "section", "site_name", "url", "picture"});
}

TEST_F(Sample, TheTextIsWhatWasWrittenAndNothingElse) {
  Misses misses;
  for (const auto& [file, page] : pages()) {
    if (page.truth.at("kind") == "article") compare(page.truth, "text", page.record.at("text"), file, misses);
  }
  expect_listed(misses, {"text"});
}

TEST_F(Sample, NothingAroundAnArticleLeaksIntoItsText) {
  // Of the pages written by hand there is no text to compare with.
  const std::vector<std::string> surroundings = {
      "Advertisement", "Sign up",        "Morning Tribune",     "oldsalt47",
      "Most read",     "Subscribe",      "Recommended Stories", "Read more",
      "Tides today",   "covers Kestria", "Lo más leído",        "All rights reserved"};
  for (const auto& [file, page] : pages()) {
    const std::string text = name_in(page.record, "text");
    for (const std::string& phrase : surroundings)
      EXPECT_EQ(text.find(phrase), std::string::npos) << file << ": " << phrase;
  }
}

TEST_F(Sample, AStoryIsOneEventAndAnEventOneStory) {
  Misses misses;
  std::map<std::string, Json> story_of_event;
  std::map<Json, std::set<std::string>> events_of_story;
  for (const auto& [file, page] : pages()) {
    const std::string event = name_in(page.truth, "story");
    if (event.empty()) continue;
    const Json& story = page.group.at("story");
    if (story_of_event.try_emplace(event, story).first->second != story)
      misses[std::string("apart ").append(event).append(" ").append(file)] = page.group.dump();
    events_of_story[story].insert(event);
  }
  for (const auto& [story, events] : events_of_story) {
    for (auto a = events.begin(); a != events.end(); ++a) {
      for (auto b = std::next(a); b != events.end(); ++b)
        misses["together " + *a + " " + *b] = "story " + story.dump();
    }
  }
  expect_listed(misses, {"apart", "together"});
}

TEST_F(Sample, StoriesThatContinueOneAnotherShareAStoryline) {
  Misses misses;
  std::map<std::string, Json> storylines;
  for (const auto& [file, page] : pages()) {
    const std::string name = name_in(page.truth, "storyline");
    if (name.empty()) continue;
    const Json& storyline = page.group.at("storyline");
    if (storylines.try_emplace(name, storyline).first->second != storyline)
      misses[std::string("storyline ").append(name).append(" ").append(file)] = page.group.dump();
  }
  expect_listed(misses, {"storyline"});
}

TEST_F(Sample, IsGroupedToTheByteAlikeOnAnyNumberOfThreads) {
  std::string records;
  for (const auto& [file, page] : pages()) records += page.record.dump() + "\n";
  const Ended one = run_newsloom({"group", "--threads", "1", "-"}, records);
  ASSERT_EQ(one.status, 0) << one.err;
  for (const char* threads : {"2", "5", "16"})
    EXPECT_EQ(run_newsloom({"group", "--threads", threads, "-"}, records).out, one.out) << threads;
}

TEST_F(Sample, OnlyTheEditedWireTextsAreCopies) {
  Misses misses;
  std::map<Json, std::string> file_by_id;  // two states of one address have one id: the first one's name
  for (const auto& [file, page] : pages()) file_by_id.try_emplace(page.record.at("id"), file);
  for (const auto& [file, page] : pages()) {
    const Json& copy_of = page.group.at("copy_of");
    const std::string got = copy_of.is_null() ? "" : file_by_id[copy_of];
    const std::string wanted = name_in(page.truth, "copy_of");
    if (got != wanted)
      misses["copy " + file] =
          std::string("want '").append(wanted).append("', got '").append(got).append("'");
  }
  expect_listed(misses, {"copy"});
}

TEST_F(Sample, TheCaptureKeepsItsListAsRelatedLinks) {
  const Json& capture = pages()["12-1730-capture-tunnel.txt"].record;
  EXPECT_EQ(capture.at("title"), "Velmark, Kestria agree to reopen Brennick rail tunnel");
  EXPECT_EQ(capture.at("agency"), "Northwire");
  EXPECT_EQ(capture.at("reading_minutes"), 2);
  EXPECT_EQ(capture.at("lead_image").at("provider"), "NORTHWIRE NEWS");
  ASSERT_EQ(capture.at("related").size(), 9u);
  EXPECT_EQ(capture.at("related")[0].at("title"), "Skarrow islanders queue for water as reservoir runs dry");
  EXPECT_EQ(capture.at("related")[0].at("dateline"), "SKARROW");
}

TEST_F(Sample, ALaterStateOfAnAddressUpdatesItsArticle) {
  const Folder folder;
  const Ended ended = run_newsloom({"ingest", "--db", folder.path("news.db"), kPages});
  ASSERT_EQ(ended.status, 0) << ended.err;
  const std::vector<std::string> lines = [&ended] {
    std::vector<std::string> all;
    std::stringstream rest(ended.out);
    for (std::string line; std::getline(rest, line);) all.push_back(line);
    return all;
  }();
  const Json report = Json::parse(lines.back());
  const auto states = std::ranges::count_if(
      pages(), [](const auto& page) { return page.second.truth.contains("later_state_of"); });
  EXPECT_EQ(report.at("pages"), pages().size());
  EXPECT_EQ(report.at("updated"), states);
  EXPECT_EQ(report.at("failed"), 0);
}

}  // namespace
}  // namespace newsloom::cli_test
