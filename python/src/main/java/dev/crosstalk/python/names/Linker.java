package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows names through imports, re-exports and star imports to what they mean.
public final class Linker {
  private static final int MAX_HOPS = 24;

  private final ModuleTable modules;
  private final Map<SourceModule, Map<String, Resolution>> resolved = new HashMap<>();
  private final Map<ClassSymbol, List<ClassSymbol>> ancestors = new HashMap<>();
  private final Map<ClassSymbol, Set<String>> externalAncestors = new HashMap<>();

  public Linker(ModuleTable modules) {
    this.modules = modules;
  }

  public ModuleTable modules() {
    return modules;
  }

  /// What a name means at the top level of a module, built-ins included.
  public Resolution resolve(SourceModule module, String name) {
    Map<String, Resolution> cache = resolved.computeIfAbsent(module, _ -> new HashMap<>());
    Resolution known = cache.get(name);
    if (known != null) {
      return known;
    }
    Resolution found = resolve(module, name, 0);
    if (found.equals(Resolution.NOTHING) && Builtins.isBuiltin(name)) {
      found = new Resolution.ToBuiltin(name);
    }
    cache.put(name, found);
    return found;
  }

  private Resolution resolve(SourceModule module, String name, int hops) {
    if (hops > MAX_HOPS) {
      return Resolution.NOTHING;
    }
    List<Binding> bindings = module.bindings(name);
    Resolution best = Resolution.NOTHING;
    // the last definite binding wins; an import that leads nowhere loses against one that does
    for (Binding binding : bindings) {
      Resolution found =
          switch (binding) {
            case Binding.Function(FunctionSymbol symbol) -> new Resolution.ToFunction(symbol);
            case Binding.ClassDefinition(ClassSymbol symbol) -> new Resolution.ToClass(symbol);
            case Binding.ImportedModule imported -> importedModule(imported.dotted(), module);
            case Binding.ImportedName imported -> importedName(imported, module, hops);
            case Binding.Assigned assigned -> alias(assigned, module, name, hops);
            case Binding.Opaque _ -> new Resolution.ToVariable(module, name);
          };
      if (found.equals(Resolution.NOTHING)
          || (found instanceof Resolution.ToExternal && isFirstParty(best))
          || (found instanceof Resolution.ToVariable && isDefinition(best))) {
        continue;
      }
      best = found;
    }
    if (!best.equals(Resolution.NOTHING) || !bindings.isEmpty()) {
      return best;
    }
    for (Binding.ImportedName star : module.starImports()) {
      SourceModule source = importedFrom(star, module);
      if (source != null && source != module) {
        Resolution found = resolve(source, name, hops + 1);
        if (!found.equals(Resolution.NOTHING)) {
          return found;
        }
      }
    }
    SourceModule submodule = modules.submodule(module, name);
    return submodule == null ? Resolution.NOTHING : new Resolution.ToModule(submodule);
  }

  private static boolean isFirstParty(Resolution resolution) {
    return resolution instanceof Resolution.ToFunction
        || resolution instanceof Resolution.ToClass
        || resolution instanceof Resolution.ToModule
        || resolution instanceof Resolution.ToVariable;
  }

  private static boolean isDefinition(Resolution resolution) {
    return resolution instanceof Resolution.ToFunction || resolution instanceof Resolution.ToClass;
  }

  /// `name = other` where `other` is a function, class or library object is an alias of it; every
  /// other assignment makes a variable.
  private Resolution alias(Binding.Assigned assigned, SourceModule module, String name, int hops) {
    if (assigned.value() instanceof PyTree.Name target
        && !target.name().equals(name)
        && module.bindings(name).size() == 1) {
      Resolution found = resolve(module, target.name(), hops + 1);
      if (!found.equals(Resolution.NOTHING)) {
        return found;
      }
    }
    if (assigned.value() instanceof PyTree.Attribute attribute
        && module.bindings(name).size() == 1) {
      Resolution found = dotted(module, Names.dotted(attribute), hops + 1);
      if (isDefinition(found) || found instanceof Resolution.ToExternal) {
        return found;
      }
    }
    return new Resolution.ToVariable(module, name);
  }

  /// What a dotted path means at the top level of a module.
  public Resolution dotted(SourceModule module, String path) {
    return dotted(module, path, 0);
  }

  private Resolution dotted(SourceModule module, String path, int hops) {
    if (path.isEmpty() || hops > MAX_HOPS) {
      return Resolution.NOTHING;
    }
    int dot = path.indexOf('.');
    Resolution current = dot < 0 ? resolve(module, path) : resolve(module, path.substring(0, dot));
    int from = dot;
    while (from >= 0) {
      int next = path.indexOf('.', from + 1);
      String part = next < 0 ? path.substring(from + 1) : path.substring(from + 1, next);
      current = member(current, part);
      from = next;
    }
    return current;
  }

