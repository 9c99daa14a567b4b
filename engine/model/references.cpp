#include "model/references.hpp"

#include "model/sets.hpp"
#include "model/texts.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ronghe {
namespace {

const Named* find_set(const Names& names, const std::string& name, Named::Kind kind) {
  const Named* named = names.find(name);
  return named != nullptr && named->kind == kind ? named : nullptr;
}

class AxisFinder {
 public:
  AxisFinder(Draft& draft, const Scope& scope, const Expression& name, int variable)
      : draft_(draft),
        scope_(scope),
        name_(name),
        variable_(draft.model.variables[static_cast<std::size_t>(variable)]) {}

  std::optional<std::vector<Axis>> find() {
    std::vector<Axis> axes(variable_.dimensions.size());
    std::vector<bool> given(axes.size(), false);
    bool good = true;
    for (const Subscript& subscript : name_.subscripts) good = apply(subscript, axes, given) && good;
    if (!good) return std::nullopt;
    for (std::size_t i = 0; i < axes.size(); ++i) {
      if (!given[i]) good = take_loop(variable_.dimensions[i], axes[i]) && good;
    }
    if (!good) return std::nullopt;
    return axes;
  }

 private:
  const Dimension& dimension(int index) const { return draft_.dimension(index); }

  // --- subscripts ---

  bool apply(const Subscript& subscript, std::vector<Axis>& axes, std::vector<bool>& given) {
    std::vector<std::size_t> places;
    const int asked = asked_dimension(subscript);
    for (std::size_t i = 0; i < axes.size(); ++i) {
      const int target = variable_.dimensions[i];
      if (asked >= 0 ? target == asked : subscript.dimension.empty() && may_mean(subscript.name, target)) {
        places.push_back(i);
      }
    }
    if (places.empty()) return report_misfit(subscript);
    if (places.size() > 1) {
      draft_.diagnostics.error("reference.ambiguous", subscript.span,
                               {{"subscript", subscript.name},
                                {"name", name_.name},
                                {"first", dimension(variable_.dimensions[places[0]]).name},
                                {"second", dimension(variable_.dimensions[places[1]]).name}});
      return false;
    }
    const std::size_t place = places.front();
    if (given[place]) {
      draft_.diagnostics.error("reference.twice", subscript.span,
                               {{"dimension", dimension(variable_.dimensions[place]).name}});
      return false;
    }
    given[place] = true;
    return read(subscript, variable_.dimensions[place], axes[place]);
  }

  // The dimension that a subscript names, -1 for none. A dimension's own name is meant before its copies and
  // sub-ranges.
  int asked_dimension(const Subscript& subscript) const {
    const std::string& name = subscript.dimension.empty() ? subscript.name : subscript.dimension;
    const Named* set = find_set(*scope_.names, name, Named::Kind::dimension);
    if (set == nullptr) return -1;
    const bool own =
        std::find(variable_.dimensions.begin(), variable_.dimensions.end(), set->index) != variable_.dimensions.end();
    return own || !subscript.dimension.empty() ? set->index : -1;
  }

  const WholeNumber* whole_number(const std::string& name) const {
    if (scope_.whole_numbers == nullptr) return nullptr;
    const auto at = std::find_if(scope_.whole_numbers->begin(), scope_.whole_numbers->end(),
                                 [&](const WholeNumber& number) { return number.name == name; });
    return at == scope_.whole_numbers->end() ? nullptr : &*at;
  }

  // Whether `name` alone can stand for an index into dimension `target`.
  bool may_mean(std::string name, int target) const {
    if (const WholeNumber* number = whole_number(name)) name = std::to_string(number->value);
    if (dimension(target).element(name) >= 0) return true;
    if (const Named* set = find_set(*scope_.names, name, Named::Kind::dimension)) {
      return image(draft_.model, set->index, target).has_value();
    }
    if (const Named* mapping = find_set(*scope_.names, name, Named::Kind::mapping)) {
      const Mapping& found = draft_.model.mappings[static_cast<std::size_t>(mapping->index)];
      return found.to >= 0 && image(draft_.model, found.to, target).has_value();
    }
    return false;
  }

  bool read(const Subscript& subscript, int target, Axis& axis) {
    std::string name = subscript.name;
    if (const WholeNumber* number = whole_number(name)) name = std::to_string(number->value);
    if (const int element = dimension(target).element(name); element >= 0) {
      axis.element = element;
      return true;
    }
    if (const Named* set = find_set(*scope_.names, name, Named::Kind::dimension)) {
      const int loop = loop_of(set->index);
      if (loop < 0) return report_no_loop(subscript, set->index);
      const auto map = image(draft_.model, scope_.loop(loop).dimension, target);
      return map ? use(loop, *map, axis, subscript.span, target) : report_misfit(subscript);
    }
    if (const Named* mapping = find_set(*scope_.names, name, Named::Kind::mapping)) {
      return read_mapping(subscript, draft_.model.mappings[static_cast<std::size_t>(mapping->index)], target, axis);
    }
    return report_misfit(subscript);
  }

