# authtree_module(<name> SOURCES <files> [DEPENDS <modules and libraries>] [PRIVATE <libraries>])
# Adds the static library authtree_<name>, known to other modules as authtree::<name>.
function(authtree_module name)
  cmake_parse_arguments(MODULE "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  add_library(authtree_${name} STATIC ${MODULE_SOURCES})
  add_library(authtree::${name} ALIAS authtree_${name})
  target_include_directories(authtree_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                                     "$<INSTALL_INTERFACE:include>")
  target_link_libraries(authtree_${name} PUBLIC ${MODULE_DEPENDS} PRIVATE ${MODULE_PRIVATE}
                                         "$<BUILD_INTERFACE:authtree_compiler>")
endfunction()

# authtree_test(<name> SOURCES <files> [DEPENDS <modules and libraries>])
# Adds a GoogleTest program whose cases are known to ctest one by one.
function(authtree_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_DEPENDS} GTest::gmock GTest::gtest_main authtree_compiler)
  target_compile_definitions(${name} PRIVATE AUTHTREE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 120)
endfunction()
