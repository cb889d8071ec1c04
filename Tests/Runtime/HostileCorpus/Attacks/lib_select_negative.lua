-- expect: error bad argument #1 to 'select'
select(-1)
