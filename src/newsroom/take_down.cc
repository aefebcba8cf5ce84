#include <fmt/format.h>

#include <charconv>
#include <system_error>
#include <utility>

#include "newsroom/impl.h"
#include "url/url.h"

namespace newsloom {
namespace {

/// The name in the form in which the database has it.
Result<std::string> as_stored(const TakeDown& what) {
  if (what.kind == TakeDown::Kind::kArticle) return what.name;
  if (what.kind == TakeDown::Kind::kUrl) {
    auto url = url::canonical(what.name);
    if (!url) return fail(ErrorCode::kInvalidArgument, "no http or https address", what.name);
    return std::move(*url);
  }
  const auto domain = url::registrable_domain("https://" + what.name + "/");
  if (!domain) return fail(ErrorCode::kInvalidArgument, "no domain", what.name);
  if (url::host_of("https://" + what.name + "/") != domain)
    return fail(ErrorCode::kInvalidArgument, fmt::format("a source is a whole domain: {}", *domain),
                what.name);
  return *domain;
}

}  // namespace

TakeDown TakeDown::named(std::string_view text) {
  const std::string name(text);
  std::int32_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error == std::errc{} && end == text.data() + text.size() && id > 0)
    return {.kind = Kind::kArticle, .name = {}, .id = static_cast<ArticleId>(id)};
  if (url::absolute(name) && name.find("://") != std::string::npos)
    return {.kind = Kind::kUrl, .name = name, .id = {}};
  const bool plain = name.find_first_of("/ @:?#") == std::string::npos;
  if (plain && name.find('.') != std::string::npos && url::registrable_domain("https://" + name + "/"))
    return {.kind = Kind::kSource, .name = name, .id = {}};
  return {.kind = Kind::kArticle, .name = name, .id = {}};
}

Result<std::int64_t> Newsroom::take_down(TakeDown what) {
  auto name = as_stored(what);
  if (!name) return std::unexpected(name.error());
  what.name = std::move(*name);
  std::int64_t count = 0;
  auto done = impl_->put({.at_desk = [&](Desk& desk) -> Result<Receipt> {
                            auto taken = desk.take_down(what);
                            if (!taken) return std::unexpected(taken.error());
                            count = *taken;
                            return Receipt{};
                          },
                          .done = {},
                          .bytes = 0});
  if (!done) return std::unexpected(done.error());
  return count;
}

}  // namespace newsloom
