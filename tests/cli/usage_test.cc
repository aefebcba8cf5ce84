// What the program promises whatever is asked of it: exit statuses, messages that name the thing, help with
// an example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/program.h"

namespace newsloom::cli_test {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kCommands = {"extract", "group",   "recommend", "compare",  "ingest",
                                            "serve",   "stories", "explain",   "export",   "rm",
                                            "backup",  "doctor",  "demo",      "password", "token"};

std::string line_of(const std::vector<std::string>& arguments) {
  std::string line = "newsloom";
  for (const std::string& word : arguments) line += " " + word;
  return line;
}

TEST(Usage, HelpNamesEveryCommand) {
  const Ended help = run_newsloom({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const std::string& command : kCommands) EXPECT_THAT(help.out, HasSubstr(command));
}

TEST(Usage, HelpOfEveryCommandShowsAnExample) {
  for (const std::string& command : kCommands) {
    const Ended help = run_newsloom({command, "--help"});
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example")) << command;
    EXPECT_THAT(help.out, HasSubstr("newsloom " + command)) << command;
  }
}

TEST(Usage, WrongUseEndsWithTwoAndSaysWhatIsWrong) {
  struct Row {
    std::vector<std::string> arguments;
    std::string named;
  };
  const std::vector<Row> rows = {
      {{"weave"}, "weave"},
      {{"extract"}, "PATH"},
      {{"extract", "--format", "pdf", "-"}, "pdf"},
      {{"extract", "--colour", "-"}, "--colour"},
      {{"group", "--colour"}, "--colour"},
      {{"recommend", "--limit", "many"}, "many"},
      {{"recommend", "--as-of", "tomorrow"}, "tomorrow"},
      {{"ingest", "page.html"}, "--db"},
      {{"serve"}, "--db"},
      {{"explain", "--db", "news.db"}, "ID"},
      {{"token", "--db", "news.db"}, "subcommand"},
  };
  for (const Row& row : rows) {
    const Ended ended = run_newsloom(row.arguments);
    EXPECT_EQ(ended.status, 2) << line_of(row.arguments) << "\n" << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(row.named)) << line_of(row.arguments);
    EXPECT_EQ(ended.out, "") << line_of(row.arguments);
  }
}

TEST(Usage, AnInputThatCannotBeReadEndsWithOneAndIsNamed) {
  const Folder folder;
  const std::string missing = folder.path("no-such-file"), database = folder.path("news.db");
  const std::vector<std::vector<std::string>> uses = {
      {"extract", missing},
      {"group", missing},
      {"recommend", missing},
      {"compare", missing},
      {"group", "--background", missing, "-"},
      {"ingest", "--db", database, missing},
  };
  for (const auto& use : uses) {
    const Ended ended = run_newsloom(use);
    EXPECT_EQ(ended.status, 1) << line_of(use) << "\n" << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("no-such-file")) << line_of(use);
  }
}

TEST(Usage, TheOtherInputsAreDoneWhenOneCannotBeRead) {
  const Folder folder;
  const std::string page =
      folder.write("page.html",
                   "<html><head><title>Tide turns</title></head><body><h1>Tide turns</h1>"
                   "<p>The tide turned at noon.</p></body></html>");
  const Ended ended = run_newsloom({"extract", folder.path("missing.html"), page});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.out, HasSubstr("Tide turns"));
}

TEST(Usage, AFileThatIsNoDatabaseIsNamedAndLeftAsItWas) {
  const Folder folder;
  const std::string letter = folder.write("letter.txt", "Dear editor,\nplease do not overwrite me.\n");
  for (const auto& use :
       std::vector<std::vector<std::string>>{{"ingest", "--db", letter, letter}, {"serve", "--db", letter}}) {
    const Ended ended = run_newsloom(use);
    EXPECT_EQ(ended.status, 1) << line_of(use);
    EXPECT_THAT(ended.err, HasSubstr("letter.txt")) << line_of(use);
  }
  const Ended again = run_newsloom({"extract", "--format", "text", letter});
  EXPECT_THAT(again.out, HasSubstr("do not overwrite me"));
}

TEST(Usage, OddBytesAreNotAnError) {
  const Folder folder;
  const std::string noise = folder.write("noise.bin", std::string("\x00\xff\xfe<\x80p>\x01", 8));
  const Ended ended = run_newsloom({"extract", noise});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("noise.bin"));
}

}  // namespace
}  // namespace newsloom::cli_test
