import { analysisArguments, argumentForm } from './analysis/arguments.js';
import { jobAlwaysPasses } from './analysis/job.js';
import { badCondition, badQuery, conditionType } from './analysis/queries.js';
import { emptyResult, idleResult, shortRange, uselessGuard } from './analysis/samples.js';
import { analysisInterval, analysisLimits, analysisMetrics, analysisProvider } from './analysis/shape.js';
import { badImage, latestTag, staleImage } from './container/image.js';
import { containerName, duplicateEnv, environmentVariable } from './container/names.js';
import { duplicatePort, portName } from './container/ports.js';
import { noReadiness, probeHandler, probePort, probeThreshold, sameProbes } from './container/probes.js';
import { noRequests, oddQuantity, requestOverLimit, unknownResource } from './container/resources.js';
import { ingressBackend, ingressHost, ingressPath, ingressService } from './ingress/ingress.js';
import { duplicateObject } from './object/duplicate.js';
import { badLabel } from './object/labels.js';
import { badName } from './object/name.js';
import { notHardened, privilegeConflict, privileged, writableRoot } from './pod/hardened.js';
import { noContainers, restartPolicy } from './pod/shape.js';
import { mountedToken } from './pod/token.js';
import { duplicateVolume, hostAccess, mountedTwice, unknownVolume, volumeSources } from './pod/volumes.js';
import { missingAccount, missingClaim, missingConfig, missingKey } from './references/config.js';
import { endlessMetric, inconclusive, missingTemplate } from './rollout/analysis.js';
import { configInPlace } from './rollout/config.js';
import { experiment } from './rollout/experiment.js';
import { metricSelectors } from './rollout/metric-names.js';
import { looksBack, measuresBoth, previewedService } from './rollout/old-version.js';
import { ambassadorMapping, appMeshRouter, routeInGit } from './rollout/routers.js';
import { albBlueGreen, maxTrafficWeight, routedIngress, routerFields, scaleDown, scaledCanary } from './rollout/routing.js';
import { managedService, missingService, pingPong, routedServices, sameService, serviceSelector } from './rollout/services.js';
import { endlessPause, startingStep, stepKind, stepPause, stepRouting, stepWeight } from './rollout/steps.js';
import { antiAffinity, negative, revisionLimit, strategy, surgeAndUnavailable } from './rollout/strategy.js';
import { cannotDecide } from './rollout/timing.js';
import { unswitchedService } from './rollout/unswitched.js';
import { destinationRule, virtualService } from './rollout/virtual-service.js';
import { analysisWiring, argumentField } from './rollout/wiring.js';
import { twoWorkloads, workloadRef } from './rollout/workload.js';
import type { Rule } from './rule.js';
import { autoscalerMetric, autoscalerRange, autoscalerTarget, replicasAndAutoscaler } from './scaling/autoscaler.js';
import { budgetBlocks, budgetShape, budgetWithoutPods, noBudget, previewPods } from './scaling/budget.js';
import { configKeys, secretData } from './secrets/data.js';
import { plainCredential } from './secrets/plain.js';
import { serviceTarget, serviceWithoutPods } from './service/pods.js';
import { servicePorts, serviceType } from './service/ports.js';
import { releaseLabel } from './workload/release-label.js';
import { notSpread, singleReplica } from './workload/replicas.js';
import { selectorMismatch } from './workload/selector.js';
import { cronSchedule, progressDeadline, updateStrategy } from './workload/update.js';

/** Every rule about rendered objects, in the order in which the reference page lists them. */
export const RULES: readonly Rule[] = [
  duplicateObject,
  badLabel,
  badName,
  selectorMismatch,
  updateStrategy,
  progressDeadline,
  cronSchedule,
  releaseLabel,
  singleReplica,
  notSpread,
  notHardened,
  privileged,
  privilegeConflict,
  writableRoot,
  noContainers,
  restartPolicy,
  unknownVolume,
  duplicateVolume,
  volumeSources,
  mountedTwice,
  hostAccess,
  mountedToken,
  badImage,
  latestTag,
  staleImage,
  containerName,
  environmentVariable,
  duplicateEnv,
  portName,
  duplicatePort,
  probeHandler,
  probePort,
  probeThreshold,
  noReadiness,
  sameProbes,
  unknownResource,
  requestOverLimit,
  oddQuantity,
  noRequests,
  serviceWithoutPods,
  serviceTarget,
  servicePorts,
  serviceType,
  ingressService,
  ingressBackend,
  ingressPath,
  ingressHost,
  autoscalerTarget,
  autoscalerRange,
  autoscalerMetric,
  replicasAndAutoscaler,
  budgetShape,
  budgetBlocks,
  budgetWithoutPods,
  previewPods,
  noBudget,
  missingConfig,
  missingKey,
  missingAccount,
  missingClaim,
  configKeys,
  secretData,
  plainCredential,
  missingTemplate,
  analysisWiring,
  argumentField,
  endlessMetric,
  inconclusive,
  cannotDecide,
  measuresBoth,
  looksBack,
  metricSelectors,
  previewedService,
  scaleDown,
  maxTrafficWeight,
  routerFields,
  routedIngress,
  albBlueGreen,
  scaledCanary,
  ambassadorMapping,
  appMeshRouter,
  routeInGit,
  sameService,
  missingService,
  serviceSelector,
  managedService,
  unswitchedService,
  routedServices,
  pingPong,
  stepKind,
  stepWeight,
  stepPause,
  endlessPause,
  stepRouting,
  startingStep,
  experiment,
  strategy,
  surgeAndUnavailable,
  negative,
  workloadRef,
  twoWorkloads,
  configInPlace,
  revisionLimit,
  antiAffinity,
  virtualService,
  destinationRule,
  analysisArguments,
  argumentForm,
  badQuery,
  badCondition,
  conditionType,
  emptyResult,
  idleResult,
  uselessGuard,
  shortRange,
  analysisMetrics,
  analysisProvider,
  jobAlwaysPasses,
  analysisLimits,
  analysisInterval,
];
