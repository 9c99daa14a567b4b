#include "fuzz/read_tree.hpp"
#include "syntax/read_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ronghe::fuzz::read_tree(ronghe::read_json, "f.json", data, size);
  return 0;
}
