// Fixed-arity faces of libedit's variadic calls, which Swift cannot see.
#pragma once

#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

// Characters beyond ASCII vanish in the C locale, so this comes before anything of libedit.
static inline void drempel_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  wchar_t wide;
  mbstate_t state = {0};
  if (mbrtowc(&wide, "\xc3\xab", 2, &state) != 2 || wide != 0xeb) setlocale(LC_CTYPE, "C.UTF-8");
}

static inline EditLine *drempel_el_init(const char *name, int in, int out) {
  FILE *input = fdopen(dup(in), "r");
  FILE *output = fdopen(dup(out), "w");
  FILE *errors = fdopen(dup(out), "w");
  if (!input || !output || !errors) return NULL;
  return el_init(name, input, output, errors);
}

static inline int drempel_el_data(EditLine *el, void *data) {
  return el_wset(el, EL_CLIENTDATA, data);
}
static inline void *drempel_el_get_data(EditLine *el) {
  void *data = NULL;
  el_wget(el, EL_CLIENTDATA, &data);
  return data;
}
static inline FILE *drempel_el_output(EditLine *el) {
  FILE *file = NULL;
  el_wget(el, EL_GETFP, 1, &file);
  return file;
}
static inline int drempel_el_quiet_signals(EditLine *el) { return el_wset(el, EL_SIGNAL, 0); }
static inline int drempel_el_emacs(EditLine *el) { return el_set(el, EL_EDITOR, "emacs"); }
static inline int drempel_el_prompt(EditLine *el, wchar_t *(*prompt)(EditLine *)) {
  return el_wset(el, EL_PROMPT_ESC, prompt, L'\1');
}
static inline int drempel_el_history(EditLine *el, HistoryW *history) {
  return el_wset(el, EL_HIST, history_w, history);
}
static inline int drempel_el_function(
    EditLine *el, const char *name, const char *help, unsigned char (*function)(EditLine *, int)) {
  return el_set(el, EL_ADDFN, name, help, function);
}
static inline int drempel_el_bind(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, key, command, NULL);
}
static inline int drempel_el_unbind_vi(EditLine *el, const char *key) {
  return el_set(el, EL_BIND, "-a", "-r", key, NULL);
}
// Single keys from here on: a key typed while the prompt is being written is then not lost.
static inline int drempel_el_prepare(EditLine *el) { return el_set(el, EL_PREP_TERM, 1); }
static inline int drempel_el_raw_signals(EditLine *el) {
  return el_set(el, EL_SETTY, "-d", "-isig", NULL);
}

static inline HistoryW *drempel_history(int size) {
  HistoryW *history = history_winit();
  if (!history) return NULL;
  HistEventW event;
  history_w(history, &event, H_SETSIZE, size);
  history_w(history, &event, H_SETUNIQUE, 1);
  return history;
}
static inline int drempel_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}
