#include "CLateLibraries.h"

#if defined(__x86_64__)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

struct late_library {
  const char *name;
};

/// A function of a library. `address` comes first: the assembly below jumps to it.
struct late_function {
  void *address;
  const char *name;
  const struct late_library *library;
};

#define LATE_LIBRARY(library, soname) static const struct late_library library_##library = {soname};
#define LATE_FUNCTION(library, function)
#include "LateFunctions.h"
#undef LATE_LIBRARY
#undef LATE_FUNCTION

// `late_FUNCTION` is the record of a function, whose address is at first that of `late_bind_FUNCTION`. The definitions are hidden, so that
// calls inside the libraries do not come here.
#define LATE_LIBRARY(library, soname)
#define LATE_FUNCTION(library, function)                                                       \
  extern void late_bind_##function(void);                                                      \
  __attribute__((used, visibility("hidden"))) struct late_function late_##function = {         \
      (void *)late_bind_##function, #function, &library_##library};                            \
  __asm__(".pushsection .text\n"                                                               \
          ".globl " #function "\n.hidden " #function "\n.type " #function ", @function\n"      \
          #function ": endbr64\n  jmp *late_" #function "(%rip)\n"                             \
          ".size " #function ", .-" #function "\n"                                             \
          ".globl late_bind_" #function "\n.hidden late_bind_" #function "\n"                  \
          ".type late_bind_" #function ", @function\n"                                         \
          "late_bind_" #function ": endbr64\n  leaq late_" #function "(%rip), %r11\n"          \
          "  jmp late_bind\n"                                                                  \
          ".size late_bind_" #function ", .-late_bind_" #function "\n"                         \
          ".popsection\n");
#include "LateFunctions.h"
#undef LATE_LIBRARY
#undef LATE_FUNCTION

// Looks up the function whose record is in %r11, and jumps to it with the arguments of the caller: integers, floating-point numbers, and
// the count of the latter for a variadic function.
__asm__(".pushsection .text\n"
        ".hidden late_bind\n.type late_bind, @function\n"
        "late_bind:\n"
        "  pushq %rbp\n  movq %rsp, %rbp\n  andq $-16, %rsp\n  subq $192, %rsp\n"
        "  movq %rdi, 128(%rsp)\n  movq %rsi, 136(%rsp)\n  movq %rdx, 144(%rsp)\n  movq %rcx, 152(%rsp)\n"
        "  movq %r8, 160(%rsp)\n  movq %r9, 168(%rsp)\n  movq %rax, 176(%rsp)\n"
        "  movaps %xmm0, 0(%rsp)\n  movaps %xmm1, 16(%rsp)\n  movaps %xmm2, 32(%rsp)\n  movaps %xmm3, 48(%rsp)\n"
        "  movaps %xmm4, 64(%rsp)\n  movaps %xmm5, 80(%rsp)\n  movaps %xmm6, 96(%rsp)\n  movaps %xmm7, 112(%rsp)\n"
        "  movq %r11, %rdi\n  call late_address\n  movq %rax, %r11\n"
        "  movq 128(%rsp), %rdi\n  movq 136(%rsp), %rsi\n  movq 144(%rsp), %rdx\n  movq 152(%rsp), %rcx\n"
        "  movq 160(%rsp), %r8\n  movq 168(%rsp), %r9\n  movq 176(%rsp), %rax\n"
        "  movaps 0(%rsp), %xmm0\n  movaps 16(%rsp), %xmm1\n  movaps 32(%rsp), %xmm2\n  movaps 48(%rsp), %xmm3\n"
        "  movaps 64(%rsp), %xmm4\n  movaps 80(%rsp), %xmm5\n  movaps 96(%rsp), %xmm6\n  movaps 112(%rsp), %xmm7\n"
        "  movq %rbp, %rsp\n  popq %rbp\n  jmp *%r11\n"
        ".size late_bind, .-late_bind\n"
        ".popsection\n");

/// Loads a library, or returns the handle of a loaded one; a null pointer where it cannot be loaded, for the reason that `dlerror` says.
static void *handle_of(const struct late_library *library) { return dlopen(library->name, RTLD_LAZY | RTLD_LOCAL); }

/// Returns the address of a function in its library. Ends the process where there is none, as the loader does at the start of a program.
/// Threads that come here at the same time find the same.
__attribute__((used, visibility("hidden"))) void *late_address(struct late_function *function) {
  void *handle = handle_of(function->library);
  void *address = handle ? dlsym(handle, function->name) : 0;
  if (!address) {
    fprintf(stderr, "grappe: %s: install the package of Debian that has %s\n", dlerror(), function->library->name);
    _exit(127);
  }
  __atomic_store_n(&function->address, address, __ATOMIC_RELEASE);
  return address;
}

#define LATE_LIBRARY(library, soname)
#define LATE_FUNCTION(library, function) &late_##function,
static struct late_function *const functions[] = {
#include "LateFunctions.h"
};
#undef LATE_LIBRARY
#undef LATE_FUNCTION

const char *late_libraries_missing(void) {
  for (unsigned long index = 0; index < sizeof functions / sizeof *functions; index++) {
    void *handle = handle_of(functions[index]->library);
    if (!handle) return functions[index]->library->name;
    if (!dlsym(handle, functions[index]->name)) return functions[index]->name;
  }
  return 0;
}

#else

const char *late_libraries_missing(void) { return 0; }

#endif
