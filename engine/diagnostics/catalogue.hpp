// The words of every diagnostic, in English and Chinese: one row for each code.
//
// A phrase holds places like {expected} that the diagnostic's words fill. A marker, related note or hint whose words
// are not all given is left out; of the hints the first complete one is shown. Rows stand by family, one file for each
// (catalogue_<family>.cpp), so that a room's messages are read together.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace ronghe {

struct Phrase {
  std::string_view en;
  std::string_view zh;
};

struct Message {
  std::string_view code;
  Phrase text;                       // after "error[code]: "
  Phrase marker = {};                // behind the carets
  Phrase related = {};               // behind the carets at the second place
  std::array<Phrase, 4> hints = {};  // after "hint: "
};

std::span<const Message> file_messages();        // file.* yaml.* json.* csv.* number.*
std::span<const Message> expression_messages();  // expression.*
std::span<const Message> units_messages();       // units.*
std::span<const Message> model_messages();       // everything a model can have wrong
std::span<const Message> scenario_messages();    // everything a scenario or its data can have wrong
std::span<const Message> study_messages();       // ensemble.* study.* sensitivity.* discover.*
std::span<const Message> run_messages();         // run.* lanes that failed, checks that did not hold
std::span<const Message>
command_messages();  // command.* and what single commands say: explain.* freeze.* new.* verify.*

// The row of `code`, or null.
const Message* find_message(std::string_view code);

}  // namespace ronghe
