// What the members of a design draw. Each draw is computed alone, from the member's number and its key's stream.
#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"
#include "sampling/copula.hpp"
#include "sampling/permutation.hpp"
#include "sampling/quantile.hpp"
#include "sampling/random.hpp"
#include "sampling/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace ronghe {

struct Draws::State {
  int members = 0;
  std::vector<std::uint64_t> streams;   // one for each key
  std::vector<CorrelatedGroup> groups;  // of keys
  SobolPoints points{0};
};

namespace {

using Kind = Design::Kind;

// How many dimensions of the Sobol points the design wants.
int dimensions_of(const Design& design, const std::vector<DrawKey>& keys) {
  int wanted = 0;
  if (design.kind == Kind::saltelli) wanted = static_cast<int>(std::min(keys.size(), std::size_t{1} << 20)) * 2;
  if (design.kind == Kind::sobol) {
    std::set<int> taken;
    for (const DrawKey& key : keys) {
      if (!taken.insert(key.dimension).second) throw InternalError("two keys with one dimension of the Sobol points");
      if (key.dimension < SobolPoints::most_dimensions) wanted = std::max(wanted, key.dimension + 1);
    }
  }
  return std::min(wanted, SobolPoints::most_dimensions);
}

double random_share(std::uint64_t stream, std::uint64_t member) {
  return share_of_word(random_word(stream, Purpose::share, member));
}

double sobol_share(const SobolPoints& points, std::size_t point, std::size_t dimension, std::uint64_t stream) {
  if (dimension >= SobolPoints::most_dimensions) return random_share(stream, point);
  return points(static_cast<std::uint32_t>(point), static_cast<int>(dimension), stream);
}

// Stratum of a member, then a place within it. With 28 bits for the place both fit into a double up to 2^24 members,
// so no share is rounded to an edge of its stratum; beyond that only the last edge, 1, is kept out.
double stratified_share(const Permutation& permutation, std::uint64_t stream, std::size_t member, int members) {
  const double stratum = permutation(static_cast<std::uint32_t>(member));
  const double within = (static_cast<double>(random_word(stream, Purpose::jitter, member) >> 36) + 0.5) * 0x1p-28;
  return std::min((stratum + within) / members, 1 - 0x1p-53);
}

double share_of_level(int level, int levels) { return (level + 0.5) / levels; }

// Trajectories of a Morris design. The levels of a key are (i + 1/2) / levels, so that none is an end of a
// distribution; a step goes over half of them (Δ = p / (2 (p - 1)) of the way from the first to the last level).
class Trajectory {
 public:
  Trajectory(const std::vector<std::uint64_t>& streams, int levels, std::uint64_t number)
      : streams_(streams), levels_(levels), number_(number), turns_(streams.size()) {
    std::vector<std::size_t> order(streams.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::uint64_t> lots;
    for (const std::uint64_t stream : streams) lots.push_back(random_word(stream, Purpose::turn, number));
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(lots[a], a) < std::pair(lots[b], b); });
    for (std::size_t turn = 0; turn < order.size(); ++turn) turns_[order[turn]] = turn;
  }

  // After the first `steps` keys of the trajectory's order have moved.
  double share(std::size_t key, std::size_t steps) const {
    const auto levels = static_cast<std::uint64_t>(levels_);
    const int step = levels_ / 2;
    int level = static_cast<int>((random_word(streams_[key], Purpose::level, number_) >> 32) * levels >> 32);
    if (turns_[key] < steps) {
      const bool can_fall = level - step >= 0, can_rise = level + step < levels_;
      const bool rises = can_rise && (!can_fall || random_word(streams_[key], Purpose::direction, number_) >> 63 != 0);
      level += rises ? step : -step;
    }
    return share_of_level(level, levels_);
  }

 private:
  const std::vector<std::uint64_t>& streams_;
  int levels_;
  std::uint64_t number_;
  std::vector<std::size_t> turns_;  // when each key moves
};

// Levels of the last key change fastest.
double grid_share(std::size_t member, std::size_t key, std::size_t keys, int levels) {
  for (std::size_t later = key + 1; later < keys; ++later) member /= static_cast<std::size_t>(levels);
  return share_of_level(static_cast<int>(member % static_cast<std::size_t>(levels)), levels);
}

}  // namespace

int members_of(const Design& design, std::size_t keys) {
  constexpr std::int64_t most = std::numeric_limits<int>::max();
  const auto fitting = [](std::int64_t members) { return members > most ? -1 : static_cast<int>(members); };
  const auto count = static_cast<std::int64_t>(std::min<std::size_t>(keys, most));
  switch (design.kind) {
    case Kind::sobol:
    case Kind::lhs:
    case Kind::random:
      return design.members;
    case Kind::grid: {
      std::int64_t members = 1;
      for (std::size_t key = 0; key < keys && members <= most; ++key) members *= design.levels;
      return fitting(members);
    }
    case Kind::morris:
      return fitting(design.base * (count + 1));
    case Kind::saltelli:
      return fitting(design.base * (count + 2));
    case Kind::table:
      return keys == 0 ? 0 : fitting(static_cast<std::int64_t>(design.table.size() / keys));
  }
  throw InternalError("a design of no kind");
}

