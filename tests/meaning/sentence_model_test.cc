#include "meaning/sentence_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace newsloom::meaning {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SentenceModelTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("newsloom-meaning-" + std::to_string(getpid()));
    fs::create_directory(folder_);
    fs::copy_file(NEWSLOOM_FAKE_SENTENCE_MODEL "/libe5.so", folder_ / "libe5.so");
    write("e5-small-q4.bin", "weights of nothing");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::trunc) << bytes;
  }
  Error error() const {
    const auto model = SentenceModel::load(folder_.string());
    return model ? Error{.code = ErrorCode::kIo, .message = "it was loaded", .where = ""} : model.error();
  }
  static std::string words(std::size_t count, const std::string& word) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += word + ' ';
    return out;
  }

  fs::path folder_;
};

TEST_F(SentenceModelTest, SaysWhichFileIsNotThere) {
  fs::remove(folder_ / "e5-small-q4.bin");
  EXPECT_EQ(error().code, ErrorCode::kNotFound);
  EXPECT_THAT(error().where, HasSubstr("e5-small-q4.bin"));
  fs::remove(folder_ / "libe5.so");
  EXPECT_THAT(error().where, HasSubstr("libe5.so"));
  EXPECT_THAT(error().message, HasSubstr("tools/sentence-model"));
}

TEST_F(SentenceModelTest, SaysWhatIsNoEngineAndWhatAreNoWeights) {
  write("e5-small-q4.bin", "lead");
  EXPECT_EQ(error().code, ErrorCode::kCorruption);
  EXPECT_THAT(error().where, HasSubstr("e5-small-q4.bin"));
  fs::remove(folder_ / "libe5.so");
  write("libe5.so", "no library");
  EXPECT_EQ(error().code, ErrorCode::kCorruption);
  EXPECT_THAT(error().where, HasSubstr("libe5.so"));
}

TEST_F(SentenceModelTest, MeaningsAreAsNearAsTheirTexts) {
  const auto model = SentenceModel::load(folder_.string());
  ASSERT_TRUE(model);
  const Meaning ferry = model->of("Ferry late", "The ferry to Skarrow was late."),
                again = model->of("Ferry late", "The ferry to Skarrow was late."),
                budget = model->of("Budget passed", "Parliament in Harrowmouth voted for it at night.");
  EXPECT_NEAR(likeness(ferry, again), 1, 1e-6);
  EXPECT_LT(likeness(ferry, budget), 0.9);
}

TEST_F(SentenceModelTest, WhatSaysNothingIsLikeNothing) {
  const auto model = SentenceModel::load(folder_.string());
  ASSERT_TRUE(model);
  EXPECT_TRUE(model->of("", " \n").empty());
  EXPECT_EQ(likeness(model->of("", ""), model->of("Ferry late", "")), 0);
}

TEST_F(SentenceModelTest, ReadsAHundredWordsOrAHeadlineAndFifty) {
  const auto model = SentenceModel::load(folder_.string());
  ASSERT_TRUE(model);
  const Meaning hundred = model->of("", words(100, "fog"));
  EXPECT_NEAR(likeness(hundred, model->of("", words(100, "fog") + words(40, "sun"))), 1, 1e-6);
  EXPECT_LT(likeness(hundred, model->of("", words(60, "fog") + words(40, "sun"))), 0.999);
  const Meaning with_headline = model->of("Ferry late", words(50, "fog"));
  EXPECT_NEAR(likeness(with_headline, model->of("Ferry late", words(50, "fog") + words(40, "sun"))), 1, 1e-6);
  EXPECT_LT(likeness(with_headline, model->of("Budget passed", words(50, "fog"))), 0.9999);
}

TEST_F(SentenceModelTest, CutsTextsWithoutSpacesBetweenCharacters) {
  const auto model = SentenceModel::load(folder_.string());
  ASSERT_TRUE(model);
  constexpr std::size_t kWhole = 333;  // characters of three bytes in a passage of a thousand
  std::string passage;
  for (std::size_t i = 0; i < kWhole; ++i) passage += "\u6E21";
  EXPECT_NEAR(likeness(model->of("", passage + passage + passage), model->of("", passage)), 1, 1e-6);
}

// U+FDFA: an engine's tables may make eighteen characters of it, where it keeps room for twelve.
TEST_F(SentenceModelTest, TheEngineGetsTheCompatibleFormOfCharacters) {
  const auto model = SentenceModel::load(folder_.string());
  ASSERT_TRUE(model);
  EXPECT_NEAR(likeness(model->of("\uFDFA \uFF26\uFF4F\uFF47", ""),
                       model->of("\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064A\u0647 "
                                 "\u0648\u0633\u0644\u0645 Fog",
                                 "")),
              1, 1e-6);
}

// The model itself, where tools/sentence-model has put it.
TEST(InstalledSentenceModel, FindsOneEventInOtherWordsAndLanguages) {
  const auto model = SentenceModel::load(default_folder());
  if (!model && model.error().code == ErrorCode::kNotFound) GTEST_SKIP() << model.error().message;
  ASSERT_TRUE(model) << model.error().message;
  const Meaning ferry = model->of("Ferry and freighter collide in fog",
                                  "Thirty people were hurt off Cape Wend on Tuesday."),
                german = model->of("Drei\u00DFig Verletzte bei Schiffsungl\u00FCck",
                                   "Eine F\u00E4hre ist im Nebel mit einem Frachter zusammengesto\u00DFen."),
                words =
                    model->of("Dozens injured in crash at sea",
                              "A passenger vessel struck a cargo ship in poor visibility, officials said."),
                budget = model->of("Budget passed after night of talks",
                                   "Parliament voted for the government's spending plan on Tuesday.");
  EXPECT_GT(likeness(ferry, german), likeness(ferry, budget) + 0.03);
  EXPECT_GT(likeness(ferry, words), likeness(ferry, budget) + 0.03);
}

}  // namespace
}  // namespace newsloom::meaning
