import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Replaces the calls that Java links while it runs, and that an ahead-of-time cache of JDK 25 does
/// not keep, by plain code: a `switch` over types, and `equals`, `hashCode` and `toString` of a
/// record. Linking them spins a hidden class or a dozen method handles each, which took half the
/// time of a small scan.
final class LowerCalls {

  private static final ClassDesc OBJECT = ClassDesc.of("java.lang.Object");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
  private static final String SWITCHES = "Ljava/lang/runtime/SwitchBootstraps;";
  private static final String RECORDS = "Ljava/lang/runtime/ObjectMethods;";

  private final ClassFile classFile;

  /// @param resolver knows the classes that the rewritten ones mention
  LowerCalls(ClassHierarchyResolver resolver) {
    classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
  }

  /// Rewrites every class file below `folder` that has such a call.
  void rewrite(Path folder) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(folder)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      ClassModel model = classFile.parse(file);
      if (model.methods().stream().anyMatch(LowerCalls::isConcerned)) {
        Files.write(file, rewrite(model));
      }
    }
  }

  private static boolean isConcerned(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && isLowered(call));
  }

  private static boolean isLowered(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    return switch (bootstrap.owner().descriptorString()) {
      case RECORDS -> true;
      case SWITCHES ->
          bootstrap.methodName().equals("typeSwitch")
              && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
      default -> false;
    };
  }

  private byte[] rewrite(ClassModel model) {
    List<InvokeDynamicInstruction> switches = new ArrayList<>();
    ClassTransform bodies =
        ClassTransform.transformingMethodBodies(
            LowerCalls::isConcerned,
            (CodeBuilder code, CodeElement element) -> {
              if (!(element instanceof InvokeDynamicInstruction call) || !isLowered(call)) {
                code.with(element);
              } else if (call.bootstrapMethod().owner().descriptorString().equals(SWITCHES)) {
                String name = "typeSwitch$" + switches.size();
                switches.add(call);
                boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
                code.invokestatic(
                    model.thisClass().asSymbol(), name, call.typeSymbol(), inInterface);
              } else {
                recordMethod(code, model.thisClass().asSymbol(), call);
              }
            });
    ClassTransform tests =
        ClassTransform.endHandler((ClassBuilder builder) -> {
          for (int i = 0; i < switches.size(); i++) {
            InvokeDynamicInstruction call = switches.get(i);
            builder.withMethodBody(
                "typeSwitch$" + i,
                call.typeSymbol(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> typeSwitch(code, call.bootstrapArgs()));
          }
        });
    return classFile.transformClass(model, bodies.andThen(tests));
  }

  /// `(target, restart)` to the index, from restart on, of the first label that target is an
  /// instance of; -1 for null, the number of labels for none.
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    Label none = code.newLabel();
    List<Label> starts = labels.stream().map(_ -> code.newLabel()).toList();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      cases.add(SwitchCase.of(i, starts.get(i)));
    }
    Label present = code.newLabel();
    code.aload(0).ifnonnull(present).loadConstant(-1).ireturn().labelBinding(present);
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < labels.size(); i++) {
      Label next = i + 1 < labels.size() ? starts.get(i + 1) : none;
      code.labelBinding(starts.get(i)).aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
    }
    code.labelBinding(none).loadConstant(labels.size()).ireturn();
  }

  /// A component of a record, read by its field.
  private record Component(String name, ClassDesc type) {}

  /// What `ObjectMethods` would link: the operands are on the stack, the result takes their place.
  private static void recordMethod(
      CodeBuilder code, ClassDesc owner, InvokeDynamicInstruction call) {
    List<Component> components =
        call.bootstrapArgs().stream()
            .filter(DirectMethodHandleDesc.class::isInstance)
            .map(DirectMethodHandleDesc.class::cast)
            .map(getter -> new Component(getter.methodName(), getter.invocationType().returnType()))
            .toList();
    switch (call.name().stringValue()) {
      case "equals" -> equalsMethod(code, owner, components);
      case "hashCode" -> hashCodeMethod(code, owner, components);
      default -> toStringMethod(code, owner, components);
    }
  }

  private static void equalsMethod(CodeBuilder code, ClassDesc owner, List<Component> components) {
    int other = code.allocateLocal(TypeKind.REFERENCE);
    int self = code.allocateLocal(TypeKind.REFERENCE);
    Label yes = code.newLabel();
    Label no = code.newLabel();
    Label end = code.newLabel();
    code.astore(other).astore(self);
    code.aload(self).aload(other).if_acmpeq(yes);
    code.aload(other).instanceOf(owner).ifeq(no);
    code.aload(other).checkcast(owner).astore(other);
    for (Component component : components) {
      code.aload(self).getfield(owner, component.name(), component.type());
      code.aload(other).getfield(owner, component.name(), component.type());
      if (component.type().isPrimitive()) {
        ClassDesc box = box(component.type());
        code.invokestatic(
            box, "compare", MethodTypeDesc.of(CD_int, component.type(), component.type()));
        code.ifne(no);
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, OBJECT, OBJECT));
        code.ifeq(no);
      }
    }
    code.labelBinding(yes).iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
  }

  private static void hashCodeMethod(
      CodeBuilder code, ClassDesc owner, List<Component> components) {
    int self = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(self).iconst_0();
    for (Component component : components) {
      code.loadConstant(31).imul();
      code.aload(self).getfield(owner, component.name(), component.type());
      if (component.type().isPrimitive()) {
        code.invokestatic(
            box(component.type()), "hashCode", MethodTypeDesc.of(CD_int, component.type()));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, OBJECT));
      }
      code.iadd();
    }
  }

  private static void toStringMethod(
      CodeBuilder code, ClassDesc owner, List<Component> components) {
    int self = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(self);
    // The simple name: without the classes around it and the number of a local record.
    String name = owner.displayName().replaceFirst("^.*\\$\\d*", "");
    code.new_(BUILDER).dup().loadConstant(name + "[");
    code.invokespecial(BUILDER, "<init>", MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)V"));
    String before = "";
    for (Component component : components) {
      append(code.loadConstant(before + component.name() + "="), CD_String);
      code.aload(self).getfield(owner, component.name(), component.type());
      append(code, component.type());
      before = ", ";
    }
    append(code.loadConstant("]"), CD_String);
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String));
  }

  private static void append(CodeBuilder code, ClassDesc type) {
    ClassDesc taken =
        switch (type.descriptorString()) {
          case "B", "S" -> CD_int;
          case "Ljava/lang/String;" -> CD_String;
          default -> type.isPrimitive() ? type : OBJECT;
        };
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken));
  }

  private static ClassDesc box(ClassDesc primitive) {
    return ClassDesc.of(
        switch (primitive.descriptorString()) {
          case "Z" -> "java.lang.Boolean";
          case "B" -> "java.lang.Byte";
          case "C" -> "java.lang.Character";
          case "S" -> "java.lang.Short";
          case "I" -> "java.lang.Integer";
          case "J" -> "java.lang.Long";
          case "F" -> "java.lang.Float";
          default -> "java.lang.Double";
        });
  }
}