Draws::Draws(std::vector<DrawKey> keys, const std::vector<KeyCorrelation>& correlations, Design design)
    : keys_(std::move(keys)), design_(std::move(design)) {
  State state;
  state.members = members_of(design_, keys_.size());
  if (state.members < 0) throw InternalError("a design with too many members");
  if (!takes_correlations(design_.kind) && !correlations.empty())
    throw InternalError("a design that takes no correlations");
  for (const DrawKey& key : keys_) state.streams.push_back(stream_of(design_.seed, key.name));
  state.groups = correlated_groups(keys_, correlations);
  state.points = SobolPoints(dimensions_of(design_, keys_));
  state_ = std::make_shared<const State>(std::move(state));
}

int Draws::members() const { return state_->members; }
const std::vector<DrawKey>& Draws::keys() const { return keys_; }
const Design& Draws::design() const { return design_; }

std::vector<double> Draws::shares(int first, int count) const {
  if (first < 0 || count < 0 || count > members() - first) throw InternalError("members that a design does not have");
  const std::size_t keys = keys_.size(), begin = static_cast<std::size_t>(first), n = static_cast<std::size_t>(count);
  const std::vector<std::uint64_t>& streams = state_->streams;
  std::vector<double> shares(keys * n, Distribution::none);
  // Fills the shares of each key from a function of key and member.
  const auto fill = [&](const auto& share) {
    for (std::size_t key = 0; key < keys; ++key) {
      for (std::size_t i = 0; i < n; ++i) shares[key * n + i] = share(key, begin + i);
    }
  };
  switch (design_.kind) {
    case Kind::sobol:
      fill([&](std::size_t key, std::size_t member) {
        return sobol_share(state_->points, member, static_cast<std::size_t>(keys_[key].dimension), streams[key]);
      });
      break;
    case Kind::lhs:
      fill([&](std::size_t key, std::size_t member) {
        const Permutation permutation(static_cast<std::uint32_t>(members()), streams[key]);
        return stratified_share(permutation, streams[key], member, members());
      });
      break;
    case Kind::random:
      fill([&](std::size_t key, std::size_t member) { return random_share(streams[key], member); });
      break;
    case Kind::grid:
      fill([&](std::size_t key, std::size_t member) { return grid_share(member, key, keys, design_.levels); });
      break;
    case Kind::morris:
      for (std::size_t i = 0; i < n;) {
        const Trajectory trajectory(streams, design_.levels, (begin + i) / (keys + 1));
        for (std::size_t step = (begin + i) % (keys + 1); step <= keys && i < n; ++step, ++i) {
          for (std::size_t key = 0; key < keys; ++key) shares[key * n + i] = trajectory.share(key, step);
        }
      }
      break;
    case Kind::saltelli:
      fill([&](std::size_t key, std::size_t member) {
        const std::size_t point = member / (keys + 2), part = member % (keys + 2);
        const bool from_b = part == 1 || part == key + 2;
        return from_b ? sobol_share(state_->points, point, keys + key, mix(streams[key] + 1))
                      : sobol_share(state_->points, point, key, streams[key]);
      });
      break;
    case Kind::table:
      break;
  }
  for (const CorrelatedGroup& group : state_->groups) {
    std::vector<double> of_group;
    const auto place = [&](std::vector<double>& all, std::size_t row) {
      return all.begin() + static_cast<std::ptrdiff_t>(row * n);
    };
    for (const std::size_t key : group.keys)
      of_group.insert(of_group.end(), place(shares, key), place(shares, key + 1));
    correlate(group, of_group, n);
    for (std::size_t row = 0; row < group.keys.size(); ++row) {
      std::copy_n(place(of_group, row), n, place(shares, group.keys[row]));
    }
  }
  return shares;
}

std::vector<double> Draws::values(int first, int count) const {
  std::vector<double> values = shares(first, count);
  const std::size_t n = static_cast<std::size_t>(count);
  for (std::size_t key = 0; key < keys_.size(); ++key) {
    if (design_.kind == Kind::table) {
      for (std::size_t i = 0; i < n; ++i) {
        values[key * n + i] = design_.table[(static_cast<std::size_t>(first) + i) * keys_.size() + key];
      }
      continue;
    }
    const Quantile quantile(keys_[key].distribution);
    for (std::size_t i = 0; i < n; ++i) values[key * n + i] = quantile(values[key * n + i]);
  }
  return values;
}

}  // namespace ronghe
