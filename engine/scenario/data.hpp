// The city's figures: tables that give a dimension its elements, and tables that give inputs their values.
//
// The elements are read first, because the model cannot be made without them; the values when the model exists.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "scenario/files.hpp"
#include "scenario/prices.hpp"
#include "scenario/table_rows.hpp"
#include "scenario/target.hpp"
#include "syntax/read_csv.hpp"
#include "syntax/tree.hpp"

#include <map>
#include <string>
#include <vector>

namespace ronghe {

// Reads the elements that `data` (null: there is none) gives.
std::vector<ElementTable> read_elements(const Node* data, Files& files, Diagnostics& diagnostics);

// What the model reader is told: the data under each name that its key may mean.
std::map<std::string, DimensionData> dimension_data(const std::vector<ElementTable>& tables);

// Reports tables for dimensions that the model does not have, or whose elements it declares itself.
void check_elements_are_wanted(const std::vector<ElementTable>& tables, const Model& model, Diagnostics& diagnostics);

// Puts the values of `data: inputs:` into `values`, in the units of the model and the prices of the base year.
void read_input_tables(const Node* data, const std::vector<ElementTable>& elements, const Model& model,
                       PriceBasis& prices, ReferenceValues& values, Files& files, Diagnostics& diagnostics);

}  // namespace ronghe
