package dev.crosstalk.rules.catalog;

import dev.crosstalk.rules.atomicity.BusyFlagNotRestored;
import dev.crosstalk.rules.atomicity.CacheStampede;
import dev.crosstalk.rules.atomicity.CheckThenActAcrossAwait;
import dev.crosstalk.rules.atomicity.InconsistentLock;
import dev.crosstalk.rules.atomicity.IterationAcrossAwait;
import dev.crosstalk.rules.atomicity.LazyInitAcrossAwait;
import dev.crosstalk.rules.atomicity.LockCreatedPerCall;
import dev.crosstalk.rules.atomicity.ProcessLocalStateWithManyWorkers;
import dev.crosstalk.rules.atomicity.ReadModifyWriteAcrossAwait;
import dev.crosstalk.rules.atomicity.ThreadLockHeldAcrossAwait;
import dev.crosstalk.rules.atomicity.TornWriteAcrossAwait;
import dev.crosstalk.rules.atomicity.UnlockedAccessInThreadpool;
import dev.crosstalk.rules.context.ContextDefaultHidesMissing;
import dev.crosstalk.rules.context.ContextvarLostInExecutor;
import dev.crosstalk.rules.context.ContextvarMutableDefault;
import dev.crosstalk.rules.context.ContextvarNeverReset;
import dev.crosstalk.rules.context.ContextvarNotVisibleInMiddleware;
import dev.crosstalk.rules.context.ContextvarReadAfterReset;
import dev.crosstalk.rules.context.ContextvarResetInOtherContext;
import dev.crosstalk.rules.context.ContextvarSetInSyncDependency;
import dev.crosstalk.rules.context.RequestStateReadWhereNotSet;
import dev.crosstalk.rules.context.ThreadLocalInAsync;
import dev.crosstalk.rules.liveness.BlockingCallOnLoop;
import dev.crosstalk.rules.liveness.CancellationSwallowed;
import dev.crosstalk.rules.liveness.LockNotReleasedOnException;
import dev.crosstalk.rules.liveness.LockOrderDeadlock;
import dev.crosstalk.rules.liveness.SlowCallUnderProcessWideLock;
import dev.crosstalk.rules.llm.LlmEndpointWithoutLimit;
import dev.crosstalk.rules.llm.PromptStateShared;
import dev.crosstalk.rules.llm.SharedConversationMemory;
import dev.crosstalk.rules.policy.AmbientRequestContext;
import dev.crosstalk.rules.policy.AsyncFragileAtomicity;
import dev.crosstalk.rules.policy.ModuleLevelMutable;
import dev.crosstalk.rules.policy.UnusedSuppression;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.state.CacheKeyWithoutIdentity;
import dev.crosstalk.rules.state.CachedMutableMutated;
import dev.crosstalk.rules.state.LifespanStateMutated;
import dev.crosstalk.rules.state.LoggingContextProcessWide;
import dev.crosstalk.rules.state.MutableClassAttributeShared;
import dev.crosstalk.rules.state.MutableDefaultShared;
import dev.crosstalk.rules.state.ProcessWideSettingMutated;
import dev.crosstalk.rules.state.RequestDataInModuleState;
import dev.crosstalk.rules.state.RequestDataInSharedInstance;
import dev.crosstalk.rules.state.SharedClientMutated;
import dev.crosstalk.rules.state.SharedTableKeyedByClientValue;
import dev.crosstalk.rules.tasks.NonIdempotentPost;
import dev.crosstalk.rules.tasks.PoolOrLimiterDeadlock;
import dev.crosstalk.rules.tasks.TaskReferenceDropped;
import java.util.List;

/// All rules, sorted by code. To add one, add its line here.
public final class RuleCatalog {
  private static final List<Rule> ALL =
      List.of(
          RequestDataInModuleState.RULE,
          RequestDataInSharedInstance.RULE,
          MutableClassAttributeShared.RULE,
          MutableDefaultShared.RULE,
          CacheKeyWithoutIdentity.RULE,
          SharedClientMutated.RULE,
          ProcessWideSettingMutated.RULE,
          LifespanStateMutated.RULE,
          CachedMutableMutated.RULE,
          LoggingContextProcessWide.RULE,
          SharedTableKeyedByClientValue.RULE,
          CheckThenActAcrossAwait.RULE,
          ReadModifyWriteAcrossAwait.RULE,
          LazyInitAcrossAwait.RULE,
          CacheStampede.RULE,
          IterationAcrossAwait.RULE,
          TornWriteAcrossAwait.RULE,
          UnlockedAccessInThreadpool.RULE,
          LockCreatedPerCall.RULE,
          ThreadLockHeldAcrossAwait.RULE,
          InconsistentLock.RULE,
          ProcessLocalStateWithManyWorkers.RULE,
          BusyFlagNotRestored.RULE,
          ContextvarNotVisibleInMiddleware.RULE,
          ContextvarSetInSyncDependency.RULE,
          ContextvarResetInOtherContext.RULE,
          ContextvarLostInExecutor.RULE,
          ContextvarReadAfterReset.RULE,
          ContextvarNeverReset.RULE,
          ContextvarMutableDefault.RULE,
          ThreadLocalInAsync.RULE,
          ContextDefaultHidesMissing.RULE,
          RequestStateReadWhereNotSet.RULE,
          TaskReferenceDropped.RULE,
          NonIdempotentPost.RULE,
          PoolOrLimiterDeadlock.RULE,
          SharedConversationMemory.RULE,
          LlmEndpointWithoutLimit.RULE,
          PromptStateShared.RULE,
          BlockingCallOnLoop.RULE,
          LockOrderDeadlock.RULE,
          LockNotReleasedOnException.RULE,
          SlowCallUnderProcessWideLock.RULE,
          CancellationSwallowed.RULE,
          ModuleLevelMutable.RULE,
          AmbientRequestContext.RULE,
          AsyncFragileAtomicity.RULE,
          UnusedSuppression.RULE);

  private RuleCatalog() {}

  /// Whether one of the rules asks for checks and acts that nothing comes between. Noting them
  /// costs time, so a program is read with them only then.
  public static boolean needsStretches(List<Rule> rules) {
    return rules.stream().anyMatch(rule -> rule.id().equals(AsyncFragileAtomicity.RULE.id()));
  }

  /// Every rule, also those that are off by default.
  public static List<Rule> all() {
    return ALL;
  }
}
