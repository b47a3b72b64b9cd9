/** What the API server refuses to change in objects of a kind. */
export interface Kept {
  /** Matches the pointer of a change; what it matched is the field that is named. */
  readonly field: RegExp;
  /** Matches the pointers of changes that are not refused. */
  readonly except?: RegExp;
  /** Only where the old object says `immutable: true`. */
  readonly sealed?: true;
  readonly fix: string;
}

const RENAME = 'give it another name, so that a new one is made, or delete it in the cluster before this is synced';
const IN_SPEC = /^\/spec\/[^/]+/;
const selector: Kept = { field: /^\/spec\/selector(?=\/|$)/, fix: RENAME };
const roleRef: Kept = { field: /^\/roleRef(?=\/|$)/, fix: 'delete the binding before this is synced, or give it another name' };
const sealed: Kept = {
  field: /^\/(data|binaryData|stringData|immutable)(?=\/|$)/,
  sealed: true,
  fix: 'give it another name, such as one with a hash of its content, and name that where it is used',
};

/**
 * By API group and kind; a field that is in no list can be changed. Sources: the `Validate…Update` functions of Kubernetes
 * (pkg/apis/{apps,batch,core,storage,rbac,networking,scheduling,node}/validation), and the CRD of Argo Rollouts (`self == oldSelf`).
 */
export const KEPT: Readonly<Record<string, readonly Kept[]>> = {
  'apps/Deployment': [selector],
  'apps/DaemonSet': [selector],
  'apps/ReplicaSet': [selector],
  'argoproj.io/Rollout': [selector],
  'apps/StatefulSet': [
    {
      field: IN_SPEC,
      except:
        /^\/spec\/(replicas|ordinals|template|updateStrategy|revisionHistoryLimit|persistentVolumeClaimRetentionPolicy|minReadySeconds)(\/|$)/,
      fix: 'delete it with `kubectl delete --cascade=orphan` before this is synced: its pods and claims stay, and the new one takes them over',
    },
  ],
  'batch/Job': [
    {
      field:
        /^\/spec\/(selector|template|completions|completionMode|podFailurePolicy|successPolicy|backoffLimitPerIndex|managedBy)(?=\/|$)/,
      fix: 'give each run a name of its own, or make it a hook that is deleted before the next one (`argocd.argoproj.io/hook`)',
    },
  ],
  '/PersistentVolumeClaim': [
    {
      field: IN_SPEC,
      except: /^\/spec\/(resources\/requests|volumeAttributesClassName)(\/|$)/,
      fix: 'make a claim of another name and copy the data; a claim that is deleted can take its data with it',
    },
  ],
  '/ConfigMap': [sealed],
  '/Secret': [{ field: /^\/type$/, fix: RENAME }, sealed],
  'storage.k8s.io/StorageClass': [
    { field: /^\/(parameters|provisioner|reclaimPolicy|volumeBindingMode)(?=\/|$)/, fix: 'make a class of another name' },
  ],
  'rbac.authorization.k8s.io/RoleBinding': [roleRef],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef],
  'networking.k8s.io/IngressClass': [{ field: /^\/spec\/controller$/, fix: RENAME }],
  'scheduling.k8s.io/PriorityClass': [{ field: /^\/(value|preemptionPolicy)$/, fix: RENAME }],
  'node.k8s.io/RuntimeClass': [{ field: /^\/handler$/, fix: RENAME }],
  '/Pod': [
    {
      field: IN_SPEC,
      except: /^\/spec\/((initContainers|containers)\/\d+\/image$|(activeDeadlineSeconds|tolerations)(\/|$))/,
      fix: 'delete it before this is synced; a Deployment replaces its pods by itself',
    },
  ],
};

/** What the API server fills in for a field of this name that is left out: writing it out is not a change (pkg/apis/…/defaults.go). */
export const FILLED: Readonly<Record<string, string | number | boolean>> = {
  podManagementPolicy: 'OrderedReady',
  volumeMode: 'Filesystem',
  completionMode: 'NonIndexed',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  preemptionPolicy: 'PreemptLowerPriority',
  apiGroup: 'rbac.authorization.k8s.io',
  type: 'Opaque',
  immutable: false,
  protocol: 'TCP',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  defaultMode: 420,
};
