# authtree_module(<name> [INTERNAL | STATIC] SOURCES <files> [DEPENDS <modules and libraries>] [PRIVATE <libraries>])
# Adds the library authtree_<name>, known to other modules as authtree::<name>. It is static unless BUILD_SHARED_LIBS is
# on; STATIC keeps it static then, too. It is installed, as a component of find_package and as authtree-<name> of
# pkg-config, unless it is INTERNAL. DEPENDS is what the public headers show, PRIVATE what only the sources use.
function(authtree_module name)
  cmake_parse_arguments(MODULE "INTERNAL;STATIC" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  set(type STATIC)
  if(BUILD_SHARED_LIBS AND NOT MODULE_INTERNAL AND NOT MODULE_STATIC)
    set(type SHARED)
  endif()
  add_library(authtree_${name} ${type} ${MODULE_SOURCES})
  add_library(authtree::${name} ALIAS authtree_${name})
  target_compile_features(authtree_${name} PUBLIC cxx_std_20)
  target_include_directories(authtree_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                                     "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_link_libraries(authtree_${name} PUBLIC ${MODULE_DEPENDS} PRIVATE ${MODULE_PRIVATE}
                                         "$<BUILD_INTERFACE:authtree_compiler>")
  set_target_properties(authtree_${name} PROPERTIES EXPORT_NAME ${name})
  authtree_precompile(authtree_${name} library)
  if(type STREQUAL "SHARED")
    set_target_properties(authtree_${name} PROPERTIES
      VERSION ${PROJECT_VERSION}
      SOVERSION ${AUTHTREE_ABI_VERSION}
      INSTALL_RPATH "$ORIGIN"
      LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
    if(NOT AUTHTREE_SANITIZE)
      target_link_options(authtree_${name} PRIVATE "-Wl,--no-undefined")
    endif()
  endif()
  if(NOT MODULE_INTERNAL)
    authtree_note_module(${name} ${type} "${MODULE_DEPENDS}" "${MODULE_PRIVATE}")
  endif()
endfunction()

# Notes for AuthtreeInstall.cmake what the users of an installed module need: modules, libraries that its headers
# include, and libraries that it only links. A shared library carries the last kind itself.
function(authtree_note_module name type depends private)
  set(modules "")
  set(headers "")
  set(links "")
  foreach(item IN LISTS depends)
    if(item MATCHES "^authtree::(.*)$")
      list(APPEND modules "${CMAKE_MATCH_1}")
    else()
      list(APPEND headers "${item}")
    endif()
  endforeach()
  if(type STREQUAL "STATIC")
    foreach(item IN LISTS private)
      if(item MATCHES "^authtree::(.*)$")
        list(APPEND modules "${CMAKE_MATCH_1}")
      elseif(NOT item IN_LIST headers)
        list(APPEND links "${item}")
      endif()
    endforeach()
  endif()
  foreach(item IN LISTS headers links)
    get_property(debian GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${item}_DEBIAN")
    if(NOT debian)
      message(FATAL_ERROR "Module ${name} links ${item}; say with authtree_dependency() in "
                          "src/cmake/AuthtreeDependencies.cmake how users of the installed module find it")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY AUTHTREE_MODULES ${name})
  foreach(fact type modules headers links)
    set_property(GLOBAL PROPERTY "AUTHTREE_MODULE_${name}_${fact}" "${${fact}}")
  endforeach()
  if(AUTHTREE_INSTALL)
    install(TARGETS authtree_${name} EXPORT authtree-${name}-targets
            LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT runtime NAMELINK_COMPONENT dev
            ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT dev)
  endif()
endfunction()

# authtree_test(<name> SOURCES <files> [DEPENDS <modules and libraries>])
# Adds a GoogleTest program whose cases are known to ctest one by one.
function(authtree_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_DEPENDS} GTest::gmock GTest::gtest_main authtree_compiler)
  target_compile_definitions(${name} PRIVATE AUTHTREE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  authtree_precompile(${name} test)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 120)
endfunction()
