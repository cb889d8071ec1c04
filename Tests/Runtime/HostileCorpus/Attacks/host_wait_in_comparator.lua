-- expect: error cannot wait here
table.sort({1, 2}, host.wait)
