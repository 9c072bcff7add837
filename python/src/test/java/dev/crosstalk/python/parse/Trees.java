package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// Looks at trees by their record components, so that no node kind can be forgotten.
final class Trees {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private Trees() {}

  static PyFile parse(String text) {
    return PythonParser.parse(new SourceText(text));
  }

  /// Children in the order of the components.
  static List<PyTree> children(PyTree node) {
    List<PyTree> children = new ArrayList<>();
    for (RecordComponent component : COMPONENTS.get(node.getClass())) {
      Class<?> type = component.getType();
      if (PyTree.class.isAssignableFrom(type)) {
        if (value(component, node) instanceof PyTree child) {
          children.add(child);
        }
      } else if (type == List.class) {
        for (Object element : (List<?>) value(component, node)) {
          if (element instanceof PyTree child) {
            children.add(child);
          }
        }
      }
    }
    return children;
  }

  static Object value(RecordComponent component, Object node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All nodes below and including `root`, parents first.
  static List<PyTree> all(PyTree root) {
    List<PyTree> found = new ArrayList<>();
    List<PyTree> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      PyTree node = open.removeLast();
      found.add(node);
      open.addAll(children(node).reversed());
    }
    return found;
  }

  /// The tree as nested words: kind, and the source text of leaves; spans on request.
  static String show(PyTree node, String text) {
    StringBuilder out = new StringBuilder();
    show(node, text, out);
    return out.toString();
  }

  private static void show(PyTree node, String text, StringBuilder out) {
    out.append(node.getClass().getSimpleName());
    List<PyTree> children = children(node);
    if (children.isEmpty()) {
      out.append('`').append(text, node.start(), node.end()).append('`');
      return;
    }
    out.append('(');
    String separator = "";
    for (PyTree child : children) {
      out.append(separator);
      show(child, text, out);
      separator = " ";
    }
    out.append(')');
  }
}
