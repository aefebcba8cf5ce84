// Bylines of Chinese, Japanese and Korean pages: a word for reporter stands beside the name, with places,
// houses and brackets around both, and no space between.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// The names in "本报记者 王小明", "新华社记者李花、王小明", "【記者李小花／台北報導】", "山田花子記者",
/// "【ワシントン=山田花子】", "文/李花", "서울=김하늘 기자", "김하늘·이바다 특파원", "글 김하늘". Views into
/// the line, without the word for reporter, house and place. Nothing where the line holds no such word or
/// more than a byline holds.
std::vector<std::string_view> eastern_byline(std::string_view line);

}  // namespace newsloom::extract
