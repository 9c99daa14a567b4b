# Writes a .cpp that holds the text of files. Called by ronghe_embed in rooms.cmake with
#   FUNCTION  the function that gives back the table       FOLDER  where the files lie
#   NAMES     their paths below FOLDER, joined by `|`      OUTPUT  the .cpp to write
#   HEADER    what declares FUNCTION
set(delimiter "ronghe_file")
string(REPLACE "|" ";" names "${NAMES}")
list(LENGTH names count)

set(rows "")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" text)
  string(FIND "${text}" ")${delimiter}\"" found)
  if(NOT found EQUAL -1)
    message(FATAL_ERROR "${FOLDER}/${name}: contains `)${delimiter}\"`, which ends a raw string in C++")
  endif()
  string(APPEND rows "    {\"${name}\", R\"${delimiter}(${text})${delimiter}\"sv},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by cmake/embed.cmake from the files below ${FOLDER}. Change those.
#include \"${HEADER}\"

#include <array>

namespace ronghe {
namespace {
using namespace std::string_view_literals;  // whose length the compiler knows without counting
constexpr std::array<EmbeddedFile, ${count}> files{{
${rows}}};
}  // namespace

std::span<const EmbeddedFile> ${FUNCTION}() { return files; }

}  // namespace ronghe
")
