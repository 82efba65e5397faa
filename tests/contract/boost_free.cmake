# Checks that headers open no header of Boost: cmake -DCOMPILER=… -DINCLUDE=… -DHEADERS=a,b -DOPENS=… -P boost_free.cmake
# OPENS is a header that does open one: the check must be able to fail.
function(find_boost header result)
  execute_process(
    COMMAND "${COMPILER}" -std=c++20 -M -x c++ -I "${INCLUDE}" "${INCLUDE}/${header}"
    OUTPUT_VARIABLE opened ERROR_VARIABLE problem RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${header} cannot be preprocessed:\n${problem}")
  endif()
  string(REGEX MATCH "[^ ]*/boost/[^ ]*" found "${opened}")
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

string(REPLACE "," ";" headers "${HEADERS}")
foreach(header ${headers})
  find_boost("${header}" boost)
  if(NOT boost STREQUAL "")
    message(SEND_ERROR "${header} opens ${boost}")
  endif()
endforeach()
find_boost("${OPENS}" boost)
if(boost STREQUAL "")
  message(SEND_ERROR "${OPENS} opens no header of Boost, so this check sees nothing")
endif()
