-- expect: error not available
collectgarbage('stop')
