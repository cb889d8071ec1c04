#include "../tested.h"

#include "../../CLuaGuard/lib_pattern.c"
