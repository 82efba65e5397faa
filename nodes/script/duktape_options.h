// The configuration of Debian's Duktape with what a script of a stranger needs: limits, the time of the host,
// and C++ exceptions, so that an error inside a binding runs its destructors. Included before anything of
// Duktape.
#pragma once

#include <duk_config.h>

#undef DUK_USE_CPP_EXCEPTIONS
#define DUK_USE_CPP_EXCEPTIONS
#include <exception>
#include <stdexcept>

// Nothing of this copy is seen outside the library: a program may have a Duktape of its own.
#undef DUK_EXTERNAL_DECL
#undef DUK_EXTERNAL
#define DUK_EXTERNAL_DECL extern
#define DUK_EXTERNAL

extern "C" {
int authtree_script_spend(void* heap, double operations);
double authtree_script_now(void* context);
double authtree_script_random(void* heap);
}

// Every so many operations the time is looked at.
#define AUTHTREE_SCRIPT_CHECK_INTERVAL 256
// Inside of Duktape: what a built-in function does counts as well.
#define AUTHTREE_SCRIPT_SPEND(thr, operations)                                                \
  if (authtree_script_spend((thr)->heap->heap_udata, static_cast<double>(operations)) != 0) { \
    DUK_ERROR_RANGE((thr), "execution timeout");                                              \
  }

#undef DUK_USE_INTERRUPT_COUNTER
#define DUK_USE_INTERRUPT_COUNTER
#undef DUK_USE_EXEC_TIMEOUT_CHECK
#define DUK_USE_EXEC_TIMEOUT_CHECK(udata) (authtree_script_spend(udata, AUTHTREE_SCRIPT_CHECK_INTERVAL) != 0)
#undef DUK_USE_DATE_GET_NOW
#define DUK_USE_DATE_GET_NOW(ctx) authtree_script_now(ctx)
#undef DUK_USE_GET_MONOTONIC_TIME
#define DUK_USE_GET_MONOTONIC_TIME(ctx) authtree_script_now(ctx)
#undef DUK_USE_GET_MONOTONIC_TIME_CLOCK_GETTIME
#undef DUK_USE_DATE_GET_LOCAL_TZOFFSET
#define DUK_USE_DATE_GET_LOCAL_TZOFFSET(d) 0
#undef DUK_USE_GET_RANDOM_DOUBLE
#define DUK_USE_GET_RANDOM_DOUBLE(udata) authtree_script_random(udata)

// Also under sanitizers, whose stack frames are several times as large.
#undef DUK_USE_CALLSTACK_LIMIT
#define DUK_USE_CALLSTACK_LIMIT 500
#undef DUK_USE_NATIVE_CALL_RECLIMIT
#define DUK_USE_NATIVE_CALL_RECLIMIT 150
#undef DUK_USE_COMPILER_RECLIMIT
#define DUK_USE_COMPILER_RECLIMIT 300
#undef DUK_USE_REGEXP_COMPILER_RECLIMIT
#define DUK_USE_REGEXP_COMPILER_RECLIMIT 500
#undef DUK_USE_REGEXP_EXECUTOR_RECLIMIT
#define DUK_USE_REGEXP_EXECUTOR_RECLIMIT 2000
#undef DUK_USE_JSON_ENC_RECLIMIT
#define DUK_USE_JSON_ENC_RECLIMIT 100
#undef DUK_USE_JSON_DEC_RECLIMIT
#define DUK_USE_JSON_DEC_RECLIMIT 100
#undef DUK_USE_CBOR_ENC_RECLIMIT
#define DUK_USE_CBOR_ENC_RECLIMIT 100
#undef DUK_USE_CBOR_DEC_RECLIMIT
#define DUK_USE_CBOR_DEC_RECLIMIT 100
