#pragma once
// igraph 0.10 as Debian's libigraph-dev installs it. That build keeps its error state in plain globals (IGRAPH_THREAD_SAFE is 0), so
// one thread at a time may be inside: Network's LibraryTurn sees to it.
#include <igraph.h>
