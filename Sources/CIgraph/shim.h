#pragma once
// igraph 0.10 as Debian's libigraph-dev installs it. That build keeps its error state in plain globals (IGRAPH_THREAD_SAFE is 0), so
// one thread at a time may be inside: Network's LibraryTurn sees to it.
//
// Its headers define _GNU_SOURCE, which would give this module other C library types (fd_set) than every other one has, and the
// compiler refuses the two together. What features.h decides first stays.
#include <features.h>
#include <igraph.h>
