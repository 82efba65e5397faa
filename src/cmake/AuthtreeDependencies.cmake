# Every dependency is a Debian 12 package; tests/run.sh and examples/run.sh install them.

# In a larger build, programs outside this directory link the libraries as well.
if(NOT PROJECT_IS_TOP_LEVEL)
  set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
endif()

# authtree_dependency(<target> FIND <arguments of find_package> | PKGCONFIG_MODULE <module>
#                     DEBIAN <package> [PC <module>] [LIBS <flags>] [COMPILED_IN everything|program])
# Finds a library, and notes how users of the installed modules find it: with find_package as here, with pkg-config by
# the module PC when headers of ours include the library, and by LIBS otherwise. DEBIAN is the package that holds it;
# COMPILED_IN says that code of its headers ends in our binaries, so its licence is told with them.
function(authtree_dependency target)
  cmake_parse_arguments(DEPENDENCY "" "PKGCONFIG_MODULE;DEBIAN;PC;LIBS;COMPILED_IN" "FIND" ${ARGN})
  if(DEPENDENCY_PKGCONFIG_MODULE)
    string(REGEX REPLACE "^PkgConfig::" "" prefix "${target}")
    set(scope "")
    if(NOT PROJECT_IS_TOP_LEVEL)
      set(scope GLOBAL)
    endif()
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(${prefix} REQUIRED QUIET IMPORTED_TARGET ${scope} ${DEPENDENCY_PKGCONFIG_MODULE})
    set(DEPENDENCY_FIND PKGCONFIG ${prefix} ${DEPENDENCY_PKGCONFIG_MODULE})
  else()
    find_package(${DEPENDENCY_FIND} REQUIRED)
  endif()
  if(DEPENDENCY_COMPILED_IN)
    set_property(GLOBAL APPEND PROPERTY AUTHTREE_COMPILED_IN_${DEPENDENCY_COMPILED_IN} ${DEPENDENCY_DEBIAN})
  endif()
  foreach(fact FIND DEBIAN PC LIBS)
    set_property(GLOBAL PROPERTY "AUTHTREE_DEPENDENCY_${target}_${fact}" "${DEPENDENCY_${fact}}")
  endforeach()
endfunction()

authtree_dependency(Threads::Threads FIND Threads DEBIAN libc6-dev LIBS "-pthread")
authtree_dependency(OpenSSL::Crypto FIND OpenSSL 3.0 DEBIAN libssl-dev LIBS "-lcrypto")
authtree_dependency(OpenSSL::SSL FIND OpenSSL 3.0 DEBIAN libssl-dev LIBS "-lssl -lcrypto")
authtree_dependency(CURL::libcurl FIND CURL 7.88 DEBIAN libcurl4-openssl-dev LIBS "-lcurl")
authtree_dependency(Boost::headers FIND Boost 1.81 DEBIAN libboost1.81-dev COMPILED_IN everything)
authtree_dependency(nlohmann_json::nlohmann_json FIND nlohmann_json 3.11 DEBIAN nlohmann-json3-dev COMPILED_IN everything
                    PC "nlohmann_json >= 3.11")
authtree_dependency(tl::expected FIND tl-expected 1.0 DEBIAN libexpected-dev COMPILED_IN everything)
authtree_dependency(spdlog::spdlog FIND spdlog 1.10 DEBIAN libspdlog-dev COMPILED_IN everything
                    PC "spdlog >= 1.10")
authtree_dependency(PNG::PNG FIND PNG 1.6 DEBIAN libpng-dev LIBS "-lpng16 -lz")
authtree_dependency(ZXing::ZXing FIND ZXing 1.4 DEBIAN libzxing-dev LIBS "-lZXing")
authtree_dependency(PkgConfig::QRCODEGEN PKGCONFIG_MODULE qrcodegencpp DEBIAN libqrcodegencpp-dev
                    LIBS "-lqrcodegencpp")
authtree_dependency(PkgConfig::PROMETHEUS PKGCONFIG_MODULE prometheus-cpp-core DEBIAN prometheus-cpp-dev
                    LIBS "-lprometheus-cpp-core")

if(AUTHTREE_BUILD_CLI)
  authtree_dependency(CLI11::CLI11 FIND CLI11 2.1 DEBIAN libcli11-dev COMPILED_IN program)
endif()
if(AUTHTREE_BUILD_TESTKIT OR AUTHTREE_BUILD_TESTS OR AUTHTREE_BUILD_BENCHMARKS)
  authtree_dependency(yaml-cpp FIND yaml-cpp 0.7 DEBIAN libyaml-cpp-dev LIBS "-lyaml-cpp")
endif()
if(AUTHTREE_BUILD_BENCHMARKS)
  find_package(benchmark 1.7 REQUIRED)
endif()
if(AUTHTREE_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)
  find_package(pugixml 1.13 REQUIRED)
  find_package(rapidcheck REQUIRED)
  include(GoogleTest)
endif()
