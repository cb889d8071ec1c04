#include "../tested.h"

#include "../../CLuaGuard/lib_string.c"
