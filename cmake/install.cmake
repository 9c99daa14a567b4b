# `cmake --install`: the library, its public headers, the program, and a package for
#   find_package(ronghe CONFIG REQUIRED)
#   target_link_libraries(mine ronghe::ronghe)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ronghe)

install(TARGETS ronghe EXPORT ronghe-targets)
install(TARGETS ronghe_cli)
if(RONGHE_NETCDF_FOUND)
  install(TARGETS ronghe_netcdf LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/ronghe)
endif()
install(DIRECTORY include/ronghe TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")
install(EXPORT ronghe-targets NAMESPACE ronghe:: DESTINATION ${package_folder})

configure_package_config_file(cmake/ronghe-config.cmake.in ronghe-config.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(ronghe-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ronghe-config.cmake ${PROJECT_BINARY_DIR}/ronghe-config-version.cmake
        DESTINATION ${package_folder})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
