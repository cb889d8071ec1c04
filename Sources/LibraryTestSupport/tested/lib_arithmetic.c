#include "../tested.h"

#include "../../CLuaGuard/lib_arithmetic.c"
