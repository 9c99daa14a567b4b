#include "cli/study_results.hpp"

namespace ronghe {

std::vector<OutputFile> ensemble_files(const EnsembleResult& result, bool byte_order_mark) {
  const CsvOptions csv{.byte_order_mark = byte_order_mark};
  std::vector<OutputFile> files = {{"ensemble.json", ensemble_json(result)},
                                   {"quantiles.csv", to_csv(ensemble_table(result), csv)}};
  if (result.kept > 0) {
    files.push_back({"members.csv", to_csv(members_table(result), csv)});
    files.push_back({"draws.csv", to_csv(draws_table(result), csv)});
  }
  return files;
}

std::vector<OutputFile> sensitivity_files(const SensitivityResult& result, bool byte_order_mark) {
  return {{"sensitivity.json", sensitivity_json(result)},
          {"sensitivity.csv", to_csv(sensitivity_table(result), {.byte_order_mark = byte_order_mark})}};
}

}  // namespace ronghe
