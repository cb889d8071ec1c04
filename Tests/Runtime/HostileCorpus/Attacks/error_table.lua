-- expect: error with a message
error({message = 'with a message'})
