#include "access/secret.h"

#include <sodium.h>

#include <array>
#include <cstddef>
#include <exception>

namespace newsloom::access {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kFormPurpose = "newsloom form token";

/// sodium_init() is idempotent and thread-safe; it fails only where the system has no random source, and
/// then nothing that follows could be trusted.
void need_sodium() {
  if (sodium_init() < 0) std::terminate();
}

std::string base64url(const unsigned char* bytes, std::size_t size) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, kVariant);
  text.pop_back();  // the final zero
  return text;
}

std::string hash(std::string_view bytes, std::string_view key) {
  need_sodium();
  std::array<unsigned char, crypto_generichash_BYTES> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

}  // namespace

std::string new_secret() {
  need_sodium();
  std::array<unsigned char, kSecretBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return base64url(bytes.data(), bytes.size());
}

std::string fingerprint(std::string_view secret) { return hash(secret, {}); }

std::string form_token_of(std::string_view session) {
  const std::string token = hash(session, kFormPurpose);
  return base64url(reinterpret_cast<const unsigned char*>(token.data()), token.size());
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace newsloom::access
