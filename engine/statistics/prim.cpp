// The patient rule induction method (Friedman and Fisher 1999): boxes in which the members of interest gather.
//
// From the whole space, a thin slice is peeled off one end of one key at a time, always the one after which the rest
// is densest in members of interest. The boxes on this path trade coverage for density; one of them is chosen, pasted
// back where that costs no density, and freed of limits that could be there by chance (Bryant and Lempert 2010). The
// next box is searched among the members outside of it.
//
// Peeling is greedy: it cannot see that cases gather at both ends of a key, because each end is denser than the middle.
// So where the box is not as dense as wanted, the search starts again from either half of each key.
//
// Members of equal share, as choices and grids give them, are peeled together: a limit always falls between two shares,
// half-way. So slices differ in size, and slices that raise the density are compared by how much they raise it for each
// member lost (Friedman and Fisher's patience; Kwakkel and Jaxa-Rozen 2016 for categories). Ties go to the smaller
// slice, then to the first key, then to its lower end: the same members give the same boxes.
#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"
#include "statistics/binomial.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>

namespace ronghe {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

enum class Side { low, high };

struct Count {
  long long members = 0;
  long long cases = 0;

  double density() const { return static_cast<double>(cases) / static_cast<double>(members); }
};

Count without(const Count& all, const Count& part) { return {all.members - part.members, all.cases - part.cases}; }

// One end of a key; where `limit` is, what lies beyond is outside.
struct Face {
  std::size_t key = 0;
  Side side = Side::low;
  double limit = 0;
};

// A slice at one end of a key, of the box or beside it.
struct Slice {
  Face face;
  Count count;
};

struct Range {
  double low = -endless, high = endless;

