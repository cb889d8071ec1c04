#include "../tested.h"

#include "../../CLuaGuard/lib_pack.c"
