-- expect: killed cpu
string.find(('ab'):rep(10000), '(.-)(.-)(.-)%1%2%3%1%2%3x')
