// Where an ingest puts its articles: into a database of its own, or to the process that owns it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <variant>

#include "newsloom/newsroom.h"
#include "newsloom/result.h"

namespace newsloom::cli {

/// prepare() runs on any thread, all else on one.
class IngestSink {
 public:
  /// An article with the costly half of its way behind it: computed, or written down to be sent.
  using Ready = std::variant<PreparedArticle, std::string>;

  virtual ~IngestSink() = default;
  virtual Ready prepare(Article article) const = 0;
  virtual Result<void> add(Ready ready) = 0;
  /// What commit() would make durable.
  virtual std::size_t uncommitted() const = 0;
  /// Counts what became of it into `counts`: articles, updated, skipped.
  virtual Result<void> commit(IngestCounts& counts) = 0;
  /// After the last commit(): gives the last articles the second thoughts that all before them had.
  virtual Result<void> settle() = 0;
};

/// Opens the database, or finds its owner. Errors: those of Newsroom::open().
Result<std::unique_ptr<IngestSink>> open_sink(const NewsroomOptions& options, const Env& env);

}  // namespace newsloom::cli
