#pragma once

#include <span>
#include <string_view>

namespace ronghe {

// A text file that the build put into the library (cmake/embed.cmake), so that the program runs alone.
struct EmbeddedFile {
  std::string_view path;  // below its folder, for example "small-county/people.yaml"
  std::string_view text;
};

// The models that ship: every .yaml file below engine/models, in the order of their paths.
std::span<const EmbeddedFile> embedded_models();

// The delays, smooths and trends that equations call: engine/model/library.
std::span<const EmbeddedFile> embedded_library();

}  // namespace ronghe
