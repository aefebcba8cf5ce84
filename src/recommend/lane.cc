#include "newsloom/story.h"

namespace newsloom {

std::string_view name_of(Lane lane) {
  switch (lane) {
    case Lane::kMoreOnThis:
      return "more";
    case Lane::kWhatCameAfter:
      return "after";
    case Lane::kSamePeopleAndPlaces:
      return "same";
    case Lane::kAlsoToday:
      return "today";
  }
  return "today";
}

std::string_view title_of(Lane lane) {
  switch (lane) {
    case Lane::kMoreOnThis:
      return "More on this";
    case Lane::kWhatCameAfter:
      return "What came after";
    case Lane::kSamePeopleAndPlaces:
      return "Same people and places";
    case Lane::kAlsoToday:
      return "Also today";
  }
  return "Also today";
}

}  // namespace newsloom
