#include "cli/checkup.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/hand_over_client.h"
#include "features/features.h"
#include "newsloom/timestamp.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/health_rows.h"
#include "store/owner_lock.h"

namespace newsloom::cli {
namespace {

namespace fs = std::filesystem;

/// A commit of a batch needs some megabytes; a busy day some hundreds.
constexpr std::uint64_t kLittleSpace = std::uint64_t{1} << 30, kNoSpace = std::uint64_t{64} << 20;
/// The log behind the database is folded into it at 32 MiB, unless somebody reads for hours.
constexpr std::uint64_t kLargeLog = std::uint64_t{512} << 20;
/// Clocks of machines drift by seconds.
constexpr std::int64_t kDriftSeconds = 300;
constexpr std::int64_t kEarliestPlausible = 1'735'689'600;  // 2025-01-01: before this program was written

std::string iso(std::int64_t utc) {
  return to_iso({.utc_seconds = utc, .offset_minutes = 0, .precision = Precision::kSecond});
}

std::string in_units(std::uint64_t bytes) {
  constexpr double kMega = 1 << 20, kGiga = 1 << 30;
  const auto size = static_cast<double>(bytes);
  return size >= kGiga ? fmt::format("{:.1f} GiB", size / kGiga) : fmt::format("{:.1f} MiB", size / kMega);
}

Finding examine_rights(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0)
    return {Health::kBad, "rights", "the database cannot be looked at",
            "check the rights of the folders above it"};
  if (access(path.c_str(), R_OK | W_OK) != 0)
    return {Health::kBad, "rights", "this account may not write the database",
            fmt::format("run as its owner, or: chown $USER {}", path)};
  const std::string folder = fs::absolute(path).parent_path().string();
  if (access(folder.c_str(), W_OK) != 0)
    return {Health::kBad, "rights", "this account may not write the folder",
            fmt::format("chmod u+w {}", folder)};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return {Health::kDoubtful, "rights",
            "other accounts may read the database, and the password's hash in it",
            fmt::format("chmod 600 {}", path)};
  return {Health::kGood, "rights", "only its owner reads and writes it", ""};
}

Finding examine_disk(const std::string& path) {
  struct statvfs space{};
  if (statvfs(path.c_str(), &space) != 0)
    return {Health::kDoubtful, "disk", "free space is not known", "look with df -h"};
  const std::uint64_t free = std::uint64_t{space.f_bavail} * space.f_frsize;
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  std::string words = fmt::format("{} free, the database has {}", in_units(free), in_units(error ? 0 : size));
  if (free < kNoSpace)
    return {Health::kBad, "disk", std::move(words), "make room now: the next commit may fail"};
  if (free < kLittleSpace) return {Health::kDoubtful, "disk", std::move(words), "make room soon"};
  return {Health::kGood, "disk", std::move(words), ""};
}

Finding examine_log(const std::string& path) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(path + "-wal", error);
  if (error) return {Health::kGood, "log", "no log of changes is left behind", ""};
  std::string words = fmt::format("the log of changes has {}", in_units(size));
  if (size > kLargeLog)
    return {Health::kDoubtful, "log", std::move(words),
            "some program keeps the database open for reading; end it"};
  return {Health::kGood, "log", std::move(words), ""};
}

Finding examine_owner(const std::string& path) {
  const auto owner = store::OwnerLock::owner_of(path);
  std::error_code error;
  if (!owner && fs::exists(path + ".key", error))
    return {Health::kDoubtful, "owner", "nobody has it; the last one was killed",
            "nothing: the next start tidies up"};
  if (!owner) return {Health::kGood, "owner", "nobody has it", ""};
  if (!owner->port) return {Health::kGood, "owner", fmt::format("process {} has it", owner->pid), ""};
  const auto where = find_hand_over(path);
  const auto client =
      where && *where ? HandOverClient::connect(**where) : fail(ErrorCode::kUnavailable, "no key");
  const auto answer =
      client ? (*client)->ask("GET", "/healthz", "", "") : fail(ErrorCode::kUnavailable, "no answer");
  if (answer && answer->status == 200)
    return {Health::kGood, "owner", fmt::format("process {} serves it at port {}", owner->pid, *owner->port),
            ""};
  return {Health::kBad, "owner",
          fmt::format("process {} has it and does not answer at port {}", owner->pid, *owner->port),
          fmt::format("end it with: kill {}", owner->pid)};
}

Finding examine_clock(const store::Vitals& vitals, std::int64_t now_utc) {
  if (now_utc < kEarliestPlausible)
    return {Health::kBad, "clock", fmt::format("this machine says {}", iso(now_utc)),
            "set it: timedatectl set-ntp true"};
  if (vitals.last_stored_utc && *vitals.last_stored_utc > now_utc + kDriftSeconds)
    return {Health::kDoubtful, "clock",
            fmt::format("this machine says {}, and the latest article was stored at {}", iso(now_utc),
                        iso(*vitals.last_stored_utc)),
            "one of them was wrong; check: timedatectl"};
  return {Health::kGood, "clock", fmt::format("this machine says {}", iso(now_utc)), ""};
}

Finding examine_features(const store::Vitals& vitals) {
  if (vitals.older_features == 0)
    return {Health::kGood, "features", fmt::format("all of version {}", features::kVersion), ""};
  return {
      Health::kDoubtful, "features",
      fmt::format("{} of {} articles have those of an older version", vitals.older_features, vitals.articles),
      "nothing: a server computes them anew beside its work"};
}

Finding examine_counts(const store::Vitals& vitals) {
  std::string words = fmt::format("{} articles in {} stories", vitals.articles, vitals.stories);
  if (vitals.unplaced == 0) return {Health::kGood, "articles", std::move(words), ""};
  return {Health::kBad, "articles", fmt::format("{}; {} stand in no story", words, vitals.unplaced),
          "restore a backup, or: newsloom export, and ingest into a new database"};
}

}  // namespace

std::vector<Finding> examine(const std::string& path, std::int64_t now_utc) {
  std::vector<Finding> findings = {examine_rights(path), examine_disk(path), examine_log(path),
                                   examine_owner(path)};
  auto connection = store::Database::beside(path);
  if (!connection) {
    findings.push_back({Health::kBad, "database", connection.error().message,
                        "put a backup in its place (newsloom backup makes them)"});
    return findings;
  }
  store::Connection& rows = **connection;
  const std::string damage = store::damage_of(rows);
  if (!damage.empty()) {
    findings.push_back(
        {Health::kBad, "database", damage, "put a backup in its place (newsloom backup makes them)"});
    return findings;
  }
  findings.push_back({Health::kGood, "database", "whole", ""});
  const store::Vitals vitals = store::read_vitals(rows);
  if (auto status = rows.status(); !status) {
    findings.push_back({Health::kBad, "database", status.error().message, "put a backup in its place"});
    return findings;
  }
  findings.push_back(examine_counts(vitals));
  findings.push_back(examine_features(vitals));
  findings.push_back(examine_clock(vitals, now_utc));
  return findings;
}

}  // namespace newsloom::cli
