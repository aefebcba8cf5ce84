#include "server/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsloom::server {
namespace {

constexpr const char* kType = "multipart/form-data; boundary=----loom42";

std::string form(const std::string& middle) { return "------loom42\r\n" + middle + "\r\n------loom42--\r\n"; }

TEST(Multipart, GivesFieldsAndFilesInTheirOrder) {
  const std::string body = form(
      "Content-Disposition: form-data; name=\"form_token\"\r\n\r\nabc\r\n------loom42\r\n"
      "Content-Disposition: form-data; name=\"page\"; filename=\"a page; saved.html\"\r\n"
      "Content-Type: text/html\r\n\r\n<p>one</p>\r\n\r\n<p>two</p>");
  const auto parts = parts_of_form(kType, body);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].name, "form_token");
  EXPECT_EQ(parts[0].body, "abc");
  EXPECT_EQ(parts[0].file_name, "");
  EXPECT_EQ(parts[1].name, "page");
  EXPECT_EQ(parts[1].file_name, "a page; saved.html");
  EXPECT_EQ(parts[1].body, "<p>one</p>\r\n\r\n<p>two</p>");
}

TEST(Multipart, KeepsEveryByteOfAFile) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  bytes += "\r\n-----loom42 is not the boundary";
  const std::string body = form("Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + bytes);
  const auto parts = parts_of_form(kType, body);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].body, bytes);
}

TEST(Multipart, TakesAQuotedBoundaryAndHeadersOfAnyCase) {
  const std::string body = "--b c\r\nCONTENT-DISPOSITION: form-data; NAME=x\r\n\r\n1\r\n--b c--";
  const auto parts = parts_of_form("Multipart/Form-Data; charset=utf-8; boundary=\"b c\"", body);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].name, "x");
  EXPECT_EQ(parts[0].body, "1");
}

TEST(Multipart, OfWhatIsNoFormHasNoParts) {
  const std::string whole = form("Content-Disposition: form-data; name=\"a\"\r\n\r\n1");
  ASSERT_EQ(parts_of_form(kType, whole).size(), 1u);
  struct Row {
    const char* trouble;
    std::string type, body;
  };
  const Row rows[] = {
      {"another type", "application/x-www-form-urlencoded", whole},
      {"no boundary", "multipart/form-data", whole},
      {"empty boundary", "multipart/form-data; boundary=", whole},
      {"endless boundary", "multipart/form-data; boundary=" + std::string(71, 'x'), whole},
      {"another boundary", "multipart/form-data; boundary=other", whole},
      {"nothing", kType, ""},
      {"no name", kType, form("Content-Disposition: form-data\r\n\r\n1")},
      {"no head", kType, form("")},
  };
  for (const Row& row : rows) EXPECT_TRUE(parts_of_form(row.type, row.body).empty()) << row.trouble;
  for (std::size_t cut = 0; cut + 4 < whole.size(); ++cut)
    EXPECT_LE(parts_of_form(kType, std::string_view(whole).substr(0, cut)).size(), 1u) << cut;
}

TEST(Multipart, ReadsSoManyPartsAndNoMore) {
  std::string body;
  for (std::size_t i = 0; i < 2 * kMaxFormParts; ++i)
    body += "------loom42\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n";
  EXPECT_EQ(parts_of_form(kType, body + "------loom42--\r\n").size(), kMaxFormParts);
}

}  // namespace
}  // namespace newsloom::server
