// Messages about models.
#include "diagnostics/catalogue.hpp"

namespace ronghe {

std::span<const Message> model_messages() { return {}; }

}  // namespace ronghe
