#include "features/version_mark.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsloom::features {
namespace {

TEST(VersionMark, IsReadBeforeAndBehindAHeadlineInManyLanguages) {
  struct Row {
    std::string headline, rest;
    int number;
  };
  const std::vector<Row> rows = {
      {"UPDATE 1-Ferry aground off Alba", "Ferry aground off Alba", 1},
      {"UPDATE 12 - Ferry aground", "Ferry aground", 12},
      {"CORRECTED-UPDATE 2-Ferry aground", "Ferry aground", 2},
      {"RPT-CORRECTED-UPDATE 3-Ferry aground", "Ferry aground", 3},
      {"WRAPUP 3-Ferry aground", "Ferry aground", 3},
      {"Updated: Ferry aground", "Ferry aground", 0},
      {"Ferry aground (Updated)", "Ferry aground", 0},
      {"(2nd LD) Ferry aground", "Ferry aground", 2},
      {"2nd UPDATE: Ferry aground", "Ferry aground", 2},
      {"ROUNDUP 2: Fähre vor Alba auf Grund", "Fähre vor Alba auf Grund", 2},
      {"AKTUALISIERT: Fähre auf Grund", "Fähre auf Grund", 0},
      {"WDH/ROUNDUP: Fähre auf Grund", "Fähre auf Grund", 0},
      {"LEAD 2-Un ferry s'échoue", "Un ferry s'échoue", 2},
      {"Un ferry s'échoue (ACTUALISÉ)", "Un ferry s'échoue", 0},
      {"ACTUALIZA 1-Encalla un ferri", "Encalla un ferri", 1},
      {"AMPLIACIÓN: Encalla un ferri", "Encalla un ferri", 0},
      {"ATUALIZA 2-Balsa encalha", "Balsa encalha", 2},
      {"AGGIORNAMENTO: Traghetto incagliato", "Traghetto incagliato", 0},
      {"ОБНОВЛЕНО: Паром сел на мель", "Паром сел на мель", 0},
      {"Паром сел на мель (обновлено)", "Паром сел на мель", 0},
      {"Prom na mieliźnie (aktl.)", "Prom na mieliźnie", 0},
      {"GÜNCELLEME 2-Feribot karaya oturdu", "Feribot karaya oturdu", 2},
      {"更新：渡轮搁浅", "渡轮搁浅", 0},
      {"여객선 좌초(종합2보)", "여객선 좌초", 2},
      {"تحديث 1-عبارة تجنح", "عبارة تجنح", 1},
  };
  for (const auto& [headline, rest, number] : rows) {
    const VersionMark mark = version_mark_of(headline);
    EXPECT_TRUE(mark.marked) << headline;
    EXPECT_EQ(mark.headline, rest) << headline;
    EXPECT_EQ(mark.number, number) << headline;
  }
}

TEST(VersionMark, IsNoOrdinaryWordAtTheBeginning) {
  for (const std::string headline :
       {"Update your maps: the ferry has a new quay", "Corrected figures trouble the harbour board",
        "Update-crazy publishers tire readers", "Lead: the metal in our pipes",
        "Adds to the misery: another storm", "UPDATE 1-", "(Update)", "", "1-0 for Alba",
        "Ferry aground (again)", "2nd ferry aground", "Resumen: lo mejor"}) {
    EXPECT_FALSE(version_mark_of(headline).marked) << headline;
    EXPECT_EQ(version_mark_of(headline).headline, headline);
  }
}

TEST(VersionMark, IsReadFromTheNoteThatOpensAText) {
  const auto noted = [](std::string_view note) {
    return version_note_length(std::string(note) + " The ferry") == note.size();
  };
  for (const char* note :
       {"(Adds police statement, paragraph 3)", "(Updates with number of injured)",
        "(neu: Zahl der Verletzten)", "(Añade declaraciones)", "(Добавлены слова капитана)"})
    EXPECT_TRUE(noted(note)) << note;
  EXPECT_FALSE(noted("(Alba)"));
  EXPECT_EQ(version_note_length("(Adds no end to it"), 0U);
  EXPECT_EQ(version_note_length("The ferry (Adds"), 0U);
}

TEST(VersionMark, StandsAnyBytes) {
  for (const std::string odd :
       {"(((((", "UPDATE UPDATE UPDATE", "999999999999-x", "UPDATE 99999-x", "\xC2\xA0:", "[更新"})
    EXPECT_NO_FATAL_FAILURE(version_mark_of(odd)) << odd;
}

}  // namespace
}  // namespace newsloom::features
