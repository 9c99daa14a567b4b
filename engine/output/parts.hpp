// Parts that several JSON texts share.
#pragma once

#include "output/json.hpp"
#include "ronghe/analysis.hpp"

#include <string>
#include <vector>

namespace ronghe {

const char* name_of(Indicator::Better better);
const char* name_of(Indicator::Format format);
const char* name_of(Judgement::Kind kind);
const char* name_of(Joined joined);
// {"county": "恩施市", "area": "rural"}
Json place_json(const std::vector<std::string>& dimensions, const std::vector<std::string>& elements);
Json heading_json(const Heading& heading);
Json programme_json(const ProgrammeSum& programme);
Json judgement_json(const Judgement& judgement);
Json broken_checks_json(const Summary& summary);
Json failures_json(const Summary& summary);

}  // namespace ronghe
