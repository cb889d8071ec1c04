-- expect: error from below
host.call(function() error('from below') end)