  /// An attribute of a module, class or library object.
  public Resolution member(Resolution owner, String name) {
    return switch (owner) {
      case Resolution.ToModule(SourceModule module) -> resolveMember(module, name);
      case Resolution.ToExternal(String qualified) ->
          new Resolution.ToExternal(qualified + "." + name);
      case Resolution.ToClass(ClassSymbol type) -> {
        FunctionSymbol method = method(type, name);
        yield method == null ? Resolution.NOTHING : new Resolution.ToFunction(method);
      }
      default -> Resolution.NOTHING;
    };
  }

  private Resolution resolveMember(SourceModule module, String name) {
    Resolution found = resolve(module, name);
    return found instanceof Resolution.ToBuiltin ? Resolution.NOTHING : found;
  }

  /// What a function-level import binding means.
  public Resolution resolveLocal(Binding binding, SourceModule module) {
    return switch (binding) {
      case Binding.ImportedModule imported -> importedModule(imported.dotted(), module);
      case Binding.ImportedName imported -> importedName(imported, module, 0);
      case Binding.Function(FunctionSymbol symbol) -> new Resolution.ToFunction(symbol);
      case Binding.ClassDefinition(ClassSymbol symbol) -> new Resolution.ToClass(symbol);
      default -> Resolution.NOTHING;
    };
  }

  private Resolution importedModule(String dotted, SourceModule importer) {
    SourceModule found = modules.find(dotted, importer);
    if (found != null && found != importer) {
      return new Resolution.ToModule(found);
    }
    return new Resolution.ToExternal(dotted);
  }

  private @Nullable SourceModule importedFrom(Binding.ImportedName imported, SourceModule module) {
    return imported.level() > 0
        ? modules.findRelative(imported.module(), imported.level(), module)
        : modules.find(imported.module(), module);
  }

  private Resolution importedName(Binding.ImportedName imported, SourceModule module, int hops) {
    SourceModule source = importedFrom(imported, module);
    if (source != null && source != module) {
      Resolution found = resolve(source, imported.name(), hops + 1);
      if (!found.equals(Resolution.NOTHING)) {
        return found;
      }
    }
    if (imported.level() > 0) {
      SourceModule submodule =
          modules.relativeSubmodule(imported.module(), imported.level(), imported.name(), module);
      return submodule == null ? Resolution.NOTHING : new Resolution.ToModule(submodule);
    }
    SourceModule submodule = modules.find(imported.module() + "." + imported.name(), module);
    if (submodule != null && submodule != module) {
      return new Resolution.ToModule(submodule);
    }
    return source != null
        ? Resolution.NOTHING
        : new Resolution.ToExternal(imported.module() + "." + imported.name());
  }

  /// First-party classes above `type` and `type` itself, nearest first.
  public List<ClassSymbol> lineage(ClassSymbol type) {
    List<ClassSymbol> known = ancestors.get(type);
    if (known != null) {
      return known;
    }
    List<ClassSymbol> line = new ArrayList<>();
    Set<String> outside = new HashSet<>();
    Deque<ClassSymbol> todo = new ArrayDeque<>(List.of(type));
    Set<ClassSymbol> seen = new HashSet<>();
    while (!todo.isEmpty() && seen.size() < 64) {
      ClassSymbol next = todo.removeFirst();
      if (!seen.add(next)) {
        continue;
      }
      line.add(next);
      for (PyTree.Expr base : next.baseExpressions()) {
        PyTree.Expr plain = base instanceof PyTree.Subscript generic ? generic.value() : base;
        switch (dotted(next.module(), Names.dotted(plain))) {
          case Resolution.ToClass(ClassSymbol parent) -> todo.addLast(parent);
          case Resolution.ToExternal(String name) -> outside.add(name);
          case Resolution.ToBuiltin(String name) -> outside.add(name);
          default -> outside.add("?" + Names.dotted(plain));
        }
      }
    }
    ancestors.put(type, line);
    externalAncestors.put(type, outside);
    return line;
  }

  /// Qualified names of library classes above `type`; names that could not be resolved start with
  /// `?`.
  public Set<String> libraryBases(ClassSymbol type) {
    lineage(type);
    return externalAncestors.getOrDefault(type, Set.of());
  }

  /// A method by name in the class or the classes above it.
  public @Nullable FunctionSymbol method(ClassSymbol type, String name) {
    for (ClassSymbol each : lineage(type)) {
      FunctionSymbol method = each.ownMethod(name);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  /// What a store to a property of the class or the classes above it runs.
  public @Nullable FunctionSymbol setter(ClassSymbol type, String name) {
    for (ClassSymbol each : lineage(type)) {
      FunctionSymbol setter = each.ownSetter(name);
      if (setter != null) {
        return setter;
      }
    }
    return null;
  }

  /// A class-level assignment by name, with the class that makes it.
  public @Nullable ClassAttribute classAttribute(ClassSymbol type, String name) {
    for (ClassSymbol each : lineage(type)) {
      Binding.Assigned assigned = each.ownAttribute(name);
      if (assigned != null) {
        return new ClassAttribute(each, assigned);
      }
    }
    return null;
  }

  /// A class-level name and where it is assigned.
  public record ClassAttribute(ClassSymbol owner, Binding.Assigned binding) {}
}
