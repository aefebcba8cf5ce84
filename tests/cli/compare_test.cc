#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/program.h"

namespace newsloom::cli_test {
namespace {

using testing::HasSubstr;

const std::string kFerries =
    R"({"id":"ferries","lang1":"en","title1":"Ferry hits freighter in fog","text1":"Thirty were hurt off Cape Wend.",)"
    R"("lang2":"en","title2":"Thirty hurt off Cape Wend","text2":"A ferry and a freighter met in fog."})"
    "\n";
const std::string kOthers =
    R"({"id":"others","title1":"Ferry hits freighter","text1":"Thirty were hurt.","title2":"Budget passed","text2":"By night."})"
    "\n";
const std::string kSilent = R"({"id":"silent","title1":"","text1":"","title2":"Budget passed","text2":""})"
                            "\n";

TEST(Compare, AsksASentenceModelThatIsThere) {
  const std::string model = NEWSLOOM_FAKE_SENTENCE_MODEL;
  const Ended asked = run_newsloom({"compare", "--sentence-model", model, "-"}, kFerries);
  ASSERT_EQ(asked.status, 0) << asked.err;
  const Ended alone = run_newsloom({"compare", "--sentence-model", "none", "-"}, kFerries);
  ASSERT_EQ(alone.status, 0) << alone.err;
  EXPECT_TRUE(nlohmann::json::parse(asked.out).contains("meaning"));
  EXPECT_FALSE(nlohmann::json::parse(alone.out).contains("meaning"));
}

TEST(Compare, AModelThatWasNamedMustBeThere) {
  const Ended ended = run_newsloom({"compare", "--sentence-model", "/nowhere", "-"}, kFerries);
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.err, HasSubstr("/nowhere/libe5.so"));
}

TEST(Compare, WhereOneSideSaysNothingWordsDecideAlone) {
  const Ended ended =
      run_newsloom({"compare", "--sentence-model", NEWSLOOM_FAKE_SENTENCE_MODEL, "-"}, kSilent);
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_FALSE(nlohmann::json::parse(ended.out).contains("meaning"));
}

TEST(Compare, AnswersAreTheSameAndInOrderOnAnyNumberOfThreads) {
  std::string pairs;
  for (int i = 0; i < 100; ++i) pairs += i % 3 == 0 ? kFerries : i % 3 == 1 ? kOthers : kSilent;
  const std::string model = NEWSLOOM_FAKE_SENTENCE_MODEL;
  const Ended one = run_newsloom({"compare", "--sentence-model", model, "--threads", "1", "-"}, pairs);
  const Ended four = run_newsloom({"compare", "--sentence-model", model, "--threads", "4", "-"}, pairs);
  EXPECT_EQ(std::ranges::count(one.out, '\n'), 100);
  EXPECT_EQ(one.out, four.out);
}

TEST(Compare, TheReasonNamesOnlyWhatBothHave) {
  const Ended ended = run_newsloom({"compare", "--sentence-model", "none", "-"}, kOthers);
  EXPECT_EQ(nlohmann::json::parse(ended.out).at("why"), "No name and no number is in both.");
}

}  // namespace
}  // namespace newsloom::cli_test
