#include "../tested.h"

#include "../../CLuaGuard/lib_table.c"
