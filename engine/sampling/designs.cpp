#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"

namespace ronghe {
namespace {

struct DesignRow {
  Design::Kind kind;
  const char* name;
  bool extends;
  bool correlates;
  bool indices;
};

constexpr DesignRow designs[] = {
    {Design::Kind::sobol, "sobol", true, true, false},        //
    {Design::Kind::lhs, "lhs", false, true, false},           //
    {Design::Kind::random, "random", true, true, false},      //
    {Design::Kind::grid, "grid", false, false, false},        //
    {Design::Kind::morris, "morris", true, false, true},      //
    {Design::Kind::saltelli, "saltelli", true, false, true},  //
    {Design::Kind::table, "file", false, false, false},
};

const DesignRow& row_of(Design::Kind kind) {
  for (const DesignRow& row : designs) {
    if (row.kind == kind) return row;
  }
  throw InternalError("a design without a row");
}

}  // namespace

const char* name_of(Design::Kind kind) { return row_of(kind).name; }

std::optional<Design::Kind> design_called(std::string_view name) {
  for (const DesignRow& row : designs) {
    if (name == row.name) return row.kind;
  }
  return std::nullopt;
}

bool can_be_extended(Design::Kind kind) { return row_of(kind).extends; }
bool takes_correlations(Design::Kind kind) { return row_of(kind).correlates; }
bool gives_indices(Design::Kind kind) { return row_of(kind).indices; }

}  // namespace ronghe
