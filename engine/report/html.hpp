// What the pages for browsers share.
#pragma once

#include <string>
#include <string_view>

namespace ronghe {

// The text where an element or the value of an attribute is expected.
std::string escaped_html(std::string_view text);

}  // namespace ronghe
