-- expect: error host cannot be given a 'mine'
host.mine = 1
