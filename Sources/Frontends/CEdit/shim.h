#pragma once
// libedit as Debian's libedit-dev installs it. Its settings are variadic functions, which Swift cannot call.
#include <histedit.h>
#include <locale.h>
#include <stdio.h>

typedef unsigned char (*cedit_command)(EditLine *, int);
typedef char *(*cedit_prompt)(EditLine *);

static inline int cedit_set_integer(EditLine *edit, int option, int value) { return el_set(edit, option, value); }
static inline int cedit_set_text(EditLine *edit, int option, const char *value) { return el_set(edit, option, value); }
static inline int cedit_set_data(EditLine *edit, void *data) { return el_set(edit, EL_CLIENTDATA, data); }
static inline void *cedit_data(EditLine *edit) {
  void *data = NULL;
  return el_get(edit, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}
static inline int cedit_set_reader(EditLine *edit, el_rfunc_t reader) { return el_set(edit, EL_GETCFN, reader); }
/* Text between two of the marks takes no room on the screen. */
static inline int cedit_set_prompt(EditLine *edit, cedit_prompt prompt, char mark) {
  return el_set(edit, EL_PROMPT_ESC, prompt, mark);
}
static inline int cedit_add_command(EditLine *edit, const char *name, const char *help, cedit_command command) {
  return el_set(edit, EL_ADDFN, name, help, command);
}
static inline int cedit_bind(EditLine *edit, const char *key, const char *command) {
  return el_set(edit, EL_BIND, key, command, NULL);
}
/* One mode of the terminal while a line is edited: `-isig`, `+echo`. */
static inline int cedit_set_terminal_mode(EditLine *edit, const char *mode) {
  return el_set(edit, EL_SETTY, "-d", mode, NULL);
}
static inline int cedit_set_history(EditLine *edit, History *history_list) {
  return el_set(edit, EL_HIST, history, history_list);
}

static inline int cedit_history_set(History *list, int option, int value) {
  HistEvent event;
  return history(list, &event, option, value);
}
static inline int cedit_history_add(History *list, const char *line) {
  HistEvent event;
  return history(list, &event, H_ENTER, line);
}

/* Standard streams as C sees them. */
static inline FILE *cedit_input(void) { return stdin; }
static inline FILE *cedit_output(void) { return stdout; }
static inline FILE *cedit_errors(void) { return stderr; }
