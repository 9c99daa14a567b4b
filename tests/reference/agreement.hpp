// Holds what the machine computed against what the judge computed.
#pragma once

#include "reference/evaluator.hpp"
#include "ronghe/model.hpp"
#include "ronghe/simulate.hpp"

#include <string>
#include <vector>

namespace ronghe::reference {

// The first place where the machine and the judge differ, told for people; empty when they agree.
//
// They agree when every saved value has the same bits (one NaN is as good as another), the same members failed at the
// same steps, and, if none did, the checks found the same. `runs` has one entry for each member.
std::string disagreement(const Model& model, const Trajectories& machine, const std::vector<Verdict>& runs);

// Judges every member.
std::vector<Verdict> evaluate_all(const Model& model, const Ensemble& ensemble);

// The part of an ensemble that is one of its members, in an ensemble of its own.
Ensemble alone(const Ensemble& ensemble, int member);

// The inputs that a plan of the ensemble changes.
std::vector<int> moving_inputs(const Ensemble& ensemble);

// A model from texts that are known to be right; throws InputError when they are not.
Model model_from(const std::vector<std::string>& texts, const ModelOptions& options = {});

// Compiles and runs in one go.
Trajectories run(const Model& model, const Ensemble& ensemble = {}, const SimulateOptions& options = {});

// The saved values of the variable called `name`, over time.
std::vector<double> series(const Model& model, const Trajectories& trajectories, const std::string& name, int cell = 0,
                           int member = 0);

}  // namespace ronghe::reference
