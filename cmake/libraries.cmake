# Finds the third-party libraries. All are Debian 12 packages; `./dev` knows their names and installs them.
find_package(fmt 9 REQUIRED CONFIG)
find_package(yaml-cpp 0.7 REQUIRED CONFIG)
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(TBB REQUIRED CONFIG)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)

# These come without a CMake package: the header is looked for, the library is linked by name.
foreach(library_and_header "utf8proc|utf8proc.h" "udunits2|udunits2.h" "sleef|sleef.h" "xlsxwriter|xlsxwriter.h"
                           "random123|Random123/philox.h")
  string(REPLACE "|" ";" pair ${library_and_header})
  list(GET pair 0 library)
  list(GET pair 1 header)
  find_path(RONGHE_${library}_INCLUDE ${header})
  mark_as_advanced(RONGHE_${library}_INCLUDE)
  if(NOT RONGHE_${library}_INCLUDE)
    message(FATAL_ERROR "${header} was not found. On Debian: apt-get install lib${library}-dev")
  endif()
endforeach()

# Without MPI a study is shared by shards instead of by processes; everything else is there. Debian: libopenmpi-dev.
set(RONGHE_MPI_FOUND OFF)
if(RONGHE_MPI)
  set(MPI_CXX_SKIP_MPICXX TRUE)  # its C interface alone
  find_package(MPI QUIET COMPONENTS CXX)
  set(RONGHE_MPI_FOUND ${MPI_CXX_FOUND})
endif()

# Whoever has no netCDF writes no netCDF files; everything else is there without it. Debian: libnetcdf-dev.
set(RONGHE_NETCDF_FOUND OFF)
if(RONGHE_NETCDF)
  find_path(RONGHE_netcdf_INCLUDE netcdf.h)
  find_library(RONGHE_netcdf_LIBRARY netcdf)
  mark_as_advanced(RONGHE_netcdf_INCLUDE RONGHE_netcdf_LIBRARY)
  if(RONGHE_netcdf_INCLUDE AND RONGHE_netcdf_LIBRARY)
    set(RONGHE_NETCDF_FOUND ON)
  endif()
endif()
