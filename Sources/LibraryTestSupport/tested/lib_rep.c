#include "../tested.h"

#include "../../CLuaGuard/lib_rep.c"
