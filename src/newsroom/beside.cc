#include "newsroom/beside.h"

#include <memory>
#include <utility>

#include "store/database.h"
#include "store/mutex.h"

namespace newsloom {
namespace {

struct Shared {
  explicit Shared(std::unique_ptr<store::Connection> opened) : connection(std::move(opened)) {}

  Result<void> run(store::Access access, const Work& work) {
    const MutexLock lock(mutex);
    store::Transaction transaction(*connection, access);
    if (auto done = work(*connection); !done) return done;
    return transaction.commit();
  }

  Mutex mutex;
  const std::unique_ptr<store::Connection> connection;
};

}  // namespace

Result<Beside> Beside::open(const std::string& path) {
  auto opened = store::Database::beside(path);
  if (!opened) return std::unexpected(opened.error());
  const auto shared = std::make_shared<Shared>(std::move(*opened));
  Beside beside;
  beside.read = [shared](const Work& work) { return shared->run(store::Access::kRead, work); };
  beside.write = [shared](const Work& work) { return shared->run(store::Access::kWrite, work); };
  return beside;
}

}  // namespace newsloom
