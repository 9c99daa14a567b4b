// What a scenario changes over time: programmes, which are money with a place and a year, reforms, which change rules,
// and shocks, which nobody decided and which are told like reforms.
//
// Each becomes changes of cells of inputs. All items are checked; only active ones change anything.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/program.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/prices.hpp"
#include "scenario/target.hpp"
#include "syntax/tree.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ronghe {

struct Decisions {
  std::vector<Programme> programmes;
  std::vector<Reform> reforms;
  std::vector<Reform> shocks;
  std::map<std::pair<int, int>, std::vector<Change>> changes;  // by variable and cell
  std::map<std::string, Span> items;                           // where the id of each active item stands
};

void read_programmes(const Node* list, const Model& model, PriceBasis& prices, Decisions& decisions,
                     Diagnostics& diagnostics);
void read_reforms(const Node* list, const Model& model, Decisions& decisions, Diagnostics& diagnostics);
void read_shocks(const Node* list, const Model& model, Decisions& decisions, Diagnostics& diagnostics);

// The plan, its changes in the order in which they are applied. Reports two `to` in force at one place and time, and
// decisions that together leave the range of their input.
Plan make_plan(const std::string& name, Decisions& decisions, const Model& model, const ReferenceValues& values,
               Diagnostics& diagnostics);

}  // namespace ronghe
