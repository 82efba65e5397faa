# Debian packages, by CPack: libauthtree<ABI number>, libauthtree-dev and authtree. src/cmake/package.sh makes them.
if(NOT BUILD_SHARED_LIBS OR NOT AUTHTREE_BUILD_CLI OR NOT AUTHTREE_INSTALL)
  message(FATAL_ERROR "AUTHTREE_PACKAGE wants BUILD_SHARED_LIBS, AUTHTREE_BUILD_CLI and AUTHTREE_INSTALL; use the "
                      "preset package")
endif()
find_program(AUTHTREE_HELP2MAN help2man REQUIRED)
set(AUTHTREE_PACKAGE_MAINTAINER "authtree maintainers <authtree@packages.invalid>" CACHE STRING
    "Name and address in the Debian packages")
set(AUTHTREE_PACKAGE_RELEASE 1 CACHE STRING "Debian revision of the packages")
set(debian_version "${PROJECT_VERSION}-${AUTHTREE_PACKAGE_RELEASE}")
set(runtime libauthtree${AUTHTREE_ABI_VERSION})
set(dev libauthtree-dev)
set(program authtree)

# Packages that users of the headers, or of what CMake and pkg-config say, need.
set(needed_by_dev "")
get_property(all_modules GLOBAL PROPERTY AUTHTREE_MODULES)
foreach(module IN LISTS all_modules)
  get_property(headers GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_headers")
  get_property(links GLOBAL PROPERTY "AUTHTREE_MODULE_${module}_links")
  foreach(dependency IN LISTS headers links)
    get_property(package GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${dependency}_DEBIAN")
    list(APPEND needed_by_dev ${package})
  endforeach()
endforeach()
list(REMOVE_DUPLICATES needed_by_dev)
list(SORT needed_by_dev)

get_property(compiled_in GLOBAL PROPERTY AUTHTREE_COMPILED_IN_everything)
get_property(program_compiled_in GLOBAL PROPERTY AUTHTREE_COMPILED_IN_program)

# Documentation that Debian wants in each package.
set(staged "${PROJECT_BINARY_DIR}/package")
add_custom_command(
  OUTPUT "${staged}/authtree.1.gz"
  COMMAND "${PROJECT_SOURCE_DIR}/src/cmake/package-docs.sh" "$<TARGET_FILE:authtree_program>" "${staged}"
          "${debian_version}" "${AUTHTREE_PACKAGE_MAINTAINER}" "${AUTHTREE_HELP2MAN}"
          ${compiled_in} ${program_compiled_in}
  DEPENDS authtree_program "${PROJECT_SOURCE_DIR}/src/cmake/package-docs.sh" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  VERBATIM)
add_custom_target(authtree_package_docs ALL DEPENDS "${staged}/authtree.1.gz")
foreach(component runtime dev program)
  install(FILES "${staged}/copyright" "${staged}/changelog.gz" "${staged}/changelog.Debian.gz"
                "${staged}/third-party-licences.gz"
          DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/${${component}}" COMPONENT ${component})
endforeach()
install(FILES "${staged}/authtree.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
install(FILES "${staged}/completion.bash" RENAME authtree
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions" COMPONENT program)
install(FILES "${staged}/completion.zsh" RENAME _authtree
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions" COMPONENT program)
install(FILES "${staged}/completion.fish" RENAME authtree.fish
        DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d" COMPONENT program)

# What lintian is told to accept, and why.
set(overrides "# These packages close no bugs of Debian.\n@package@: initial-upload-closes-no-bugs *\n")
set(runtime_overrides
    "# One package holds the libraries of all modules, which belong to one version.\n"
    "@package@: package-name-doesnt-match-sonames *\n"
    "# CPack writes this script whenever there is a shared library. It does what the trigger does, once more.\n"
    "@package@: maintscript-calls-ldconfig *\n")
foreach(component runtime dev program)
  string(CONCAT text "${overrides}" ${${component}_overrides})
  string(REPLACE "@package@" "${${component}}" text "${text}")
  file(WRITE "${staged}/lintian/${${component}}" "${text}")
  install(FILES "${staged}/lintian/${${component}}" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides"
          COMPONENT ${component})
endforeach()
file(WRITE "${staged}/triggers" "activate-noawait ldconfig\n")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_NAME authtree)
set(CPACK_PACKAGE_VENDOR "authtree")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has a first line of its own
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/debs")
set(CPACK_PACKAGE_CONTACT "${AUTHTREE_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL runtime dev program)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE "${AUTHTREE_PACKAGE_RELEASE}")
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME ${runtime})
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION "engine for authentication trees, shared libraries
authtree runs authentication journeys exported from ForgeRock AM or Ping AM,
with the nodes of the OneSpan pack. This package holds the libraries that
programs run with.")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA "${staged}/triggers")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/lib")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME ${dev})
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEV_DESCRIPTION "engine for authentication trees, development files
authtree runs authentication journeys exported from ForgeRock AM or Ping AM,
with the nodes of the OneSpan pack. This package holds headers, the
library for tests, and what CMake and pkg-config read.")
list(JOIN needed_by_dev ", " depends)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "${runtime} (= ${debian_version}), ${depends}")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME ${program})
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION admin)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "engine for authentication trees, command line program
authtree runs authentication journeys exported from ForgeRock AM or Ping AM,
with the nodes of the OneSpan pack: in a terminal, or served over AM's
authenticate protocol. It brings a simulated OneSpan service.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "${runtime} (= ${debian_version})")
include(CPack)

# For package.sh.
list(JOIN compiled_in "," compiled_in)
list(JOIN program_compiled_in "," program_compiled_in)
file(WRITE "${staged}/sbom-arguments" "--version=${PROJECT_VERSION} --headers=${compiled_in} \
--headers-of=authtree:${program_compiled_in}\n")
file(WRITE "${staged}/version" "${PROJECT_VERSION}\n")
