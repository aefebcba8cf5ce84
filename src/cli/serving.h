// Serving a newsroom for as long as a person wants it.
#pragma once

#include <signal.h>

#include "newsloom/server.h"

namespace newsloom::cli {

/// SIGINT and SIGTERM, taken away from all threads that start from here on, so that waiting for them is an
/// ordinary blocking call.
sigset_t hold_stop_signals();

/// Prints the address of a server that listens, with the key that signs the owner in, and serves until one of
/// `signals`. Returns the exit code: 0 after SIGTERM, 130 after Ctrl-C.
int serve_until_told(Server& server, const ServerOptions& options, const sigset_t& signals);

}  // namespace newsloom::cli
