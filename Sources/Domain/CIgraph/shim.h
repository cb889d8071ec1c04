#pragma once
// igraph 0.10 as Debian's libigraph-dev installs it. That build keeps its error state in plain globals (IGRAPH_THREAD_SAFE is 0), so
// one thread at a time may be inside: Network's IgraphLock sees to it.
// igraph asks for GNU extensions, which change the fields of fd_set; other modules see it without them, and one process must see one.
#include <features.h>
#include <igraph/igraph.h>
