#include "warc/archive_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace newsloom::warc {
namespace {

using testing::ElementsAre;

std::string http(std::string_view body, std::string_view headers = "Content-Type: text/html\r\n",
                 int status = 200) {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

std::string record(std::string_view type, std::string_view block,
                   std::string_view uri = "https://tribune.example/a", std::size_t longer = 0) {
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + std::string(uri) +
         "\r\nWARC-Date: 2026-03-11T05:40:00Z\r\nContent-Type: application/http\r\nContent-Length: " +
         std::to_string(block.size() + longer) + "\r\n\r\n" + std::string(block) + "\r\n\r\n";
}

/// Hands out an archive in pieces of `step` bytes.
struct Archive {
  std::vector<Page> pages;
  std::vector<Error> errors;
  ArchiveCounts counts;
};
Archive read(const std::string& bytes, std::size_t step = 7, ArchiveLimits limits = {}) {
  Archive out;
  std::size_t pos = 0;
  ArchiveReader reader(
      "a.warc",
      [&](std::string& more) -> Result<bool> {
        more += bytes.substr(pos, step);
        pos = std::min(bytes.size(), pos + step);
        return pos < bytes.size();
      },
      limits);
  while (auto found = reader.next()) {
    if (auto* page = std::get_if<Page>(&*found)) out.pages.push_back(std::move(*page));
    if (auto* error = std::get_if<Error>(&*found)) out.errors.push_back(std::move(*error));
  }
  out.counts = reader.counts();
  return out;
}

std::vector<std::string> bodies(const Archive& archive) {
  std::vector<std::string> out;
  for (const Page& page : archive.pages) out.push_back(page.body);
  return out;
}

std::string gzip(std::string_view text) {
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

TEST(Warc, GivesResponsesAsPagesWithAllThatIsKnownOfThem) {
  const std::string info = record("warcinfo", "software: x\r\n");
  const Archive archive = read(
      info + record("response", http("<p>One</p>", "Content-Type: text/html; charset=utf-8\r\nX-A: b\r\n")));
  ASSERT_EQ(archive.pages.size(), 1u);
  const Page& page = archive.pages[0];
  EXPECT_EQ(page.body, "<p>One</p>");
  EXPECT_EQ(page.url, "https://tribune.example/a");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(to_iso(page.arrival.value()), "2026-03-11T05:40:00Z");
  EXPECT_EQ(page.input, "a.warc#" + std::to_string(info.size()));
  EXPECT_THAT(page.headers, testing::Contains(testing::Pair("x-a", "b")));
  EXPECT_EQ(archive.counts.records, 2);
  EXPECT_EQ(archive.counts.other_records, 1);
}

TEST(Warc, LeavesOutWhatIsNoPage) {
  const Archive archive =
      read(record("response", http("gone", "", 404)) +
           record("response", http("GIF8", "Content-Type: image/gif\r\n")) +
           record("request", "GET / HTTP/1.1\r\n\r\n") + record("response", "no http at all"));
  EXPECT_THAT(archive.pages, testing::IsEmpty());
  EXPECT_EQ(archive.counts.other_statuses, 2);
  EXPECT_EQ(archive.counts.other_types, 1);
}

TEST(Warc, GivesTheTextOfWetFiles) {
  std::string wet = record("conversion", "Storm delays ferry\nBy Ida Quill\n");
  wet.replace(wet.find("application/http"), 16, "text/plain");
  const Archive archive = read(wet);
  EXPECT_THAT(bodies(archive), ElementsAre("Storm delays ferry\nBy Ida Quill\n"));
  EXPECT_EQ(archive.pages[0].content_type, "text/plain");
}

TEST(Warc, UndoesChunksAndCompression) {
  const std::string packed = gzip("<p>Packed</p>");
  const Archive archive =
      read(record("response", http("4\r\n<p>C\r\n7;x=y\r\nhunk</p\r\n1\r\n>\r\n0\r\n\r\n",
                                   "Transfer-Encoding: chunked\r\n")) +
           record("response", http("<p>never chunked</p>", "Transfer-Encoding: chunked\r\n")) +
           record("response", http(packed, "Content-Encoding: gzip\r\n")) +
           record("response", http("<p>never packed</p>", "Content-Encoding: gzip\r\n")));
  EXPECT_THAT(bodies(archive),
              ElementsAre("<p>Chunk</p>", "<p>never chunked</p>", "<p>Packed</p>", "<p>never packed</p>"));
}

TEST(Warc, CutsABombAtItsLimitAndSaysSo) {
  const Archive archive =
      read(record("response", http(gzip(std::string(1'000'000, 'x')), "Content-Encoding: gzip\r\n")), 4096,
           {.max_page_bytes = 1000});
  ASSERT_EQ(archive.pages.size(), 1u);
  EXPECT_EQ(archive.pages[0].body.size(), 1000u);
  EXPECT_THAT(archive.pages[0].notes, testing::Contains("truncated:1000"));
}

TEST(Warc, GoesOnAfterDamage) {
  const std::string good = record("response", http("<p>Good</p>"));
  EXPECT_THAT(bodies(read("rubbish before\r\n" + good)), ElementsAre("<p>Good</p>"));
  std::string no_length = good;
  no_length.replace(no_length.find("Content-Length"), 14, "Content-Lenght");
  EXPECT_THAT(bodies(read(no_length + good)), ElementsAre("<p>Good</p>"));
  const Archive cut = read(good + good.substr(0, good.size() - 8));
  ASSERT_EQ(cut.pages.size(), 2u);
  EXPECT_THAT(cut.pages[1].notes, testing::Contains("truncated:record"));
}

TEST(Arc, IsReadAlsoWithSpacesInTheAddress) {
  const std::string body = http("<p>Old</p>");
  const std::string arc =
      "filedesc://old.arc 0.0.0.0 20100101000000 text/plain 2\n1\n\nhttps://tribune.example/a b 127.0.0.1 "
      "20100102030405 text/html " +
      std::to_string(body.size()) + "\n" + body + "\n";
  const Archive archive = read(arc);
  ASSERT_THAT(bodies(archive), ElementsAre("<p>Old</p>"));
  EXPECT_EQ(archive.pages[0].url, "https://tribune.example/a b");
  EXPECT_EQ(to_iso(archive.pages[0].arrival.value()), "2010-01-02T03:04:05Z");
}

TEST(Warc, IsTheSameInPiecesOfAnySize) {
  const std::string bytes = record("warcinfo", "x") + record("response", http("<p>One</p>")) + "noise\r\n" +
                            record("response", http("<p>Two</p>"));
  const auto expected = bodies(read(bytes, bytes.size()));
  EXPECT_EQ(expected.size(), 2u);
  for (std::size_t step = 1; step < 40; ++step) EXPECT_EQ(bodies(read(bytes, step)), expected) << step;
}

TEST(Warc, IsTheSameInPiecesOfAnySizeAlsoWhereALineIsTooLong) {
  // Found by the fuzzer: the last line of a cut archive, longer than a header may be, was one if all had
  // arrived.
  constexpr std::size_t kHeader = 256;
  const std::string begin = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 400\r\nX-Note: ";
  for (std::size_t length = kHeader - 20; length < 2 * kHeader; length += 3) {
    const std::string cut = begin + std::string(length, 'x');
    const ArchiveLimits limits{.max_header_bytes = kHeader};
    const auto whole = bodies(read(cut, cut.size(), limits));
    for (const std::size_t step : {1, 61, 256}) {
      EXPECT_EQ(bodies(read(cut, step, limits)), whole) << length << " by " << step;
    }
  }
}

TEST(Warc, IsTotalOnMutatedArchives) {
  constexpr unsigned kSeed = 20265;
  std::mt19937 random(kSeed);
  const std::string good = record("response", http(gzip("<p>One</p>"), "Content-Encoding: gzip\r\n")) +
                           record("response", http("<p>Two</p>"));
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    for (unsigned i = 1 + random() % 6; i > 0; --i) {
      const std::size_t at = random() % bytes.size();
      if (random() % 2 == 0)
        bytes[at] = static_cast<char>(random());
      else
        bytes.erase(at, random() % 20);
      if (bytes.empty()) bytes = "W";
    }
    EXPECT_LE(read(bytes, 64).pages.size(), 3u) << "seed " << kSeed << " round " << round;
  }
}

}  // namespace
}  // namespace newsloom::warc
