#include "extract/voice.h"

#include <gtest/gtest.h>

#include <string>

namespace newsloom::extract {
namespace {

struct VoiceRow {
  const char* name;
  std::string text;
  double least, most;
};

TEST(Voice, TellsWhatSpeaksToItsReaderFromAReport) {
  for (const VoiceRow& row : {
           VoiceRow{"a guide",
                    "Before you wax your boat, wash it. You will need a cloth and your old gloves.", 0.2,
                    0.3},
           VoiceRow{"capitals", "YOUR BOAT IS YOURS", 0.5, 0.5},
           VoiceRow{"French", "Lavez votre bateau avant que vous le ciriez.", 0.2, 0.3},
           VoiceRow{"Russian", "Мы ждём вас и ваши лодки.", 0.3, 0.34},
           VoiceRow{"a report",
                    "The master said on Monday that the ferry stays in its harbour. Youth and yourt are no "
                    "such words.",
                    0, 0},
           VoiceRow{"German she and they", "Sie sagte, sie hätten ihre Boote gewaschen.", 0, 0},
           VoiceRow{"nothing", "", 0, 0},
           VoiceRow{"signs", " … – !", 0, 0},
       }) {
    const double share = reader_share(row.text);
    EXPECT_GE(share, row.least) << row.name;
    EXPECT_LE(share, row.most) << row.name;
  }
}

TEST(Voice, ReadsOnlyTheBeginningOfALongText) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "ice ";
  EXPECT_EQ(reader_share(text + "you you you"), 0);
}

}  // namespace
}  // namespace newsloom::extract
