// The normal distribution with mean 0 and deviation 1.
//
// Only + − × ÷, the square root, and SLEEF's functions in plain C: the same bits on every machine. The C library's
// exp and log may round differently from one processor to the next.
#pragma once

namespace ronghe {

// The z below which a share p lies. AS241 (Wichura 1988), to about 1e-16 relative. 0 gives minus infinity, and 1
// infinity; the upper tail is -normal_quantile(1 - p), which a caller who knows 1 - p says more precisely.
double normal_quantile(double p);
// The share below z, precise in the lower tail; the share above z is normal_share(-z).
double normal_share(double z);

}  // namespace ronghe
