# A room is a folder of engine/ and an object library `ronghe_<room>`. All rooms together make the library `ronghe`.
#
#   ronghe_room(units MAY_INCLUDE diagnostics LINKS udunits2 SOURCES table.cpp unit.cpp)
#
# MAY_INCLUDE is the room's row in the table of engine/README.md; tests/architecture holds the table, these lines and
# the sources against each other. LINKS are third-party libraries, HEADERS third-party libraries without object code.

# What every target of ours is compiled with.
add_library(ronghe_settings INTERFACE)
target_include_directories(ronghe_settings INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/engine)
target_compile_definitions(ronghe_settings INTERFACE RONGHE_VERSION="${PROJECT_VERSION}"
  RONGHE_BUILD="${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, ${CMAKE_BUILD_TYPE}")
# The same bits on every machine: a product and a sum are never fused. Nothing here may ever turn on fast-math.
target_compile_options(ronghe_settings INTERFACE -ffp-contract=off)
if(RONGHE_DEVELOPMENT)
  target_compile_options(ronghe_settings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees overlaps in `"text" + std::string` that are not there (GCC bug 105329).
    target_compile_options(ronghe_settings INTERFACE -Wno-restrict)
  endif()
endif()
if(RONGHE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "RONGHE_FUZZ needs clang: -DCMAKE_CXX_COMPILER=clang++")
  endif()
  target_compile_options(ronghe_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(RONGHE_SANITIZE)
  set(sanitize -fsanitize=${RONGHE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(ronghe_settings INTERFACE ${sanitize})
  target_link_options(ronghe_settings INTERFACE ${sanitize})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # With sanitizers g++ takes its own std::regex for uninitialised (GCC bug 105562).
    target_compile_options(ronghe_settings INTERFACE $<$<BOOL:${RONGHE_DEVELOPMENT}>:-Wno-maybe-uninitialized>)
  endif()
endif()

function(ronghe_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "MAY_INCLUDE;LINKS;HEADERS;GENERATED;OPTIONS;SOURCES")
  set(target ronghe_${room})
  if(arg_SOURCES OR arg_GENERATED)
    add_library(${target} OBJECT ${arg_SOURCES} ${arg_GENERATED})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ${BUILD_SHARED_LIBS})
    target_compile_options(${target} PRIVATE ${arg_OPTIONS})
    set_property(GLOBAL APPEND PROPERTY RONGHE_OBJECTS $<TARGET_OBJECTS:${target}>)
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)  # a room of headers only
    set(scope INTERFACE)
  endif()
  list(TRANSFORM arg_MAY_INCLUDE PREPEND ronghe_ OUTPUT_VARIABLE rooms)
  target_link_libraries(${target} ${scope} ronghe_settings ${rooms} ${arg_LINKS} ${arg_HEADERS})
  set_property(GLOBAL APPEND PROPERTY RONGHE_ROOMS ${target})
  set_property(GLOBAL APPEND PROPERTY RONGHE_LINKS ${arg_LINKS})
endfunction()

# A part of the program that is loaded on first use, since the libraries it needs would slow every start. It stands
# beside the program, and is installed in a folder of its own.
function(ronghe_module module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
  add_library(${module} MODULE ${arg_SOURCES})
  set_target_properties(${module} PROPERTIES PREFIX "" SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  target_link_libraries(${module} PRIVATE ronghe_settings ${arg_LINKS})
  install(TARGETS ${module} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/ronghe)
  set_property(GLOBAL APPEND PROPERTY RONGHE_MODULES ${module})
endfunction()

# Joins the objects of all rooms into the one library that users link.
function(ronghe_join_rooms)
  get_property(objects GLOBAL PROPERTY RONGHE_OBJECTS)
  get_property(links GLOBAL PROPERTY RONGHE_LINKS)
  list(REMOVE_DUPLICATES links)
  add_library(ronghe ${objects})
  add_library(ronghe::ronghe ALIAS ronghe)
  set_target_properties(ronghe PROPERTIES LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  target_compile_features(ronghe PUBLIC cxx_std_20)
  target_include_directories(ronghe PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(ronghe PRIVATE ${links} $<BUILD_INTERFACE:ronghe_settings>)
endfunction()

# Turns text files into a .cpp that holds them, named by their path below `folder`, and gives back its name.
# A changed file makes it anew; so does one that is added or taken away.
#
#   ronghe_embed(sources FUNCTION embedded_models HEADER model/embedded.hpp FOLDER ${PROJECT_SOURCE_DIR}/engine/models
#                FILES *.yaml)
function(ronghe_embed result)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FUNCTION;HEADER;FOLDER" "FILES")
  set(files ${arg_FILES})
  if(arg_FILES MATCHES "[*]")
    list(TRANSFORM arg_FILES PREPEND ${arg_FOLDER}/ OUTPUT_VARIABLE patterns)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${arg_FOLDER} ${patterns})
    list(SORT files)
  endif()
  list(TRANSFORM files PREPEND ${arg_FOLDER}/ OUTPUT_VARIABLE paths)
  list(JOIN files "|" names)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION}.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
  add_custom_command(OUTPUT ${output} VERBATIM
    COMMAND ${CMAKE_COMMAND} -D FUNCTION=${arg_FUNCTION} -D HEADER=${arg_HEADER} -D FOLDER=${arg_FOLDER}
            -D NAMES=${names} -D OUTPUT=${output} -P ${script}
    DEPENDS ${paths} ${script}
    COMMENT "Embedding ${arg_FUNCTION}")
  set(${result} ${output} PARENT_SCOPE)
endfunction()
