#pragma once
// libxml2 as Debian's libxml2-dev installs it. Its optional converters of ICU are left out of the headers: Foundation brings an ICU of its
// own, and no structure that holds them is used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