  bool limited(Side side) const { return side == Side::low ? low > -endless : high < endless; }
  bool limited() const { return limited(Side::low) || limited(Side::high); }
  bool below(double share) const { return share < low; }
  bool above(double share) const { return share > high; }
  bool outside(double share) const { return below(share) || above(share); }
  void set(Side side, double limit) { (side == Side::low ? low : high) = limit; }
  void free(Side side) { set(side, side == Side::low ? -endless : endless); }
};

// Half-way; next to each other, where there is no half-way, the share that stays inside.
double between(double inside, double outside) {
  const double middle = inside + (outside - inside) / 2;
  return middle == outside ? inside : middle;
}

class Search {
 public:
  Search(const std::vector<double>& shares, std::size_t keys, const std::vector<char>& interest,
         const PrimOptions& options)
      : shares_(shares),
        interest_(interest),
        options_(options),
        members_(interest.size()),
        fewest_(std::max(1LL, static_cast<long long>(std::ceil(options.smallest * static_cast<double>(members_))))),
        open_(members_, 1),
        inside_(members_, 1) {
    for (std::size_t key = 0; key < keys; ++key) {
      const double* row = shares.data() + key * members_;
      // A key whose shares are not known, as of a table, cannot be limited.
      if (!std::all_of(row, row + members_, [](double share) { return std::isfinite(share); })) continue;
      std::vector<std::uint32_t> order(members_);
      std::iota(order.begin(), order.end(), std::uint32_t{0});
      std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return row[a] < row[b]; });
      keys_.push_back(key);
      orders_.push_back(std::move(order));
    }
    for (const char each : interest) cases_ += each != 0 ? 1 : 0;
  }

  // The next box; none: what is left gathers nowhere.
  std::optional<PrimBox> next() {
    const Count left = count(open_);
    if (left.cases == 0 || left.cases == left.members) return std::nullopt;
    // Where most members are of interest anyway, a box has to be denser to tell of anything.
    wanted_ = std::max(options_.density, (1 + left.density()) / 2);
    const double ends = 2 * static_cast<double>(keys_.size());
    std::optional<PrimBox> best = box_from(std::vector<Range>(keys_.size()), 0, ends);
    std::vector<char> taken = inside_;
    if (!best || best->density < wanted_) {
      long long cases = 0;
      for (std::size_t k = 0; k < keys_.size(); ++k) {
        for (const Range half : {Range{-endless, 0.5}, Range{0.5, endless}}) {
          std::vector<Range> start(keys_.size());
          start[k] = half;
          std::optional<PrimBox> box = box_from(start, wanted_, ends * ends);
          if (!box || box->density < wanted_ || box->cases <= cases) continue;
          cases = box->cases;
          best = std::move(box);
          taken = inside_;
        }
      }
    }
    if (!best) return std::nullopt;
    for (std::size_t member = 0; member < members_; ++member) {
      if (taken[member] != 0) open_[member] = 0;
    }
    return best;
  }

 private:
  double share(std::size_t k, std::size_t member) const { return shares_[keys_[k] * members_ + member]; }

  Count count(const std::vector<char>& flags) const {
    Count result;
    for (std::size_t member = 0; member < members_; ++member) {
      if (flags[member] == 0) continue;
      ++result.members;
      if (interest_[member] != 0) ++result.cases;
    }
    return result;
  }

  // The members of one end, from the end on.
  std::size_t at_end(std::size_t k, Side side, std::size_t i) const {
    return orders_[k][side == Side::low ? i : members_ - 1 - i];
  }

  static long long part(double fraction, long long of) {
    return std::max(1LL, static_cast<long long>(fraction * static_cast<double>(of)));
  }

  // The slice of the box that would be peeled off; none: all its members are alike, or too few would be left.
  std::optional<Slice> end_slice(std::size_t k, Side side, const Count& box, long long least) {
    const long long wanted = part(options_.peel, box.members);
    std::size_t& start = starts_[2 * k + (side == Side::low ? 0 : 1)];
    while (inside_[at_end(k, side, start)] == 0) ++start;
    Slice slice{{k, side, 0}, {}};
    double last = 0;
    for (std::size_t i = start; i < members_; ++i) {
      const std::size_t member = at_end(k, side, i);
      if (inside_[member] == 0) continue;
      const double here = share(k, member);
      if (slice.count.members >= wanted && here != last) {
        slice.face.limit = between(here, last);
        if (box.members - slice.count.members < least) return std::nullopt;
        return slice;
      }
      ++slice.count.members;
      if (interest_[member] != 0) ++slice.count.cases;
      last = here;
    }
    return std::nullopt;
  }

  // Everything that can be peeled off the whole, in order, with what it takes away.
  std::vector<Slice> peel(Count box) {
    starts_.assign(2 * keys_.size(), 0);
    std::vector<Slice> path;
    while (box.cases < box.members) {
      std::optional<Slice> best;
      double best_gain = 0;
      for (std::size_t k = 0; k < keys_.size(); ++k) {
        for (const Side side : {Side::low, Side::high}) {
          const std::optional<Slice> slice = end_slice(k, side, box, fewest_);
          if (!slice) continue;
          double gain = without(box, slice->count).density() - box.density();
          if (gain > 0) gain /= static_cast<double>(slice->count.members);
          if (!best || gain > best_gain || (gain == best_gain && slice->count.members < best->count.members)) {
            best = slice;
            best_gain = gain;
          }
        }
      }
      if (!best) break;
      path.push_back(*best);
      box = without(box, best->count);
      for (std::size_t i = 0; i < members_; ++i) {
        const std::size_t member = at_end(best->face.key, best->face.side, i);
        const double here = share(best->face.key, member);
        if (best->face.side == Side::low ? here >= best->face.limit : here <= best->face.limit) break;
        inside_[member] = 0;
      }
    }
    return path;
  }

  // How far to go on the path: to the first box that is as dense as wanted, else to the densest; and on, while peeling
  // takes away nothing of interest.
  std::size_t chosen(const std::vector<Slice>& path, Count box) const {
    std::size_t length = 0;
    double densest = box.density();
    for (std::size_t i = 0; i < path.size() && densest < wanted_; ++i) {
      box = without(box, path[i].count);
      if (box.density() > densest) {
        densest = box.density();
        length = i + 1;
      }
    }
    while (length < path.size() && path[length].count.cases == 0) ++length;
    return length;
  }

  // The box that peeling finds from `start` on; none: it has no limits, or its path stays below `least` in density.
  // `choices` is from how many its limits are chosen.
  std::optional<PrimBox> box_from(const std::vector<Range>& start, double least, double choices) {
    ranges_ = start;
    look_inside();
    const Count all = count(inside_);
    if (all.cases == 0 || all.members < fewest_) return std::nullopt;
    const std::vector<Slice> path = peel(all);
    const std::size_t length = chosen(path, all);
    Count box = all;
    for (std::size_t i = 0; i < length; ++i) box = without(box, path[i].count);
    if (box.density() < least) return std::nullopt;
    for (std::size_t i = 0; i < length; ++i) ranges_[path[i].face.key].set(path[i].face.side, path[i].face.limit);
    look_inside();
    paste();
    drop_insignificant(choices);
    PrimBox found = described();
    if (found.limits.empty()) return std::nullopt;
    return found;
  }

  // How many keys each member is outside of.
  std::vector<int> misses() const {
    std::vector<int> result(members_);
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      if (!ranges_[k].limited()) continue;
      for (std::size_t member = 0; member < members_; ++member) {
        if (ranges_[k].outside(share(k, member))) ++result[member];
      }
    }
    return result;
  }

  void look_inside() {
    const std::vector<int> missed = misses();
    for (std::size_t member = 0; member < members_; ++member) {
      inside_[member] = open_[member] != 0 && missed[member] == 0 ? 1 : 0;
    }
  }

  // The slice just outside of a limit.
  Slice slice_beyond(std::size_t k, Side side, long long wanted, const std::vector<int>& missed) const {
    Slice slice{{k, side, side == Side::low ? -endless : endless}, {}};
    const Side other = side == Side::low ? Side::high : Side::low;
    double last = 0;
    for (std::size_t i = 0; i < members_; ++i) {
      const std::size_t member = at_end(k, other, i);  // from the other end on, through the box
      const double here = share(k, member);
      const bool beyond = side == Side::low ? ranges_[k].below(here) : ranges_[k].above(here);
      if (!beyond || open_[member] == 0 || missed[member] > 1) continue;
      if (slice.count.members >= wanted && here != last) {
        slice.face.limit = between(last, here);
        return slice;
      }
      ++slice.count.members;
      if (interest_[member] != 0) ++slice.count.cases;
      last = here;
    }
    return slice;
  }

  // Moves limits outwards again while the box gets denser or stays as dense.
  void paste() {
    while (true) {
      const Count box = count(inside_);
      const std::vector<int> missed = misses();
      std::optional<Slice> best;
      double best_density = 0;
      for (std::size_t k = 0; k < keys_.size(); ++k) {
        for (const Side side : {Side::low, Side::high}) {
          if (!ranges_[k].limited(side)) continue;
          const Slice slice = slice_beyond(k, side, part(options_.paste, box.members), missed);
          const double density = Count{box.members + slice.count.members, box.cases + slice.count.cases}.density();
          if (density < box.density()) continue;
          if (!best || density > best_density ||
              (density == best_density && slice.count.members > best->count.members)) {
            best = slice;
            best_density = density;
          }
        }
      }
      if (!best) return;
      ranges_[best->face.key].set(best->face.side, best->face.limit);
      look_inside();
    }
  }

  // The members in the box or outside of a single key.
  std::vector<std::size_t> near(const std::vector<int>& missed) const {
    std::vector<std::size_t> result;
    for (std::size_t member = 0; member < members_; ++member) {
      if (open_[member] != 0 && missed[member] <= 1) result.push_back(member);
    }
    return result;
  }

  // The chance that as many members as the box has, drawn from the box with the range `instead` of a key, hold as many
  // cases.
  double quasi_p(std::size_t k, const Range& instead, const Count& box, const std::vector<std::size_t>& around) const {
    Count wider;
    for (const std::size_t member : around) {
      const double here = share(k, member);
      if (instead.outside(here) || (inside_[member] == 0 && !ranges_[k].outside(here))) continue;
      ++wider.members;
      if (interest_[member] != 0) ++wider.cases;
    }
    return binomial_tail(box.members, box.cases, wider.density());
  }

  // Frees one side after the other, the likeliest by chance first. The search took the best of many limits, and the
  // best of many looks good by chance; so the accepted chance is shared among them (Bonferroni).
  void drop_insignificant(double choices) {
    while (true) {
      const Count box = count(inside_);
      const std::vector<std::size_t> around = near(misses());
      std::optional<Face> worst;
      double worst_p = options_.quasi_p / choices;
      for (std::size_t k = 0; k < keys_.size(); ++k) {
        for (const Side side : {Side::low, Side::high}) {
          if (!ranges_[k].limited(side)) continue;
          Range instead = ranges_[k];
          instead.free(side);
          const double p = quasi_p(k, instead, box, around);
          if (p > worst_p) {
            worst = Face{k, side, 0};
            worst_p = p;
          }
        }
      }
      if (!worst) return;
      ranges_[worst->key].free(worst->side);
      look_inside();
    }
  }

  PrimBox described() const {
    PrimBox box;
    const Count inside = count(inside_);
    const std::vector<std::size_t> around = near(misses());
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      const Range& range = ranges_[k];
      if (!range.limited()) continue;
      box.limits.push_back({keys_[k], range.limited(Side::low) ? range.low : 0,
                            range.limited(Side::high) ? range.high : 1, quasi_p(k, {}, inside, around)});
    }
    std::stable_sort(box.limits.begin(), box.limits.end(),
                     [](const PrimBox::Limit& a, const PrimBox::Limit& b) { return a.quasi_p < b.quasi_p; });
    box.members = inside.members;
    box.cases = inside.cases;
    box.coverage = static_cast<double>(inside.cases) / static_cast<double>(cases_);
    box.density = inside.density();
    return box;
  }

  const std::vector<double>& shares_;
  const std::vector<char>& interest_;
  const PrimOptions& options_;
  std::size_t members_;
  long long fewest_;                                // members of a box
  double wanted_ = 0;                               // density of the box that is searched
  long long cases_ = 0;                             // of all members
  std::vector<std::size_t> keys_;                   // that can be limited
  std::vector<std::vector<std::uint32_t>> orders_;  // of each of them: members by rising share
  std::vector<char> open_;                          // members outside the boxes before

  // Of the box that is searched.
  std::vector<Range> ranges_;        // of each key
  std::vector<char> inside_;         // members
  std::vector<std::size_t> starts_;  // of each end: no member inside lies before it
};

}  // namespace

std::vector<PrimBox> prim_boxes(const std::vector<double>& shares, std::size_t keys, const std::vector<char>& interest,
                                const PrimOptions& options) {
  if (shares.size() != interest.size() * keys) throw InternalError("boxes: shares of other members");
  Search search(shares, keys, interest, options);
  std::vector<PrimBox> boxes;
  for (int i = 0; i < options.boxes; ++i) {
    std::optional<PrimBox> box = search.next();
    if (!box) break;
    boxes.push_back(std::move(*box));
  }
  return boxes;
}

}  // namespace ronghe
