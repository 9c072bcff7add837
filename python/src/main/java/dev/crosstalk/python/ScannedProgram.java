package dev.crosstalk.python;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.model.Summary;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.AmbientRead;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.effects.EntryPoint;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.ModuleVariable;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Versions;
import dev.crosstalk.python.flow.ProgramWalk;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The program that {@link ProgramReader} read.
final class ScannedProgram implements Program {
  private final Map<String, SourceModule> byPath = new HashMap<>();
  private final List<String> files;
  private final List<Gap> gaps;
  private final Summary summary;
  private final List<Hazard> hazards;
  private final List<Episode> episodes;
  private final List<ModuleVariable> moduleVariables;
  private final Activity activity;
  private final List<Sighting> sightings;
  private final List<ContextFault> contextFaults;
  private final List<EntryPoint> entryPoints;
  private final List<AmbientRead> ambientReads;
  private final Supplier<Versions> versions;
  private final Supplier<List<Deployment>> deployments;

  ScannedProgram(
      List<SourceModule> modules,
      Set<String> asked,
      ProgramWalk.Result result,
      Supplier<Versions> versions,
      Supplier<List<Deployment>> deployments,
      List<Gap> gaps,
      int notParsed) {
    modules.forEach(module -> byPath.put(module.path(), module));
    this.files = modules.stream().map(SourceModule::path).filter(asked::contains).toList();
    this.versions = versions;
    this.deployments = deployments;
    this.gaps = List.copyOf(gaps);
    this.hazards = result.hazards();
    this.episodes = result.episodes();
    this.activity = result.activity();
    this.sightings = result.sightings();
    this.contextFaults = result.contextFaults();
    this.ambientReads = result.ambientReads();
    this.entryPoints = result.application().entryPoints();
    this.moduleVariables =
        result.moduleVariables().stream()
            .filter(variable -> asked.contains(variable.site().module().path()))
            .toList();
    int lines = 0;
    for (SourceModule module : modules) {
      if (asked.contains(module.path())) {
        lines += module.source().lineCount();
      }
    }
    this.summary =
        new Summary(
            files.size(),
            lines,
            result.application().routes().size() + result.application().middlewares().size(),
            result.callSites(),
            result.resolvedCallSites(),
            notParsed,
            0);
  }

  @Override
  public List<Sighting> sightings() {
    return sightings;
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public List<Gap> gaps() {
    return gaps;
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public Report.Sources sources() {
    return path -> Optional.ofNullable(byPath.get(path)).map(SourceModule::source);
  }

  @Override
  public List<SteeringComment> steeringComments(String path) {
    SourceModule module = byPath.get(path);
    if (module == null) {
      return List.of();
    }
    SourceText source = module.source();
    List<SteeringComment> found = new ArrayList<>();
    for (PyFile.Comment comment : module.file().comments()) {
      String text = source.text().substring(comment.start(), comment.end());
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.contains("crosstalk") || lower.contains("noqa")) {
        int line = source.line(comment.start());
        boolean alone = source.text().substring(source.lineStart(line), comment.start()).isBlank();
        found.add(
            new SteeringComment(
                line, alone ? line : LogicalLines.start(module, comment.start()), alone, text));
      }
    }
    return found;
  }

  @Override
  public List<Hazard> hazards() {
    return hazards;
  }

  @Override
  public List<Episode> episodes() {
    return episodes;
  }

  @Override
  public Activity activity() {
    return activity;
  }

  @Override
  public List<AmbientRead> ambientReads() {
    return ambientReads;
  }

  @Override
  public Versions versions() {
    return versions.get();
  }

  @Override
  public List<Deployment> deployments() {
    return deployments.get();
  }

  @Override
  public List<EntryPoint> entryPoints() {
    return entryPoints;
  }

  @Override
  public List<ContextFault> contextFaults() {
    return contextFaults;
  }

  @Override
  public List<ModuleVariable> moduleVariables() {
    return moduleVariables;
  }
}
