#include "../tested.h"

#include "../../CLuaGuard/lib_find.c"
