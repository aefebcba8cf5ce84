#include "newsroom/beside.h"

#include <memory>
#include <utility>

#include "store/database.h"
#include "store/mutex.h"

namespace newsloom {
namespace {

struct Shared {
  explicit Shared(std::unique_ptr<store::Connection> opened) : connection(std::move(opened)) {}
  Mutex mutex;
  const std::unique_ptr<store::Connection> connection;
};

}  // namespace

Result<Beside> Beside::open(const std::string& path) {
  auto opened = store::Database::beside(path);
  if (!opened) return std::unexpected(opened.error());
  const auto shared = std::make_shared<Shared>(std::move(*opened));
  const auto run = [&shared](store::Access access) -> RunWork {
    return [shared, access](const std::function<Result<void>(store::Connection&)>& work) -> Result<void> {
      const MutexLock lock(shared->mutex);
      store::Transaction transaction(*shared->connection, access);
      if (auto done = work(*shared->connection); !done) return done;
      return transaction.commit();
    };
  };
  return Beside{.read = run(store::Access::kRead), .write = run(store::Access::kWrite)};
}

}  // namespace newsloom
