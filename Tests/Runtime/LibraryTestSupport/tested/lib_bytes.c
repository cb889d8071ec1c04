#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_bytes.c"