  bool read_mapping(const Subscript& subscript, const Mapping& mapping, int target, Axis& axis) {
    if (mapping.image.empty()) return false;  // its mistake has been told
    const auto end = image(draft_.model, mapping.to, target);
    if (!end) return report_misfit(subscript);
    const int loop = loop_of(mapping.from);
    if (loop < 0) return report_no_loop(subscript, mapping.from);
    std::vector<int> map = *image(draft_.model, scope_.loop(loop).dimension, mapping.from);
    for (int& element : map) {
      if (element >= 0) element = mapping.image[static_cast<std::size_t>(element)];
      if (element >= 0) element = (*end)[static_cast<std::size_t>(element)];
    }
    return use(loop, map, axis, subscript.span, target);
  }

  // --- loops ---

  // The loop over `wanted`, else the only one over a sub-range of it (or over its parent, cut down to it); -1: none.
  int loop_of(int wanted) const {
    int found = -1;
    for (const int loop : scope_.visible) {
      const int runs_over = scope_.loop(loop).dimension;
      if (runs_over == wanted) return loop;
      if (family(draft_.model, runs_over) != family(draft_.model, wanted) || !covers(loop, wanted)) continue;
      if (found >= 0) return several;
      found = loop;
    }
    return found;
  }

  bool covers(int loop, int wanted) const {
    const auto map = image(draft_.model, scope_.loop(loop).dimension, wanted);
    return map && std::all_of(scope_.loop(loop).elements.begin(), scope_.loop(loop).elements.end(),
                              [&](int element) { return (*map)[static_cast<std::size_t>(element)] >= 0; });
  }

  // `map` leads from the loop's elements to those of the axis.
  bool use(int loop, std::vector<int> map, Axis& axis, const Span& span, int target) {
    for (const int element : scope_.loop(loop).elements) {
      if (map[static_cast<std::size_t>(element)] >= 0) continue;
      const Dimension& from = dimension(scope_.loop(loop).dimension);
      draft_.diagnostics.error("reference.outside", span,
                               {{"name", name_.name},
                                {"element", from.elements[static_cast<std::size_t>(element)].name},
                                {"dimension", dimension(target).name}});
      return false;
    }
    axis.loop = loop;
    if (is_identity(map)) return true;
    for (int& element : map) element = std::max(element, 0);  // elements that the loop never comes to
    axis.map = std::move(map);
    return true;
  }

  bool take_loop(int target, Axis& axis) {
    // Most references read at the same elements.
    for (const int loop : scope_.visible) {
      if (scope_.loop(loop).dimension == target) {
        axis.loop = loop;
        return true;
      }
    }
    const int loop = loop_of(target);
    if (loop >= 0)
      return use(loop, *image(draft_.model, scope_.loop(loop).dimension, target), axis, name_.span, target);
    if (loop == several) {
      draft_.diagnostics.error("reference.several_loops", name_.span,
                               {{"name", name_.name}, {"dimension", dimension(target).name}});
      return false;
    }
    report_missing(target);
    return false;
  }

  // --- mistakes ---

  static constexpr int several = -2;

  void report_missing(int target) {
    const Dimension& wanted = dimension(target);
    Words words = {{"name", name_.name}, {"dimension", wanted.name}, {"element", wanted.elements.front().name}};
    for (const int loop : scope_.visible) {
      const Dimension& other = dimension(scope_.loop(loop).dimension);
      const auto map = image(draft_.model, scope_.loop(loop).dimension, target);
      if (map && std::find(map->begin(), map->end(), -1) == map->end()) {
        words.emplace_back("copy", other.name);
        break;
      }
    }
    draft_.diagnostics.error("reference.dimension_missing", name_.span, std::move(words), variable_.span);
  }

  bool report_no_loop(const Subscript& subscript, int target) {
    draft_.diagnostics.error("reference.no_loop", subscript.span,
                             {{"name", subscript.name}, {"dimension", dimension(target).name}});
    return false;
  }

