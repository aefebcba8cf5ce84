#include "access/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstring>

namespace newsloom::access {
namespace {

// libsodium's figures for a person who waits: 2 passes over 64 MiB, more than the least that OWASP asks for.
constexpr unsigned long long kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t kMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  if (password.size() < kShortestPassword || password.size() > kLongestPassword)
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("a password has {} to {} characters", kShortestPassword, kLongestPassword),
                "password");
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str(out.data(), password.data(), password.size(), kPasses, kMemory) != 0)
    return fail(ErrorCode::kUnavailable, "not enough memory to hash a password", "password");
  return std::string(out.data());
}

bool matches(std::string_view password, const std::string& stored) {
  if (password.size() > kLongestPassword || stored.size() >= crypto_pwhash_STRBYTES || sodium_init() < 0)
    return false;
  std::array<char, crypto_pwhash_STRBYTES> line{};
  std::memcpy(line.data(), stored.data(), stored.size());
  return crypto_pwhash_str_verify(line.data(), password.data(), password.size()) == 0;
}

}  // namespace newsloom::access
