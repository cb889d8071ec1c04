#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_pack.c"
