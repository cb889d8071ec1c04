#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_arithmetic.c"
