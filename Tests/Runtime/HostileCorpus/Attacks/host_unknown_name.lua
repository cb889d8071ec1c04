-- expect: error host has no 'lgo': did you mean 'log'?
host.lgo('x')
