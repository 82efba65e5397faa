# What `cmake --install` lays down besides the libraries: headers, the program, files for find_package and pkg-config,
# and the module for pages. Components: runtime (shared libraries), dev (headers, static libraries, links, CMake and
# pkg-config files), program (with the module for pages).
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY AUTHTREE_MODULES)

# The modules so that each stands behind those that it needs.
set(sorted "")
while(modules)
  set(waiting "")
  foreach(module IN LISTS modules)
    get_property(needed GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_modules")
    list(REMOVE_ITEM needed ${sorted} ${module})
    if(needed)
      list(APPEND waiting ${module})
    else()
      list(APPEND sorted ${module})
    endif()
  endforeach()
  if(waiting STREQUAL "${modules}")
    message(FATAL_ERROR "These modules need each other, or a module that is not installed: ${waiting}")
  endif()
  set(modules ${waiting})
endwhile()
set(modules ${sorted})

# Headers. A module's own ones stand in the folder of its name; some share one.
set(left_out "")
if(NOT "testkit" IN_LIST modules)
  set(left_out PATTERN "testkit" EXCLUDE)
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/authtree" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT dev
        FILES_MATCHING PATTERN "*.h" ${left_out})

# find_package
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/authtree")
set(AUTHTREE_CONFIG_FACTS "")
set(dependencies "")
foreach(module IN LISTS modules)
  get_property(needed GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_modules")
  get_property(headers GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_headers")
  get_property(links GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_links")
  set(libraries ${headers} ${links})
  string(APPEND AUTHTREE_CONFIG_FACTS "set(_authtree_${module}_modules \"${needed}\")\n"
                                      "set(_authtree_${module}_libraries \"${libraries}\")\n")
  list(APPEND dependencies ${libraries})
  install(EXPORT authtree-${module}-targets NAMESPACE authtree:: DESTINATION "${package_dir}" COMPONENT dev)
endforeach()
list(REMOVE_DUPLICATES dependencies)
foreach(dependency IN LISTS dependencies)
  get_property(find GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_FIND")
  get_property(debian GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_DEBIAN")
  string(APPEND AUTHTREE_CONFIG_FACTS "set(_authtree_find_${dependency} \"${find}\")\n"
                                      "set(_authtree_debian_${dependency} \"${debian}\")\n")
endforeach()
configure_package_config_file("${PROJECT_SOURCE_DIR}/src/cmake/authtree-config.cmake.in"
                              "${PROJECT_BINARY_DIR}/install/authtree-config.cmake"
                              INSTALL_DESTINATION "${package_dir}" NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Below 1.0.0 a new minor version may change the interface: see docs/adr/0026-what-may-change-when.md.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/install/authtree-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/install/authtree-config.cmake"
              "${PROJECT_BINARY_DIR}/install/authtree-config-version.cmake"
        DESTINATION "${package_dir}" COMPONENT dev)

# pkg-config. The prefix follows the file, so that an installation may be moved. What a static library needs stands in
# the public fields: it needs it with and without --static.
set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH pc_to_prefix "${CMAKE_INSTALL_PREFIX}/${pc_dir}" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
set(PC_PREFIX "\${pcfiledir}/${pc_to_prefix}")
set(PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
set(PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(PC_PREFIX "${CMAKE_INSTALL_PREFIX}")
  set(PC_LIBDIR "${CMAKE_INSTALL_FULL_LIBDIR}")
  set(PC_INCLUDEDIR "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
endif()

# authtree_pc_file(<name> <description> <requires> <libs>)
function(authtree_pc_file PC_NAME PC_DESCRIPTION PC_REQUIRES PC_LIBS)
  list(JOIN PC_REQUIRES ", " PC_REQUIRES)
  list(JOIN PC_LIBS " " PC_LIBS)
  configure_file("${PROJECT_SOURCE_DIR}/src/cmake/authtree.pc.in" "${PROJECT_BINARY_DIR}/install/${PC_NAME}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/install/${PC_NAME}.pc" DESTINATION "${pc_dir}" COMPONENT dev)
endfunction()

foreach(module IN LISTS modules)
  get_property(needed GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_modules")
  get_property(headers GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_headers")
  get_property(links GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_links")
  set(requires "")
  set(libs "-L\${libdir}" "-lauthtree_${module}")
  foreach(other IN LISTS needed)
    list(APPEND requires "authtree-${other} = ${PROJECT_VERSION}")
  endforeach()
  foreach(dependency IN LISTS headers)
    get_property(pc GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_PC")
    get_property(flags GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_LIBS")
    list(APPEND requires ${pc})
    if(NOT pc)
      list(APPEND libs ${flags})
    endif()
  endforeach()
  foreach(dependency IN LISTS links)
    get_property(flags GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_LIBS")
    list(APPEND libs ${flags})
  endforeach()
  authtree_pc_file(authtree-${module} "${PROJECT_DESCRIPTION}: module ${module}" "${requires}" "${libs}")
endforeach()
set(requires "")
foreach(module engine nodes_am nodes_onespan curl)
  list(APPEND requires "authtree-${module} = ${PROJECT_VERSION}")
endforeach()
authtree_pc_file(authtree "${PROJECT_DESCRIPTION}, its node packs and the client" "${requires}" "")

if(TARGET authtree_program)
  file(RELATIVE_PATH bin_to_lib "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}")
  if(BUILD_SHARED_LIBS)
    set_target_properties(authtree_program PROPERTIES INSTALL_RPATH "$ORIGIN/${bin_to_lib}")
  endif()
  install(TARGETS authtree_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
endif()

# What pages load: a web server hands it out as it lies here.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/browser/" DESTINATION "${CMAKE_INSTALL_DATADIR}/authtree/browser"
        COMPONENT program FILES_MATCHING PATTERN "*.js" PATTERN "*.css" PATTERN "package.json")
