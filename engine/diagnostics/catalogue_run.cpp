// Messages about runs: lanes that failed, checks that did not hold.
#include "diagnostics/catalogue.hpp"

namespace ronghe {

std::span<const Message> run_messages() { return {}; }

}  // namespace ronghe
