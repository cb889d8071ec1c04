-- expect: killed cpu
require('endless')
