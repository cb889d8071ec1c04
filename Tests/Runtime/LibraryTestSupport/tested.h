#ifndef TESTED_H
#define TESTED_H

/* The library is built a second time for its tests, under other names, so that its polls reach the tests' own counter
 * and not a sandbox. Each file of `tested/` builds the file of that name in CLuaGuard. */

#define guard_attend library_test_attend
#define guard_identity library_test_identity
#define guard_tolstring library_test_tolstring
#define guard_open_string library_test_open_string
#define guard_open_table library_test_open_table
#define guard_open_utf8 library_test_open_utf8
#define guard_openlib_string library_test_openlib_string
#define guard_openlib_table library_test_openlib_table
#define guard_openlib_utf8 library_test_openlib_utf8

#define lib_class_of tested_class_of
#define lib_pattern_size tested_pattern_size
#define lib_pattern_translate tested_pattern_translate
#define lib_pattern_prepare tested_pattern_prepare
#define lib_match_at tested_match_at
#define lib_match_search tested_match_search
#define lib_capture tested_capture
#define lib_push_capture tested_push_capture
#define lib_push_captures tested_push_captures
#define lib_string_find tested_string_find
#define lib_string_match tested_string_match
#define lib_string_gmatch tested_string_gmatch
#define lib_string_gsub tested_string_gsub
#define lib_string_rep tested_string_rep
#define lib_string_format tested_string_format
#define lib_string_pack tested_string_pack
#define lib_string_packsize tested_string_packsize
#define lib_string_unpack tested_string_unpack
#define lib_push_string_metatable tested_push_string_metatable
#define lib_add_literal tested_add_literal
#define lib_push_identity tested_push_identity
#define lib_check_table tested_check_table
#define lib_table_length tested_table_length
#define lib_table_sort tested_table_sort
#define lib_sort_numbers tested_sort_numbers

#endif
