#include "../tested.h"

#include "../../CLuaGuard/lib_bytes.c"
