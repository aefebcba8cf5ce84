#include "fetch/address_rule.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace newsloom::fetch {
namespace {

sockaddr_storage address_of(const std::string& text) {
  sockaddr_storage out{};
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    std::memcpy(&out, &four, sizeof four);
  } else if (inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    std::memcpy(&out, &six, sizeof six);
  }
  return out;
}

bool is_public(const std::string& text) {
  const sockaddr_storage address = address_of(text);
  return fetch::is_public(reinterpret_cast<const sockaddr&>(address));
}

TEST(AddressRule, LetsThePublicInternetThrough) {
  for (const char* text :
       {"8.8.8.8", "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "192.167.255.255",
        "100.63.0.1", "100.128.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001:80b::200e",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
    EXPECT_TRUE(is_public(text)) << text;
}

TEST(AddressRule, KeepsOutOfTheOwnersNetwork) {
  for (const char* text : {"0.0.0.0",
                           "10.0.0.1",
                           "100.64.0.1",
                           "127.0.0.1",
                           "127.8.9.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.170",
                           "192.0.2.1",
                           "192.168.1.7",
                           "198.18.0.1",
                           "198.51.100.1",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.255.255.250",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::ffff:169.254.169.254",
                           "::127.0.0.1",
                           "64:ff9b::7f00:1",
                           "64:ff9b::a9fe:a9fe",
                           "64:ff9b:1::808:808",
                           "2002:7f00:1::",
                           "2002:a9fe:a9fe::",
                           "2001::1",
                           "2001:db8::1",
                           "fc00::1",
                           "fd12:3456::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "100::1",
                           "5f00::1",
                           "3fff::1"})
    EXPECT_FALSE(is_public(text)) << text;
  const sockaddr unknown{};
  EXPECT_FALSE(fetch::is_public(unknown));
}

TEST(AddressRule, KnowsLoopback) {
  for (const auto& [text, loopback] : {std::pair{"127.0.0.1", true},
                                       {"127.3.2.1", true},
                                       {"::1", true},
                                       {"::ffff:127.0.0.1", true},
                                       {"10.0.0.1", false},
                                       {"169.254.169.254", false},
                                       {"::", false},
                                       {"fe80::1", false}}) {
    const sockaddr_storage address = address_of(text);
    EXPECT_EQ(is_loopback(reinterpret_cast<const sockaddr&>(address)), loopback) << text;
  }
}

}  // namespace
}  // namespace newsloom::fetch
