#include "intake/intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "intake/byte_source.h"

namespace newsloom::intake {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A folder that goes away with the test.
class IntakeTest : public testing::Test {
 protected:
  IntakeTest()
      : folder_(fs::temp_directory_path() / ("newsloom-intake-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~IntakeTest() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string path(const std::string& name = "") const { return (folder_ / name).string(); }

  /// What comes in, in short: "page NAME BODY", "record ID", "error WHERE MESSAGE".
  std::vector<std::string> take(const std::vector<std::string>& paths, IntakeOptions options = {}) {
    std::vector<std::string> out;
    Intake intake(paths, options);
    while (auto item = intake.next()) {
      if (const auto* page = std::get_if<Page>(&*item))
        out.push_back("page " + fs::relative(page->input, folder_).string() + " " + page->body);
      if (const auto* article = std::get_if<Article>(&*item)) out.push_back("record " + article->id);
      if (const auto* error = std::get_if<Error>(&*item))
        out.push_back("error " + error->where + " " + error->message);
    }
    return out;
  }

  fs::path folder_;
};

std::string gzipped(const std::string& text) {
  std::string out(text.size() + 200, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

TEST_F(IntakeTest, TellsInputsApartByContentWhateverTheirNames) {
  const std::string records = "{\"id\":\"r1\",\"title\":\"T\"}\n{\"id\":\"r2\",\"title\":\"U\"}\n";
  EXPECT_THAT(take({write("a.json", "<html>x"), write("b.html", records), write("c.gz", "plain")}),
              ElementsAre("page a.json <html>x", "record r1", "record r2", "page c.gz plain"));
}

TEST_F(IntakeTest, UndoesCompressionWhateverTheName) {
  const std::string records = "{\"id\":\"r1\"}\n";
  EXPECT_THAT(take({write("a.txt", gzipped("<html>") + gzipped("second member")), write("b", zstd("<html>z")),
                    write("c", zstd(records)), write("d", gzipped(records))}),
              ElementsAre("page a.txt <html>second member", "page b <html>z", "record r1", "record r1"));
}

TEST_F(IntakeTest, WalksFoldersInTheOrderOfNamesWithoutHiddenOnesAndCircles) {
  write("in/b/2.html", "2"), write("in/a.html", "a"), write("in/b/1.html", "1"), write("in/.hidden/x", "x"),
      write("in/c.html", "c");
  fs::create_directory_symlink(path("in"), path("in/b/loop"));
  EXPECT_THAT(take({path("in")}), ElementsAre("page in/a.html a", "page in/b/1.html 1", "page in/b/2.html 2",
                                              "page in/c.html c"));
}

TEST_F(IntakeTest, NamesWhatCannotBeReadAndGoesOn) {
  const auto items = take({path("missing"), write("a.html", "a")});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_THAT(items[0], testing::AllOf(HasSubstr("missing"), HasSubstr("No such file")));
  EXPECT_EQ(items[1], "page a.html a");
}

TEST_F(IntakeTest, NamesTheLineOfABrokenRecordAndGoesOn) {
  const auto items = take({write("r.jsonl", "{\"id\":\"1\"}\n\n{\"id\":\n{\"id\":\"2\"}")});
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0], "record 1");
  EXPECT_THAT(items[1], HasSubstr("r.jsonl:3 "));
  EXPECT_EQ(items[2], "record 2");
}

TEST_F(IntakeTest, GivesWhatCameBeforeTheDamage) {
  const std::string whole = gzipped(std::string(5000, 'a') + std::string(5000, 'b'));
  const auto items = take({write("a.gz", whole.substr(0, whole.size() - 10)), write("b.html", "b")});
  ASSERT_GE(items.size(), 2u);
  EXPECT_THAT(items, testing::Contains(HasSubstr("is damaged")));
  EXPECT_EQ(items.back(), "page b.html b");
}

TEST_F(IntakeTest, CutsALongPageAndARecordLineThatIsTooLong) {
  EXPECT_THAT(take({write("a.html", std::string(50, 'a'))}, {.max_page_bytes = 10}),
              ElementsAre("page a.html aaaaaaaaaa"));
  const auto items =
      take({write("r.jsonl", "{\"id\":\"1\"}\n{\"id\":\"" + std::string(500, 'x') + "\"}\n{\"id\":\"2\"}\n")},
           {.max_record_bytes = 100});
  ASSERT_EQ(items.size(), 3u);
  EXPECT_THAT(items[1], HasSubstr("longer than 100 bytes"));
  EXPECT_EQ(items[2], "record 2");
}

TEST_F(IntakeTest, OpensArchives) {
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>";
  const std::string record =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tribune.example/\r\nContent-Length: " +
      std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
  EXPECT_THAT(take({write("crawl.dat", gzipped(record) + gzipped(record))}),
              ElementsAre("page crawl.dat#0 <p>Hello</p>",
                          "page crawl.dat#" + std::to_string(record.size()) + " <p>Hello</p>"));
}

TEST_F(IntakeTest, TellsOfADamagedMemberAndGoesOnWithTheNext) {
  const auto member = [](char name) {
    std::mt19937 random(static_cast<unsigned>(name));  // text that does not shrink to nothing
    std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>";
    for (int n = 0; n < 4000; ++n) block += static_cast<char>('a' + random() % 26);
    block += name;
    return gzipped("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tribune.example/" +
                   std::string(1, name) + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
                   block + "\r\n\r\n");
  };
  for (std::size_t at = 20; at < 2000; at += 97) {
    std::string damaged = member('2');
    for (std::size_t i = 0; i < 8; ++i) damaged[at + i] = static_cast<char>(~damaged[at + i]);
    const auto items = take({write("crawl.warc.gz", member('1') + damaged + member('3') + member('4'))});
    ASSERT_GE(items.size(), 4U) << at;
    EXPECT_THAT(items.front(), testing::EndsWith("1")) << at;
    EXPECT_THAT(items, testing::Contains(HasSubstr("is damaged"))) << at;
    EXPECT_THAT(items[items.size() - 2], testing::EndsWith("3")) << at;
    EXPECT_THAT(items.back(), testing::EndsWith("4")) << at;
  }
}

TEST_F(IntakeTest, TakesAnEmptyFileForAnEmptyPage) {
  EXPECT_THAT(take({write("e.html", "")}), ElementsAre("page e.html "));
}

constexpr const char* kRss =
    "<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'><channel><title>Harbour Post</title>"
    "<item><title>Ferry sails</title><link>https://harbour.example/ferry</link></item>"
    "<item><title>Fog lifts</title><link>https://harbour.example/fog</link></item></channel></rss>";

/// The headlines of what comes in.
std::vector<std::string> headlines(const std::vector<std::string>& paths, IntakeOptions options = {}) {
  std::vector<std::string> out;
  Intake intake(paths, options);
  while (auto item = intake.next()) {
    const auto* article = std::get_if<Article>(&*item);
    out.push_back(article ? article->title.value_or("-") + " " + article->url.value_or("-") : "no article");
  }
  return out;
}

TEST_F(IntakeTest, GivesTheEntriesOfAFeedAsArticles) {
  const std::vector<std::string> expected = {"Ferry sails https://harbour.example/ferry",
                                             "Fog lifts https://harbour.example/fog"};
  EXPECT_EQ(headlines({write("a.xml", kRss)}), expected);
  EXPECT_EQ(headlines({write("b.xml.gz", gzipped(kRss))}), expected);
  EXPECT_EQ(headlines({write(
                "c", R"({ "version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items":
      [{"id": "1", "url": "https://harbour.example/ferry", "title": "Ferry sails"},
       {"id": "2", "url": "https://harbour.example/fog", "title": "Fog lifts"}]})")}),
            expected);
}

TEST_F(IntakeTest, TakesNoPageAndNoRecordForAFeed) {
  EXPECT_THAT(
      take({write("a.html", "<?xml version='1.0'?><!DOCTYPE html><html><body>rss feed</body></html>")}),
      ElementsAre(HasSubstr("page a.html")));
  EXPECT_THAT(
      take({write("b.jsonl", R"({"id":"r","text":"\"version\": \"https://jsonfeed.org/version/1.1\""})")}),
      ElementsAre("record r"));
  EXPECT_THAT(take({write("c.xml", "<rss-like>no feed</rss-like>")}), ElementsAre(HasSubstr("page c.xml")));
}

TEST_F(IntakeTest, FetchesAnAddressWhereThereIsAWayOut) {
  class Table : public Network {
   public:
    void fetch(Request request, Done done) override {
      Response response;
      response.status = request.url == "https://harbour.example/none" ? 404 : 200;
      response.page.url = request.url;
      response.page.body = request.url == "https://harbour.example/rss" ? kRss : "<p>Ferry</p>";
      done(std::move(response));
    }
  } network;
  const IntakeOptions options{.network = &network};
  EXPECT_EQ(headlines({"https://harbour.example/rss"}, options).size(), 2U);
  EXPECT_THAT(take({"https://harbour.example/ferry"}, options), ElementsAre(HasSubstr("<p>Ferry</p>")));
  EXPECT_THAT(take({"https://harbour.example/none"}, options),
              ElementsAre("error https://harbour.example/none its publisher answers 404"));
  EXPECT_THAT(take({"https://harbour.example/ferry"}), ElementsAre(HasSubstr("error")))
      << "without one it is a file";
}

}  // namespace
}  // namespace newsloom::intake
