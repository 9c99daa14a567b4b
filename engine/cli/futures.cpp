#include "cli/futures.hpp"

#include "cli/study_size.hpp"

#include <filesystem>

namespace ronghe {
namespace {

// Targets and constraints that each scenario misses in some futures.
void discover(const OpenStudy& open, const Study& study, const EnsembleResult& ensemble, StudiesTold& told,
              Diagnostics& troubles) {
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    for (const EnsembleSentence& sentence : ensemble.sentences) {
      const std::optional<Chance>& chance = sentence.chances[s];
      if (sentence.kind == Judgement::Kind::check || !chance || !(chance->value < 1)) continue;
      Outcome<DiscoveryResult> found = gather_discovery(open.plan, study, s, sentence.id);
      troubles.add(found.diagnostics());
      if (found) told.discoveries.push_back(std::make_unique<const DiscoveryResult>(std::move(found.value())));
    }
  }
}

}  // namespace

Futures StudiesTold::view() const {
  Futures futures;
  futures.ensemble = ensemble.get();
  for (const auto& result : sensitivities) futures.sensitivities.push_back(result.get());
  for (const auto& result : discoveries) futures.discoveries.push_back(result.get());
  return futures;
}

std::vector<std::string> take_out_studies(CommandLine& line) {
  std::vector<std::string> folders;
  std::vector<std::string> files;
  for (const std::string& argument : line.arguments) (is_study(argument) ? folders : files).push_back(argument);
  if (files.empty() && !folders.empty()) {
    const Outcome<StudyManifest> study = manifest_in(folders.front());
    if (study) {
      for (const StudyManifest::Scenario& scenario : study.value().scenarios) {
        files.push_back((std::filesystem::path(folders.front()) / scenario.file).string());
      }
    }
  }
  line.arguments = files;
  return folders;
}

std::variant<StudiesTold, ExitCode> tell_studies(const std::vector<std::string>& folders, const CommandLine& line) {
  StudiesTold told;
  Diagnostics troubles;
  told.studies.reserve(folders.size());
  for (const std::string& folder : folders) {
    auto opened = open_study_in(folder, line.language);
    if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
    told.studies.push_back(std::move(std::get<OpenStudy>(opened)));
    const OpenStudy& open = told.studies.back();
    const Outcome<Study> study = blocks_of(open);
    troubles.add(study.diagnostics());
    if (!study) continue;
    if (gives_indices(open.plan.options.design.kind)) {
      Outcome<SensitivityResult> result = gather_sensitivity(open.plan, study.value(), threads_of(line));
      troubles.add(result.diagnostics());
      if (result) told.sensitivities.push_back(std::make_unique<const SensitivityResult>(std::move(result.value())));
    } else if (told.ensemble == nullptr) {
      Outcome<EnsembleResult> result = gather_ensemble(open.plan, study.value(), threads_of(line));
      troubles.add(result.diagnostics());
      if (!result) continue;
      told.ensemble = std::make_unique<const EnsembleResult>(std::move(result.value()));
      discover(open, study.value(), *told.ensemble, told, troubles);
    }
  }
  const bool wrong = troubles.has_errors();
  report(troubles.take(), line.language);
  if (wrong) return input_wrong;
  return told;
}

}  // namespace ronghe
