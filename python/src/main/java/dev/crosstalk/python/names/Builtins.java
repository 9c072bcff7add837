package dev.crosstalk.python.names;

import java.util.Set;

/// Names that Python knows without an import.
final class Builtins {
  private static final Set<String> NAMES =
      Set.of(
          """
          abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
          compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset
          getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals
          map max memoryview min next object oct open ord pow print property range repr reversed round
          set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ Exception
          BaseException ValueError TypeError KeyError IndexError RuntimeError LookupError StopIteration
          StopAsyncIteration NotImplementedError OSError IOError PermissionError TimeoutError
          ConnectionError AssertionError AttributeError ArithmeticError ZeroDivisionError ImportError
          ModuleNotFoundError NameError KeyboardInterrupt SystemExit GeneratorExit FileNotFoundError
          FileExistsError UnicodeDecodeError UnicodeError OverflowError RecursionError Warning
          DeprecationWarning UserWarning ExceptionGroup BaseExceptionGroup NotImplemented Ellipsis
          """
              .strip()
              .replace('\n', ' ')
              .split(" ", -1));

  private Builtins() {}

  static boolean isBuiltin(String name) {
    return NAMES.contains(name);
  }
}
