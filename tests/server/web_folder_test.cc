// What may stand in web/: a check over templates and style sheet that no hole is opened by an edit.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/pages.h"

namespace newsloom::server_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const fs::path kWeb = fs::path(NEWSLOOM_SOURCE_DIR) / "web";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<fs::path> templates() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kWeb / "templates")) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

// Attributes whose value ctemplate escapes rightly. Not srcset, xlink:href, formaction, style or on…, where a
// value means more than text.
const std::set<std::string, std::less<>> kVariableAttributes = {
    "href", "lang", "datetime", "title", "id", "aria-labelledby", "value", "src"};

/// The faults of one template, each with the text before it.
std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> faults;
  bool in_tag = false, in_quotes = false;
  std::string attribute, word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "{{") {
      const std::size_t end = text.find("}}", i);
      const std::string_view marker = text.substr(i + 2, end - i - 2);
      const bool variable = std::isupper(static_cast<unsigned char>(marker.front())) != 0;
      const std::string where(text.substr(i < 40 ? 0 : i - 40, 60));
      if (variable && in_tag && !in_quotes) faults.push_back("variable outside quotes: " + where);
      if (variable && in_quotes && !kVariableAttributes.contains(attribute)) {
        faults.push_back(fmt::format("variable in {}: {}", attribute, where));
      }
      if (marker.front() != '%' && marker.find(':') != std::string_view::npos)
        faults.push_back("modifier: " + where);
      i = end + 1;
      continue;
    }
    const char c = text[i];
    if (!in_tag) {
      in_tag = c == '<';
    } else if (c == '"') {
      in_quotes = !in_quotes;
    } else if (in_quotes) {
      continue;
    } else if (c == '>') {
      in_tag = false;
    } else if (c == '=') {
      attribute = word;
      if (text.substr(i + 1, 1) != "\"") faults.push_back("value without double quotes: " + attribute);
    } else if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '<') {
      word.clear();
    } else {
      word += c;
    }
  }
  return faults;
}

TEST(Templates, HoldVariablesOnlyWhereTheyAreEscapedRightly) {
  ASSERT_THAT(templates(), Not(IsEmpty()));
  for (const fs::path& path : templates()) EXPECT_THAT(faults_of(read(path)), IsEmpty()) << path;
}

TEST(Templates, LintSeesTheFaultsItIsFor) {
  for (const char* bad : {"<img srcset=\"{{X}}\">", "<a xlink:href=\"{{X}}\">",
                          "<button formaction=\"{{X}}\">", "<p class={{X}}>", "<p {{X}}>",
                          "<p style=\"{{X}}\">", "<p onclick=\"{{X}}\">", "{{X:none}}", "<p class='a'>"}) {
    EXPECT_THAT(faults_of(bad), Not(IsEmpty())) << bad;
  }
  EXPECT_THAT(faults_of("<a{{#L}} lang=\"{{L}}\"{{/L}} href=\"{{H}}\">{{T}}</a>"), IsEmpty());
}

TEST(Templates, HoldNoScriptStyleOrForeignResource) {
  for (const fs::path& path : templates()) {
    for (const char* absent : {"<script", "<style", "style=", "<iframe", "http:", "https:", "<base"}) {
      EXPECT_THAT(read(path), Not(HasSubstr(absent))) << path;
    }
  }
}

TEST(Templates, EveryFormThatChangesSomethingCarriesTheSessionsToken) {
  int forms = 0;
  for (const fs::path& path : templates()) {
    const std::string text = read(path);
    for (std::size_t at = 0; (at = text.find("<form", at)) != std::string::npos; ++at) {
      const std::string form = text.substr(at, text.find("</form>", at) - at);
      if (form.find("method=\"post\"") == std::string::npos) continue;
      ++forms;
      // Signing in is what makes a session.
      if (form.find("action=\"/sign-in\"") != std::string::npos) continue;
      EXPECT_THAT(form, HasSubstr("name=\"form_token\" value=\"{{FORM_TOKEN}}\"")) << path;
    }
  }
  EXPECT_GE(forms, 2);
}

TEST(Templates, AllLoad) { EXPECT_TRUE(server::Pages::load((kWeb / "templates").string())); }

class BrokenTemplates : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) / ("templates-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::copy(kWeb / "templates", folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(BrokenTemplates, AMissingOneIsNamed) {
  for (const fs::path& path : templates()) {
    const fs::path gone = folder_ / path.filename();
    fs::rename(gone, folder_ / "elsewhere");
    const auto loaded = server::Pages::load(folder_.string());
    ASSERT_FALSE(loaded) << path << " is read by nobody";
    EXPECT_EQ(loaded.error().code, ErrorCode::kNotFound);
    EXPECT_EQ(loaded.error().where, gone.string());
    fs::rename(folder_ / "elsewhere", gone);
  }
}

TEST_F(BrokenTemplates, OneWithoutAutomaticEscapingIsRefused) {
  std::ofstream(folder_ / "story.tpl") << "<h1>{{TITLE}}</h1>";
  const auto loaded = server::Pages::load(folder_.string());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kCorruption);
}

TEST(StyleSheet, LoadsNothing) {
  const std::string css = read(kWeb / "static" / "newsloom.css");
  for (const char* absent : {"@import", "url(", "@font-face", "expression("})
    EXPECT_THAT(css, Not(HasSubstr(absent)));
  for (const char* present : {"prefers-color-scheme: dark", "@media print", ":focus-visible"}) {
    EXPECT_THAT(css, HasSubstr(present));
  }
}

}  // namespace
}  // namespace newsloom::server_test