  bool report_misfit(const Subscript& subscript) {
    std::vector<std::string> names;
    std::vector<std::string> candidates;
    std::vector<const Dimension*> listed;
    bool has_dimension = subscript.dimension.empty();
    for (const int index : variable_.dimensions) {
      names.push_back(dimension(index).name);
      if (!subscript.dimension.empty() && dimension(index).name != subscript.dimension) continue;
      has_dimension = true;
      for (const Element& element : dimension(index).elements) {
        for (const std::string& name : {element.name, element.label.zh, element.label.en}) {
          if (!name.empty()) candidates.push_back(name);
        }
      }
      listed.push_back(&dimension(index));
    }
    const std::string& word = has_dimension ? subscript.name : subscript.dimension;
    Words words = {{"subscript", word}, {"name", name_.name}};
    if (names.empty()) {
      draft_.diagnostics.error("reference.no_dimensions", subscript.span, std::move(words), variable_.span);
      return false;
    }
    words.emplace_back("dimensions", list_of_names(names));
    if (const auto nearest = nearest_name(word, has_dimension ? candidates : names)) {
      words.emplace_back("nearest", *nearest);
    }
    if (!candidates.empty()) words.emplace_back("elements", list_of_elements(listed));
    draft_.diagnostics.error(has_dimension ? "reference.subscript_unknown" : "reference.not_a_dimension_of",
                             subscript.span, std::move(words), variable_.span);
    return false;
  }

  Draft& draft_;
  const Scope& scope_;
  const Expression& name_;
  const Variable& variable_;
};

// Collects the dimensions that occur freely in an expression.
class FreeDimensions {
 public:
  explicit FreeDimensions(const Draft& draft) : draft_(draft) {}

  void visit(const Expression& e) {
    if (e.kind == Expression::Kind::reduction) {
      visit_reduction(e);
      return;
    }
    if (e.kind == Expression::Kind::name) visit_name(e);
    for (const Expression& operand : e.operands) visit(operand);
  }

  std::set<int> found;

 private:
  void visit_reduction(const Expression& e) {
    FreeDimensions inner(draft_);
    inner.visit(e.operands[0]);
    if (e.over_all) return;
    std::set<int> bound;
    for (const Subscript& over : e.dimensions) {
      if (const Named* set = find_set(draft_.names, over.name, Named::Kind::dimension)) {
        bound.insert(family(draft_.model, set->index));
      }
    }
    for (const int dimension : inner.found) {
      if (!bound.contains(family(draft_.model, dimension))) found.insert(dimension);
    }
  }

  void visit_name(const Expression& e) {
    const Named* named = draft_.names.find(e.name);
    if (named == nullptr || named->kind != Named::Kind::variable) return;
    for (const int dimension : draft_.model.variables[static_cast<std::size_t>(named->index)].dimensions) {
      const Dimension& axis = draft_.dimension(dimension);
      bool picked = false;
      int instead = -1;
      for (const Subscript& subscript : e.subscripts) {
        if (!subscript.dimension.empty() && subscript.dimension != axis.name) continue;
        if (axis.element(subscript.name) >= 0) {
          picked = true;
        } else if (const Named* set = find_set(draft_.names, subscript.name, Named::Kind::dimension)) {
          if (image(draft_.model, set->index, dimension)) instead = set->index;
        } else if (const Named* mapping = find_set(draft_.names, subscript.name, Named::Kind::mapping)) {
          const Mapping& used = draft_.model.mappings[static_cast<std::size_t>(mapping->index)];
          if (used.to >= 0 && image(draft_.model, used.to, dimension)) instead = used.from;
        }
      }
      if (!picked) found.insert(instead >= 0 ? instead : dimension);
    }
  }

  const Draft& draft_;
};

}  // namespace

Scope bind_loops(const Model& model, const Scope& scope, const std::vector<int>& bound) {
  Scope result = scope;
  result.visible.clear();
  for (const int loop : scope.visible) {
    const int own = family(model, scope.loop(loop).dimension);
    const bool hidden = std::any_of(bound.begin(), bound.end(),
                                    [&](int inner) { return family(model, scope.loop(inner).dimension) == own; });
    if (!hidden) result.visible.push_back(loop);
  }
  result.visible.insert(result.visible.end(), bound.begin(), bound.end());
  return result;
}

std::optional<std::vector<Axis>> find_axes(Draft& draft, const Scope& scope, const Expression& name, int variable) {
  return AxisFinder(draft, scope, name, variable).find();
}

std::vector<int> free_dimensions(const Draft& draft, const Expression& expression) {
  FreeDimensions dimensions(draft);
  dimensions.visit(expression);
  // Where a sub-range occurs beside its parent the sub-range is meant: only there can both be read.
  std::vector<int> result;
  for (const int dimension : dimensions.found) {
    const auto same = std::find_if(result.begin(), result.end(), [&](int other) {
      return family(draft.model, other) == family(draft.model, dimension);
    });
    if (same == result.end()) {
      result.push_back(dimension);
    } else if (draft.dimension(dimension).size() < draft.dimension(*same).size()) {
      *same = dimension;
    }
  }
  return result;
}

}  // namespace ronghe
