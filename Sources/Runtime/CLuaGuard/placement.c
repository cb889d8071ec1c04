/* The place of Lua's interpreter in the program: how fast its loop runs depends on where luaV_execute lies within 64 bytes, by up to a
   fifth (Benchmarks/README.md), and without this on what happens to be linked before it. interpreter.order puts these 64 aligned bytes,
   and the object of the interpreter behind them, at the beginning of the program's code. The section is kept though nothing uses it. */
__asm__(".pushsection .text.grappe_interpreter_start, \"axR\", @progbits\n"
        ".p2align 6\n"
        ".globl grappe_interpreter_start\n"
        ".hidden grappe_interpreter_start\n"
        "grappe_interpreter_start:\n"
        "  .zero 64\n"
        ".popsection\n");
