// The body as HTML that may be shown anywhere: rebuilt from an allow-list, never filtered.
#pragma once

#include <string>
#include <vector>

#include "extract/body.h"
#include "extract/outline.h"
#include "html/document.h"

namespace newsloom::extract {

/// The blocks of `body` as <p>, <h2>…<h4>, <ul>/<ol>, <blockquote>, <pre> and <table>, with <a href>, <em>,
/// <strong>, <b>, <i>, <sub>, <sup>, <code>, <q>, <cite>, <s>, <u>, <br> inside. No other element and no
/// other attribute comes out, text is escaped, and href is an absolute http(s) address, resolved against
/// `base`. Linear in the body's nodes.
std::string body_html(const html::Document& page, const std::vector<Block>& blocks, const Body& body,
                      const std::string& base);

}  // namespace newsloom::extract
