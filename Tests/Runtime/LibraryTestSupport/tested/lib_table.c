#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/library/lib_table.c"
