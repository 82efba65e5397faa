# Language level, warnings and sanitizers for every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(authtree_compiler INTERFACE)
target_compile_options(authtree_compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                                   -Wold-style-cast -Wconversion -Wsign-conversion)
if(AUTHTREE_WARNINGS_AS_ERRORS)
  target_compile_options(authtree_compiler INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives of these two inside its own headers once coroutines are inlined.
  target_compile_options(authtree_compiler INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
  # And of this one in Asio's coroutine frames, with optimisation only.
  target_compile_options(authtree_compiler INTERFACE "$<$<NOT:$<CONFIG:Debug>>:-Wno-mismatched-new-delete>")
endif()

if(AUTHTREE_SANITIZE STREQUAL "address")
  target_compile_options(authtree_compiler INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                     -fno-omit-frame-pointer)
  target_link_options(authtree_compiler INTERFACE -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(authtree_compiler INTERFACE -fno-sanitize=function)
  endif()
elseif(AUTHTREE_SANITIZE STREQUAL "thread")
  target_compile_options(authtree_compiler INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(authtree_compiler INTERFACE -fsanitize=thread)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(authtree_compiler INTERFACE -Wno-tsan)
  endif()
elseif(NOT AUTHTREE_SANITIZE STREQUAL "")
  message(FATAL_ERROR "AUTHTREE_SANITIZE is '${AUTHTREE_SANITIZE}'; use address, thread or nothing")
endif()

if(AUTHTREE_BUILD_FUZZERS)
  target_compile_options(authtree_compiler INTERFACE -fsanitize=fuzzer-no-link)
endif()
