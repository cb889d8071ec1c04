-- expect: error requires itself
require('selfish')
