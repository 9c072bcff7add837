package dev.crosstalk.python.flow;

import dev.crosstalk.model.Gap;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.AmbientRead;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.ModuleVariable;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.effects.Versions;
import dev.crosstalk.python.frameworks.Frameworks;
import dev.crosstalk.python.frameworks.WebApplication;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.ModuleTable;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The door of this package: follows every request of a program.
public final class ProgramWalk {

  /// What was found.
  ///
  /// @param callSites distinct calls on the paths of requests
  /// @param resolvedCallSites those whose target is known
  public record Result(
      WebApplication application,
      List<Hazard> hazards,
      List<Episode> episodes,
      List<ModuleVariable> moduleVariables,
      Activity activity,
      List<ContextFault> contextFaults,
      List<AmbientRead> ambientReads,
      List<Gap> gaps,
      int callSites,
      int resolvedCallSites,
      List<Sighting> sightings) {}

  private ProgramWalk() {}

  /// @param progress told the number of routes done and their total
  public static Result follow(ModuleTable modules, BiConsumer<Integer, Integer> progress) {
    return follow(modules, Watch.NOTHING, Vocabulary.none(), Versions::unknown, false, progress);
  }

  /// @param watch what to note beside the hazards
  /// @param vocabulary what the project says about its functions and classes
  /// @param versions what runs the program
  /// @param stretches whether to note checks and acts that nothing comes between
  public static Result follow(
      ModuleTable modules,
      Watch watch,
      Vocabulary vocabulary,
      Supplier<Versions> versions,
      boolean stretches,
      BiConsumer<Integer, Integer> progress) {
    Linker linker = new Linker(modules);
    TypeReader types = new TypeReader(linker);
    ProgramFacts facts = new ProgramFacts(linker);
    WebApplication application = Frameworks.read(types, vocabulary);
    Walk walk = new Walk(types, facts, vocabulary, versions);
    if (watch != Watch.NOTHING) {
      walk.tracker.sightings = new Sightings(watch);
    }
    walk.tracker.stretches = stretches;
    Requests requests = new Requests(walk, application);
    List<Gap> gaps = new ArrayList<>();
    int done = 0;
    for (WebApplication.Route route : application.routes()) {
      boolean cut = requests.follow(route);
      if (cut) {
        gaps.add(
            new Gap(
                Gap.Kind.LIMIT,
                Optional.of(route.handler().module().path()),
                OptionalInt.of(
                    route.handler().module().source().line(route.handler().definition().start())),
                Optional.empty(),
                route.label() + " was not followed to its end: the path is too long"));
      }
      progress.accept(++done, application.routes().size());
    }
    walk.tables.finish();
    walk.refusals.finish();
    if (walk.contexts.isUsed()) {
      application.lifecycles().forEach(requests::followStart);
    }
    return new Result(
        application,
        walk.tracker.hazards(),
        walk.tracker.episodes(),
        moduleVariables(modules, types, facts),
        walk.activity.activity(),
        walk.contexts.faults.all(),
        walk.ambientReads.found(),
        gaps,
        walk.callSites(),
        walk.resolvedCallSites(),
        walk.tracker.sightings == null ? List.of() : walk.tracker.sightings.found());
  }

  private static List<ModuleVariable> moduleVariables(
      ModuleTable modules, TypeReader types, ProgramFacts facts) {
    List<ModuleVariable> found = new ArrayList<>();
    for (SourceModule module : modules.sorted()) {
      for (Map.Entry<String, List<Binding>> entry : module.allBindings().entrySet()) {
        String name = entry.getKey();
        for (Binding binding : entry.getValue()) {
          if (!name.startsWith("__")
              && binding instanceof Binding.Assigned assigned
              && assigned.value() != null
              && types.ofVariable(module, name) instanceof Type.Container(Type.Kind kind, Type _)
              && kind != Type.Kind.TUPLE) {
            found.add(
                new ModuleVariable(
                    name,
                    kind.name().toLowerCase(Locale.ROOT),
                    new Site(module, assigned.node(), module.name()),
                    facts.mayChange(name)));
            break;
          }
        }
      }
    }
    return found;
  }
}
