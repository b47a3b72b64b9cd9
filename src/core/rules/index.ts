import { analysisArguments, argumentForm } from './analysis/arguments.js';
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
import { notHardened, privilegeConflict, privileged } from './pod/hardened.js';
import { noContainers, restartPolicy } from './pod/shape.js';
import { duplicateVolume, hostAccess, mountedTwice, unknownVolume, volumeSources } from './pod/volumes.js';
import { missingAccount, missingClaim, missingConfig, missingKey } from './references/config.js';
import {
  analysisWiring,
  argumentField,
  endlessMetric,
  metricSelectors,
  missingTemplate,
  previewedService,
} from './rollout/analysis.js';
import { albBlueGreen, maxTrafficWeight, routedIngress, routerFields, scaleDown, scaledCanary } from './rollout/routing.js';
import { managedService, missingService, pingPong, routedServices, sameService, serviceSelector } from './rollout/services.js';
import { endlessPause, startingStep, stepKind, stepPause, stepRouting, stepWeight } from './rollout/steps.js';
import { antiAffinity, negative, revisionLimit, strategy, surgeAndUnavailable, workloadRef } from './rollout/strategy.js';
import { virtualService } from './rollout/virtual-service.js';
import type { Rule } from './rule.js';
import { autoscalerMetric, autoscalerRange, autoscalerTarget, replicasAndAutoscaler } from './scaling/autoscaler.js';
import { budgetBlocks, budgetShape, budgetWithoutPods, noBudget } from './scaling/budget.js';
import { configKeys, secretData } from './secrets/data.js';
import { plainCredential } from './secrets/plain.js';
import { serviceTarget, serviceWithoutPods } from './service/pods.js';
import { servicePorts, serviceType } from './service/ports.js';
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
  notHardened,
  privileged,
  privilegeConflict,
  noContainers,
  restartPolicy,
  unknownVolume,
  duplicateVolume,
  volumeSources,
  mountedTwice,
  hostAccess,
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
  metricSelectors,
  previewedService,
  scaleDown,
  maxTrafficWeight,
  routerFields,
  routedIngress,
  albBlueGreen,
  scaledCanary,
  sameService,
  missingService,
  serviceSelector,
  managedService,
  routedServices,
  pingPong,
  stepKind,
  stepWeight,
  stepPause,
  endlessPause,
  stepRouting,
  startingStep,
  strategy,
  surgeAndUnavailable,
  negative,
  workloadRef,
  revisionLimit,
  antiAffinity,
  virtualService,
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
  analysisLimits,
  analysisInterval,
];
