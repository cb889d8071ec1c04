#include "../tested.h"

#include "../../CLuaGuard/lib_identity.c"
