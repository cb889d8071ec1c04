#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/library/lib_identity.c"
