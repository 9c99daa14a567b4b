#include "syntax/keys.hpp"

#include "syntax/read_yaml.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using Kind = Key::Kind;

constexpr Key keys[] = {
    {.name = "unit", .required = true, .help = {"its unit", "单位"}},
    {.name = "over", .kind = Kind::sequence},
    {.name = "label", .kind = Kind::scalar_or_mapping},
    {.name = "anything", .kind = Kind::any},
};

// What is wrong with `text` as a stock, each mistake as `code at place`.
std::vector<std::string> mistakes(const char* text) {
  const auto source = std::make_shared<const Source>("m.yaml", text);
  const Node root = read_yaml(source).value();
  Diagnostics diagnostics;
  const bool right = check_keys(root, keys, {"存量", "a stock"}, diagnostics);
  EXPECT_EQ(right, diagnostics.items().empty());
  std::vector<std::string> result;
  for (const Diagnostic& item : diagnostics.items())
    result.push_back(item.code + " at " + std::string(item.span.text()));
  return result;
}

TEST(Keys, AreCheckedByTheirTable) {
  using Mistakes = std::vector<std::string>;
  const std::pair<const char*, Mistakes> cases[] = {
      {"unit: 1\nover: [a]\nlabel: x\n", {}},
      {"unit: 1\nlabel: {zh: x}\nanything: [1]\n", {}},
      {"unit: 1\nuint: 2\nover: 3\n", {"keys.unknown at uint", "keys.kind at 3"}},
      {"over: [a]\n", {"keys.missing at over: [a]"}},
      {"unit: [1]\n", {"keys.kind at [1]"}},
      {"unit: {a: 1}\n", {"keys.kind at {a: 1}"}},
      {"unit:\n", {"keys.kind at unit"}},
      {"unit: 1\nanything: ~\n", {"keys.kind at anything"}},
      {"unit: 1\nlabel: [x]\n", {"keys.kind at [x]"}},
      {"[1, 2]\n", {"keys.not_a_mapping at [1, 2]"}},
      {"word\n", {"keys.not_a_mapping at word"}},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(mistakes(text), expected);
  }
}

TEST(Keys, NameTheNearestKeyOrAllOfThem) {
  const auto told = [](const char* text) {
    const Node root = read_yaml(std::make_shared<const Source>("m.yaml", text)).value();
    Diagnostics diagnostics;
    check_keys(root, keys, {"存量", "a stock"}, diagnostics);
    return render(diagnostics.items(), Language::english) + render(diagnostics.items(), Language::chinese);
  };
  const std::string near = told("uint: 1\nunit: 1\n");
  EXPECT_NE(near.find("a stock has no key `uint`"), std::string::npos) << near;
  EXPECT_NE(near.find("hint: did you mean `unit`?"), std::string::npos) << near;
  EXPECT_NE(near.find("存量没有键 `uint`"), std::string::npos) << near;
  EXPECT_NE(told("unit: 1\ncolour: red\n").find("unit, over, label, anything"), std::string::npos);
  EXPECT_NE(told("over: [a]\n").find("hint: `unit`: its unit\n"), std::string::npos);
}

}  // namespace
}  // namespace ronghe
