#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_table.c"
