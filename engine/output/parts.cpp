#include "output/parts.hpp"

namespace ronghe {
namespace {

Json numbers_json(const std::vector<double>& values) {
  Json json = Json::array();
  for (const double value : values) json.push_back(number_or_null(value));
  return json;
}

}  // namespace

const char* name_of(Indicator::Better better) {
  switch (better) {
    case Indicator::Better::higher:
      return "higher";
    case Indicator::Better::lower:
      return "lower";
    case Indicator::Better::neither:
      return "neither";
  }
  throw InternalError("an indicator that is better neither way");
}

const char* name_of(Indicator::Format format) {
  switch (format) {
    case Indicator::Format::number:
      return "number";
    case Indicator::Format::percent:
      return "percent";
    case Indicator::Format::percentage_points:
      return "percentage_points";
  }
  throw InternalError("an indicator without a format");
}

const char* name_of(Judgement::Kind kind) {
  switch (kind) {
    case Judgement::Kind::target:
      return "target";
    case Judgement::Kind::constraint:
      return "constraint";
    case Judgement::Kind::check:
      return "check";
  }
  throw InternalError("a judgement of no kind");
}

const char* name_of(Joined joined) {
  switch (joined) {
    case Joined::not_at_all:
      return "value";
    case Joined::total:
      return "total";
    case Joined::mean:
      return "mean";
  }
  throw InternalError("places that are joined in no way");
}

Json place_json(const std::vector<std::string>& dimensions, const std::vector<std::string>& elements) {
  Json place = Json::object();
  for (std::size_t d = 0; d < dimensions.size() && d < elements.size(); ++d) place[dimensions[d]] = elements[d];
  return place;
}

Json heading_json(const Heading& heading) {
  Json json = {{"variable", heading.name},
               {"label", text_json(heading.label)},
               {"unit", heading.unit.en},
               {"dimensions", heading.dimensions}};
  json["better"] = heading.indicator ? Json(name_of(heading.indicator->better)) : Json(nullptr);
  return json;
}

Json programme_json(const ProgrammeSum& programme) {
  Json places = Json::array();
  for (const ProgrammeSum::Share& share : programme.by_place) {
    places.push_back({{"place", share.place},
                      {"asked", number_or_null(share.asked)},
                      {"paid", number_or_null(share.paid)},
                      {"asked_in", numbers_json(share.asked_in)},
                      {"paid_in", numbers_json(share.paid_in)}});
  }
  return {{"id", programme.id},
          {"title", text_json(programme.title)},
          {"unit", programme.unit.en},
          {"asked", number_or_null(programme.asked)},
          {"paid", number_or_null(programme.paid)},
          {"years", programme.years},
          {"asked_in", numbers_json(programme.asked_in)},
          {"paid_in", numbers_json(programme.paid_in)},
          {"by", programme.dimension.empty() ? Json(nullptr) : Json(programme.dimension)},
          {"places", std::move(places)}};
}

Json judgement_json(const Judgement& judgement) {
  return {{"id", judgement.id},
          {"kind", name_of(judgement.kind)},
          {"label", text_json(judgement.label)},
          {"condition", judgement.condition},
          {"holds", judgement.is_unknown() ? Json(nullptr) : Json(judgement.holds())},
          {"asked", judgement.asked},
          {"broken", judgement.broken},
          {"unknown", judgement.unknown},
          {"worst",
           {{"margin", number_or_null(judgement.margin)},
            {"unit", judgement.unit.en.empty() ? Json(nullptr) : Json(judgement.unit.en)},
            {"place", place_json(judgement.dimensions, judgement.elements)},
            {"time", judgement.time}}}};
}

Json broken_checks_json(const Summary& summary) {
  Json broken = Json::array();
  for (const BrokenCheck& check : summary.broken_checks) {
    broken.push_back({{"check", check.name},
                      {"label", text_json(check.label)},
                      {"must", check.condition},
                      {"violations", check.violations},
                      {"largest", number_or_null(check.largest)},
                      {"scenario", check.scenario},
                      {"place", check.elements},
                      {"time", check.time}});
  }
  return broken;
}

Json failures_json(const Summary& summary) {
  Json failures = Json::array();
  for (const FailedLane& failure : summary.failures) {
    failures.push_back({{"scenario", failure.scenario},
                        {"code", failure.code},
                        {"variable", failure.variable.empty() ? Json(nullptr) : Json(failure.variable)},
                        {"check", failure.check.empty() ? Json(nullptr) : Json(failure.check)},
                        {"place", failure.elements},
                        {"time", failure.time}});
  }
  return failures;
}

}  // namespace ronghe
