package dev.crosstalk.python.names;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file as a module: its tree, its top-level names and its star imports.
public final class SourceModule {
  private final String path;
  private final String name;
  private final boolean isPackage;
  private final PyFile file;
  private final Map<String, List<Binding>> bindings;
  private final List<Binding.ImportedName> starImports;
  private final List<FunctionSymbol> functions;
  private final List<ClassSymbol> classes;
  private final Map<Integer, FunctionSymbol> functionsById = new HashMap<>();
  private final Map<Integer, ClassSymbol> classesById = new HashMap<>();

  /// @param path relative to the root of the report, with `/`
  /// @param name dotted name by the path below the outermost package directory
  public SourceModule(String path, String name, boolean isPackage, PyFile file) {
    this.path = path;
    this.name = name;
    this.isPackage = isPackage;
    this.file = file;
    Declarations declarations = new Declarations(this);
    declarations.collect(file.module().body());
    this.bindings = declarations.bindings();
    this.starImports = declarations.starImports();
    this.functions = Collections.unmodifiableList(declarations.allFunctions());
    this.classes = Collections.unmodifiableList(declarations.allClasses());
    functions.forEach(each -> functionsById.put(each.definition().id(), each));
    classes.forEach(each -> classesById.put(each.definition().id(), each));
  }

  public String path() {
    return path;
  }

  public String name() {
    return name;
  }

  public boolean isPackage() {
    return isPackage;
  }

  public PyTree.Module tree() {
    return file.module();
  }

  public SourceText source() {
    return file.source();
  }

  public PyFile file() {
    return file;
  }

  /// All bindings of a top-level name in source order; empty when there is none.
  public List<Binding> bindings(String topLevelName) {
    return bindings.getOrDefault(topLevelName, List.of());
  }

  /// All top-level names.
  public Map<String, List<Binding>> allBindings() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
  }

  public List<Binding.ImportedName> starImports() {
    return new ArrayList<>(starImports);
  }

  /// Every function of the file, nested ones and methods included, in source order.
  public List<FunctionSymbol> functions() {
    return functions;
  }

  /// Every class of the file, nested ones included.
  public List<ClassSymbol> classes() {
    return classes;
  }

  /// The symbol of a function definition of this file, or null.
  public @Nullable FunctionSymbol functionAt(PyTree.FunctionDef definition) {
    return functionsById.get(definition.id());
  }

  /// The symbol of a class definition of this file, or null.
  public @Nullable ClassSymbol classAt(PyTree.ClassDef definition) {
    return classesById.get(definition.id());
  }

  /// The source text of a node on one line, cut at `limit` characters.
  public String text(PyTree node, int limit) {
    String text = source().text();
    StringBuilder out = new StringBuilder();
    boolean space = false;
    for (int i = node.start(); i < Math.min(node.end(), text.length()); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = out.length() > 0;
        continue;
      }
      if (space) {
        out.append(' ');
        space = false;
      }
      out.append(c);
      if (out.length() > limit) {
        return out.substring(0, limit - 1) + "…";
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
