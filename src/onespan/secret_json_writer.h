#pragma once

#include "authtree/core/secret_json_writer.h"
