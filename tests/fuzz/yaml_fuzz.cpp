#include "fuzz/read_tree.hpp"
#include "syntax/read_yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ronghe::fuzz::read_tree(ronghe::read_yaml, "f.yaml", data, size);
  return 0;
}
