#include "store/health_rows.h"

#include "features/features.h"

namespace newsloom::store {

Vitals read_vitals(Connection& connection) {
  Vitals vitals;
  vitals.articles = connection.integer("SELECT count(*) FROM articles").value_or(0);
  vitals.stories = connection.integer("SELECT count(*) FROM stories WHERE articles > 0").value_or(0);
  vitals.unplaced = connection
                        .integer(
                            "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM placements p "
                            "WHERE p.article = a.id)")
                        .value_or(0);
  vitals.older_features =
      connection.integer("SELECT count(*) FROM features WHERE version <> ?1", features::kVersion).value_or(0);
  vitals.last_stored_utc = connection.integer("SELECT max(stored_utc) FROM articles");
  return vitals;
}

}  // namespace newsloom::store
