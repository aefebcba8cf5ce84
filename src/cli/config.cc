#include "cli/config.h"

#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::cli {
namespace {

/// Weights of a source. Who wants less than the least hides it.
constexpr double kLeastWeight = 0.1, kLargestWeight = 10;

/// What went wrong first, and where.
class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  void wrong(const toml::node& node, std::string_view what) {
    if (!error_)
      error_ = Error{ErrorCode::kInvalidArgument, std::string(what),
                     fmt::format("{}:{}", path_, node.source().begin.line)};
  }
  const std::optional<Error>& error() const { return error_; }

  void take(const toml::node& node, std::string& into) {
    if (const auto* text = node.as_string()) {
      into = text->get();
    } else {
      wrong(node, "expected a text in quotes");
    }
  }
  void take(const toml::node& node, std::vector<std::string>& into) {
    const toml::array* array = node.as_array();
    if (!array) return wrong(node, "expected a list: [\"…\", \"…\"]");
    for (const toml::node& item : *array) {
      std::string text;
      take(item, text);
      into.push_back(std::move(text));
    }
  }
  void take(const toml::node& node, SiteMode& into) {
    std::string text;
    take(node, text);
    if (text == "public") {
      into = SiteMode::kPublic;
    } else if (text == "private") {
      into = SiteMode::kPrivate;
    } else {
      wrong(node, "mode is \"private\" or \"public\"");
    }
  }
  /// Every source of the table, with what the owner may do with its texts.
  void take_rights(const toml::node& node, std::set<std::string>& into) {
    const toml::table* table = node.as_table();
    if (!table) return wrong(node, "expected a table");
    for (const auto& [source, right] : *table) {
      std::string text;
      take(right, text);
      if (text != "own" && text != "licensed") wrong(right, "a right is \"own\" or \"licensed\"");
      into.insert(std::string(source.str()));
    }
  }

  /// Every source of the table, with its weight in recommended lists.
  void take_weights(const toml::node& node, std::map<std::string, double, std::less<>>& into) {
    const toml::table* table = node.as_table();
    if (!table) return wrong(node, "expected a table");
    for (const auto& [source, number] : *table) {
      const double weight = number.value<double>().value_or(0);
      if (!(weight >= kLeastWeight && weight <= kLargestWeight))
        return wrong(number, fmt::format("a weight is a number from {} to {}", kLeastWeight, kLargestWeight));
      into.insert_or_assign(std::string(source.str()), weight);
    }
  }

  using Keys = std::map<std::string_view, std::function<void(const toml::node&)>>;
  /// Gives each key of a table to its reader.
  void take_table(const toml::node& node, const Keys& keys) {
    const toml::table* table = node.as_table();
    if (!table) return wrong(node, "expected a table");
    for (const auto& [key, value] : *table) {
      const auto known = keys.find(key.str());
      if (known == keys.end()) return wrong(value, fmt::format("unknown key: {}", key.str()));
      known->second(value);
    }
  }

 private:
  std::string path_;
  std::optional<Error> error_;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

Result<void> read_config(const std::string& path, NewsroomOptions& newsroom, ServerOptions& server) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::kIo, "cannot read the configuration", path);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const toml::parse_result parsed = toml::parse(text, path);
  if (!parsed)
    return fail(ErrorCode::kInvalidArgument, std::string(parsed.error().description()),
                fmt::format("{}:{}", path, parsed.error().source().begin.line));
  Reader reader(path);
  const Reader::Keys site = {
      {"mode", [&](const toml::node& node) { reader.take(node, server.mode); }},
      {"listen", [&](const toml::node& node) { reader.take(node, server.listen); }},
      {"base_path", [&](const toml::node& node) { reader.take(node, server.base_path); }},
      {"hosts", [&](const toml::node& node) { reader.take(node, server.hosts); }},
      {"other_sites", [&](const toml::node& node) { reader.take(node, server.other_sites); }},
      {"trusted_proxies", [&](const toml::node& node) { reader.take(node, server.trusted_proxies); }},
  };
  const Reader::Keys keep_out = {
      {"sources", [&](const toml::node& node) { reader.take(node, newsroom.keep_out); }},
  };
  reader.take_table(
      parsed.table(),
      {{"site", [&](const toml::node& node) { reader.take_table(node, site); }},
       {"rights", [&](const toml::node& node) { reader.take_rights(node, server.full_text); }},
       {"weights", [&](const toml::node& node) { reader.take_weights(node, newsroom.source_weights); }},
       {"keep_out", [&](const toml::node& node) { reader.take_table(node, keep_out); }}});
  if (reader.error()) return std::unexpected(*reader.error());
  for (std::string& host : server.hosts) host = lower(std::move(host));
  return {};
}

}  // namespace newsloom::cli
