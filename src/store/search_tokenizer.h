// FTS5's side of the index: the tokenizer "newsloom" and the function newsloom_rank().
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace newsloom::store {

/// How text is handed to the tokenizer: with its language in front, or as words that are ready already.
std::string text_for_index(std::string_view text, std::string_view language);
std::string words_for_index(std::string_view words);

/// Registers both with one connection. An SQLite result code.
int register_fts5(sqlite3* handle);

}  // namespace newsloom::store
