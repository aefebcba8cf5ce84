// The small readers and writers at the server's door: moments in words, Host values, addresses, lead-ins.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "server/address.h"
#include "server/cookie.h"
#include "server/host_rule.h"
#include "server/lead_in.h"
#include "server/listen_address.h"
#include "server/moment_text.h"
#include "server/status.h"

namespace newsloom::server_test {
namespace {

using namespace newsloom::server;

constexpr std::int64_t kNoon = 1930392000;  // 2031-03-04T12:00:00Z

TEST(MomentText, IsThePublishersOwnClockInWords) {
  struct Row {
    Timestamp moment;
    const char* words;
    const char* in_short;
  };
  const Row rows[] = {
      {{kNoon, 0, Precision::kSecond}, "Tuesday, 4 March 2031, 12:00 UTC", "4 March 2031, 12:00"},
      {{kNoon, 150, Precision::kMinute}, "Tuesday, 4 March 2031, 14:30 UTC+02:30", "4 March 2031, 14:30"},
      {{kNoon, -780, Precision::kMinute}, "Monday, 3 March 2031, 23:00 UTC−13:00", "3 March 2031, 23:00"},
      {{kNoon, std::nullopt, Precision::kMinute}, "Tuesday, 4 March 2031, 12:00", "4 March 2031, 12:00"},
      {{kNoon, std::nullopt, Precision::kDay}, "Tuesday, 4 March 2031", "4 March 2031"},
      {{-1, 0, Precision::kSecond}, "Wednesday, 31 December 1969, 23:59 UTC", "31 Dec 1969, 23:59"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(moment_in_words(row.moment), row.words);
    EXPECT_EQ(moment_in_short(row.moment), row.in_short);
  }
}

TEST(MomentText, LeavesOutTheDayThatThePageIsAbout) {
  const Timestamp noon{kNoon, 150, Precision::kMinute};
  constexpr std::int64_t kHour = 3600;
  EXPECT_EQ(moment_in_short(noon, kNoon), "14:30");
  EXPECT_EQ(moment_in_short(noon, kNoon + 9 * kHour), "14:30");
  EXPECT_EQ(moment_in_short(noon, kNoon + 10 * kHour), "4 March 2031, 14:30") << "it is past midnight there";
  EXPECT_EQ(moment_in_short({kNoon, 0, Precision::kDay}, kNoon), "4 March 2031");
}

TEST(Counted, GroupsThousandsAndKnowsOne) {
  EXPECT_EQ(counted(0, "story", "stories"), "0 stories");
  EXPECT_EQ(counted(1, "story", "stories"), "1 story");
  EXPECT_EQ(counted(999, "story", "stories"), "999 stories");
  EXPECT_EQ(counted(1204, "story", "stories"), "1,204 stories");
  EXPECT_EQ(counted(1000000, "story", "stories"), "1,000,000 stories");
}

TEST(HostRule, TakesThisMachineOnly) {
  for (const char* own : {"localhost", "LOCALHOST:8080", "localhost.", "news.localhost:1", "127.0.0.1",
                          "127.0.0.1:8080", "[::1]", "[::1]:8080", "192.168.1.4:80"}) {
    EXPECT_TRUE(is_own_host(own)) << own;
  }
  for (const char* foreign :
       {"", "rebind.example", "rebind.example:8080", "localhost.rebind.example", "notlocalhost",
        "127.0.0.1.rebind.example", "[::1", "[rebind.example]", "127.0.0.1:port", "localhost:1:2",
        "localhost:123456", "::1", "user@localhost", "localhost/x"}) {
    EXPECT_FALSE(is_own_host(foreign)) << foreign;
  }
}

TEST(ListenAddress, IsLoopbackAndAPort) {
  struct Row {
    const char* text;
    const char* ip;
    int port;
  };
  for (const Row& row : {Row{"127.0.0.1:8080", "127.0.0.1", 8080}, Row{"127.9.9.9:0", "127.9.9.9", 0},
                         Row{"localhost:65535", "127.0.0.1", 65535}, Row{"[::1]:80", "::1", 80}}) {
    const auto address = parse_listen_address(row.text);
    ASSERT_TRUE(address) << row.text;
    EXPECT_EQ(address->ip, row.ip);
    EXPECT_EQ(address->port, row.port);
  }
}

TEST(ListenAddress, KnowsWhatReachesBeyondThisMachine) {
  for (const char* text : {"0.0.0.0:80", "[::]:80", "192.168.1.4:80", "[2001:db8::1]:80", "128.0.0.1:80"})
    EXPECT_FALSE(parse_listen_address(text)->loopback) << text;
  for (const char* text :
       {"127.0.0.1:80", "127.8.8.8:80", "[::1]:80", "localhost:80", "[::ffff:127.0.0.1]:80"})
    EXPECT_TRUE(parse_listen_address(text)->loopback) << text;
}

TEST(Addresses, AreCountedByHouseholdAndHeldByNetworks) {
  const auto group = [](const char* text) { return Address::parse(text)->group(); };
  EXPECT_EQ(group("2001:db8:0:7::1"), group("2001:db8:0:7:ffff::2"));
  EXPECT_NE(group("2001:db8:0:7::1"), group("2001:db8:0:8::1"));
  EXPECT_EQ(group("192.0.2.7"), group("::ffff:192.0.2.7"));
  EXPECT_NE(group("192.0.2.7"), group("192.0.2.8"));
  for (const char* text : {"", "localhost", "1.2.3", "1.2.3.4:80", "1.2.3.4, 5.6.7.8", ":::1", "1.2.3.4/8"})
    EXPECT_FALSE(Address::parse(text)) << text;
  const struct {
    const char *network, *address;
    bool holds;
  } rows[] = {
      {"10.0.0.0/8", "10.255.1.2", true},
      {"10.0.0.0/8", "11.0.0.1", false},
      {"192.0.2.7", "192.0.2.7", true},
      {"192.0.2.7", "192.0.2.8", false},
      {"192.0.2.0/25", "192.0.2.127", true},
      {"192.0.2.0/25", "192.0.2.128", false},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"0.0.0.0/0", "2001:db8::1", false},
      {"0.0.0.0/0", "8.8.8.8", true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(Network::parse(row.network)->holds(*Address::parse(row.address)), row.holds)
        << row.network << ' ' << row.address;
  for (const char* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "2001:db8::/129", "/8", "10/8"})
    EXPECT_FALSE(Network::parse(text)) << text;
}

TEST(Cookies, AreFoundByTheirWholeName) {
  EXPECT_EQ(cookie("a=1; newsloom_session=secret; b=2", "newsloom_session"), "secret");
  EXPECT_EQ(cookie("newsloom_session=secret", "newsloom_session"), "secret");
  EXPECT_EQ(cookie("xnewsloom_session=no; newsloom_session2=no", "newsloom_session"), "");
  EXPECT_EQ(cookie("newsloom_session", "newsloom_session"), "");
  EXPECT_EQ(cookie(";;  ; newsloom_session=;", "newsloom_session"), "");
  EXPECT_EQ(cookie("", "newsloom_session"), "");
}

TEST(ListenAddress, NamesWhatItCannotRead) {
  for (const char* text : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                           "::1:80", "[::1]80", "example.org:80", "[127.0.0.1:80"}) {
    const auto address = parse_listen_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(address.error().where, text);
  }
}

TEST(LeadInText, EndsBehindItsDash) {
  struct Row {
    const char* paragraph;
    const char* dateline;
    const char* agency;
    const char* lead_in;
    const char* rest;
  };
  const Row rows[] = {
      {"PORT VELLIN (NW) — The board met.", "PORT VELLIN", "NW", "PORT VELLIN (NW) — ", "The board met."},
      {"PORT VELLIN/ORRERY (NW) -The board met.", "PORT VELLIN/ORRERY", "NW", "PORT VELLIN/ORRERY (NW) -",
       "The board met."},
      {"PORT VELLIN, March 4 – The board met.", "PORT VELLIN", "", "PORT VELLIN, March 4 – ",
       "The board met."},
      // Known, yet not printed in the text: made of the fields.
      {"The board met.", "PORT VELLIN", "NW", "PORT VELLIN (NW) — ", "The board met."},
      {"The board met.", "PORT VELLIN", "", "PORT VELLIN — ", "The board met."},
      // Unknown: nothing is split off, whatever it looks like.
      {"ORRERY — The board met.", "", "NW", "", "ORRERY — The board met."},
      {"PORT VELLIN", "PORT VELLIN", "", "", "PORT VELLIN"},
      {"", "", "", "", ""},
  };
  for (const Row& row : rows) {
    Article article;
    if (*row.dateline != '\0') article.dateline = row.dateline;
    if (*row.agency != '\0') article.agency = row.agency;
    const LeadIn split = split_lead_in(row.paragraph, article);
    EXPECT_EQ(split.lead_in, row.lead_in) << row.paragraph;
    EXPECT_EQ(split.rest, row.rest) << row.paragraph;
  }
}

TEST(LeadInText, LeavesADashFarInsideTheSentenceAlone) {
  Article article;
  article.dateline = "Port Vellin";
  const std::string paragraph =
      "Port Vellin has waited for this decision longer than any other town of the coast, " +
      std::string("and it was late — but not too late.");
  const LeadIn split = split_lead_in(paragraph, article);
  EXPECT_EQ(split.lead_in, "");
  EXPECT_EQ(split.rest, paragraph);
}

TEST(Status, HasWordsForEveryKindOfFailure) {
  for (const ErrorCode code :
       {ErrorCode::kNotFound, ErrorCode::kCorruption, ErrorCode::kInvalidArgument, ErrorCode::kIo,
        ErrorCode::kTooLarge, ErrorCode::kUnavailable, ErrorCode::kTimeout}) {
    const int status = status_of(code);
    EXPECT_GE(status, 400);
    EXPECT_FALSE(words_of(status).heading.empty()) << status;
  }
}

}  // namespace
}  // namespace newsloom::server_test
