-- expect: error malformed pattern
string.find('a', '[a')
