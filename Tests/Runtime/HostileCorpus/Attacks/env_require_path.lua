-- expect: error not found
require('../../../etc/passwd')
